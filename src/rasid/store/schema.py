"""The tables, one schema for SQLite and PostgreSQL; migrations/ holds how it came to be."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from rasid.store.types import Json, Key, Moment, metadata


def _key(name: str) -> Column[int]:
    return Column(name, Key, primary_key=True, autoincrement=True)


raws = Table(
    "raws",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    _key("article_key"),
    Column("doc_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("raw_sha256", String(64), ForeignKey("raws.sha256"), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published", Date),
    Column("published_status", Text, nullable=False),
    Column("published_reason", Text, nullable=False),
    Column("publisher", Text),
    Column("url", Text),
    Column("zones", Json, nullable=False),
    Column("offsets", Json, nullable=False),
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("doc_id", "version"),
    UniqueConstraint("doc_id", "fingerprint"),
    Index(None, "published"),
    Index(None, "publisher"),
    Index(None, "raw_sha256"),
    sqlite_autoincrement=True,
)

readings = Table(
    "readings",
    metadata,
    _key("reading_key"),
    Column("article_key", Key, ForeignKey("articles.article_key"), nullable=False),
    Column("doc_id", Text, nullable=False),
    Column("reader_version", Text, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("places", Json, nullable=False),
    Column("notes", Json, nullable=False),
    Column("read_at", Moment, nullable=False),
    Column("linked_at", Moment),
    UniqueConstraint("article_key", "reader_version"),
    Index(None, "doc_id"),
    Index(None, "reader_version"),
    sqlite_autoincrement=True,
)


signatures = Table(
    "signatures",
    metadata,
    Column("article_key", Key, ForeignKey("articles.article_key"), primary_key=True),
    Column("method", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)


def _derived(name: str, *columns: Column[object] | Index) -> Table:
    """A table of what one reading holds: reading, position in it, id, JSON, filter columns."""
    return Table(
        name,
        metadata,
        Column("reading_key", Key, ForeignKey("readings.reading_key"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("doc_id", Text, nullable=False),
        Column("reader_version", Text, nullable=False),
        Column("item_id", Text, nullable=False),
        Column("json", Json, nullable=False),
        *columns,
    )


events = _derived(
    "events",
    Column("type", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("specific", Boolean, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("date_precision", Text, nullable=False),
    Column("country", Text),
    Column("admin1", Text),
    Column("place_name", Text),
    Column("place_precision", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("confidence", Float, nullable=False),
    Index("ix_events_date_start", "date_start"),
    Index("ix_events_date_precision_date_start", "date_precision", "date_start"),
    Index("ix_events_type_date_start", "type", "date_start"),
    Index("ix_events_admin1_date_start", "admin1", "date_start"),
)

figures = _derived(
    "figures",
    Column("unit", Text, nullable=False),
    Column("subject", Text),
    Column("low", Float),
    Column("high", Float),
)

claims = _derived(
    "claims",
    Column("kind", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("speaker_kind", Text, nullable=False),
    Column("anonymous", Boolean, nullable=False),
    Column("at_risk", Boolean, nullable=False),
)

indicators = _derived(
    "indicators",
    Column("kind", Text, nullable=False),
    Column("direction", Text, nullable=False),
    Column("subject", Text),
)

incidents = Table(
    "incidents",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("json", Json, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("type", Text, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("date_precision", Text, nullable=False),
    Column("country", Text),
    Column("admin1", Text),
    Column("place_name", Text),
    Column("place_precision", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("actors", Text, nullable=False),
    Column("killed_best", Integer),
    Column("sources", Integer, nullable=False),
    Column("grade", Text, nullable=False),
    Column("review", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    # One of its articles was removed; the next linking makes it anew.
    Column("stale", Boolean, nullable=False),
    Column("updated_at", Moment, nullable=False),
    # How many reports tell it and who published them, the first told first.
    Column("reports", Integer, nullable=False, server_default="0"),
    Column("publishers", Json, nullable=False, server_default="[]"),
    Index(None, "date_start"),
    Index("ix_incidents_admin1_date_start", "admin1", "date_start"),
    Index(None, "updated_at"),
    # Holds all that lists are filtered by, so that a page is found without reading the rows.
    Index(
        "ix_incidents_listing", "date_start", "incident_id", "withdrawn", "type", "country",
        "admin1", "place_precision", "sources", "grade", "review", "date_end", "actors",
    ),
)  # fmt: skip

incident_events = Table(
    "incident_events",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.incident_id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("report_key", Text, nullable=False),
    Column("doc_id", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("reading_key", Key, ForeignKey("readings.reading_key"), nullable=False),
    Column("event_position", Integer, nullable=False),
    Index(None, "report_key"),
    Index(None, "doc_id"),
    Index(None, "reading_key"),
)

incident_history = Table(
    "incident_history",
    metadata,
    _key("change_key"),
    Column("incident_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Json),
    Column("after", Json),
    Column("doc_ids", Json, nullable=False),
    Index(None, "incident_id"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

decisions = Table(
    "decisions",
    metadata,
    _key("decision_key"),
    Column("kind", Text, nullable=False),
    Column("groups", Json, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Json),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reverses", Key, ForeignKey("decisions.decision_key")),
    UniqueConstraint("reverses"),
    sqlite_autoincrement=True,
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("item_id", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("replaced_by", Text),
    Index(None, "at"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "subject"),
)

runs = Table(
    "runs",
    metadata,
    _key("run_id"),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("command", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("outcome", Json, nullable=False),
    sqlite_autoincrement=True,
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("created", Moment, nullable=False),
)

# Only a hash of the token is kept: whoever reads the store cannot log in with it.
sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("name", Text, ForeignKey("accounts.name"), nullable=False),
    Column("expires", Moment, nullable=False),
    Index(None, "name"),
)

# What this installation alone knows, made with the store: never exported, told by no route.
secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", String(64), nullable=False),
)

DERIVED = {"events": events, "figures": figures, "claims": claims, "indicators": indicators}
