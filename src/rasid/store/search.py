"""Full-text search by the project's own folding, the same hits on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select, text

from rasid.errors import UsageError
from rasid.language.arabic.search import search_query, search_terms
from rasid.model import Article
from rasid.store.outcome import Hit, Page
from rasid.store.schema import articles

# PostgreSQL keeps at most 1 MiB of words for one text; both back ends stop before that.
MAX_TERM_BYTES = 900_000
# PostgreSQL refuses words over 2 KiB.
_LONGEST_TERM = 200
_CHUNK = 200
# Marks inside a term ("30,000") would part it in one back end and not in the other.
_MARKS = re.compile(r"[\W_]+")
_QUERY_PART = re.compile(r'"([^"]*)"|(\S+)')
_INSERT_POSTGRESQL = text(
    "INSERT INTO article_search (article_key, terms) "
    "VALUES (:key, array_to_tsvector(CAST(:terms AS text[])))"
)
_INSERT_SQLITE = text("INSERT INTO article_search (rowid, terms) VALUES (:key, :terms)")
_DELETE_POSTGRESQL = text("DELETE FROM article_search WHERE article_key = :key")
_DELETE_SQLITE = text("DELETE FROM article_search WHERE rowid = :key")
_KEYS = select(articles.c.article_key).where(articles.c.doc_id == bindparam("doc_id"))


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """A folded word, then what is left of it without its proclitics and article."""
    return tuple(dict.fromkeys(_plain(search_terms(word)))) or (word,)


def _plain(found: Iterable[str]) -> Iterator[str]:
    """Terms of letters and digits alone, none longer than both back ends take."""
    bare = (_MARKS.sub("", term)[:_LONGEST_TERM] for term in found)
    return (term for term in bare if term)


def words(content: str) -> list[str]:
    """The folded words of a text without their article, in order."""
    return list(_plain(search_query(content)))


def terms(content: str) -> list[str]:
    """Every form under which a text shall be found, each once, as many as both back ends hold."""
    seen: dict[str, None] = {}
    size = 0
    for form in _plain(search_terms(content)):
        if form not in seen:
            size += len(form.encode()) + 1
            if size > MAX_TERM_BYTES:
                break
            seen[form] = None
    return list(seen)


def index(connection: Connection, key: int, article: Article) -> None:
    """Make the article findable."""
    _insert(connection, key, article.text)


def _insert(connection: Connection, key: int, content: str) -> None:
    found = terms(content)
    if connection.dialect.name == "postgresql":
        connection.execute(_INSERT_POSTGRESQL, {"key": key, "terms": found})
    else:
        connection.execute(_INSERT_SQLITE, {"key": key, "terms": " ".join(found)})


def reindex(connection: Connection) -> int:
    """Index all current articles anew, as after a change of search terms; gives how many."""
    connection.execute(text("DELETE FROM article_search"))
    count, last = 0, 0
    while True:
        query = select(articles.c.article_key, articles.c.text).where(
            articles.c.is_current, articles.c.article_key > last
        )
        rows = connection.execute(query.order_by(articles.c.article_key).limit(_CHUNK)).all()
        for row in rows:
            _insert(connection, row.article_key, row.text)
        count += len(rows)
        if len(rows) < _CHUNK:
            return count
        last = rows[-1].article_key


def drop(connection: Connection, doc_id: str) -> None:
    """Take all versions of an article out of the search."""
    keys = list(connection.scalars(_KEYS, {"doc_id": doc_id}))
    statement = _DELETE_POSTGRESQL if connection.dialect.name == "postgresql" else _DELETE_SQLITE
    connection.execute(statement, [{"key": key} for key in keys])


def find(connection: Connection, query: str, after: str | None, limit: int) -> Page[Hit]:
    """Articles that hold every word of the query, those added last first.

    A word is found with or without proclitics and vowel marks; "words in quotes" must follow one
    another; a final * asks for all words that begin so. Raises UsageError where no word is left.
    """
    wanted, phrases = _parse(query)
    statement = (
        select(
            articles.c.article_key,
            articles.c.doc_id,
            articles.c.title,
            articles.c.published,
            articles.c.text,
        )
        .where(articles.c.is_current, text(_matching(connection.dialect.name)))
        .order_by(articles.c.article_key.desc())
    )
    expression = _expression(connection.dialect.name, wanted)
    hits: list[Hit] = []
    last = int(after) if after is not None else None
    while True:
        chunk = statement if last is None else statement.where(articles.c.article_key < last)
        rows = connection.execute(chunk.limit(limit + 1), {"expression": expression}).all()
        for row in rows:
            if _holds(row.text, phrases):
                if len(hits) == limit:
                    return Page(tuple(hits), str(last))
                hits.append(Hit(row.doc_id, row.title, row.published))
            last = row.article_key
        if len(rows) <= limit:
            return Page(tuple(hits), None)


def _parse(query: str) -> tuple[list[Sequence[str]], list[list[str]]]:
    """Words with their forms ("*" at the end of a prefix), and the phrases among them."""
    wanted: list[Sequence[str]] = []
    phrases: list[list[str]] = []
    for phrase, bare in _QUERY_PART.findall(query):
        found = words(phrase or bare)
        if bare.endswith("*") and found:
            wanted += [forms(word) for word in found[:-1]]
            wanted.append([found[-1] + "*"])
        else:
            wanted += [forms(word) for word in found]
        if phrase and len(found) > 1:
            phrases.append(found)
    if not wanted:
        raise UsageError("the search has no word in it", subject=query)
    return wanted, phrases


def _matching(dialect: str) -> str:
    if dialect == "postgresql":
        return (
            "articles.article_key IN (SELECT s.article_key FROM article_search s "
            "WHERE s.terms @@ CAST(:expression AS tsquery))"
        )
    return (
        "articles.article_key IN (SELECT rowid FROM article_search "
        "WHERE article_search MATCH :expression)"
    )


def _expression(dialect: str, wanted: Iterable[Sequence[str]]) -> str:
    """The query in the back end's own notation; words hold letters and digits only."""
    both, either = (" & ", " | ") if dialect == "postgresql" else (" AND ", " OR ")
    quote, prefix = ("'", ":*") if dialect == "postgresql" else ('"', "*")

    def one(form: str) -> str:
        bare = form.removesuffix("*")
        return f"{quote}{bare}{quote}" + (prefix if form.endswith("*") else "")

    return both.join(f"({either.join(map(one, group))})" for group in wanted)


def _holds(content: str, phrases: Sequence[Sequence[str]]) -> bool:
    """True where each phrase's words follow one another in the text, proclitics allowed."""
    if not phrases:
        return True
    told = words(content)
    return all(_has_phrase(told, phrase) for phrase in phrases)


def _has_phrase(told: Sequence[str], phrase: Sequence[str]) -> bool:
    width = len(phrase)
    return any(
        all(word in forms(told[at + n]) for n, word in enumerate(phrase))
        for at in range(len(told) - width + 1)
    )
