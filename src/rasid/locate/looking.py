"""Takes a place expression alone, gives all that it may mean, by the steps of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from rasid.language.base import AnalysedText
from rasid.locate import weights as w
from rasid.locate.choosing import Chooser
from rasid.locate.context import same_family
from rasid.locate.found import Found, Scored, Support
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.joining import Group, Joiner
from rasid.locate.resolving import Resolved, Resolver, by_score
from rasid.model import AreaKind, Place

MOST = 40  # candidates of one name that are given
_OF_OTHERS = frozenset({AreaKind.STRETCH, AreaKind.UNLISTED})  # land told by another place
_LATIN = re.compile("[A-Za-z]")


class Finder(Protocol):
    """Finds names in a text."""

    def scan(self, analysed: AnalysedText) -> list[Found]:
        """Names in text order, none overlapping another."""
        ...


class WordReader(Protocol):
    """Reads the words around names."""

    def read(self, analysed: AnalysedText, found: Sequence[Found]) -> None:
        """Fill in what stands before and behind each name."""
        ...


class Steps(NamedTuple):
    """What reads one language: how names are found, read, chosen and resolved."""

    scanner: Finder
    surroundings: WordReader
    chooser: Chooser
    resolver: Resolver
    joiner: Joiner | None = None

    def groups(self, analysed: AnalysedText, found: Sequence[Found]) -> list[Group]:
        """Names that make up one place together ("the road between A and B")."""
        return self.joiner.groups(analysed, found) if self.joiner else []

    def resolve(
        self, analysed: AnalysedText, found: Sequence[Found], chosen: Sequence[list[Scored]]
    ) -> dict[int, Resolved]:
        """The places of the names, by their number; those taken for no place left out."""
        resolved: dict[int, Resolved] = {}
        for n in range(len(found) - 1, -1, -1):  # wider places stand behind, so the last first
            place = self.resolver.resolve(analysed, found, n, chosen, resolved)
            if place is not None:
                resolved[n] = place
        return resolved


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an expression may mean; `chosen` where a reader would take it for its place.

    None is chosen where nothing tells the bearers of a name apart.
    """

    place: Place
    chosen: bool


def language_of(text: str) -> str:
    """Code of the language of an expression, by its letters."""
    return "en" if _LATIN.search(text) else "ar"


def look_up(analysed: AnalysedText, steps: Steps, gazetteer: Gazetteer) -> list[Candidate]:
    """The candidates of an expression's place, best first; of each place where it tells several.

    A whole text that is one listed name is that name, whatever else its words mean. As the text
    is said to be a place, no name in it needs a noun or preposition beside it.
    """
    whole = _whole(analysed, gazetteer)
    found = [whole] if whole else steps.scanner.scan(analysed)
    steps.surroundings.read(analysed, found)
    for name in found:
        name.support = max(name.support, Support.NOUN)
    alone = len(found) == 1
    groups = steps.groups(analysed, found)
    chosen = [steps.chooser.alone(found[0])] if alone else steps.chooser.choose(found)
    resolved = steps.resolve(analysed, found, chosen)
    if steps.joiner:
        steps.joiner.join(analysed, groups, found, resolved)
    wider = {found[n].wider for n in resolved}
    return [
        candidate
        for n in sorted(resolved)
        if n not in wider
        for candidate in _candidates(analysed, steps.resolver, found[n], chosen[n], resolved[n])
    ][:MOST]


def _whole(analysed: AnalysedText, gazetteer: Gazetteer) -> Found | None:
    """The whole text as one listed name; None where it is none."""
    forms = [token.form for token in analysed.tokens]
    if not forms or analysed.language != "ar":
        return None
    count, key = next(iter(gazetteer.longest(forms)), (0, ""))
    if count < len(forms):
        return None
    return Found(0, count, 0, "".join(forms), gazetteer.entries(key), start=0, end=count)


def _candidates(
    analysed: AnalysedText,
    resolver: Resolver,
    name: Found,
    scored: Sequence[Scored],
    known: Resolved,
) -> Iterator[Candidate]:
    """What one name may mean: the place that it is resolved to, then its rivals."""
    start, end = name.span(analysed)
    text = analysed.text[start:end]
    told = bool(known.place.told_by)  # the levels of one place make no difference to such land
    undecided = known.place.kind == AreaKind.UNDECIDED
    if not undecided:
        yield Candidate(known.named(text), chosen=True)
    made_up = known.row is None and bool(scored) and known.place.kind in _OF_OTHERS
    if made_up or known.place.kind == AreaKind.BETWEEN:
        return
    for one in (*(scored if undecided else scored[1:]), *by_score(name.lost)):
        if told and scored and same_family(one.entry.row, scored[0].entry.row):
            continue
        yield Candidate(resolver.reading(one, scored, name).named(text), chosen=False)


def as_written(found: Sequence[Candidate], text: str) -> list[Candidate]:
    """The candidates with their words as `text` has them, which differs by capitals alone."""
    small = text.lower()

    def words(place: Place) -> str:
        start = small.find(place.text.lower())
        return text[start : start + len(place.text)] if start >= 0 else place.text

    return [replace(c, place=replace(c.place, text=words(c.place))) for c in found]


def best_alone(gazetteer: Gazetteer, resolver: Resolver, text: str) -> list[Candidate]:
    """The places of that English name in any table, best first."""
    entries = sorted(gazetteer.english(text), key=lambda e: (-e.prior, e.row.place_id))
    lead = len(entries) == 1 or (
        len(entries) > 1
        and (
            same_family(entries[1].row, entries[0].row)
            or entries[0].prior - entries[1].prior >= w.MARGIN
        )
    )
    places = (resolver.alone(entry).named(text) for entry in entries[:MOST])
    return [Candidate(place, chosen=lead and not n) for n, place in enumerate(places)]
