"""Takes names with a word for the land or road between them, gives the one place they make up."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass, replace

from rasid.language.base import AnalysedText, Token
from rasid.locate.areas import between
from rasid.locate.bordering import Borders
from rasid.locate.context import BROAD
from rasid.locate.fitting import LARGE
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Gazetteer
from rasid.locate.resolving import Resolved, Resolver
from rasid.locate.words import COMMAS, Words
from rasid.model import AreaKind, Place, PlacePrecision

_AND = "و"  # and, written at the front of the name
_ARTICLE = "ال"  # the
_ROAD = "road"
_TRIANGLE = "junction"  # the kind of site that "triangle" is before the name of one town
_CORNERS = 3  # names from which a triangle is the land between them
_TOWN = "town"
_DASHES = frozenset({"-", "–", "—", "/"})
_MOST_ADJECTIVES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Names `members` (numbers in the list of names) of which the words at `start` make one place.

    `owner` is the number of a listed area that they only describe ("the disputed strip between A
    and B"), None where it is told by them alone; `road` where a road leads from one to the other,
    `triangle` where they are the corners of the land meant.
    """

    members: tuple[int, ...]
    start: int
    letter: str
    owner: int | None = None
    road: bool = False
    triangle: bool = False


class Joiner:
    """Finds such groups before the names are read, and puts their place in once they are."""

    def __init__(self, gazetteer: Gazetteer, words: Words, resolver: Resolver) -> None:
        self._words = words
        self._borders = Borders(gazetteer, words, resolver)

    def groups(self, analysed: AnalysedText, found: Sequence[Found]) -> list[Group]:
        """The groups of a text, in order; the names in them are freed of the noun of a road."""
        groups: list[Group] = []
        for n in range(len(found) - 1):
            group = self._group(analysed, found, n)
            if group is not None and not (groups and n in groups[-1].members):
                groups.append(group)
                if (group.road or group.triangle) and group.owner is None:
                    for member in group.members:
                        self._free(found[member])
        return groups

    def _group(self, analysed: AnalysedText, found: Sequence[Found], n: int) -> Group | None:
        tokens, name, words = analysed.tokens, found[n], self._words
        floor = analysed.sentences[name.sentence].first
        if name.start > floor and tokens[name.start - 1].form in words.between:
            members = self._members(tokens, found, n)
            return self._told_between(tokens, found, members, floor) if len(members) > 1 else None
        if name.cue != "site" or not name.entries:
            return None
        if name.site == _ROAD:
            behind = self._row(tokens, found, n, triangle=False)
            return Group(behind, name.start, name.letter, road=True) if len(behind) > 1 else None
        if name.site == _TRIANGLE and name.cue_words[0] in words.lands:
            corners = self._row(tokens, found, n, triangle=True)
            if len(corners) >= _CORNERS:
                return Group(corners, name.start, name.letter, triangle=True)
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

    def _row(
        self, tokens: Sequence[Token], found: Sequence[Found], n: int, *, triangle: bool
    ) -> tuple[int, ...]:
        """The listed names right behind the n-th, one after another or with dashes between.

        In a triangle "and" and commas may stand there as well; at the end of a road named without
        a dash stands a place of weight ("the road of Mosul's right bank" leads nowhere else).
        """
        members = [n]
        for m in range(n + 1, len(found)):
            name, gap = found[m], [t.form for t in tokens[found[m - 1].last : found[m].start]]
            whole = name.sentence == found[n].sentence and name.start == name.first
            dashed = len(gap) == 1 and gap[0] in (COMMAS if triangle else _DASHES)
            beside = not gap and (triangle or self._weighty(name))
            letter = not name.letter or (triangle and name.letter == _AND and not gap)
            if not (name.entries and whole and letter and (dashed or beside)):
                break
            members.append(m)
        return tuple(members)

    def _weighty(self, name: Found) -> bool:
        """Whether a name is that of a known town and no ordinary word."""
        words = self._words
        ordinary = name.form in words.common and name.form not in words.half_common
        return not ordinary and any(
            e.row.kind == "town" and (e.row.population >= LARGE or e.row.source.startswith("own"))
            for e in name.entries
        )

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
        if any(e.row.kind == "country" and name.form in e.forms for e in name.entries):
            name.cues, name.cue_words, name.site = [], [], ""
        elif name.cue in {"", "site"}:
            name.cues, name.cue_words, name.site = [_TOWN], [_TOWN], ""
        name.support = Support.NOUN

    def join(
        self,
        analysed: AnalysedText,
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
        self._borders.read(analysed, found, resolved)

    def _between(self, group: Group, ends: Sequence[Resolved]) -> Resolved | None:
        """The place between others; None where they are countries without a listed border."""
        names = [known.place.name.partition(" (")[0] for known in ends]
        if any(known.place.precision is PlacePrecision.COUNTRY for known in ends):
            return self._border(ends)
        area = between([known.place for known in ends])
        if area is None:
            return None
        told = f"between {' and '.join(names)}"
        if group.road or group.triangle:
            told = f"{'-'.join(names)} {'road' if group.road else 'triangle'}"
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
        """The listed border of countries, named by their adjectives."""
        known = self._borders.listed([end.place.country for end in ends])
        if known is None:
            return None
        reason = f"listed border of {', '.join(end.place.name for end in ends)}"
        return replace(known, place=replace(known.place, reason=reason))


def _shared(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None
