"""Is a group fading or coming back; and what speakers state, over time and beside the record."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from rasid.api.answers import Json, one_of_few
from rasid.api.context import TheMasking, TheStore
from rasid.api.errors import language_of
from rasid.api.paging import Name, Written, page

router = APIRouter(tags=["assessments"])

AsOf = Annotated[
    dt.date | None,
    Written,
    Query(ge=dt.date(1900, 1, 1), le=dt.date(2200, 1, 1), description="Last day that counts."),
]


# They take seconds each: whoever asks for many waits for them, and nobody else does.
ASSESSMENTS = 2


@router.get("/assessments", response_class=Json)
async def assessments(
    request: Request,
    store: TheStore,
    masking: TheMasking,
    group: Name = None,
    country: Name = None,
    admin1: Name = None,
    as_of: AsOf = None,
    forecast: bool = True,
) -> Json:
    """The verdict with reasons, series, change points, coverage, and the forecast (slow)."""
    from rasid.pipeline.assessing import assessment  # noqa: PLC0415 - brings pandas and scipy

    def answer() -> Json:
        language = language_of(request)
        asked = (store, group, country, admin1, as_of, language, masking)
        return Json(assessment(*asked, forecast=forecast))

    return await one_of_few(request, "assessments", ASSESSMENTS, answer)


@router.get("/figures/over-time", response_class=Json)
async def figures_over_time(request: Request, store: TheStore) -> Json:
    """Stock figures by day and speaker, never summed; trends and tallies beside the record."""
    from rasid.pipeline.assessing import figures_over_time as told  # noqa: PLC0415 - brings pandas

    return Json(await one_of_few(request, "assessments", ASSESSMENTS, told, store))


@router.get("/indicators/over-time")
def indicators_over_time(store: TheStore) -> dict[str, Any]:
    """Indicators by day, each with those that say the opposite."""
    from rasid.pipeline.assessing import indicators_over_time as told  # noqa: PLC0415 - as above

    return page(told(store), None)
