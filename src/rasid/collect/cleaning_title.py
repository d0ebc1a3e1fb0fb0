"""Takes a title, gives its headline apart from the site's name, menu words and repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasid.collect.lines import Unit
from rasid.collect.phrases import load_phrases, words_of
from rasid.model import ZoneKind

_SEPARATOR = re.compile(r"(?<!\s)\s+[-–—|:ـ•»/]{1,2}\s+|[|]\s*")
# A site's name is short; a longer last part of a title belongs to the headline.
_NAME_WORDS = 6
# As many words must come again for a title to count as repeating itself.
_REPEAT_WORDS = 4
# The page's own copy of the headline stands among its first lines.
_FIRST_LINES = 12
_HEADLINE_WORDS = 30
_WORD = re.compile(r"\S+")


def is_site_name(words: tuple[str, ...], publisher: str) -> bool:
    """True where the words are the publisher's or hold a word of outlets' names."""
    if not 0 < len(words) <= _NAME_WORDS:
        return False
    return words == words_of(publisher) or load_phrases().outlet_words.within(words)


def _menu_prefix(title: str) -> int:
    """Where the headline begins after menu words or the site's name ("home page …", "ANF | …")."""
    words = list(_WORD.finditer(title))
    for count in (2, 1):
        head = words_of(" ".join(word.group() for word in words[:count]))
        if len(words) > count + _REPEAT_WORDS and load_phrases().menu.holds(head):
            return words[count].start()
    bar = title.find("|")
    if 0 < bar < len(title) - 1 and is_site_name(words_of(title[:bar]), ""):
        rest = title[bar + 1 :]
        return bar + 1 + len(rest) - len(rest.lstrip())
    return 0


def _repeat_at(title: str, start: int) -> int | None:
    """Where the title begins to say its first words again."""
    found = [word for word in _WORD.finditer(title, start) if words_of(word.group())]
    words = [words_of(word.group()) for word in found]
    head = words[:_REPEAT_WORDS]
    if len(head) < _REPEAT_WORDS:
        return None
    for at in range(_REPEAT_WORDS - 1, len(words) - 1):
        again = words[at : at + _REPEAT_WORDS]
        if again == head[: len(again)] and (len(again) == len(head) or at > len(again)):
            return found[at].start()
    return None


def _as_in_body(title: str, start: int, units: Sequence[Unit]) -> int | None:
    """Where the headline ends by the page's own copy of it, None where there is none."""
    found = list(_WORD.finditer(title, start))
    words = tuple(word for item in found for word in words_of(item.group()))
    for unit in units[:_FIRST_LINES]:
        count = len(unit.words)
        if (
            _REPEAT_WORDS <= count < len(words)
            and unit.count < _HEADLINE_WORDS
            and words[:count] == unit.words
        ):
            seen = 0
            for item in found:
                seen += len(words_of(item.group()))
                if seen >= count:
                    return item.end()
    return None


def _site_name_at(title: str, end: int, publisher: str) -> int:
    """Where the site's name at the end of the title begins; `end` where there is none."""
    while True:
        cuts = [found for found in _SEPARATOR.finditer(title, 0, end) if found.start()]
        if not cuts or not is_site_name(words_of(title[cuts[-1].end() : end]), publisher):
            return end
        end = cuts[-1].start()


def title_zones(title: str, units: Sequence[Unit], publisher: str) -> list[tuple[int, ZoneKind]]:
    """Marks (offset, kind) of the title: where each of its parts begins."""
    if not title.strip():
        return []
    start = _menu_prefix(title)
    marks = [(0, ZoneKind.MENU)] if start else []
    marks.append((start, ZoneKind.HEADLINE))
    again = _repeat_at(title, start)
    end = len(title) if again is None else again
    own = _as_in_body(title[:end], start, units)
    named = _site_name_at(title, end if own is None else own, publisher)
    if named < end:
        marks.append((named, ZoneKind.MENU))
    if again is not None:
        marks.append((again, ZoneKind.REPEAT))
    return marks
