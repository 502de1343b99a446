"""A mail to the contact of several organisations carries those of the others; a mail tells a reply to a raised issue once;
a reply has a last day."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

COLUMNS = (('carried_by_id', 'mail'), ('reply_id', 'issuereply'))


def upgrade() -> None:
    # plain ALTERs: other tables point at this one, so it cannot be made anew on SQLite
    for name, table in COLUMNS:
        op.execute(f'ALTER TABLE mail ADD COLUMN {name} INTEGER CONSTRAINT fk_mail_{name}_{table} REFERENCES {table} (id)')
        op.create_index(op.f(f'ix_mail_{name}'), 'mail', [name])
    op.create_index('uq_mail_reply', 'mail', ['invitation_id', 'reply_id'], unique=True)
    op.add_column('issuerequest', sa.Column('reply_by', sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column('issuerequest', 'reply_by')
    op.drop_index('uq_mail_reply', table_name='mail')
    for name, _ in COLUMNS:
        op.drop_index(op.f(f'ix_mail_{name}'), table_name='mail')
        op.execute(f'ALTER TABLE mail DROP COLUMN {name}')
