"""Lists in pages: a cursor asks for what follows."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator

from rasid.errors import UsageError

# Where the API begins.
API = "/api/v1"
# PostgreSQL holds no NUL; in addresses the shield refuses it.
NO_NUL = r"^[^\x00]*$"
Limit = Annotated[int, Query(ge=1, le=1000, description="Items a page.")]
After = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]


def day(given: Any) -> Any:
    """A day as it is written; raises ValueError where pydantic would take a number for seconds."""
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise ValueError("a day is written YYYY-MM-DD")
    return given


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
Written = BeforeValidator(day)
Day = Annotated[dt.date | None, Written, Query(description="A day, YYYY-MM-DD, inclusive.")]
Name = Annotated[str | None, Query(max_length=300)]
Since = Annotated[
    str | None,
    Query(max_length=40, description="A moment (ISO 8601; UTC unless it says otherwise)."),
]
# SQLite's and PostgreSQL's keys are signed numbers of eight bytes.
_LONGEST_NUMBER = 18


def page(items: list[Any], after: str | None, **more: Any) -> dict[str, Any]:
    """The JSON of one page; `next` is null on the last.

    Lists that can be followed tell `as_of`: whoever asks again with the first page's as
    `updated_since` misses nothing.
    """
    return {"items": items, "next": after, **more}


def number(after: str | None) -> str | None:
    """A cursor that is a number; raises UsageError for anything else."""
    if after is None or (after.isascii() and after.isdecimal() and len(after) <= _LONGEST_NUMBER):
        return after
    raise UsageError(
        "not a cursor of this list", subject=after, hint="use `next` of the page before"
    )


def moment(given: str | None) -> str | None:
    """A moment as the store writes them (UTC, microseconds); raises UsageError."""
    if given is None:
        return None
    try:
        # A plus sign that was not escaped arrives as a space.
        then = dt.datetime.fromisoformat(given.strip().replace(" ", "+"))
        if then.tzinfo is None:
            then = then.replace(tzinfo=dt.UTC)
        return then.astimezone(dt.UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError):
        raise UsageError(
            "not a moment", subject=given, hint="write 2024-05-01 or 2024-05-01T08:00:00Z"
        ) from None
