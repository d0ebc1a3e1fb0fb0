"""Takes units, marks those that say again what headline or an earlier paragraph says."""

from __future__ import annotations

from rasid.collect.lines import Unit
from rasid.collect.phrases import words_of
from rasid.model import ZoneKind

# Fewer words than this may come again by chance.
_WORDS = 4
# A copy of the headline has at most so many words.
_HEADLINE_WORDS = 30
# A copy of the headline may carry this many words more (the site's name).
_EXTRA_WORDS = 5
# Share of a line's words that the headline must hold for the line to be another wording of it.
_SAME_WORDS = 0.75
# Two paragraphs whose first so many characters are equal are one text.
_SAME_START = 160
# A paragraph of so many characters that begins another one is an excerpt of it.
_EXCERPT = 40
# Among so many paragraphs with the same beginning a longer one is looked for.
_CANDIDATES = 20


def _of_title(words: tuple[str, ...], unit: Unit) -> bool:
    count = len(unit.words)
    if count < _WORDS or unit.count > max(_HEADLINE_WORDS, len(words) + _EXTRA_WORDS):
        return False
    if words[:count] == unit.words:
        return True
    return (
        len(words) >= _WORDS
        and unit.words[: len(words)] == words
        and (count - len(words) <= _EXTRA_WORDS)
    )


def _in_title(title_words: tuple[str, ...], unit: Unit) -> bool:
    """True where the whole line stands somewhere inside the title."""
    count = len(unit.words)
    if not _WORDS <= count <= len(title_words) or unit.count > _HEADLINE_WORDS:
        return False
    starts = range(len(title_words) - count + 1)
    return any(title_words[at : at + count] == unit.words for at in starts)


def _rewords(title_words: tuple[str, ...], unit: Unit) -> bool:
    """True for a headline-like line that has nearly the words of the title."""
    if not unit.headline_like or unit.count < _WORDS + 2:
        return False
    shared = sum(word in title_words for word in unit.words)
    return shared >= _SAME_WORDS * len(unit.words)


def _key(unit: Unit) -> str:
    return unit.text[:_SAME_START] if unit.long else " ".join(unit.words)


def _beginnings(units: list[Unit]) -> dict[str, list[Unit]]:
    """The units by their first characters, so that excerpts are found without comparing all."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        if len(unit.text) > _EXCERPT:
            found.setdefault(unit.text[:_EXCERPT], []).append(unit)
    return found


def _is_excerpt(unit: Unit, beginnings: dict[str, list[Unit]]) -> bool:
    """True for a paragraph without its end that stands longer further down."""
    if unit.ended or unit.count < _WORDS:
        return False
    beginning = unit.text.partition("[")[0].rstrip(" .…[]")
    if len(beginning) < _EXCERPT:
        return False
    return any(
        other.start > unit.start
        and len(other.text) > len(unit.text)
        and other.text.startswith(beginning)
        for other in beginnings.get(beginning[:_EXCERPT], ())[-_CANDIDATES:]
    )


def _says_headline(title_words: tuple[str, ...], unit: Unit) -> bool:
    return any(test(title_words, unit) for test in (_of_title, _in_title, _rewords))


def mark_repeats(title: str, units: list[Unit], kinds: list[ZoneKind | None]) -> None:
    """Mark repeats of the headline, later copies of a paragraph, and cut-off excerpts.

    A headline of another story that stands twice is a teaser both times, and so is a paragraph
    that stands twice below such a headline. A line that stands twice running is a caption.
    """
    title_words = words_of(title)
    first_at: dict[str, int] = {}
    beginnings = _beginnings(units)
    for at, unit in enumerate(units):
        if _says_headline(title_words, unit) or _is_excerpt(unit, beginnings):
            kinds[at] = ZoneKind.REPEAT
            continue
        if unit.count < _WORDS:
            continue
        key = _key(unit)
        earlier = first_at.setdefault(key, at)
        if earlier == at:
            continue
        if unit.headline_like and earlier == at - 1:
            kinds[earlier], kinds[at] = ZoneKind.CAPTION, ZoneKind.REPEAT
        elif unit.headline_like or (earlier and kinds[earlier - 1] is ZoneKind.TEASER):
            kinds[at] = kinds[earlier] = ZoneKind.TEASER
        else:
            kinds[at] = ZoneKind.REPEAT
