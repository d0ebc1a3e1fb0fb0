"""Takes found names with their surroundings, gives each the entry that the article means."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rasid.knowledge_base.places import PlaceRow
from rasid.locate import weights as w
from rasid.locate.distance import km
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Entry, Gazetteer
from rasid.locate.words import Words

_ADMIN = frozenset({"country", "admin1", "admin2", "admin3"})
_ORDINARY = frozenset({"town", "village", "quarter"}) | _ADMIN
_LARGE = 20_000  # people of a town that a preposition is enough for
_SHORT = 5  # letters below which a village's name is easily another word


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading of a name: its score and what made it."""

    entry: Entry
    score: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Article:
    """What the surely read places of an article say about the others."""

    places: list[tuple[int, PlaceRow]] = field(default_factory=list)
    countries: dict[str, float] = field(default_factory=dict)

    def add(self, token: int, row: PlaceRow) -> None:
        """Count a sure place that stands at `token`."""
        self.places.append((token, row))
        self.countries[row.country] = self.countries.get(row.country, 0.0) + 1.0

    def share(self, country: str) -> float:
        """The part of the sure places that lie in a country, 0 to 1."""
        total = sum(self.countries.values())
        return self.countries.get(country, 0.0) / total if total else 0.0


class Chooser:
    """Scores what each name may mean; first the sure names, then the rest in their light."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self._gazetteer = gazetteer
        self._words = words

    def choose(self, found: Sequence[Found]) -> list[list[Scored]]:
        """For each name its readings, best first; empty where it is taken for no place."""
        article = Article()
        for name in found:
            if name.country:
                article.countries[name.country] = article.countries.get(name.country, 0.0) + 0.5
        first = [self.readings(name, article) for name in found]
        for name, scored in zip(found, first, strict=True):
            if scored and _sure(scored):
                article.add(name.first, scored[0].entry.row)
        chosen: list[list[Scored]] = [[] for _ in found]
        for n in sorted(range(len(found)), key=lambda n: -n):
            chosen[n] = self._read(found, chosen, first, n, article)
        return chosen

    def _read(
        self,
        found: Sequence[Found],
        chosen: Sequence[list[Scored]],
        first: Sequence[list[Scored]],
        n: int,
        article: Article,
    ) -> list[Scored]:
        """The readings of one name, given those behind it (its wider place is one of them)."""
        name = found[n]
        wider = None
        if name.wider is not None:
            known = chosen[name.wider] or first[name.wider]
            wider = known[0].entry.row if known else None
        return self.readings(name, article, wider, near_only=not name.inside)

    def readings(
        self,
        name: Found,
        article: Article,
        wider: PlaceRow | None = None,
        *,
        near_only: bool = False,
    ) -> list[Scored]:
        """Every reading of a name that its surroundings allow, best first."""
        scored = []
        for entry in name.entries:
            fit = form_fit(entry, name.form)
            if fit is None or not self._allowed(name, entry, fit, article):
                continue
            reasons = list(self._reasons(name, entry, fit, wider, near_only))
            reasons += _context(name, entry.row, article)
            total = sum(value for _, value in reasons)
            if total >= w.LEAST:
                texts = tuple(f"{text} {value:+.1f}" for text, value in reasons if value)
                scored.append(Scored(entry, total, texts))
        return sorted(scored, key=lambda s: (-s.score, s.entry.row.place_id))

    def _allowed(self, name: Found, entry: Entry, fit: float, article: Article) -> bool:
        """Whether the words around are enough for a name that may be something else."""
        support = name.support
        if fit <= w.ARTICLE_FORM and name.last - name.first == 1 and support < Support.NOUN:
            return False
        return support >= self.needed(entry, name.form, name.last - name.first, article)

    def needed(self, entry: Entry, form: str, count: int, article: Article) -> Support:
        """The support that an entry needs, given how easily its name is another word."""
        row = entry.row
        common = form in self._words.common
        person = form in self._words.people
        if row.kind in {"country", "admin1"} and not common:
            return Support.NONE
        if common or person:
            weighty = row.population >= _LARGE or row.kind == "admin2" or row.kind not in _ORDINARY
            home = row.country in article.countries
            return Support.WIDER_PLACE if weighty and home else Support.NOUN
        if row.kind == "quarter":
            return Support.WIDER_PLACE
        if row.kind in {"village", "town"} and row.population < _LARGE and count == 1:
            return Support.PREPOSITION if len(form) < _SHORT else Support.NONE
        return Support.NONE

    def _reasons(
        self, name: Found, entry: Entry, fit: float, wider: PlaceRow | None, near_only: bool
    ) -> Iterator[tuple[str, float]]:
        row = entry.row
        yield "kind and size", prior(row)
        yield "spelling", fit
        yield f"noun {name.cue}", cue_fit(name, row)
        if wider is not None and wider.place_id != row.place_id:
            inside = self.inside(row, wider)
            if inside or not near_only:
                label = f"{'inside' if inside else 'outside'} {wider.name_en}"
                yield label, w.INSIDE if inside else w.OUTSIDE
            else:
                yield f"far from {wider.name_en}", w.OUTSIDE / 2
        if name.country:
            same = row.country == name.country
            yield f"adjective of {name.country}", w.NATION if same else w.OTHER_NATION

    def inside(self, row: PlaceRow, wider: PlaceRow) -> bool:
        """Whether a place lies in (or, for towns, in the country around) a wider one."""
        if wider.kind == "country":
            return row.country == wider.country
        if wider.kind == "admin1":
            return row.admin1 == wider.place_id
        if wider.place_id in {row.parent, self._parent_of(row.parent)}:
            return True
        reach = max(w.REACH_KM.get(wider.kind, w.REACH_ELSE_KM), wider.radius_km)
        return km(row.lat, row.lon, wider.lat, wider.lon) <= reach

    def _parent_of(self, place_id: str) -> str | None:
        row = self._gazetteer.by_id(place_id) if place_id else None
        return row.parent if row else None


def form_fit(entry: Entry, form: str) -> float | None:
    """Penalty for how the written form differs from the entry's names; None where too far."""
    if form in entry.forms:
        return 0.0
    if entry.row.kind == "country":
        return None
    bare = _loose(form)
    if any(_loose(other) == bare for other in entry.forms):
        return w.NEAR_FORM
    return w.ARTICLE_FORM


