"""As whom the coordinator asks an organisation that is none of the others."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('audience', sqlmodel.sql.sqltypes.AutoString(), nullable=True))


def downgrade() -> None:
    op.execute("UPDATE organisation SET kind = 'sote' WHERE kind = 'pelastus'")
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_column('audience')
