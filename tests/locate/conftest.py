"""A locator over the shipped tables alone, and text analysed as the pipeline does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rasid import language
from rasid.locate import Locator
from rasid.model import Article, PlaceMention

NOWHERE = Path(__file__).parent / "no such folder"


@pytest.fixture(scope="session")
def locator() -> Locator:
    return Locator.load(NOWHERE)


@pytest.fixture(scope="session")
def places(locator: Locator) -> Callable[[str], list[PlaceMention]]:
    """The mentions of a text, each checked to be an exact slice of it."""

    def found(text: str) -> list[PlaceMention]:
        full = f"خبر\n\n{text}"  # a title ("news") and the text
        article = Article("test", "خبر", full, "ar")
        mentions = locator.mentions(language.get("ar").analyse(article))
        for mention in mentions:
            assert full[mention.start : mention.end] == mention.place.text
        return mentions

    return found
