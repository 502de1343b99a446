"""Following a round: who has begun, more time for some, responses entered on behalf of others."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('begun_at', survey_service.db.UtcDateTime(timezone=True), nullable=True))

    op.create_table('extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('until', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_extension_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_extension_round_id_round')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_extension_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extension'))
    )
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extension_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_extension_round_id'), ['round_id'], unique=False)

    op.create_table('onbehalf',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('link_id', sa.Integer(), nullable=False),
    sa.Column('attachment_id', sa.Integer(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['attachment_id'], ['attachment.id'], name=op.f('fk_onbehalf_attachment_id_attachment')),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_onbehalf_link_id_link')),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_onbehalf_response_id_response')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_onbehalf_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_onbehalf')),
    sa.UniqueConstraint('link_id', name=op.f('uq_onbehalf_link_id'))
    )
    with op.batch_alter_table('onbehalf', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_onbehalf_response_id'), ['response_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('onbehalf', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_onbehalf_response_id'))

    op.drop_table('onbehalf')
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extension_round_id'))
        batch_op.drop_index(batch_op.f('ix_extension_organisation_id'))

    op.drop_table('extension')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_column('begun_at')
