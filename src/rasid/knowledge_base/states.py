"""Takes the patterns of actors/_states.yml, gives army, police and government of every country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml
from rasid.knowledge_base.people import Nationality

STATES = "actors/_states.yml"
_ARTICLE = "ال"  # the


@lru_cache(maxsize=256)
def _adjective_forms(adjective: str) -> dict[str, str]:
    """The names of the patterns with what they stand for; every word of an adjective agrees."""
    words = adjective.split()
    endings = {"": "i", "ة": "if", "ون": "ip"}
    definite = {"i": "m", "if": "f", "ip": "mp"}
    forms = {}
    for ending, name in endings.items():
        forms[name] = " ".join(word + ending for word in words)
        forms[definite[name]] = " ".join(_ARTICLE + word + ending for word in words)
    return forms


def _filled(patterns: Iterable[str], nationality: Nationality) -> list[str]:
    """The patterns with the country's words in place, once for each spelling of its adjective."""
    values = [
        _adjective_forms(adjective) | {"name": nationality.name_ar}
        for adjective in nationality.adjectives
    ]
    return list(dict.fromkeys(pattern.format_map(v) for pattern in patterns for v in values))


def _english(pattern: str, nationality: Nationality) -> str:
    return pattern.replace("{demonym}", nationality.demonym).replace("{country}", nationality.name)


def _entry(
    template: Fields, nationality: Nationality, override: Mapping[str, Any], entry_id: str
) -> dict[str, Any]:
    names = list(nationality.names) if template.flag("names_are_places") else []
    return {
        "id": entry_id,
        "name": override.get("name") or _english(template.text("name"), nationality),
        "name_ar": _filled([template.text("name_ar")], nationality)[0],
        "kind": template.text("kind"),
        "country": nationality.country,
        "inter": template.whole("inter"),
        "strong": [
            *override.get("strong", []),
            *_filled(template.texts("strong"), nationality),
        ],
        "weak": [*override.get("weak", []), *_filled(template.texts("weak"), nationality)],
        "places": [*_filled(template.texts("places"), nationality), *names],
        "english": [_english(text, nationality) for text in template.texts("english")],
        "english_weak": [_english(text, nationality) for text in template.texts("english_weak")],
    }


def state_entries(root: Path, nationalities: Iterable[Nationality]) -> Iterator[dict[str, Any]]:
    """Raw actor entries, id as in "iq_army"; KnowledgeError for an override of no such id."""
    fields = Fields(read_yaml(root, STATES), STATES)
    fields.text("source")
    overrides: dict[str, Any] = dict(fields.get("overrides", {}))
    skip = set(fields.texts("skip"))
    templates = [Fields(data, where) for where, data in fields.items("templates")]
    fields.done()
    for nationality in nationalities:
        for template in templates:
            entry_id = f"{nationality.country.lower()}_{template.text('id')}"
            override = overrides.pop(entry_id, {})
            if entry_id in skip:
                continue
            yield _entry(template, nationality, override, entry_id)
    if overrides:
        fields.fail(f"an override for {min(overrides)}, which no template makes")
