"""How decisions come along is asked for and reported, and decisions are evaluated."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from survey_service.db import UtcDateTime

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('round', sa.Column('follow_up_deadline', UtcDateTime(timezone=True), nullable=True))
    op.create_table('reportrequest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('until', UtcDateTime(timezone=True), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_reportrequest_round_id_round')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_reportrequest_decision_id_decision')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_reportrequest_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reportrequest')),
    )
    op.create_table('progressreport',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('status', AutoString(), nullable=False),
    sa.Column('done', AutoString(), nullable=False),
    sa.Column('obstacles', AutoString(), nullable=False),
    sa.Column('next_step', AutoString(), nullable=False),
    sa.Column('language', AutoString(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('link_id', sa.Integer(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('writer', AutoString(), nullable=False),
    sa.Column('created_at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_progressreport_decision_id_decision')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'],
                            name=op.f('fk_progressreport_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_progressreport_link_id_link')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_progressreport_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_progressreport')),
    sa.UniqueConstraint('decision_id', 'version', name=op.f('uq_progressreport_decision_id')),
    )
    op.create_table('evaluation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('decision_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('effectiveness', sa.String(), nullable=False),
    sa.Column('sufficiency', sa.String(), nullable=False),
    sa.Column('alignment', sa.String(), nullable=False),
    sa.Column('words', AutoString(), nullable=False),
    sa.Column('language', AutoString(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_evaluation_decision_id_decision')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_evaluation_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evaluation')),
    sa.UniqueConstraint('decision_id', 'version', name=op.f('uq_evaluation_decision_id')),
    )
    for table, columns in INDICES.items():
        for column in columns:
            op.create_index(op.f(f'ix_{table}_{column}'), table, [column])


INDICES = {
    'reportrequest': ('round_id', 'decision_id'),
    'progressreport': ('decision_id', 'organisation_id', 'link_id'),
    'evaluation': ('decision_id',),
}


def downgrade() -> None:
    for table, columns in INDICES.items():
        for column in columns:
            op.drop_index(op.f(f'ix_{table}_{column}'), table_name=table)
        op.drop_table(table)
    op.drop_column('round', 'follow_up_deadline')
