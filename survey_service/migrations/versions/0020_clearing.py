"""Quotes are cleared by people, and briefings published as versions; what the network sees already is its first one."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from survey_service.db import UtcDateTime

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

# the briefing that was chosen from, else the newest, of each round whose network was invited to choose
SEEN = """
INSERT INTO briefingversion (round_id, briefing_id, number, content, left_out, note, "by", "at")
SELECT b.round_id, b.id, 1, b.content, 0, '', '', b.created_at
FROM storedbriefing b
WHERE b.id = COALESCE(
    (SELECT s.briefing_id FROM selection s JOIN storedbriefing m ON m.id = s.briefing_id
     WHERE m.round_id = b.round_id ORDER BY s.id LIMIT 1),
    (SELECT MAX(n.id) FROM storedbriefing n WHERE n.round_id = b.round_id))
AND EXISTS (SELECT 1 FROM invitation i WHERE i.round_id = b.round_id AND i.purpose = 'select')
"""


def upgrade() -> None:
    op.create_table('clearing',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('quote', AutoString(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('words', AutoString(), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=False),
    sa.Column('by', AutoString(), nullable=False),
    sa.Column('at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_clearing_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clearing')),
    )
    op.create_index(op.f('ix_clearing_round_id'), 'clearing', ['round_id'])
    op.create_table('briefingversion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('briefing_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('left_out', sa.Integer(), nullable=False),
    sa.Column('note', AutoString(), nullable=False),
    sa.Column('by', AutoString(), nullable=False),
    sa.Column('at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_briefingversion_round_id_round')),
    sa.ForeignKeyConstraint(['briefing_id'], ['storedbriefing.id'],
                            name=op.f('fk_briefingversion_briefing_id_storedbriefing')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_briefingversion')),
    sa.UniqueConstraint('round_id', 'number', name=op.f('uq_briefingversion_round_id')),
    )
    op.create_index(op.f('ix_briefingversion_round_id'), 'briefingversion', ['round_id'])
    op.create_index(op.f('ix_briefingversion_briefing_id'), 'briefingversion', ['briefing_id'])
    op.execute(SEEN)


def downgrade() -> None:
    op.drop_index(op.f('ix_briefingversion_briefing_id'), table_name='briefingversion')
    op.drop_index(op.f('ix_briefingversion_round_id'), table_name='briefingversion')
    op.drop_table('briefingversion')
    op.drop_index(op.f('ix_clearing_round_id'), table_name='clearing')
    op.drop_table('clearing')
