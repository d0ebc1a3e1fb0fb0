"""Serves the built front end beside the API; every address of the desk is one page."""

from __future__ import annotations

import time
from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from starlette.datastructures import QueryParams

from rasid.api import DeskSettings, create_app
from rasid.errors import NotFoundError
from rasid.store import Store

STATIC = Path(__file__).parent / "static"
# Built files carry a hash of their content in their name.
_FOREVER = "public, max-age=31536000, immutable"
# A screen's address with one of these suffixes gives what it shows, under the same filters.
_TWINS = {".json": "", ".csv": ".csv", ".geojson": ".geojson"}
_SHOWN = {
    "brief": "summary",
    "map": "incidents",
    "incidents": "incidents",
    "article": "documents",
    "assessment": "assessments",
    "review": "review/queue",
    "search": "search",
    "export": "incidents",
    "audit": "audit",
}
# Code that a screen loads beside the page's own.
_HEAVY = {
    "map": ("map-*.js", "timeline-*.js"),
    "assessment": ("assessment-*.js", "timeline-*.js"),
}
_STATEMENTS = {
    "figures": "figures/over-time",
    "checks": "figures/checks",
    "indicators": "indicators/over-time",
}
_COMPRESSIBLE = {".mjs": "text/javascript", ".js": "text/javascript"}


def front_end() -> Path | None:
    """The folder of the built front end, None where the package was built without it."""
    return STATIC if (STATIC / "index.html").is_file() else None


def _file(folder: Path, name: str) -> Path | None:
    """The built file of that name; None where it is none, or leads out of the folder."""
    path = (folder / name).resolve()
    within = path.is_file() and path.is_relative_to(folder.resolve())
    return path if within and path.suffix != ".gz" else None


def _answer(path: Path, accepted: str, kept: str) -> FileResponse:
    """The file, in the gzip form that the build left beside it where that is taken."""
    media = _COMPRESSIBLE.get(path.suffix) or guess_type(path.name)[0]
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    packed = path.with_name(f"{path.name}.gz")
    if "gzip" in accepted and packed.is_file():
        return FileResponse(
            packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=media
        )
    return FileResponse(path, headers=headers, media_type=media)


def _twin(name: str, query: QueryParams) -> str | None:
    """The API's address of what a screen shows, None where the name is no screen's with a suffix.

    `name` is the screen and what it is about, as "incidents/inc-1.csv".
    """
    stem, dot, suffix = name.rpartition(".")
    screen, slash, about = stem.partition("/")
    if dot + suffix not in _TWINS:
        return None
    if screen == "statements":
        shown: str | None = _STATEMENTS.get(query.get("kind", ""), "claims")
    else:
        shown = _SHOWN.get(screen)
    if shown is None:
        return None
    kept = urlencode(_asked(screen, query))
    if screen == "export":
        shown = f"exports/{_format(suffix, query)}"
        return f"/api/v1/{shown}?{urlencode(_options(query))}"
    path = f"/api/v1/{shown}{slash}{quote(about)}{_TWINS[dot + suffix]}"
    return f"{path}?{kept}" if kept else path


# Formats by the suffix of their files, the usual one first.
_FORMATS = {"csv": ("csv", "acled", "ucdp"), "json": ("jsonl", "plover"), "geojson": ("geojson",)}
# What the export screen's address says in its own words.
_SWITCHES = ("excel", "hxl")


def _format(suffix: str, query: QueryParams) -> str:
    """The export format that a suffix means: the one chosen on the screen where it ends so."""
    usual = _FORMATS[suffix]
    chosen = query.get("format", "")
    return chosen if chosen in usual else usual[0]


def _options(query: QueryParams) -> list[tuple[str, str]]:
    """The filters and choices of the export screen as the API takes them: masked unless said."""
    own = {"format", "public", *_SWITCHES}
    kept = [pair for pair in query.multi_items() if pair[0] not in own]
    kept.append(("public", "false" if query.get("public") == "no" else "true"))
    return kept + [(name, "true") for name in _SWITCHES if query.get(name) == "yes"]


def _asked(screen: str, query: QueryParams) -> list[tuple[str, str]]:
    """What a screen asks the API for; days brushed on the map narrow those of its filters."""
    asked = [pair for pair in query.multi_items() if pair[0] != "kind"]
    if screen != "map":
        return asked
    days = {name: query.get(name) for name in ("brush_from", "brush_to")}
    if not all(days.values()):
        return asked
    ends = {
        "date_from": max(query.get("date_from") or "", days["brush_from"] or ""),
        "date_to": min(query.get("date_to") or "9999", days["brush_to"] or ""),
    }
    return [pair for pair in asked if pair[0] not in {*days, *ends}] + list(ends.items())


def _needed_soon(folder: Path, screen: str) -> str:
    """A Link header that names the code of a heavy screen, fetched while the page's own runs."""
    found = sorted(one for name in _HEAVY.get(screen, ()) for one in folder.glob(f"assets/{name}"))
    return ", ".join(f"</desk/assets/{one.name}>; rel=modulepreload" for one in found)


def create_desk(
    store: Store,
    settings: DeskSettings | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """The whole application; without a built front end it is the API alone."""
    app = create_app(store, settings, clock)
    folder = front_end()

    @app.get("/", include_in_schema=False)
    def home() -> Response:
        return RedirectResponse("/desk/" if folder else "/api/v1/openapi.json")

    @app.get("/desk/{name:path}", include_in_schema=False)
    def desk(name: str, request: Request) -> Response:
        twin = _twin(name, request.query_params)
        if folder is None and twin is None:
            raise NotFoundError(
                "this installation has no front end",
                subject="/desk/",
                hint="install Rasid where the npm registry can be reached; the API works",
            )
        built = _file(folder, name) if folder and name else None
        if folder is None or (built is None and twin is not None):
            return RedirectResponse(twin or "/")
        if built is None:
            # Every screen's address is answered by the one page, which reads it.
            accepted = request.headers.get("accept-encoding", "")
            answer = _answer(folder / "index.html", accepted, "no-cache")
            if soon := _needed_soon(folder, name):
                answer.headers["Link"] = soon
            return answer
        kept = _FOREVER if built.parent.name == "assets" else "public, max-age=3600"
        return _answer(built, request.headers.get("accept-encoding", ""), kept)

    return app
