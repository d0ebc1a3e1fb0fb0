"""Options that several verbs share."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rasid.errors import UsageError
from rasid.settings import setting

if TYPE_CHECKING:
    from rasid.collect import CollectOptions
    from rasid.store import Store

Inputs = Annotated[
    list[str], typer.Argument(help="Files, folders, URLs; - is standard input.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for programs.")]
Published = Annotated[
    str | None,
    typer.Option(help="Day of publication (YYYY-MM-DD) of articles that give none themselves."),
]
Workers = Annotated[
    int, typer.Option(help="Processes that read; 0 is one for each processor.", min=0)
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
]


def day(text: str | None, option: str) -> dt.date | None:
    """A date given as an option; UsageError where it is none."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is not a date", subject=option, hint="write it as YYYY-MM-DD"
        ) from None


def collect_options(published: str | None, *, allow_private: bool = False) -> CollectOptions:
    """Options of the collect stage from those of the command line."""
    from rasid.collect import CollectOptions  # noqa: PLC0415 - heavy, and not every verb collects

    return CollectOptions(published=day(published, "--published"), allow_private=allow_private)


def worker_count(workers: int) -> int | None:
    """Number of workers, None for one a processor."""
    return workers or int(setting("workers")) or None


def store_address(context: typer.Context) -> str:
    """The store that --store names, else the setting."""
    given = (context.find_root().params or {}).get("store")
    return str(given or setting("store"))


def existing_store(context: typer.Context) -> Store:
    """Open the store, which must be there already."""
    from rasid.store import open_store  # noqa: PLC0415 - heavy, and not every verb stores

    address = store_address(context)
    if "://" not in address and not Path(address).exists():
        raise UsageError(
            "there is no store here", subject=address, hint="make one with: rasid run PATH…"
        )
    return open_store(address)
