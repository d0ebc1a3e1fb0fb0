"""Takes units, marks those that say again what headline or an earlier paragraph says."""

from __future__ import annotations

from rasid.collect.lines import Unit
from rasid.collect.phrases import words_of
from rasid.model import ZoneKind

# Fewer words than this may come again by chance.
_WORDS = 4
# A copy of the headline may carry this many words more (the site's name).
_EXTRA_WORDS = 5
# Two lines cut off after as many equal characters are one text.
_SAME_BEGINNING = 40


def _of_title(title: str, unit: Unit) -> bool:
    words = words_of(title)
    count = len(unit.words)
    if count < _WORDS or unit.count > max(30, len(words) + _EXTRA_WORDS):
        return False
    if words[:count] == unit.words:
        return True
    return len(words) >= _WORDS and unit.words[: len(words)] == words and (
        count - len(words) <= _EXTRA_WORDS
    )


def _in_title(title_words: tuple[str, ...], unit: Unit) -> bool:
    """True where the whole line stands somewhere inside the title."""
    count = len(unit.words)
    if not _WORDS <= count <= len(title_words) or unit.count > 30:
        return False
    return any(title_words[at : at + count] == unit.words for at in range(len(title_words) - count + 1))


def _key(unit: Unit) -> str:
    return " ".join(unit.words) if unit.count < 30 else " ".join(words_of(unit.text[:400]))


def _is_excerpt(unit: Unit, later: list[Unit]) -> bool:
    """True for a paragraph cut off by dots that stands whole further down."""
    beginning = unit.text.split("[")[0].rstrip(" .…[]")
    if not unit.cut or len(beginning) < _SAME_BEGINNING:
        return False
    return any(other.text.startswith(beginning) and not other.cut for other in later)


def mark_repeats(title: str, units: list[Unit], kinds: list[ZoneKind | None]) -> None:
    """Mark repeats of the headline, later copies of a paragraph, and cut-off excerpts.

    A headline of another story that stands twice is a teaser both times.
    """
    title_words = words_of(title)
    first_at: dict[str, int] = {}
    for at, unit in enumerate(units):
        if _of_title(title, unit) or _in_title(title_words, unit) or _is_excerpt(unit, units[at + 1 :]):
            kinds[at] = ZoneKind.REPEAT
            continue
        if unit.count < _WORDS:
            continue
        key = _key(unit)
        earlier = first_at.setdefault(key, at)
        if earlier == at:
            continue
        if unit.headline_like:
            kinds[at] = kinds[earlier] = ZoneKind.TEASER
        else:
            kinds[at] = ZoneKind.REPEAT