def _loose(form: str) -> str:
    plain = form.replace("ء", "")
    return f"{plain[:-1]}ه" if plain.endswith("ا") else plain


def prior(row: PlaceRow) -> float:
    """How likely a place is meant, before the text has said anything."""
    value = w.KIND_PRIOR.get(row.kind, w.SITE_PRIOR)
    if row.kind in {"town", "village", "quarter"} and row.population:
        value += w.PEOPLE_PRIOR * math.log10(row.population)
    if row.source == "own":
        value += w.REVIEWED_PRIOR
    return value + w.HOME.get(row.country, w.REGION.get(row.country, 0.0))


def cue_fit(name: Found, row: PlaceRow) -> float:
    """How well the noun before the name fits the kind of place."""
    cue = next((c for c in name.cues if c not in {"around", "area"}), "")
    table = w.CUE_FIT.get(cue, w.CUE_FIT[""])
    if cue == "site" and row.kind not in _ORDINARY:
        return w.SITE_FIT
    return table.get(row.kind, 0.0)


def _context(name: Found, row: PlaceRow, article: Article) -> list[tuple[str, float]]:
    """What the sure places of the article add: closeness, same governorate, same country."""
    if row.kind == "country":
        return []
    near, same, who = 0.0, 0.0, ""
    for token, other in article.places:
        if other.country != row.country or other.place_id == row.place_id:
            continue
        weight = math.exp(-abs(token - name.first) / w.NEAR_TOKENS)
        if other.admin1 and other.admin1 == row.admin1:
            same = max(same, weight)
        if other.kind not in {"country", "admin1"}:
            distance = km(row.lat, row.lon, other.lat, other.lon)
            close = weight * math.exp(-distance / w.NEAR_KM)
            if close > near:
                near, who = close, other.name_en
    return [
        (f"near {who}", w.NEAR_WEIGHT * near),
        ("same governorate as others", w.SAME_ADMIN1 * same),
        ("country of the article", w.SAME_COUNTRY * article.share(row.country)),
    ]


def _sure(scored: Sequence[Scored]) -> bool:
    """Whether the best reading leads every reading of another place clearly."""
    best = scored[0].entry.row
    for other in scored[1:]:
        row = other.entry.row
        elsewhere = row.country != best.country or (
            km(row.lat, row.lon, best.lat, best.lon) > w.APART_KM and row.admin1 != best.admin1
        )
        if elsewhere:
            return scored[0].score - other.score >= w.SURE
    return scored[0].score >= w.ALONE_SURE
