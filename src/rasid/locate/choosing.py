"""Takes found names with their surroundings, gives each the entry that the article means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rasid.knowledge_base.places import PlaceRow
from rasid.locate import weights as w
from rasid.locate.context import BROAD, Context, in_series, same_family, sure
from rasid.locate.distance import km
from rasid.locate.fitting import Option, options
from rasid.locate.found import Found, Scored, Support
from rasid.locate.gazetteer import Entry, Gazetteer
from rasid.locate.keys import key
from rasid.locate.words import Words

_COUNTRYSIDE = "ريف"  # countryside, as it begins the name of such a governorate
_VILLAGES_OF = (["قري"], ["بلدات"])  # the villages of, the towns of
_FIRST = frozenset({"admin1"})
_UNITS = frozenset({"admin2", "admin3"})
_ALL_OF = _FIRST | {"country", "region"}  # wholes of which a plural before the name tells
_LOOSE = frozenset({"", "area", "around", "site"})  # nouns that tell no kind of unit
_TOWNS = frozenset({"town", "village", "quarter"})


class Chooser:
    """Scores what each name may mean; first the sure names, then the rest in their light."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        words: Words,
        options: Callable[[Found, Words], list[Option]] = options,
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._options = options

    def choose(self, found: Sequence[Found]) -> list[list[Scored]]:
        """For each name its readings, best first; empty where it is taken for no place.

        Three rounds: each name alone, then in the light of the sure ones and of the wider place
        named with it, then once more where one name would mean two places in one article.
        """
        for name in found:
            self._countryside_unit(name)
        choices = [self._options(name, self._words) for name in found]
        alone = Context()
        first = [
            self.readings(name, choice, alone) for name, choice in zip(found, choices, strict=True)
        ]
        context = _context(found, first)
        chosen = self._second(found, choices, first, context)
        for name, scored in zip(found, chosen, strict=True):
            if scored and name.support >= Support.WIDER_PLACE:
                context.agree(name.form, scored[0])
        for n, name in enumerate(found):
            sense = context.senses.get(name.form)
            if sense is None or (
                chosen[n] and same_family(chosen[n][0].entry.row, sense.entry.row)
            ):
                continue
            wider = _wider_row(name, found, chosen)
            chosen[n] = self.readings(name, choices[n], context, wider, near=not name.inside)
        return [self._level(name, scored) for name, scored in zip(found, chosen, strict=True)]

    def alone(self, name: Found) -> list[Scored]:
        """The readings of a name that nothing else is told with."""
        self._countryside_unit(name)
        readings = self.readings(name, self._options(name, self._words), Context())
        return self._level(name, readings)

    def _countryside_unit(self, name: Found) -> None:
        """The countryside of some towns is a governorate of its own (Rif Dimashq)."""
        if name.cue_words[:1] in _VILLAGES_OF and _clearly_wide(name.entries):
            name.cues[0] = "countryside"
        if name.cue_words[:1] and name.cue_words[0] in self._words.plurals and _whole(name):
            name.cues[0], name.site = "area", ""
        if "countryside" in name.cues:
            units = self._gazetteer.entries(key([_COUNTRYSIDE, name.form]))
            units = tuple(e for e in units if e.row.kind == "admin1")
            if units:
                name.entries, name.form = units, _COUNTRYSIDE + name.form

    def _second(
        self,
        found: Sequence[Found],
        choices: Sequence[list[Option]],
        first: list[list[Scored]],
        context: Context,
    ) -> list[list[Scored]]:
        """Read every name that is in doubt again, the last first: wider places stand behind."""
        chosen = list(first)
        for n in range(len(found) - 1, -1, -1):
            name = found[n]
            if name.wider is None and len(choices[n]) == 1 and first[n] and not choices[n][0].small:
                continue
            wider, siblings = _wider_row(name, found, chosen), _siblings(n, found, first)
            chosen[n] = self.readings(
                name, choices[n], context, wider, siblings, near=not name.inside
            )
        return chosen

    def readings(
        self,
        name: Found,
        choice: Sequence[Option],
        context: Context,
        wider: PlaceRow | None = None,
        siblings: Sequence[PlaceRow] = (),
        *,
        near: bool = False,
    ) -> list[Scored]:
        """Every reading of a name that its surroundings allow, best first.

        `wider` is the place it is said to lie in, or only near (`near`); `siblings` are the sure
        places right before and behind it in a series. What is too unlikely stays with the name.
        """
        if not choice:
            return []
        scored: list[Scored] = []
        lost: list[Scored] = []
        sole = _one_place(choice) if choice else False
        apart = bool(context.anchors) and len(choice) > 1 and not sole
        for option in choice:
            if not option.allowed(name, context):
                continue
            if wider is None and self._stranger(name, option, context, siblings):
                continue
            row, drop = option.entry.row, False
            reasons = [*option.base, *in_series(row, siblings)]
            if wider is not None and wider.place_id != row.place_id:
                reason, drop = self._told_in(name, option, wider, near=near, sole=sole)
                reasons.append(reason)
            if apart:
                reasons += context.reasons(name, option.entry)
            total = sum(value for _, value in reasons)
            kept = lost if drop or total < w.LEAST else scored
            kept.append(Scored(option.entry, total, tuple(reasons)))
        name.lost = lost
        return sorted(scored, key=lambda s: (-s.score, s.entry.row.place_id))

    def _told_in(
        self, name: Found, option: Option, wider: PlaceRow, *, near: bool, sole: bool
    ) -> tuple[tuple[str, float], bool]:
        """What the wider place says of a reading, and whether it rules it out.

        `sole` where no other place bears the name: texts misplace it by some kilometres.
        """
        row = option.entry.row
        vague = near or wider.kind in BROAD
        inside = self.inside(row, wider, w.NEAR_REACH if vague else 1.0)
        misplaced = not inside and sole and self._just_outside(row, wider)
        beside = vague and self.inside(row, wider, w.FAR_REACH)
        dropped = (option.word and name.tied_only) or (
            option.small and not (beside and wider.kind in BROAD)
        )
        loose = vague and not option.small  # "north of Baghdad" is said of far-off towns
        mild = beside or loose or misplaced
        ruled_out = not inside and not misplaced and dropped
        return _wider_reason(wider, inside=inside, near=mild), ruled_out

    @staticmethod
    def _stranger(
        name: Found, option: Option, context: Context, siblings: Sequence[PlaceRow]
    ) -> bool:
        """Whether a reading does not belong in the article, and nothing else speaks for it."""
        if siblings and any(s.country == option.entry.row.country for s in siblings):
            return False
        if option.small:
            return context.foreign(name, option.entry)
        row = option.entry.row
        bare = name.cue in _LOOSE and row.kind in _UNITS
        town = row.kind == "town" and row.population < w.KNOWN and name.cue not in _TOWNS
        return (bare or town) and context.elsewhere(name, option.entry)

    def inside(self, row: PlaceRow, wider: PlaceRow, stretch: float = 1.0) -> bool:
        """Whether a place lies in (or, for towns, in the country around) a wider one.

        `stretch` multiplies the reach of what is no unit.
        """
        if wider.kind == "country":
            return row.country == wider.country
        if wider.kind == "admin1":
            return row.admin1 == wider.place_id
        if wider.place_id in {row.parent, self._parent_of(row.parent)}:
            return True
        reach = max(w.REACH_KM.get(wider.kind, w.REACH_ELSE_KM), wider.radius_km)
        if row.kind in BROAD:  # a river or a steppe is named for the stretch of it that is meant
            reach += row.radius_km
        return km(row.lat, row.lon, wider.lat, wider.lon) <= reach * stretch

    def _just_outside(self, row: PlaceRow, wider: PlaceRow) -> bool:
        """Whether a place lies so near a unit that a text may well have put it there by mistake."""
        reach = max(w.REACH_KM.get(wider.kind, w.REACH_ELSE_KM), wider.radius_km)
        return km(row.lat, row.lon, wider.lat, wider.lon) <= reach + w.MISPLACED_KM

    def _parent_of(self, place_id: str) -> str | None:
        row = self._gazetteer.by_id(place_id) if place_id else None
        return row.parent if row else None

    def _level(self, name: Found, scored: list[Scored]) -> list[Scored]:
        """Of one place's levels (governorate, district, town) the one the words ask for first."""
        if len(scored) <= 1:
            return scored
        family = [s for s in scored if same_family(s.entry.row, scored[0].entry.row)]
        kinds_in_turn, decided = self._wanted(name, family)
        for kinds in kinds_in_turn:
            wanted = next((s for s in family if s.entry.row.kind in kinds), None)
            if wanted is not None:
                others = [s for s in scored if s is not wanted]
                if wanted.score < scored[0].score:
                    wanted = replace(wanted, decided=decided)
                return [wanted, *others]
        return scored

    def _wanted(
        self, name: Found, family: Sequence[Scored]
    ) -> tuple[Sequence[frozenset[str]], str]:
        """Kinds of place in the order in which the words around a name ask for them, and why."""
        if "governorate" in name.cues:
            return (_FIRST,), "the noun before it says governorate"
        if name.cue == "district":
            return (_UNITS, _TOWNS), "the noun before it says district"
        if name.cue == "countryside" or {"town", "village", "quarter", "site"} & set(name.cues):
            return (_TOWNS, _FIRST, _UNITS), "the noun before it goes with a settlement"
        whole = name.form in self._words.bare_governorates and not name.site
        if whole and any(s.entry.row.kind == "admin1" for s in family):
            return (_FIRST,), "the governorate is meant where nothing else is told"
        if family[0].entry.row.kind == "range":
            return (), ""  # mountains that are better known than the village of their name
        return (_TOWNS, _UNITS, _FIRST), "the settlement is meant where no unit is told"


