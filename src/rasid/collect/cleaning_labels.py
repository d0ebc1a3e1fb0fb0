"""Takes units, marks those known by their words: menus, bylines, datelines, captions, pointers."""

from __future__ import annotations

import re
from collections.abc import Callable

from rasid.collect.lines import Unit
from rasid.collect.phrases import load_phrases, words_of
from rasid.model import ZoneKind

# A byline, dateline or caption is a short line.
_BYLINE_WORDS = 9
_DATELINE_WORDS = 8
_CAPTION_WORDS = 24
_POINTER_WORDS = 24
# No label is longer than this, in characters, however few its words.
_LABEL = 400
_DASHED = re.compile(r"\s*[-–—ـ/|:]+\s*|\s*\(|\)")
_TICKER = re.compile(r"^\d{1,2}:\d{2}\s*[صم]\s+\S+\s+\S+")
_TWEET = re.compile(r"^[—–-].*\(@\w+\)|^\s*@\w+|https?://\S+$|pic\.twitter\.com|\S+@\S+\.\w{2,}$")
_RULE = re.compile(r"^\W+$")
_CAPTION_SIGN = re.compile(r"[-–—/(|©]|تصوير")


def is_time(unit: Unit) -> bool:
    """True for a line of nothing but numbers, names of days and months and words of time."""
    phrases = load_phrases()
    return (
        0 < len(unit.words) <= _BYLINE_WORDS
        and all(word.isdigit() or phrases.time_words.holds((word,)) for word in unit.words)
        and any(word.isdigit() or word == words_of("منذ")[0] for word in unit.words)  # since
    )


def is_dateline(unit: Unit, publisher: str) -> bool:
    """True for a place beside an outlet's name: "place – outlet (writer)"."""
    if unit.count > _DATELINE_WORDS or unit.ended:
        return False
    parts = [words_of(part) for part in _DASHED.split(unit.text)]
    parts = [part for part in parts if part]
    outlet_words = load_phrases().outlet_words
    named = [part for part in parts if outlet_words.within(part) or part == words_of(publisher)]
    return len(parts) > 1 and bool(named)


def _is_caption(unit: Unit) -> bool:
    return (
        unit.count <= _CAPTION_WORDS
        and not unit.ended
        and bool(_CAPTION_SIGN.search(unit.text))
        and load_phrases().caption_marks.within(unit.words[-5:])
    )


def _is_menu(unit: Unit) -> bool:
    phrases = load_phrases()
    return bool(
        _RULE.match(unit.text)
        or phrases.menu.holds(unit.words)
        or phrases.menu_starts.begins(unit.words)
        or _TWEET.search(unit.text)
    )


def _is_teaser(unit: Unit) -> bool:
    """True for a line that points to another story, or an item of a news ticker."""
    pointer = unit.count <= _POINTER_WORDS and load_phrases().pointers.begins(unit.words)
    return bool(pointer or (_TICKER.match(unit.text) and not unit.ended))


def _is_byline(unit: Unit) -> bool:
    starts = load_phrases().byline_starts.begins(unit.words)
    return bool(starts) and unit.count <= _BYLINE_WORDS and not unit.ended


def _label(unit: Unit, publisher: str) -> ZoneKind | None:
    """The kind of a line by the first test that it passes."""
    tests: tuple[tuple[Callable[[Unit], bool], ZoneKind], ...] = (
        (_is_menu, ZoneKind.MENU),
        (_is_teaser, ZoneKind.TEASER),
        (is_time, ZoneKind.BYLINE),
        (lambda line: is_dateline(line, publisher), ZoneKind.DATELINE),
        (_is_caption, ZoneKind.CAPTION),
        (_is_byline, ZoneKind.BYLINE),
    )
    return next((kind for test, kind in tests if test(unit)), None)


def label_lines(units: list[Unit], kinds: list[ZoneKind | None], publisher: str) -> None:
    """Mark the units that have no mark yet and are known by their words."""
    for at, unit in enumerate(units):
        short = unit.count <= _POINTER_WORDS and len(unit.text) <= _LABEL
        if short and kinds[at] is None:
            kinds[at] = _label(unit, publisher)
