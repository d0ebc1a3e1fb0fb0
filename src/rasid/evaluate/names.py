"""Names that count as one when readings are scored: folded text, first-level units, actors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rasid import knowledge_base

# Alef, ya, ta marbuta and hamza carriers united, as annotators spell them differently.
_UNITED = str.maketrans("أإآٱىةؤئ", "اااايهوي")
_ARTICLE = re.compile(r"^(al|el|ad|as|ash|ar|an|az|at)(?=[a-z]{3})")


def fold(text: str | None) -> str:
    """Arabic or Latin text for comparison: lower case, marks and tatweel off, letters united."""
    decomposed = unicodedata.normalize("NFKD", text or "").lower()
    bare = (c for c in decomposed if c != "ـ" and not unicodedata.combining(c))  # tatweel
    return re.sub(r"\s+", " ", "".join(bare).translate(_UNITED)).strip()


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text)


@lru_cache(maxsize=1)
def _admin1_table() -> dict[str, str]:
    table = knowledge_base.load().table("evaluation/admin1_spellings.yml")
    return {
        _letters(spelling): spellings[0]
        for units in table.values()
        for spellings in units
        for spelling in spellings
    }


@lru_cache(maxsize=4096)
def admin1_key(name: str | None) -> str | None:
    """One key for all spellings of a first-level unit; None where there is no name."""
    folded = fold(name).replace("ı", "i").replace("governorate", "").replace("province", "")
    letters = _letters(folded)
    table = _admin1_table()
    return table.get(letters) or table.get(_ARTICLE.sub("", letters)) or letters or None


@lru_cache(maxsize=1)
def _actor_table() -> Mapping[str, re.Pattern[str]]:
    groups = knowledge_base.load().table("evaluation/actor_groups.yml")
    return {key: re.compile("|".join(patterns)) for key, patterns in groups.items()}


@lru_cache(maxsize=4096)
def actor_groups(name: str) -> frozenset[str]:
    """The groups that a canonical actor name belongs to."""
    folded = fold(name)
    return frozenset(key for key, pattern in _actor_table().items() if pattern.search(folded))


def same_actor(gold: Sequence[Any], predicted: Sequence[Any]) -> bool:
    """True where gold names nobody, or one actor agrees by group or by the words themselves."""
    if not gold:
        return True
    groups = [
        frozenset().union(*(actor_groups(entry.get("actor") or "") for entry in side))
        for side in (gold, predicted)
    ]
    if groups[0] & groups[1]:
        return True
    words = [
        [w for w in (fold(entry.get("text")) for entry in side) if w] for side in (gold, predicted)
    ]
    return any(a in b or b in a for a in words[0] for b in words[1])
