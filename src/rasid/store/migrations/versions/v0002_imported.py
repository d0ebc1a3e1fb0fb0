"""Tables of others beside the machine's own incidents."""

from alembic import op

from rasid.store.imported import TABLES

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Make the tables; a store that was made by this version has them already."""
    for table in TABLES:
        table.create(op.get_bind(), checkfirst=True)
