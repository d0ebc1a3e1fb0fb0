"""Takes actors/_loaded_terms.yml, gives words that judge while they name."""

from __future__ import annotations

from pathlib import Path

from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml

LOADED = "actors/_loaded_terms.yml"


def load_loaded_terms(root: Path) -> dict[str, str]:
    """Loaded words, every form, each with its neutral word."""
    fields = Fields(read_yaml(root, LOADED), LOADED)
    fields.text("source")
    terms = {}
    for where, data in fields.items("loaded_terms"):
        part = Fields(data, where)
        part.text("gloss")
        neutral = part.text("neutral")
        terms.update(dict.fromkeys((part.text("word"), *part.texts("forms")), neutral))
        part.done()
    fields.done()
    return terms
