"""Takes units with their labels, marks the rest by where it stands among the paragraphs."""

from __future__ import annotations

from rasid.collect.lines import Unit
from rasid.collect.phrases import load_phrases
from rasid.model import ZoneKind

# An end heading is short; "the most important news: …" inside a sentence is none.
_HEADING_WORDS = 7
# From this share of paragraphs that end in a stop, a line without one is a headline.
_KEEPS_STOPS = 0.75
# Words from which a lone line between paragraphs is another story's headline, not a crosshead.
_CROSSHEAD_WORDS = 5
# As many headline-like lines in a row are a list of stories.
_LIST = 3

Kinds = list[ZoneKind | None]


def _is_end_heading(unit: Unit) -> bool:
    if unit.count > _HEADING_WORDS or unit.text.endswith((".", "؟")):
        return False
    matched = load_phrases().end_headings.begins(unit.words)
    return bool(matched) and (len(unit.words) - matched <= 2 or matched >= 2)


def _keeps_stops(units: list[Unit]) -> bool:
    """True where the paragraphs of this page end in a stop."""
    long = [unit for unit in units if unit.count >= 12]
    return bool(long) and sum(unit.ended for unit in long) >= _KEEPS_STOPS * len(long)


def _prose_at(units: list[Unit], kinds: Kinds) -> list[int]:
    return [at for at, unit in enumerate(units) if kinds[at] is None and unit.prose]


def _end(units: list[Unit], prose: list[int]) -> int:
    """Index of the first unit after the article: an end heading behind which no prose goes on."""
    for at, unit in enumerate(units):
        if not prose or at < prose[0] or not _is_end_heading(unit):
            continue
        behind = [n for n in prose if n > at]
        if not any(units[n].goes_on and units[n].ended for n in behind):
            return at
    return len(units)


def _furniture(unit: Unit) -> ZoneKind:
    return ZoneKind.MENU if unit.label or _is_end_heading(unit) else ZoneKind.TEASER


def _mark_after(units: list[Unit], kinds: Kinds, first: int) -> None:
    for at in range(first, len(units)):
        if kinds[at] not in (ZoneKind.REPEAT, ZoneKind.MENU):
            kinds[at] = _furniture(units[at])


def _mark_tail(units: list[Unit], kinds: Kinds, first: int, end: int, *, stops: bool) -> None:
    """Lines between the last paragraph and the end: writers, tags, headlines of other stories."""
    loose = [at for at in range(first, end) if kinds[at] is None]
    headlines = [at for at in loose if units[at].headline_like and not units[at].bullet]
    for at in loose:
        unit = units[at]
        if unit.label:
            kinds[at] = ZoneKind.MENU
        elif unit.headline_like and not unit.bullet and (stops or len(headlines) >= _LIST):
            kinds[at] = ZoneKind.TEASER


def _mark_head(units: list[Unit], kinds: Kinds, end: int) -> None:
    """Lines before the first paragraph: menus above the headline, writers and pictures below."""
    copies = [at for at in range(end) if kinds[at] is ZoneKind.REPEAT]
    headline = copies[-1] if copies else -1
    loose = [at for at in range(end) if kinds[at] is None]
    many = sum(units[at].headline_like for at in loose if at > headline) >= _LIST
    for at in loose:
        unit = units[at]
        if unit.count <= 4 and not unit.ended:
            kinds[at] = ZoneKind.MENU if at < headline or not copies else ZoneKind.BYLINE
        elif at < headline or (many and unit.headline_like):
            kinds[at] = ZoneKind.TEASER


def _lists_on(units: list[Unit], kinds: Kinds, at: int) -> bool:
    """True for a line that an earlier line announces with a colon, or an item of such a list."""
    while at > 0 and units[at].bullet and kinds[at - 1] in (None, ZoneKind.BODY):
        at -= 1
        if units[at].text.rstrip().endswith(":"):
            return True
    return at > 0 and units[at - 1].text.rstrip().endswith(":")


def _mark_between(units: list[Unit], kinds: Kinds, first: int, last: int) -> None:
    """Headlines of other stories between the paragraphs of a page that ends those in stops."""
    for at in range(first + 1, last):
        unit = units[at]
        if kinds[at] is not None or not unit.headline_like or unit.count < _CROSSHEAD_WORDS:
            continue
        if unit.bullet or _lists_on(units, kinds, at):
            follows_pointer = kinds[at - 1] is ZoneKind.TEASER
            kinds[at] = ZoneKind.TEASER if unit.bullet and follows_pointer else None
            continue
        kinds[at] = ZoneKind.TEASER


def mark_regions(units: list[Unit], kinds: Kinds) -> list[ZoneKind]:
    """The kinds of all units; what nothing speaks against is body."""
    prose = _prose_at(units, kinds)
    end = _end(units, prose)
    _mark_after(units, kinds, end)
    inside = [at for at in prose if at < end]
    if inside:
        stops = _keeps_stops(units[inside[0] : inside[-1] + 1])
        _mark_head(units, kinds, inside[0])
        _mark_tail(units, kinds, inside[-1] + 1, end, stops=stops)
        if stops:
            _mark_between(units, kinds, inside[0], inside[-1])
    return [ZoneKind.BODY if kind is None else kind for kind in kinds]
