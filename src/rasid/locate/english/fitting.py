"""Which readings of an English name its spelling and the words around it allow."""

from __future__ import annotations

from rasid.knowledge_base.places import PlaceRow
from rasid.locate import weights as w
from rasid.locate.context import ORDINARY
from rasid.locate.fitting import LARGE, TOWN_KM, Option, cue_fit, kind_allowed, nation_fit
from rasid.locate.found import Found, Support
from rasid.locate.words import Words

_LITTLE = ORDINARY | {"admin2", "admin3"}
_SETTLEMENTS = frozenset({"town", "village", "quarter"})


def english_options(name: Found, words: Words) -> list[Option]:
    """The entries that spelling and nouns allow for a name."""
    country = next((e.row for e in name.entries if e.row.kind == "country"), None)
    word = name.form in words.common or name.form in words.people
    found = []
    for entry in name.entries:
        row = entry.row
        if _far_unit(row, name) or _namesake_site(row, name):
            continue
        needed, at_home = _needed(row, name.last - name.first, word=word)
        if name.support < at_home or not kind_allowed(name, row, words, country=country):
            continue
        base = (
            ("kind and size", entry.prior),
            (f"noun {name.cue}" if name.cue else "no noun", cue_fit(name, row)),
            (f"adjective of {name.country}", nation_fit(name, row)),
        )
        small = row.kind in ORDINARY and row.population < LARGE and row.radius_km < TOWN_KM
        found.append(Option(entry, base, needed, at_home, word, small))
    return found


def _far_unit(row: PlaceRow, name: Found) -> bool:
    """Whether a unit of a far country is named like one of its towns, which is then meant."""
    if row.kind != "admin1" or row.country in w.NEARBY or "governorate" in name.cues:
        return False
    return any(
        e.row.country == row.country and e.row.kind == "town" and e.row.population >= w.CITY
        for e in name.entries
    )


def _namesake_site(row: PlaceRow, name: Found) -> bool:
    """Whether a site is named like a little place told nowhere near ("Sinaa prison")."""
    little = row.population < LARGE and not row.source.startswith("own")
    return name.cue == "site" and name.wider is None and row.kind in _LITTLE and little


def _needed(row: PlaceRow, count: int, *, word: bool) -> tuple[Support, Support]:
    """The support a reading takes anywhere, and in an article about its country."""
    weighty = row.population >= LARGE or row.kind == "admin2" or row.source != "wof"
    if word:
        return Support.NOUN, Support.PREPOSITION if weighty else Support.NOUN
    if row.kind not in _SETTLEMENTS:
        return Support.NONE, Support.NONE
    if row.kind == "quarter":
        return Support.WIDER_PLACE, Support.PREPOSITION
    abroad = row.kind == "town" and row.country not in w.NEARBY and row.population < w.METROPOLIS
    if abroad or (not weighty and count == 1):
        return Support.PREPOSITION, Support.PREPOSITION
    return Support.NONE, Support.NONE
