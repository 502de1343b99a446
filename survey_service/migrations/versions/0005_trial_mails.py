"""Tests of mails to the staff."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('trialmail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('languages', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('trouble', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('sent_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_trialmail_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_trialmail_round_id_round')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_trialmail_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trialmail'))
    )
    with op.batch_alter_table('trialmail', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trialmail_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_trialmail_staff_id'), ['staff_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_trialmail_state'), ['state'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('trialmail', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trialmail_state'))
        batch_op.drop_index(batch_op.f('ix_trialmail_staff_id'))
        batch_op.drop_index(batch_op.f('ix_trialmail_round_id'))

    op.drop_table('trialmail')
