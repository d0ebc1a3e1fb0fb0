"""Answers that are made quickly: JSON by orjson, CSV and GeoJSON line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import orjson
from anyio import CapacityLimiter, to_thread
from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from rasid import pipeline
from rasid.store import Page

T = TypeVar("T")
# Items that a twin of a list reads from the store at a time.
_CHUNK = 1000


# Lists are bound by one processor: more threads at once would only get in each other's way, and
# slow work (exports, assessments, uploads) must not keep quick lists waiting.
_QUICK_THREADS = 3


async def quickly(request: Request, function: Callable[..., T], *arguments: Any) -> T:
    """Run a quick function of the store on one of the few threads kept for such."""
    return await one_of_few(request, "quick", _QUICK_THREADS, function, *arguments)


async def one_of_few(
    request: Request, kind: str, most: int, function: Callable[..., T], *arguments: Any
) -> T:
    """Run a function on a thread, `most` of its kind at once in this process; others wait."""
    state = request.app.state
    if not hasattr(state, kind):
        setattr(state, kind, CapacityLimiter(most))
    return await to_thread.run_sync(function, *arguments, limiter=getattr(state, kind))


class Json(Response):
    """JSON by orjson, several times quicker than what a framework makes of nested lists."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The content as bytes."""
        return orjson.dumps(content)


class Csv(StreamingResponse):
    """A table, sent while it is made."""

    media_type = "text/csv"


class GeoJson(StreamingResponse):
    """A map's features, sent while they are made."""

    media_type = "application/geo+json"


class Lines(StreamingResponse):
    """JSON objects, one a line, sent while they are made."""

    media_type = "application/x-ndjson"


def all_pages(ask: Callable[[str | None, int], Page[Any]]) -> Iterator[Any]:
    """The items of every page; `ask` takes a cursor and a limit."""
    after: str | None = None
    while True:
        found = ask(after, _CHUNK)
        yield from found.items
        after = found.after
        if after is None:
            return


def csv_file(name: str, records: Iterable[Mapping[str, Any]]) -> Csv:
    """A list as CSV, under the columns of its kind."""
    lines = pipeline.csv_lines(pipeline.RECORD_COLUMNS[name], records)
    return Csv(lines, headers=_named(name, "csv"))


def geojson_file(name: str, records: Iterable[Mapping[str, Any]]) -> GeoJson:
    """A list as a GeoJSON FeatureCollection."""
    return features_file(name, map(pipeline.record_feature, records))


def features_file(name: str, features: Iterable[Mapping[str, Any]]) -> GeoJson:
    """GeoJSON features as a FeatureCollection."""
    return GeoJson(_features(features), headers=_named(name, "geojson"))


def _features(features: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    for number, feature in enumerate(features):
        yield (b",\n" if number else b"\n") + orjson.dumps(feature)
    yield b"\n]}\n"


def _named(name: str, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="rasid-{name}.{suffix}"'}
