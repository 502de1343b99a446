"""Agendas in an order, notes about parties, summonses, and the advance material that was let out."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from survey_service.db import UtcDateTime

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def _of_negotiation(table: str, *columns: sa.Column, unique: tuple[str, ...]) -> None:
    op.create_table(table,
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('negotiation_id', sa.Integer(), nullable=False),
    *columns,
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['negotiation_id'], ['negotiation.id'],
                            name=op.f(f'fk_{table}_negotiation_id_negotiation')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f(f'fk_{table}_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
    sa.UniqueConstraint('negotiation_id', *unique, name=op.f(f'uq_{table}_negotiation_id')),
    )
    op.create_index(op.f(f'ix_{table}_negotiation_id'), table, ['negotiation_id'])


def upgrade() -> None:
    with op.batch_alter_table('negotiation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ends_at', UtcDateTime(timezone=True), nullable=True))
    _of_negotiation('agendaversion',
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('lines', sa.JSON(), nullable=False),
        unique=('version',))
    _of_negotiation('partynote',
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('words', AutoString(), nullable=False),
        unique=('organisation_id', 'kind', 'version'))
    with op.batch_alter_table('partynote', schema=None) as batch_op:
        batch_op.create_foreign_key(
            batch_op.f('fk_partynote_organisation_id_organisation'), 'organisation', ['organisation_id'], ['id']
        )
        batch_op.create_index(batch_op.f('ix_partynote_organisation_id'), ['organisation_id'], unique=False)
    _of_negotiation('summons',
        sa.Column('sequence', sa.Integer(), nullable=False),
        sa.Column('cancelled', sa.Boolean(), nullable=False),
        sa.Column('starts_at', UtcDateTime(timezone=True), nullable=False),
        sa.Column('ends_at', UtcDateTime(timezone=True), nullable=True),
        sa.Column('place', AutoString(), nullable=False),
        sa.Column('remote_link', AutoString(), nullable=False),
        unique=('sequence',))
    _of_negotiation('releasedmaterial',
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('key', AutoString(), nullable=False),
        sa.Column('sha256', AutoString(), nullable=False),
        sa.Column('size', sa.Integer(), nullable=False),
        sa.Column('files', sa.Integer(), nullable=False),
        sa.Column('briefing_version', sa.Integer(), nullable=False),
        sa.Column('withdrawn_at', UtcDateTime(timezone=True), nullable=True),
        sa.Column('withdrawn_by', AutoString(), nullable=False),
        unique=('number',))
    with op.batch_alter_table('releasedmaterial', schema=None) as batch_op:
        batch_op.create_unique_constraint(batch_op.f('uq_releasedmaterial_key'), ['key'])
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('summons_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_mail_summons_id_summons'), 'summons', ['summons_id'], ['id'])
        batch_op.create_index(batch_op.f('ix_mail_summons_id'), ['summons_id'], unique=False)
        batch_op.create_index('uq_mail_summons', ['invitation_id', 'summons_id'], unique=True)


def downgrade() -> None:
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.drop_index('uq_mail_summons')
        batch_op.drop_index(batch_op.f('ix_mail_summons_id'))
        batch_op.drop_constraint(batch_op.f('fk_mail_summons_id_summons'), type_='foreignkey')
        batch_op.drop_column('summons_id')
    for table in ('releasedmaterial', 'summons', 'partynote', 'agendaversion'):
        op.drop_table(table)
    with op.batch_alter_table('negotiation', schema=None) as batch_op:
        batch_op.drop_column('ends_at')