def _whole(name: Found) -> bool:
    """Whether a name is that of a country, region or governorate: "the towns of Turkey" are all."""
    return name.cue in {"town", "village", "site"} and any(
        e.row.kind in _ALL_OF and name.form in e.forms for e in name.entries
    )


def _clearly_wide(entries: Sequence[Entry]) -> bool:
    """Whether villages may be said to belong to a place of this name, and none bears it itself."""
    best = max(entries, key=lambda e: e.prior, default=None)
    if best is None or best.row.country not in w.NEARBY:
        return False
    if best.row.kind not in _FIRST and best.row.population < w.CITY:
        return False
    return all(best.prior - e.prior >= w.SURE or same_family(e.row, best.row) for e in entries)


def _context(found: Sequence[Found], first: Sequence[list[Scored]]) -> Context:
    """The sure names of a first reading."""
    context = Context()
    for name, scored in zip(found, first, strict=True):
        if name.country:
            context.hint(name.country)
        if scored and sure(scored):
            context.add(name.first, scored[0].entry)
    return context


def _wider_row(
    name: Found, found: Sequence[Found], chosen: Sequence[list[Scored]]
) -> PlaceRow | None:
    """The place a name is said to lie in: the governorate where a seat's name may mean it."""
    known = chosen[name.wider] if name.wider is not None else []
    if not known or name.wider is None:
        return None
    best = known[0].entry.row
    if name.inside and found[name.wider].cue != "town":
        units = (s.entry.row for s in known if s.entry.row.kind == "admin1")
        return next((unit for unit in units if same_family(unit, best)), best)
    return best


def _siblings(n: int, found: Sequence[Found], first: Sequence[Sequence[Scored]]) -> list[PlaceRow]:
    """The surely read settlements, cities aside, right before and behind a name of a series."""
    beside = []
    if found[n].listed and n:
        beside.append(n - 1)
    if n + 1 < len(found) and found[n + 1].listed:
        beside.append(n + 1)
    rows = [first[m][0].entry.row for m in beside if first[m] and sure(first[m])]
    return [row for row in rows if row.kind in _TOWNS and row.population < w.CITY]


def _one_place(choice: Sequence[Option]) -> bool:
    """Whether all options are one place at several levels, so that context has no say."""
    first = choice[0].entry.row
    return all(same_family(option.entry.row, first) for option in choice[1:])


def _wider_reason(wider: PlaceRow, *, inside: bool, near: bool) -> tuple[str, float]:
    if inside:
        return f"inside {wider.name_en}", w.INSIDE
    return f"{'far from' if near else 'outside'} {wider.name_en}", w.FAR if near else w.OUTSIDE
