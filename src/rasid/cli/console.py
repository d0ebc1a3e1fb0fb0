"""Data to standard output, messages and progress to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")

EXIT_OK, EXIT_FAILED, EXIT_USAGE, EXIT_LOOK = 0, 1, 2, 3

messages = Console(stderr=True, highlight=False)
output = Console(highlight=False, soft_wrap=True)


def say(text: str, style: str = "") -> None:
    """A message for the person at the terminal; names from outside are never markup.

    In a file or pipe a line stays one line, so that paths in it can be found and copied.
    """
    messages.print(text, style=style, markup=False, soft_wrap=not messages.is_terminal)


def say_skipped(origin: str, error: Exception) -> None:
    """An input that was skipped, named once, with why and the way out."""
    told = str(error)
    say(f"skipped: {told if origin in told else f'{origin}: {told}'}", style="yellow")


def put_json(value: Any) -> None:
    """One JSON value on one line of standard output (UTF-8, logical order)."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


@contextmanager
def progress(description: str, total: int | None = None) -> Iterator[Progress]:
    """A progress bar on standard error; silent where that is no terminal."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=messages,
        disable=not messages.is_terminal,
        transient=True,
    )
    with bar:
        bar.add_task(description, total=total)
        yield bar


def track(items: Iterable[T], description: str, total: int | None = None) -> Iterator[T]:
    """The items, with a bar that counts them."""
    with progress(description, total) as bar:
        task = bar.task_ids[0]
        for item in items:
            yield item
            bar.advance(task)
