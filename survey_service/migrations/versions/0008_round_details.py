"""What a round says of itself, and organisations of other counties in it."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = sqlmodel.sql.sqltypes.AutoString()
    with op.batch_alter_table('round', schema=None) as batch_op:
        for name in ('legal_basis_fi', 'legal_basis_sv', 'case_number'):
            batch_op.add_column(sa.Column(name, words, nullable=False, server_default=''))

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('region', words, nullable=False, server_default=''))

    op.create_table('guest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_guest_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_guest_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guest')),
    sa.UniqueConstraint('round_id', 'organisation_id', name=op.f('uq_guest_round_id'))
    )
    with op.batch_alter_table('guest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guest_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_guest_round_id'), ['round_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('guest', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_guest_round_id'))
        batch_op.drop_index(batch_op.f('ix_guest_organisation_id'))

    op.drop_table('guest')
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_column('region')

    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.drop_column('case_number')
        batch_op.drop_column('legal_basis_sv')
        batch_op.drop_column('legal_basis_fi')
