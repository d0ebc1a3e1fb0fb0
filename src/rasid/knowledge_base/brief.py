"""Takes knowledge/brief, gives the words of the brief and the outlines of its map."""

from __future__ import annotations

import json
from functools import lru_cache

from rasid.errors import KnowledgeError
from rasid.knowledge_base.base import load

FOLDER = "brief"
Ring = tuple[tuple[float, float], ...]


@lru_cache(maxsize=4)
def words(language: str) -> dict[str, str]:
    """The words of the brief in a language; KnowledgeError where one is missing."""
    table = load().table(f"{FOLDER}/words.yml")["words"]
    missing = [key for key, told in table.items() if language not in told]
    if missing:
        raise KnowledgeError(
            f"{missing[0]!r} has no word in {language!r}", subject=f"{FOLDER}/words.yml"
        )
    return {key: told[language] for key, told in table.items()}


@lru_cache(maxsize=1)
def outlines() -> tuple[tuple[Ring, ...], ...]:
    """By country, the outer rings (longitude, latitude) of its first-level units."""
    countries = []
    for path in sorted(load().path(FOLDER).glob("outlines_*.geojson")):
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        rings = (feature["geometry"]["coordinates"][0] for feature in features)
        countries.append(tuple(tuple((float(x), float(y)) for x, y in ring) for ring in rings))
    return tuple(countries)
