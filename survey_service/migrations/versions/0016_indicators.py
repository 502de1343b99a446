"""Figures of indicators, the files that they came in, and which of them an organisation shows."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from survey_service.db import UtcDateTime

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table('indicatorimport',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('file', AutoString(), nullable=False),
    sa.Column('sha256', AutoString(), nullable=False),
    sa.Column('picked_on', sa.Date(), nullable=False),
    sa.Column('by', AutoString(), nullable=False),
    sa.Column('taken_in_at', MOMENT, nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('titles', sa.JSON(), nullable=False),
    sa.Column('regions', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_indicatorimport_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicatorimport')),
    )
    op.create_index(op.f('ix_indicatorimport_county_id'), 'indicatorimport', ['county_id'])
    op.create_table('observation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('indicator', AutoString(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.Column('code', AutoString(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('gender', AutoString(), nullable=False),
    sa.Column('value', AutoString(), nullable=True),
    sa.Column('absolute', AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['import_id'], ['indicatorimport.id'], name=op.f('fk_observation_import_id_indicatorimport')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_observation')),
    sa.UniqueConstraint('import_id', 'indicator', 'area', 'code', 'year', 'gender', name=op.f('uq_observation_import_id')),
    )
    op.create_index(op.f('ix_observation_import_id'), 'observation', ['import_id'])
    op.create_table('indicatorchoice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('indicators', sa.JSON(), nullable=False),
    sa.Column('chosen_at', MOMENT, nullable=False),
    sa.Column('link_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_indicatorchoice_link_id_link')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_indicatorchoice_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_indicatorchoice_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicatorchoice')),
    sa.UniqueConstraint('round_id', 'organisation_id', 'version', name=op.f('uq_indicatorchoice_round_id')),
    )
    op.create_index(op.f('ix_indicatorchoice_organisation_id'), 'indicatorchoice', ['organisation_id'])
    op.create_index(op.f('ix_indicatorchoice_round_id'), 'indicatorchoice', ['round_id'])


def downgrade() -> None:
    for table in ('indicatorchoice', 'observation', 'indicatorimport'):
        op.drop_table(table)
