"""Takes units with their labels, marks the rest by where it stands among the paragraphs."""

from __future__ import annotations

import re

from rasid.collect.lines import Unit
from rasid.collect.phrases import load_phrases, words_of
from rasid.model import ZoneKind

# An end heading is short; "the most important news: …" inside a sentence is none.
_HEADING_WORDS = 7
# Words an end heading may have beside the phrase itself ("comments (0)").
_HEADING_EXTRA = 2
# Words of a paragraph that is asked whether it ends in a stop.
_LONG = 12
# Writers' names and menu items before the first paragraph are as short as this.
_NAME_WORDS = 4
# From this share of paragraphs that end in a stop, a line without one is a headline.
_KEEPS_STOPS = 0.75
# Words from which a lone line between paragraphs is another story's headline, not a crosshead.
_CROSSHEAD_WORDS = 5
# As many headline-like lines in a row are a list of stories.
_LIST = 3
# Headline and first paragraph of other stories, in turn, at the end of a page: how many such
# pairs make a list, how many words the headline has, how many it may share with the title.
_PAIRS = 2
_PAIR_WORDS = 6
_PAIR_SHARED = 2
# A line above the first paragraph with a source in brackets or behind a dash is a caption.
_CREDIT_WORDS = 26
_CREDIT = re.compile(r"\([^()]{3,45}\)\W*$|[-–—ـ/|]\s*(?P<credit>[^-–—ـ/|]{2,30})$")
# A line of names or items announced by a colon is as short as this.
_ITEM_WORDS = 8

Kinds = list[ZoneKind | None]


def is_end_heading(unit: Unit) -> bool:
    """True for a heading behind which other stories or comments stand."""
    if unit.count > _HEADING_WORDS or unit.text.endswith("."):
        return False
    matched = load_phrases().end_headings.begins(unit.words)
    return bool(matched) and (len(unit.words) - matched <= _HEADING_EXTRA or matched > 1)


def _keeps_stops(units: list[Unit]) -> bool:
    """True where the paragraphs of this page end in a stop."""
    long = [unit for unit in units if unit.count >= _LONG]
    return bool(long) and sum(unit.ended for unit in long) >= _KEEPS_STOPS * len(long)


def _prose_at(units: list[Unit], kinds: Kinds) -> list[int]:
    return [at for at, unit in enumerate(units) if kinds[at] is None and unit.prose]


def _end(units: list[Unit], prose: list[int]) -> int:
    """Index of the first unit after the article: an end heading behind which no prose goes on."""
    for at, unit in enumerate(units):
        if (prose and at < prose[0]) or not is_end_heading(unit):
            continue
        if not any(n > at and units[n].goes_on and units[n].ended for n in prose):
            return at
    return len(units)


def _pairs_from(title: str, units: list[Unit], prose: list[int], end: int) -> int:
    """Index where headlines and first paragraphs of other stories begin, `end` for nowhere.

    Walks back from the end over paragraphs that each follow a headline of their own and do not
    go on from what was told before.
    """
    title_words = set(words_of(title))
    first, pairs = end, 0
    for at in reversed(prose):
        above = units[at - 1] if at else None
        if at >= first or above is None or units[at].goes_on:
            break
        shared = len(title_words.intersection(above.words))
        if not above.headline_like or above.count < _PAIR_WORDS or shared > _PAIR_SHARED:
            break
        if first < end and any(n in prose for n in range(at + 1, first)):
            break
        first, pairs = at - 1, pairs + 1
    return first if pairs >= _PAIRS and first > (prose[0] if prose else 0) else end


def _furniture(unit: Unit) -> ZoneKind:
    return ZoneKind.MENU if unit.label or is_end_heading(unit) else ZoneKind.TEASER


def _mark_after(units: list[Unit], kinds: Kinds, first: int) -> None:
    for at in range(first, len(units)):
        if kinds[at] not in (ZoneKind.REPEAT, ZoneKind.MENU):
            kinds[at] = _furniture(units[at])


def _announced(units: list[Unit], kinds: Kinds, at: int) -> bool:
    """True for a line that an earlier one announces with a colon, or an item of such a list."""
    while at > 0 and kinds[at - 1] in (None, ZoneKind.BODY):
        at -= 1
        if units[at].text.rstrip().endswith(":"):
            return True
        if not units[at].bullet and units[at].count > _ITEM_WORDS:
            return False
    return False


