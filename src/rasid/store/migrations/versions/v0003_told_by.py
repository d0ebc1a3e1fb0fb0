"""How many reports tell an incident and who published them stand beside it, for lists."""

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "v0003"
down_revision = "v0002"

_AT_A_TIME = 1000
# As they were at this step.
Json = sa.Text().with_variant(JSONB, "postgresql")
_TOLD = """
SELECT e.incident_id, a.publisher
FROM incident_events e
JOIN readings r ON r.reading_key = e.reading_key
JOIN articles a ON a.article_key = r.article_key
ORDER BY e.incident_id, e.position
"""


def upgrade() -> None:
    """Add the two columns and fill them from the reports."""
    op.add_column(
        "incidents", sa.Column("reports", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("incidents", sa.Column("publishers", Json, nullable=False, server_default="[]"))
    connection = op.get_bind()
    value = sa.bindparam("names", type_=sa.JSON() if connection.dialect.name == "sqlite" else JSONB)
    incidents = sa.table(
        "incidents", sa.column("incident_id"), sa.column("reports"), sa.column("publishers")
    )
    fill = (
        sa.update(incidents)
        .where(incidents.c.incident_id == sa.bindparam("known"))
        .values(reports=sa.bindparam("number"), publishers=value)
    )
    told = _told(connection)
    while rows := list(islice(told, _AT_A_TIME)):
        connection.execute(fill, rows)


def _told(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    rows = connection.execute(sa.text(_TOLD)).all()
    for known, reports in groupby(rows, key=lambda row: row.incident_id):
        names = [row.publisher for row in reports]
        yield {
            "known": known,
            "number": len(names),
            "names": list(dict.fromkeys(name for name in names if name)),
        }
