"""A row of an imported table may be without a day, as our own exports of undated incidents are."""

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"


def upgrade() -> None:
    """Let the day be empty; SQLite makes the table anew for that."""
    with op.batch_alter_table("imported_rows") as table:
        table.alter_column("date_start", existing_type=sa.Date(), nullable=True)