def _below_pointer(units: list[Unit], kinds: Kinds, at: int) -> bool:
    """True for an item of a list below "read also"."""
    return units[at].bullet and at > 0 and kinds[at - 1] is ZoneKind.TEASER


def _mark_tail(units: list[Unit], kinds: Kinds, first: int, end: int, *, stops: bool) -> None:
    """Lines between the last paragraph and the end: writers, tags, headlines of other stories."""
    loose = [at for at in range(first, end) if kinds[at] is None]
    headlines = [at for at in loose if units[at].headline_like and not units[at].bullet]
    listed = {at for at in loose if _announced(units, kinds, at)}
    for at in loose:
        unit = units[at]
        if _below_pointer(units, kinds, at):
            kinds[at] = ZoneKind.TEASER
        elif at in listed:
            kinds[at] = ZoneKind.BODY
        elif unit.label:
            kinds[at] = ZoneKind.MENU
        elif unit.headline_like and not unit.bullet and (stops or len(headlines) >= _LIST):
            kinds[at] = ZoneKind.TEASER


def _is_credited(unit: Unit) -> bool:
    """True for a caption above the first paragraph: it ends in its source."""
    if not _NAME_WORDS <= unit.count <= _CREDIT_WORDS or unit.text.endswith("."):
        return False
    found = _CREDIT.search(unit.text)
    if found is None or not found["credit"]:
        return found is not None
    credit = words_of(found["credit"])
    phrases = load_phrases()
    return phrases.outlet_words.within(credit) or phrases.caption_marks.within(credit)


def _mark_head(units: list[Unit], kinds: Kinds, end: int) -> None:
    """Lines before the first paragraph: menus above the headline, writers and pictures below."""
    copies = [at for at in range(end) if kinds[at] is ZoneKind.REPEAT]
    headline = copies[-1] if copies else -1
    loose = [at for at in range(end) if kinds[at] is None]
    many = sum(units[at].headline_like for at in loose if at > headline) >= _LIST
    for at in loose:
        unit = units[at]
        if unit.count <= _NAME_WORDS and not unit.ended:
            kinds[at] = ZoneKind.MENU if at < headline or not copies else ZoneKind.BYLINE
        elif _is_credited(unit):
            kinds[at] = ZoneKind.CAPTION
        elif at < headline or (many and unit.headline_like):
            kinds[at] = ZoneKind.TEASER


def _mark_between(units: list[Unit], kinds: Kinds, first: int, last: int) -> None:
    """Headlines of other stories between the paragraphs of a page that ends those in stops."""
    for at in range(first + 1, last):
        unit = units[at]
        if kinds[at] is not None or not unit.headline_like or unit.count < _CROSSHEAD_WORDS:
            continue
        lone = not unit.bullet and not _announced(units, kinds, at)
        if lone or _below_pointer(units, kinds, at):
            kinds[at] = ZoneKind.TEASER


def _mark_list_page(title: str, units: list[Unit], kinds: Kinds) -> None:
    """A page without a paragraph: its headline-like lines are other stories if they are many."""
    title_words = set(words_of(title))
    loose = [at for at, unit in enumerate(units) if kinds[at] is None]
    headlines = [at for at in loose if units[at].headline_like]
    if len(headlines) < _LIST:
        return
    for at in loose:
        unit = units[at]
        if unit.label:
            kinds[at] = ZoneKind.MENU
        elif unit.headline_like and len(title_words.intersection(unit.words)) <= _PAIR_SHARED:
            kinds[at] = ZoneKind.TEASER


def mark_regions(title: str, units: list[Unit], kinds: Kinds) -> list[ZoneKind]:
    """The kinds of all units; what nothing speaks against is body."""
    prose = _prose_at(units, kinds)
    end = _end(units, prose)
    inside = [at for at in prose if at < end]
    end = min(end, _pairs_from(title, units, inside, end))
    inside = [at for at in inside if at < end]
    _mark_after(units, kinds, end)
    if inside:
        stops = _keeps_stops(units[inside[0] : inside[-1] + 1])
        _mark_head(units, kinds, inside[0])
        _mark_tail(units, kinds, inside[-1] + 1, end, stops=stops)
        if stops:
            _mark_between(units, kinds, inside[0], inside[-1])
    else:
        _mark_list_page(title, units, kinds)
    return [ZoneKind.BODY if kind is None else kind for kind in kinds]
