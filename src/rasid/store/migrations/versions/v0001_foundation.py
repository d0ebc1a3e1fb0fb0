"""The first schema: what was collected, read, linked and decided, and the log of it all.

Until the first release it is amended with schema.py; from then on every change is a new step.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "v0001"
down_revision = None

# As they were at this step; the schema of today stands in schema.py.
Key = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Json = sa.Text().with_variant(JSONB, "postgresql")
Moment = sa.String(32)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", Key, autoincrement=False, nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"], unique=False)


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("decision_key", Key, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("groups", Json, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", Json, nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reverses", Key, nullable=True),
        sa.ForeignKeyConstraint(
            ["reverses"], ["decisions.decision_key"], name="fk_decisions_reverses"
        ),
        sa.PrimaryKeyConstraint("decision_key", name="pk_decisions"),
        sa.UniqueConstraint("reverses", name="uq_decisions_reverses"),
        sqlite_autoincrement=True,
    )


def _incident_history() -> None:
    op.create_table(
        "incident_history",
        sa.Column("change_key", Key, autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("before", Json, nullable=True),
        sa.Column("after", Json, nullable=True),
        sa.Column("doc_ids", Json, nullable=False),
        sa.PrimaryKeyConstraint("change_key", name="pk_incident_history"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_history_at", "incident_history", ["at"], unique=False)
    op.create_index(
        "ix_incident_history_incident_id", "incident_history", ["incident_id"], unique=False
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("json", Json, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_precision", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("killed_best", sa.Integer(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("incident_id", name="pk_incidents"),
    )
    op.create_index(
        "ix_incidents_admin1_date_start", "incidents", ["admin1", "date_start"], unique=False
    )
    op.create_index("ix_incidents_date_start", "incidents", ["date_start"], unique=False)
    op.create_index(
        "ix_incidents_listing",
        "incidents",
        [
            "date_start",
            "incident_id",
            "withdrawn",
            "type",
            "country",
            "admin1",
            "place_precision",
            "sources",
            "grade",
            "review",
            "date_end",
            "actors",
        ],
        unique=False,
    )
    op.create_index("ix_incidents_updated_at", "incidents", ["updated_at"], unique=False)


def _raws() -> None:
    op.create_table(
        "raws",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("first_seen", Moment, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_raws"),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("run_id", Key, autoincrement=True, nullable=False),
        sa.Column("started", Moment, nullable=False),
        sa.Column("finished", Moment, nullable=True),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("outcome", Json, nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_runs"),
        sqlite_autoincrement=True,
    )


def _tombstones() -> None:
    op.create_table(
        "tombstones",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "item_id", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_at", "tombstones", ["at"], unique=False)


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("article_key", Key, autoincrement=True, nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("raw_sha256", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_status", sa.Text(), nullable=False),
        sa.Column("published_reason", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("zones", Json, nullable=False),
        sa.Column("offsets", Json, nullable=False),
        sa.Column("added_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["raw_sha256"], ["raws.sha256"], name="fk_articles_raw_sha256"),
        sa.PrimaryKeyConstraint("article_key", name="pk_articles"),
        sa.UniqueConstraint("doc_id", "fingerprint", name="uq_articles_doc_id_fingerprint"),
        sa.UniqueConstraint("doc_id", "version", name="uq_articles_doc_id_version"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_published", "articles", ["published"], unique=False)
    op.create_index("ix_articles_publisher", "articles", ["publisher"], unique=False)
    op.create_index("ix_articles_raw_sha256", "articles", ["raw_sha256"], unique=False)


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("expires", Moment, nullable=False),
        sa.ForeignKeyConstraint(["name"], ["accounts.name"], name="fk_sessions_name"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_name", "sessions", ["name"], unique=False)


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("reading_key", Key, autoincrement=True, nullable=False),
        sa.Column("article_key", Key, nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("places", Json, nullable=False),
        sa.Column("notes", Json, nullable=False),
        sa.Column("read_at", Moment, nullable=False),
        sa.Column("linked_at", Moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.article_key"], name="fk_readings_article_key"
        ),
        sa.PrimaryKeyConstraint("reading_key", name="pk_readings"),
        sa.UniqueConstraint(
            "article_key", "reader_version", name="uq_readings_article_key_reader_version"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_readings_doc_id", "readings", ["doc_id"], unique=False)
    op.create_index("ix_readings_reader_version", "readings", ["reader_version"], unique=False)


def _signatures() -> None:
    op.create_table(
        "signatures",
        sa.Column("article_key", Key, nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.article_key"], name="fk_signatures_article_key"
        ),
        sa.PrimaryKeyConstraint("article_key", name="pk_signatures"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("reading_key", Key, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("json", Json, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("speaker_kind", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("at_risk", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.reading_key"], name="fk_claims_reading_key"
        ),
        sa.PrimaryKeyConstraint("reading_key", "position", name="pk_claims"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("reading_key", Key, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("json", Json, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("specific", sa.Boolean(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("place_name", sa.Text(), nullable=True),
        sa.Column("place_precision", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.reading_key"], name="fk_events_reading_key"
        ),
        sa.PrimaryKeyConstraint("reading_key", "position", name="pk_events"),
    )
    op.create_index("ix_events_admin1_date_start", "events", ["admin1", "date_start"], unique=False)
    op.create_index("ix_events_date_start", "events", ["date_start"], unique=False)
    op.create_index(
        "ix_events_date_precision_date_start",
        "events",
        ["date_precision", "date_start"],
        unique=False,
    )
    op.create_index("ix_events_type_date_start", "events", ["type", "date_start"], unique=False)


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("reading_key", Key, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("json", Json, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.reading_key"], name="fk_figures_reading_key"
        ),
        sa.PrimaryKeyConstraint("reading_key", "position", name="pk_figures"),
    )


def _incident_events() -> None:
    op.create_table(
        "incident_events",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("report_key", sa.Text(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("reading_key", Key, nullable=False),
        sa.Column("event_position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.incident_id"], name="fk_incident_events_incident_id"
        ),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.reading_key"], name="fk_incident_events_reading_key"
        ),
        sa.PrimaryKeyConstraint("incident_id", "position", name="pk_incident_events"),
    )
    op.create_index("ix_incident_events_doc_id", "incident_events", ["doc_id"], unique=False)
    op.create_index(
        "ix_incident_events_reading_key", "incident_events", ["reading_key"], unique=False
    )
    op.create_index(
        "ix_incident_events_report_key", "incident_events", ["report_key"], unique=False
    )


def _indicators() -> None:
    op.create_table(
        "indicators",
        sa.Column("reading_key", Key, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("item_id", sa.Text(), nullable=False),
        sa.Column("json", Json, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading_key"], ["readings.reading_key"], name="fk_indicators_reading_key"
        ),
        sa.PrimaryKeyConstraint("reading_key", "position", name="pk_indicators"),
    )


def _article_search() -> None:
    """Each back end's own full-text index."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE article_search ("
            "article_key BIGINT PRIMARY KEY REFERENCES articles (article_key), "
            "terms TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_article_search_terms ON article_search USING gin (terms)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE article_search USING fts5("
            "terms, tokenize = 'unicode61 remove_diacritics 0', detail = 'none')"
        )


def upgrade() -> None:
    """Make all tables."""
    for make in (
        _accounts,
        _audit,
        _decisions,
        _incident_history,
        _incidents,
        _raws,
        _runs,
        _tombstones,
        _articles,
        _sessions,
        _readings,
        _signatures,
        _claims,
        _events,
        _figures,
        _incident_events,
        _indicators,
        _article_search,
    ):
        make()
