"""Decisions that are written in a negotiation, and to whom its papers were handed over."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from survey_service.db import UtcDateTime

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

TEXTS = {'follow_up_action': '', 'item': '', 'matter': '', 'status': 'decided', 'changed_by': ''}
NUMBERS = {'place': '0', 'version': '1'}


def upgrade() -> None:
    with op.batch_alter_table('decision', schema=None) as batch_op:
        for name, value in TEXTS.items():
            batch_op.add_column(sa.Column(name, AutoString(), nullable=False, server_default=value))
        for name, value in NUMBERS.items():
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=value))
        batch_op.add_column(sa.Column('changed_at', UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('negotiation_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_decision_negotiation_id_negotiation'), 'negotiation', ['negotiation_id'], ['id']
        )
        batch_op.create_index(batch_op.f('ix_decision_negotiation_id'), ['negotiation_id'], unique=False)
    op.create_table('handover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('negotiation_id', sa.Integer(), nullable=False),
    sa.Column('paper', sa.String(), nullable=False),
    sa.Column('recipient', AutoString(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['negotiation_id'], ['negotiation.id'], name=op.f('fk_handover_negotiation_id_negotiation')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_handover_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover')),
    )
    op.create_index(op.f('ix_handover_negotiation_id'), 'handover', ['negotiation_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_handover_negotiation_id'), table_name='handover')
    op.drop_table('handover')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_negotiation_id'))
        batch_op.drop_constraint(batch_op.f('fk_decision_negotiation_id_negotiation'), type_='foreignkey')
        for name in ('negotiation_id', 'changed_at', *NUMBERS, *TEXTS):
            batch_op.drop_column(name)
