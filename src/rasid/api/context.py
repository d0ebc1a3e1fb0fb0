"""What a route needs: the store, the settings, who asks."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from rasid import pipeline
from rasid.api.access import Gate, Visitor
from rasid.api.settings import DeskSettings
from rasid.store import Store


def _store(request: Request) -> Store:
    return cast("Store", request.app.state.store)


def _settings(request: Request) -> DeskSettings:
    return cast("DeskSettings", request.app.state.settings)


def _gate(request: Request) -> Gate:
    return cast("Gate", request.app.state.gate)


def _visitor(request: Request) -> Visitor:
    return cast("Visitor", request.state.visitor)


def _masking(request: Request) -> pipeline.Masking:
    """How much this visitor's copy hides."""
    if _visitor(request).masked:
        return pipeline.masking(_settings(request).public_level, people=True)
    return pipeline.masking(None, people=False)


TheStore = Annotated[Store, Depends(_store)]
TheSettings = Annotated[DeskSettings, Depends(_settings)]
TheGate = Annotated[Gate, Depends(_gate)]
TheVisitor = Annotated[Visitor, Depends(_visitor)]
TheMasking = Annotated["pipeline.Masking", Depends(_masking)]
