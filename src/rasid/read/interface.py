"""What a reader is: an article with its analysis and places in, a reading out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rasid.language.base import AnalysedText
from rasid.model import Article, PlaceMention, Reading


class Reader(Protocol):
    """Reads one article. Implementations hold to one rule: no evidence span, no output."""

    @property
    def version(self) -> str:
        """What every record of this reader carries; changes whenever its output may."""
        ...

    def read(
        self, article: Article, analysed: AnalysedText, places: Sequence[PlaceMention]
    ) -> Reading:
        """Everything the reader takes from the article; never raises for any text."""
        ...
