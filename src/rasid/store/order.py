"""The order of incidents, the latest first and undated ones last, and cursors that stand in it.

The dated and the undated ones are asked for apart, so that the index on days gives the order.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Select, or_

from rasid.errors import UsageError
from rasid.store.schema import incidents

_UNDATED = "undated"


def position(after: str | None) -> tuple[dt.date | None, str] | None:
    """The day and id that the page before ended with, no day where that one was undated.

    None where there was no page before. Raises UsageError for a cursor that is none.
    """
    if after is None:
        return None
    day, _, last_id = after.partition("/")
    try:
        return None if day == _UNDATED else dt.date.fromisoformat(day), last_id
    except ValueError:
        raise UsageError(
            "not a cursor of this list", subject=after, hint="use `next` of the page before"
        ) from None


def cursor(day: dt.date | None, incident_id: str) -> str:
    """The cursor of the page that follows this incident."""
    return f"{day.isoformat() if day else _UNDATED}/{incident_id}"


def dated(query: Select[Any], last_day: dt.date | None = None, last_id: str = "") -> Select[Any]:
    """The dated ones of a query, the latest first, from behind a day and id."""
    day, known = incidents.c.date_start, incidents.c.incident_id
    if last_day is not None:
        query = query.where(day <= last_day, or_(day < last_day, known > last_id))
    return query.where(day.is_not(None)).order_by(day.desc(), known)


def undated(query: Select[Any], last_id: str = "") -> Select[Any]:
    """The undated ones of a query by id, from behind an id."""
    day, known = incidents.c.date_start, incidents.c.incident_id
    return query.where(day.is_(None), known > last_id).order_by(known)
