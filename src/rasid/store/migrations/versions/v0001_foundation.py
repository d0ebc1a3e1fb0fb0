"""The first schema: what was collected, read, linked and decided, and the log of it all."""

from alembic import op

from rasid.store.schema import metadata

revision = "v0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    metadata.create_all(op.get_bind())
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
