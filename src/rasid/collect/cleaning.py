"""Takes title and body, gives the zones of the text: what is told and what is page furniture.

1. title      the headline, without the site's name and repeats of itself
2. repeats    lines that repeat the headline or an earlier paragraph
3. labels     lines known by their words: menus, bylines, captions, pointers, times
4. regions    before, between and after the paragraphs of running text
5. tails      links and tags stuck to the end of the last paragraph

The text itself is never changed; a reader reads only headline, dateline and body.
"""

from __future__ import annotations

from rasid.collect.cleaning_labels import label_lines
from rasid.collect.cleaning_regions import mark_regions
from rasid.collect.cleaning_repeats import mark_repeats
from rasid.collect.cleaning_title import title_zones
from rasid.collect.lines import Unit, units_of
from rasid.collect.phrases import load_phrases
from rasid.model import Zone, ZoneKind

READ = frozenset({ZoneKind.HEADLINE, ZoneKind.DATELINE, ZoneKind.BODY})
# How far from its end a paragraph's tail of links and tags may begin, in characters.
_TAIL = 320


def _tail(unit: Unit) -> tuple[int, ZoneKind] | None:
    """Where in the body the unit's tail begins and what it is, None where it has none."""
    first = max(0, len(unit.text) - _TAIL)
    for tail in load_phrases().tails:
        at = unit.text.rfind(tail.pattern, first)
        if at < 0 or (at and unit.text[at - 1].isalnum()):
            continue
        before = unit.text[:at].rstrip()
        if tail.pattern[0].isalpha() and before and before[-1] not in ".!؟?»”\"'":
            continue
        return unit.start + at, tail.kind
    return None


def _cut_tail(unit: Unit, kind: ZoneKind) -> list[tuple[int, ZoneKind]]:
    """The unit's start and kind, and those of its tail where it has one."""
    tail = _tail(unit) if kind in READ else None
    if tail is None:
        return [(unit.start, kind)]
    at, tail_kind = tail
    return [(at, tail_kind)] if at == unit.start else [(unit.start, kind), (at, tail_kind)]


def _body_kinds(title: str, units: list[Unit], publisher: str) -> list[ZoneKind]:
    kinds: list[ZoneKind | None] = [None] * len(units)
    mark_repeats(title, units, kinds)
    label_lines(units, kinds, publisher)
    return mark_regions(title, units, kinds)


def _partition(marks: list[tuple[int, ZoneKind]], length: int) -> tuple[Zone, ...]:
    """Zones that cover the text from one mark to the next, equal neighbours joined."""
    zones: list[Zone] = []
    ends = [at for at, _ in marks[1:]] + [length]
    for (start, kind), end in zip(marks, ends, strict=True):
        if zones and zones[-1].kind is kind:
            zones[-1] = Zone(zones[-1].start, end, kind)
        elif start < end:
            zones.append(Zone(start, end, kind))
    return tuple(zones)


def mark_zones(title: str, body: str, publisher: str = "") -> tuple[Zone, ...]:
    """Zones that together cover title + blank line + body, in order, none overlapping another."""
    units = units_of(body)
    marks = title_zones(title, units, publisher)
    shift = len(title) + 2
    kinds = _body_kinds(title, units, publisher)
    if not marks and units:
        units[0].start = -shift
    for unit, kind in zip(units, kinds, strict=True):
        marks += [(at + shift, what) for at, what in _cut_tail(unit, kind)]
    if not READ.intersection(kind for _, kind in marks):
        marks = [(0, ZoneKind.BODY)]  # nothing but furniture: better read than emptied
    return _partition(marks, shift + len(body))
