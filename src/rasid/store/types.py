"""Column types and names that are the same on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only where the key is plain INTEGER.
Key = BigInteger().with_variant(Integer, "sqlite")


class JsonText(JSON):
    """JSON kept in a text column: SQLite would turn the text "1" in a JSON column into a number."""


@compiles(JsonText, "sqlite")
def _text_column(_type: JsonText, _compiler: Any, **_options: Any) -> str:
    return "TEXT"


Json = JsonText().with_variant(JSONB(), "postgresql")
# Moments are ISO 8601 text in UTC: the same bytes on both back ends, and sortable.
Moment = String(32)
