"""The network weighs phenomena with points, a comment and a choice; a coordinator confirms with reasons."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

EMPTY = {'to_network': '[]', 'reasons': '{}'}


def upgrade() -> None:
    with op.batch_alter_table('selection', schema=None) as batch_op:
        batch_op.alter_column('reason', new_column_name='comment', existing_type=sa.String(), existing_nullable=False)
        batch_op.add_column(sa.Column('choice', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('points', sa.Integer(), nullable=False, server_default='0'))
    # what was chosen was chosen for the negotiation; what was taken back is no view
    op.execute("UPDATE selection SET choice = 'negotiation' WHERE chosen")
    with op.batch_alter_table('selection', schema=None) as batch_op:
        batch_op.drop_column('chosen')
    with op.batch_alter_table('confirmedorder', schema=None) as batch_op:
        for name, value in EMPTY.items():
            batch_op.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default=value))
        batch_op.add_column(sa.Column('reason', AutoString(), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('confirmedorder', schema=None) as batch_op:
        for name in ('reason', *EMPTY):
            batch_op.drop_column(name)
    with op.batch_alter_table('selection', schema=None) as batch_op:
        batch_op.add_column(sa.Column('chosen', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE selection SET chosen = (choice IS NOT NULL AND choice = 'negotiation')")
    with op.batch_alter_table('selection', schema=None) as batch_op:
        batch_op.drop_column('points')
        batch_op.drop_column('choice')
        batch_op.alter_column('comment', new_column_name='reason', existing_type=sa.String(), existing_nullable=False)
