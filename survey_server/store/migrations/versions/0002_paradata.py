"""How a response came about: the order of options, the seconds, the language."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; responses from before have nothing in it."""
    op.add_column("response", sa.Column("paradata", sa.Text))


def downgrade() -> None:
    """Drop the column, with what was noted in it."""
    with op.batch_alter_table("response") as table:
        table.drop_column("paradata")
