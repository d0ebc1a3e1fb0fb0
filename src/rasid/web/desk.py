"""Serves the built front end beside the API; every address of the desk is one page."""

from __future__ import annotations

import time
from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from rasid.api import DeskSettings, create_app
from rasid.errors import NotFoundError
from rasid.store import Store

STATIC = Path(__file__).parent / "static"
# Built files carry a hash of their content in their name.
_FOREVER = "public, max-age=31536000, immutable"
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
        if folder is None:
            raise NotFoundError(
                "this installation has no front end",
                subject="/desk/",
                hint="install Rasid where the npm registry can be reached; the API works",
            )
        built = _file(folder, name) if name else None
        if built is None:
            # Every screen's address is answered by the one page, which reads it.
            accepted = request.headers.get("accept-encoding", "")
            return _answer(folder / "index.html", accepted, "no-cache")
        kept = _FOREVER if built.parent.name == "assets" else "public, max-age=3600"
        return _answer(built, request.headers.get("accept-encoding", ""), kept)

    return app
