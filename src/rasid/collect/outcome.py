"""What collecting gives for each input: an article with its raw bytes, or why it was skipped."""

from __future__ import annotations

from dataclasses import dataclass

from rasid.errors import RasidError
from rasid.model import Article, Raw


@dataclass(frozen=True, slots=True)
class Collected:
    """An article and the bytes it was made from."""

    raw: Raw
    article: Article


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that gave no article: where it came from, what is wrong and the way out."""

    origin: str
    error: RasidError
