"""Tables of others beside the machine's own incidents."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "v0002"
down_revision = "v0001"

# As they were at this step; the tables of today stand in imported.py.
Json = sa.Text().with_variant(JSONB, "postgresql")
Moment = sa.String(32)


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "imported_sets",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("imported_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_imported_sets"),
    )
    op.create_table(
        "imported_rows",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=False),
        sa.Column("json", Json, nullable=False),
        sa.ForeignKeyConstraint(["name"], ["imported_sets.name"], name="fk_imported_rows_name"),
        sa.PrimaryKeyConstraint("name", "row_id", name="pk_imported_rows"),
    )
    op.create_index(
        "ix_imported_rows_name_date_start", "imported_rows", ["name", "date_start"], unique=False
    )
