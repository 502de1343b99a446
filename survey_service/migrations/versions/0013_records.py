"""Confidentiality, internal notes, archive packages, retention, deletions, people's requests."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('personrequest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(), nullable=False),
    sa.Column('reference', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('made_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_personrequest_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_personrequest'))
    )
    with op.batch_alter_table('personrequest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_personrequest_county_id'), ['county_id'], unique=False)

    op.create_table('retentionrule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('years', sa.Integer(), nullable=True),
    sa.Column('basis', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('changed_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_retentionrule_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_retentionrule')),
    sa.UniqueConstraint('county_id', 'kind', name=op.f('uq_retentionrule_county_id'))
    )
    with op.batch_alter_table('retentionrule', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_retentionrule_county_id'), ['county_id'], unique=False)

    op.create_table('archive',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('stage', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('share', sa.Float(), nullable=False),
    sa.Column('trouble', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('files', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('finished_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('received_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('received_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('received_where', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('erased_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_archive_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_archive')),
    sa.UniqueConstraint('key', name=op.f('uq_archive_key'))
    )
    with op.batch_alter_table('archive', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_archive_round_id'), ['round_id'], unique=False)

    op.create_table('deletion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('basis', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('archive_sha256', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('deleted_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_deletion_county_id_county')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_deletion_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deletion'))
    )
    with op.batch_alter_table('deletion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deletion_county_id'), ['county_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_deletion_round_id'), ['round_id'], unique=False)

    op.create_table('confidentiality',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('statute', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('paragraph', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('set_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_confidentiality_response_id_response')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_confidentiality'))
    )
    with op.batch_alter_table('confidentiality', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_confidentiality_response_id'), ['response_id'], unique=False)
        batch_op.create_index('uq_confidentiality_standing', ['response_id', 'question_id'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))

    op.create_table('internalnote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('written_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_internalnote_response_id_response')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_internalnote'))
    )
    with op.batch_alter_table('internalnote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_internalnote_response_id'), ['response_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('internalnote', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_internalnote_response_id'))

    op.drop_table('internalnote')
    with op.batch_alter_table('confidentiality', schema=None) as batch_op:
        batch_op.drop_index('uq_confidentiality_standing', sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_confidentiality_response_id'))

    op.drop_table('confidentiality')
    with op.batch_alter_table('deletion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deletion_round_id'))
        batch_op.drop_index(batch_op.f('ix_deletion_county_id'))

    op.drop_table('deletion')
    with op.batch_alter_table('archive', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_archive_round_id'))

    op.drop_table('archive')
    with op.batch_alter_table('retentionrule', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_retentionrule_county_id'))

    op.drop_table('retentionrule')
    with op.batch_alter_table('personrequest', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_personrequest_county_id'))

    op.drop_table('personrequest')
