"""The application: routers behind cache and shield, over one store."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from rasid import pipeline
from rasid.api import errors
from rasid.api.access import Gate
from rasid.api.cache import NEVER, AnswerCache
from rasid.api.context import WHOLE, public_copy
from rasid.api.description import describe
from rasid.api.heads import Heads
from rasid.api.packing import LEVEL, SMALLEST
from rasid.api.paging import API
from rasid.api.quick import QuickList
from rasid.api.routers import (
    assessments,
    documents,
    exports,
    incidents,
    overview,
    pointing,
    records,
    review,
    session,
    twins,
)
from rasid.api.settings import DeskSettings
from rasid.api.shield import Shield
from rasid.store import Store
from rasid.version import __version__

# Routes are tried in this order: a suffix would else be taken for the end of a name.
ROUTERS: tuple[APIRouter, ...] = (
    pointing.router,
    twins.router,
    incidents.router,
    session.router,
    documents.router,
    documents.twins,
    records.router,
    exports.router,
    overview.router,
    review.router,
    assessments.router,
)


def methods(path: str) -> set[str]:
    """What may be done at a path: the framework tells those of the first route alone."""
    within = path.removeprefix(API)
    routes = (route for router in ROUTERS for route in router.routes)
    fitting = (r for r in routes if isinstance(r, APIRoute) and r.path_regex.match(within))
    found = {method for route in fitting for method in route.methods or ()} or {"GET"}
    return found | {"OPTIONS"} | ({"HEAD"} if "GET" in found else set())


def create_app(
    store: Store,
    settings: DeskSettings | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> FastAPI:
    """The API over a store; the caller closes the store. `clock` (seconds) times the limits."""
    settings = settings or DeskSettings()
    gate = Gate(store, settings, clock)
    masked = public_copy(settings, store)
    app = FastAPI(
        title="Rasid",
        version=__version__,
        description="Arabic conflict reporting as data: every record names the words behind it.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        responses=errors.RESPONSES,
        middleware=[
            Middleware(Heads),
            Middleware(Shield, gate=gate, settings=settings, clock=clock),
            Middleware(AnswerCache, state=partial(pipeline.follow_store, store)),
            Middleware(QuickList, store=store, whole=WHOLE, masked=masked),
            Middleware(GZipMiddleware, minimum_size=SMALLEST, compresslevel=LEVEL),
        ],
    )
    app.state.store, app.state.settings, app.state.gate = store, settings, gate
    app.state.masked = masked
    errors.register(app, methods)
    for router in ROUTERS:
        app.include_router(router, prefix=API)
    describe(app, NEVER, gate.guest)
    return app
