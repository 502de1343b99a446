"""Organisations that begin, end and continue one another; one primary contact for each."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

PRIMARY = sa.text('is_primary AND ended_at IS NULL')


def upgrade() -> None:
    # plain ADD COLUMN: SQLite must not rebuild a table to which stored rows refer
    words = sqlmodel.sql.sqltypes.AutoString()
    op.add_column('county', sa.Column('legal_body', words, nullable=False, server_default=''))
    op.add_column('organisation', sa.Column('active_from', sa.Date(), nullable=True))
    op.add_column('organisation', sa.Column('active_to', sa.Date(), nullable=True))
    op.add_column('organisation', sa.Column('legal_body', words, nullable=False, server_default=''))
    op.execute(
        'ALTER TABLE organisation ADD COLUMN successor_id INTEGER '
        'CONSTRAINT fk_organisation_successor_id_organisation REFERENCES organisation (id)'
    )
    op.create_index('ix_organisation_successor_id', 'organisation', ['successor_id'], unique=False)
    op.add_column('contact', sa.Column('name', words, nullable=False, server_default=''))
    op.add_column('contact', sa.Column('is_primary', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('contact', sa.Column('ended_at', survey_service.db.UtcDateTime(timezone=True), nullable=True))

    # of those who were asked to answer so far, the first of each organisation is the one to turn to
    contact = sa.table('contact', *(sa.column(name) for name in ('id', 'organisation_id', 'answers', 'is_primary')))
    first = sa.select(sa.func.min(contact.c.id)).where(contact.c.answers.is_(sa.true())).group_by(contact.c.organisation_id)
    op.execute(contact.update().where(contact.c.id.in_(first)).values(is_primary=sa.true()))
    op.create_index(
        'uq_contact_primary', 'contact', ['organisation_id'], unique=True, sqlite_where=PRIMARY, postgresql_where=PRIMARY
    )


def downgrade() -> None:
    op.drop_index('uq_contact_primary', table_name='contact')
    for column in ('ended_at', 'is_primary', 'name'):
        op.drop_column('contact', column)
    op.drop_index('ix_organisation_successor_id', table_name='organisation')
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_constraint('fk_organisation_successor_id_organisation', type_='foreignkey')
        batch_op.drop_column('successor_id')
    for column in ('legal_body', 'active_to', 'active_from'):
        op.drop_column('organisation', column)
    op.drop_column('county', 'legal_body')
