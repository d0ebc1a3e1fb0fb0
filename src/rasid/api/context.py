"""What a route needs: the store, the settings, who asks.

All are coroutines: a plain function would cost a change of thread for each request.
"""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from rasid import pipeline
from rasid.api.access import Gate, Visitor
from rasid.api.settings import DeskSettings
from rasid.store import Store


async def _store(request: Request) -> Store:
    return cast("Store", request.app.state.store)


async def _settings(request: Request) -> DeskSettings:
    return cast("DeskSettings", request.app.state.settings)


async def _gate(request: Request) -> Gate:
    return cast("Gate", request.app.state.gate)


async def _visitor(request: Request) -> Visitor:
    return cast("Visitor", request.state.visitor)


WHOLE = pipeline.masking(None, people=False)


def public_copy(settings: DeskSettings, store: Store) -> pipeline.Masking:
    """How much the copy of visitors without an account hides."""
    return pipeline.masking(settings.public_level, people=True, store=store)


async def _masking(request: Request) -> pipeline.Masking:
    """How much this visitor's copy hides."""
    visitor = await _visitor(request)
    return cast("pipeline.Masking", request.app.state.masked) if visitor.masked else WHOLE


TheStore = Annotated[Store, Depends(_store)]
TheSettings = Annotated[DeskSettings, Depends(_settings)]
TheGate = Annotated[Gate, Depends(_gate)]
TheVisitor = Annotated[Visitor, Depends(_visitor)]
TheMasking = Annotated["pipeline.Masking", Depends(_masking)]
