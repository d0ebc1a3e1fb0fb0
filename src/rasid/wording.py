"""Takes a number and a noun, gives them as English says them together."""

from __future__ import annotations

from collections.abc import Sequence

# Plurals that are not the word and an s; every other noun of ours is regular.
_SINGULARS = {"entries": "entry", "indices": "index"}


def counted(number: int, plural: str) -> str:
    """The number and its noun, which is given in the plural: "1 event", "2 events"."""
    noun = _SINGULARS.get(plural) or plural.removesuffix("s") if number == 1 else plural
    return f"{number} {noun}"


def either(words: Sequence[str]) -> str:
    """The words joined as alternatives: "plans", "plans or habits", "plans, denials or habits"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
