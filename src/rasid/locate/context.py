"""What the surely read places of an article say about its other names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.knowledge_base.places import PlaceRow
from rasid.locate import weights as w
from rasid.locate.distance import km
from rasid.locate.found import Found, Scored
from rasid.locate.gazetteer import Entry

ORDINARY = frozenset({"town", "village", "quarter"})
_WIDE = frozenset({"country", "admin1"})
BROAD = frozenset({"country", "region", "desert", "border", "river", "disputed", "road", "sea"})
_SURE = 2  # a sure place counts so often as an adjective of its country
_REACH = 1.2  # radii of a wide place within which a village still counts as near it
_UNITS = frozenset({"admin1", "admin2", "admin3"})


@dataclass(slots=True)
class Context:
    """Sure places of one article, the countries they lie in and what well supported names mean."""

    anchors: dict[str, tuple[Entry, list[int]]] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)
    senses: dict[str, Scored] = field(default_factory=dict)

    def add(self, token: int, entry: Entry) -> None:
        """Count a sure place that stands at `token`."""
        self.anchors.setdefault(entry.row.place_id, (entry, []))[1].append(token)
        if entry.row.country:
            self.countries[entry.row.country] += _SURE

    def hint(self, country: str) -> None:
        """Count an adjective of a country."""
        self.countries[country] += 1

    def share(self, country: str) -> float:
        """The part of the sure places that lie in a country, 0 to 1."""
        total = self.countries.total()
        return self.countries[country] / total if total else 0.0

    def more(self, country: str, other: str) -> bool:
        """Whether more is told of a country than of another, the other's own name aside."""
        _, own = self.anchors.get(other, (None, []))
        return self.countries[country] > self.countries[other] - _SURE * len(own)

    def agree(self, form: str, scored: Scored) -> None:
        """Note what a well supported name is read as, for the same name elsewhere."""
        best = self.senses.get(form)
        if best is None or scored.score > best.score:
            self.senses[form] = scored

    def means(self, form: str, row: PlaceRow) -> bool:
        """Whether the name is read as this place where it is best supported."""
        sense = self.senses.get(form)
        return sense is not None and same_family(row, sense.entry.row)

    def foreign(self, name: Found, entry: Entry) -> bool:
        """Whether a reading of a small place does not belong in this article.

        Its country is hardly named, or the sure places near the name in the text lie all far
        from it; behind the noun of a site ("mosque of X") one must lie right beside.
        """
        if name.country == entry.row.country:
            return False
        if self.elsewhere(name, entry):
            return True
        road = name.cue == "site" and name.site == "road"
        known = entry.row.source.startswith("own") and entry.row.kind != "quarter"
        if known and name.form in entry.forms and not road:
            return False
        beside = name.cue == "site" and bool(name.site) and not road
        beside = beside or (name.cue == "quarter" and entry.row.kind == "village")
        limit, reach = (w.SITE_FAR_KM, 0.0) if beside else (w.FAR_KM, _REACH)
        near = [
            other
            for other, tokens in self.anchors.values()
            if other.row.kind not in BROAD
            and other.row.place_id != entry.row.place_id
            and min(abs(token - name.first) for token in tokens) <= w.FAR_TOKENS
        ]
        if not near:
            return beside
        return all(
            math.hypot(entry.x - other.x, entry.y - other.y)
            > max(limit, reach * other.row.radius_km)
            for other in near
        )

    def elsewhere(self, name: Found, entry: Entry) -> bool:
        """Whether the article plays in other countries than that of a reading."""
        if name.country == entry.row.country:
            return False
        listed = entry.row.source.startswith("own") or entry.row.kind in _UNITS
        _, own = self.anchors.get(entry.row.place_id, (entry, []))
        others = self.countries.total() - _SURE * len(own)
        at_home = self.countries[entry.row.country] - _SURE * len(own)
        away = at_home < others * w.HOME_SHARE / 2
        return away and len(self.anchors) - bool(own) > w.FEW * listed

    def reasons(self, name: Found, entry: Entry) -> list[tuple[str, float]]:
        """What the article adds to a reading: closeness, same governorate, same country."""
        row = entry.row
        if row.kind == "country":
            return [("country of the article", w.SAME_COUNTRY * self.share(row.country))]
        near, same, who = 0.0, 0.0, ""
        for other, tokens in self.anchors.values():
            if other.row.country != row.country or other.row.place_id == row.place_id:
                continue
            apart = min(abs(token - name.first) for token in tokens)
            weight = math.exp(-apart / w.NEAR_TOKENS)
            if weight > same and other.row.admin1 and other.row.admin1 == row.admin1:
                same = weight
            if weight > near and other.row.kind not in _WIDE:
                far = math.hypot(entry.x - other.x, entry.y - other.y)
                close = weight * math.exp(-far / w.NEAR_KM)
                if close > near:
                    near, who = close, other.row.name_en
        return [
            (f"near {who}", w.NEAR_WEIGHT * near),
            ("same governorate as others", w.SAME_ADMIN1 * same),
            ("country of the article", w.SAME_COUNTRY * self.share(row.country)),
            ("as elsewhere in the article", w.SAME_SENSE * self.means(name.form, row)),
        ]


def same_family(row: PlaceRow, best: PlaceRow) -> bool:
    """Whether two entries of one name are one place at two levels (or one entered twice)."""
    if row.place_id == best.place_id:
        return True
    if row.country != best.country or row.admin1 != best.admin1:
        return False
    if {row.kind, best.kind} & _UNITS:
        return True
    far = max(row.radius_km, best.radius_km, w.DOUBLE_KM)
    return km(row.lat, row.lon, best.lat, best.lon) <= far


def in_series(row: PlaceRow, siblings: Sequence[PlaceRow]) -> list[tuple[str, float]]:
    """What the places told in one series with a name say: the places of a series lie together."""
    if not siblings or row.kind in _WIDE or row.population >= w.CITY:
        return []
    far, nearest = min((km(row.lat, row.lon, s.lat, s.lon), s.name_en) for s in siblings)
    if far > w.SERIES_FAR_KM:
        return [(f"far from {nearest} in its series", w.SERIES_FAR)]
    return [(f"in a series with {nearest}", w.SERIES * math.exp(-far / w.NEAR_KM))]


def sure(scored: Sequence[Scored]) -> bool:
    """Whether the best reading leads every reading of another place clearly."""
    best = scored[0].entry.row
    rival = next((s for s in scored[1:] if not same_family(s.entry.row, best)), None)
    if rival is not None:
        return scored[0].score - rival.score >= w.SURE
    return scored[0].score >= w.ALONE_SURE
