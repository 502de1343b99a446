"""What the county's team does to the phenomena of a round: events that are only added to."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from survey_service.db import UtcDateTime

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('phenomenonedit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('by', AutoString(), nullable=False),
    sa.Column('at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_phenomenonedit_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phenomenonedit')),
    )
    op.create_index(op.f('ix_phenomenonedit_round_id'), 'phenomenonedit', ['round_id'])
    op.add_column('synthesisrun', sa.Column('edits_until', sa.Integer(), nullable=False, server_default='0'))


def downgrade() -> None:
    op.drop_column('synthesisrun', 'edits_until')
    op.drop_index(op.f('ix_phenomenonedit_round_id'), table_name='phenomenonedit')
    op.drop_table('phenomenonedit')
