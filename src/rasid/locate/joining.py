"""Takes names with a word for the land or road between them, gives the one place they make up."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass

from rasid.language.base import AnalysedText, Token
from rasid.locate.areas import between
from rasid.locate.context import BROAD
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.keys import key
from rasid.locate.resolving import Resolved, Resolver
from rasid.locate.words import Words
from rasid.model import AreaKind, Place, PlacePrecision

_AND = "و"  # and, written at the front of the name
_ARTICLE = "ال"  # the
_ROAD = "road"
_TOWN = "town"
_DASHES = frozenset({"-", "–", "—", "/"})
_MOST_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Names `members` (numbers in the list of names) of which the words at `start` make one place.

    `owner` is the number of a listed area that they only describe ("the disputed strip between A
    and B"), None where it is told by them alone; `road` where a road leads from one to the other.
    """

    members: tuple[int, ...]
    start: int
    letter: str
    owner: int | None = None
    road: bool = False


class Joiner:
    """Finds such groups before the names are read, and puts their place in once they are."""

    def __init__(self, gazetteer: Gazetteer, words: Words, resolver: Resolver) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._resolver = resolver

    def groups(self, analysed: AnalysedText, found: Sequence[Found]) -> list[Group]:
        """The groups of a text, in order; the names in them are freed of the noun of a road."""
        groups: list[Group] = []
        for n in range(len(found) - 1):
            group = self._group(analysed, found, n)
            if group is not None and not (groups and n in groups[-1].members):
                groups.append(group)
                if group.road and group.owner is None:
                    for member in group.members:
                        self._free(found[member])
        return groups

    def _group(self, analysed: AnalysedText, found: Sequence[Found], n: int) -> Group | None:
        tokens, name, words = analysed.tokens, found[n], self._words
        floor = analysed.sentences[name.sentence].first
        if name.start > floor and tokens[name.start - 1].form in words.between:
            members = self._members(tokens, found, n)
            return self._told_between(tokens, found, members, floor) if len(members) > 1 else None
        if name.site == _ROAD and name.cue == "site" and found[n + 1].sentence == name.sentence:
            behind = [token.form for token in tokens[name.last : found[n + 1].start]]
            if len(behind) == 1 and behind[0] in _DASHES:
                return Group((n, n + 1), name.start, name.letter, road=True)
        return None

    def _members(self, tokens: Sequence[Token], found: Sequence[Found], n: int) -> tuple[int, ...]:
        """The names joined by "and" from the n-th on ("the rest of" may stand before one)."""
        members = [n]
        for m in range(n + 1, len(found)):
            name = found[m]
            if name.sentence != found[n].sentence:
                break
            gap = [token.form for token in tokens[found[m - 1].end : name.start]]
            rest = len(gap) == 1 and gap[0].removeprefix(_AND) in self._words.rest
            if not (rest or (not gap and name.letter == _AND)):
                break
            members.append(m)
        return tuple(members)

    def _told_between(
        self, tokens: Sequence[Token], found: Sequence[Found], members: tuple[int, ...], floor: int
    ) -> Group | None:
        """The group of names behind "between" where a listed area or a noun for land is before."""
        at, n = found[members[0]].start - 2, members[0]
        for _ in range(_MOST_ADJECTIVES + 1):
            if at < floor:
                return None
            if n and found[n - 1].end == at + 1 and found[n - 1].sentence == found[n].sentence:
                broad = any(e.row.kind in BROAD for e in found[n - 1].entries)
                own = found[n - 1]
                return Group(members, own.start, own.letter, n - 1) if broad else None
            for noun, letters in self._nouns(tokens[at].form):
                return Group(members, at, letters, road=self._words.lands[noun] == _ROAD)
            if not tokens[at].form.startswith(_ARTICLE):
                return None
            at -= 1
        return None

    def _nouns(self, form: str) -> list[tuple[str, str]]:
        """The noun for land that a word is, and the letters at its front."""
        return [
            (form[cut:], form[:cut])
            for cut in range(3)
            if form[cut:] in self._words.lands and form[:cut] in self._words.fronts
        ]

    @staticmethod
    def _free(name: Found) -> None:
        """Read a name at the end of a road as that of the town itself."""
        if name.cue in {"", "site"}:
            name.cues, name.cue_words, name.site = [_TOWN], [_TOWN], ""
        name.support = Support.NOUN

    def join(
        self,
        groups: Sequence[Group],
        found: Sequence[Found],
        resolved: MutableMapping[int, Resolved],
    ) -> None:
        """Put the place of each group in where its names were resolved, and take the names out."""
        for group in groups:
            if any(m not in resolved for m in group.members):
                continue
            owner = group.members[0] if group.owner is None else group.owner
            if group.owner is None:
                known = self._between(group, [resolved[m] for m in group.members])
                if known is None:
                    continue
                found[owner].start, found[owner].letter = group.start, group.letter
                found[owner].wider = None
                resolved[owner] = known
            elif group.owner not in resolved:
                continue
            found[owner].end = found[group.members[-1]].end
            for m in group.members:
                if m != owner:
                    del resolved[m]

    def _between(self, group: Group, ends: Sequence[Resolved]) -> Resolved | None:
        """The place between others; None where they are countries without a listed border."""
        names = [known.place.name.partition(" (")[0] for known in ends]
        if any(known.place.precision is PlacePrecision.COUNTRY for known in ends):
            return self._border(ends)
        area = between([known.place for known in ends])
        if area is None:
            return None
        told = "-".join(names) + " road" if group.road else f"between {' and '.join(names)}"
        first = ends[0].place
        place = Place(
            text="",
            name=told,
            precision=area.precision,
            admin1=_shared([known.place.admin1 for known in ends]),
            admin2=_shared([known.place.admin2 for known in ends]),
            country=_shared([known.place.country for known in ends]),
            lat=round(area.lat, 4),
            lon=round(area.lon, 4),
            radius_km=round(area.radius_km, 1),
            score=min(known.place.score for known in ends),
            reason=f"land or road between {', '.join(names)}",
            kind=AreaKind.BETWEEN,
            told_by=first.place_id or first.told_by,
        )
        return Resolved(place)

    def _border(self, ends: Sequence[Resolved]) -> Resolved | None:
        """The listed border of two countries, named by their adjectives."""
        told = [self._words.adjectives.get(known.place.country or "") for known in ends]
        for adjectives in (told, told[::-1]):
            if all(adjectives):
                name = [self._words.border, *(word for word in adjectives if word)]
                entry = next(iter(self._gazetteer.entries(key(name))), None)
                if entry is not None:
                    return self._resolver.entry(entry.row)
        return None


def _shared(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None
