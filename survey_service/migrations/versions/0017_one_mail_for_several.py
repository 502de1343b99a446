"""A mail to the contact of several organisations carries the mails of the others."""

from alembic import op

revision = '0017'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # a plain ALTER: other tables point at this one, so it cannot be made anew on SQLite
    op.execute('ALTER TABLE mail ADD COLUMN carried_by_id INTEGER CONSTRAINT fk_mail_carried_by_id_mail REFERENCES mail (id)')
    op.create_index(op.f('ix_mail_carried_by_id'), 'mail', ['carried_by_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_mail_carried_by_id'), table_name='mail')
    op.execute('ALTER TABLE mail DROP COLUMN carried_by_id')
