"""Long lists cut into the lengths that one statement takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
BATCH = 500


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of `BATCH`, the last one shorter; no list where there is no item."""
    chunk: list[T] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == BATCH:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
