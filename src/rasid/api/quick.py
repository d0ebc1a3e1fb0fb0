"""The list of incidents without the framework: most of a request's time would go there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import parse_qsl

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from rasid import pipeline
from rasid.api.filters import least_precision, types_of
from rasid.api.packing import SMALLEST, packed, takes_gzip
from rasid.api.paging import moment
from rasid.errors import UsageError
from rasid.model import PlacePrecision
from rasid.store import IncidentFilter, Page, Store

_PATH = "/api/v1/incidents"
_LONGEST_DAY = 10
_MOST_WORDS = 50
_MOST_ITEMS = 1000


class _UnplainError(ValueError):
    """The framework must look at this value: it may be wrong, or written in another way."""


def _day(value: str) -> dt.date:
    if len(value) != _LONGEST_DAY or value[4] != "-" or value[7] != "-" or not value.isascii():
        raise _UnplainError
    return dt.date.fromisoformat(value)


def _number(value: str) -> int:
    if not (value.isascii() and value.isdecimal()) or value[0] == "0":
        raise _UnplainError
    if len(value) > len(str(_MOST_ITEMS)) or int(value) > _MOST_ITEMS:
        raise _UnplainError
    return int(value)


def _word(longest: int) -> Callable[[str], str]:
    def read(value: str) -> str:
        if len(value) > longest:
            raise _UnplainError
        return value

    return read


_name, _cursor = _word(300), _word(200)


def _fineness(value: str) -> tuple[str, ...]:
    return least_precision(PlacePrecision(value))


def _flag(value: str) -> bool:
    if value not in {"true", "false"}:
        raise _UnplainError
    return value == "true"


def _moment(value: str) -> str | None:
    try:
        return moment(_word(40)(value))
    except UsageError:
        raise _UnplainError from None


_ONE: dict[str, tuple[str, Callable[[str], object]]] = {
    "date_from": ("date_from", _day),
    "date_to": ("date_to", _day),
    "country": ("country", _name),
    "admin1": ("admin1", _name),
    "precision": ("precisions", _fineness),
    "actor": ("actor", _name),
    "place": ("place", _name),
    "publisher": ("publisher", _name),
    "disagreement": ("disputed", _flag),
    "dated": ("dated", _flag),
    "updated_since": ("changed_since", _moment),
    "min_sources": ("least_sources", _number),
    "limit": ("limit", _number),
    "after": ("after", _cursor),
}
_MANY = ("type", "class", "grade", "review")


def plain_query(query: bytes) -> tuple[IncidentFilter, str | None, int] | None:
    """Filter, cursor and limit of a query whose every value is written the common way.

    None for all else: what is wrong is told by the framework, which also takes other spellings.
    """
    one: dict[str, object] = {}
    many: dict[str, list[str]] = {}
    try:
        for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
            if name in _MANY:
                many.setdefault(name, []).append(value)
                continue
            field, read = _ONE[name]
            if field in one or not value:
                return None
            one[field] = read(value)
    except (KeyError, ValueError):
        return None
    if any(len(words) > _MOST_WORDS for words in many.values()):
        return None
    after, limit = one.pop("after", None), one.pop("limit", 100)
    wanted = IncidentFilter(
        **one,  # type: ignore[arg-type]  # each value as its reader in _ONE made it
        types=types_of(many.get("type"), many.get("class")),
        grades=tuple(many.get("grade", ())),
        reviews=tuple(many.get("review", ())),
    )
    return wanted, after, limit  # type: ignore[return-value]  # likewise


def _shown(wanted: IncidentFilter) -> bool:
    """Whether the filter asks only for what masked copies show."""
    return not wanted.place and (wanted.actor is None or pipeline.shown_party(wanted.actor))


class QuickList:
    """Answers the pages of incidents that are in memory; the framework answers all else."""

    def __init__(
        self, app: ASGIApp, store: Store, whole: pipeline.Masking, masked: pipeline.Masking
    ) -> None:
        self._app = app
        self._store = store
        self._whole = whole
        self._masked = masked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once, or pass the request on."""
        found = self._page(scope)
        if found is None:
            await self._app(scope, receive, send)
            return
        ends = orjson.dumps(found.after), orjson.dumps(found.as_of)
        body = b'{"items":[%b],"next":%b,"as_of":%b}' % (b",".join(found.items), *ends)
        headers = [(b"content-type", b"application/json"), (b"vary", b"Accept-Encoding")]
        if len(body) >= SMALLEST and takes_gzip(scope):
            body = packed(body)
            headers.append((b"content-encoding", b"gzip"))
        headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _page(self, scope: Scope) -> Page[bytes] | None:
        if scope["type"] != "http" or scope["path"] != _PATH or scope["method"] != "GET":
            return None
        asked = plain_query(scope["query_string"])
        if asked is None:
            return None
        wanted, after, limit = asked
        hiding = self._masked if scope["state"]["visitor"].masked else self._whole
        if hiding.masks and not _shown(wanted):
            return None  # the framework tells that it may not be asked for
        try:
            return pipeline.incident_rows_at_once(self._store, wanted, after, limit, hiding)
        except UsageError:
            return None
