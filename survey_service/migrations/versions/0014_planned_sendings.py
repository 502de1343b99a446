"""Planned sendings; what becomes of mails after they were sent; addresses that no mail reaches."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('unreachableaddress',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('why', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('since', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_unreachableaddress_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unreachableaddress')),
    sa.UniqueConstraint('county_id', 'email', name=op.f('uq_unreachableaddress_county_id'))
    )
    with op.batch_alter_table('unreachableaddress', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unreachableaddress_county_id'), ['county_id'], unique=False)

    op.create_table('plannedsending',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('turn', sa.Integer(), nullable=False),
    sa.Column('trouble', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('planned_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('carried_out_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_plannedsending_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plannedsending'))
    )
    with op.batch_alter_table('plannedsending', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plannedsending_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_plannedsending_round_id'), ['round_id'], unique=False)

    op.create_table('deliveryevent',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mail_id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('detail', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('noted_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['mail_id'], ['mail.id'], name=op.f('fk_deliveryevent_mail_id_mail')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deliveryevent')),
    sa.UniqueConstraint('key', name=op.f('uq_deliveryevent_key'))
    )
    with op.batch_alter_table('deliveryevent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_deliveryevent_mail_id'), ['mail_id'], unique=False)

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sending_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('recipient', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
        batch_op.create_index(batch_op.f('ix_mail_sending_id'), ['sending_id'], unique=False)
        batch_op.create_unique_constraint('uq_mail_sending', ['invitation_id', 'sending_id'])
        batch_op.create_foreign_key(batch_op.f('fk_mail_sending_id_plannedsending'), 'plannedsending', ['sending_id'], ['id'])

    # to whom earlier mails went is known where nobody has been replaced since; one that had no point was cancelled
    op.execute(
        "UPDATE mail SET recipient = (SELECT c.email FROM invitation i JOIN contact c ON c.id = i.contact_id "
        "WHERE i.id = mail.invitation_id) WHERE share_id IS NULL"
    )
    op.execute(
        "UPDATE mail SET state = 'cancelled' WHERE state = 'failed' "
        "AND trouble IN ('ended', 'closed', 'answered', 'not_open')"
    )



def downgrade() -> None:
    op.execute("UPDATE mail SET state = 'failed', trouble = '' WHERE state IN ('bounced', 'complained')")
    op.execute("UPDATE mail SET state = 'failed' WHERE state = 'cancelled'")
    op.execute("UPDATE mail SET state = 'sending' WHERE state = 'uncertain'")
    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_mail_sending_id_plannedsending'), type_='foreignkey')
        batch_op.drop_constraint('uq_mail_sending', type_='unique')
        batch_op.drop_index(batch_op.f('ix_mail_sending_id'))
        batch_op.drop_column('recipient')
        batch_op.drop_column('sending_id')

    with op.batch_alter_table('deliveryevent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_deliveryevent_mail_id'))

    op.drop_table('deliveryevent')
    with op.batch_alter_table('plannedsending', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plannedsending_round_id'))
        batch_op.drop_index(batch_op.f('ix_plannedsending_at'))

    op.drop_table('plannedsending')
    with op.batch_alter_table('unreachableaddress', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unreachableaddress_county_id'))

    op.drop_table('unreachableaddress')
