"""Lists in pages: a cursor asks for what follows."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import Query

Limit = Annotated[int, Query(ge=1, le=1000, description="Items a page.")]
After = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]
Day = Annotated[dt.date | None, Query(description="A day, YYYY-MM-DD, inclusive.")]
Since = Annotated[
    str | None,
    Query(
        alias="updated_since",
        max_length=40,
        pattern=r"^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$",
        description="A moment (ISO 8601, UTC): only what changed after it.",
    ),
]


def page(items: list[Any], after: str | None, **more: Any) -> dict[str, Any]:
    """The JSON of one page; `next` is null on the last."""
    return {"items": items, "next": after, **more}
