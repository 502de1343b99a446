"""Files and links beside a round or an organisation."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.alter_column('response_id', existing_type=sa.Integer(), nullable=True)

    op.create_table('background',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('attachment_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('url', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attachment_id'], ['attachment.id'], name=op.f('fk_background_attachment_id_attachment')),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_background_county_id_county')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_background_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_background_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_background'))
    )
    with op.batch_alter_table('background', schema=None) as batch_op:
        for column in ('county_id', 'organisation_id', 'round_id'):
            batch_op.create_index(batch_op.f(f'ix_background_{column}'), [column], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('background', schema=None) as batch_op:
        for column in ('round_id', 'organisation_id', 'county_id'):
            batch_op.drop_index(batch_op.f(f'ix_background_{column}'))

    op.drop_table('background')
    op.execute('DELETE FROM attachment WHERE response_id IS NULL')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.alter_column('response_id', existing_type=sa.Integer(), nullable=False)
