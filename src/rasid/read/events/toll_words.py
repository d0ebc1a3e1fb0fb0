"""Takes a language's toll table, gives its folded words and what a stated count is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.language.base import NumberMention
from rasid.model import Count
from rasid.read.events.lexicon import Hit

KINDS = ("killed", "injured", "detained")
REACH = 8  # words after (or before) a harm word in which its count may stand
SOME = Count(2, None)  # an unspecified plural


@dataclass(frozen=True, slots=True)
class Atom:
    """One stated count: `kind` of KINDS, at tokens first:last, by the harm word `hit`.

    `rose` where the text says that the toll rose to it; `rule` names the construction.
    """

    kind: str
    count: Count
    first: int
    last: int
    hit: Hit
    rule: str
    rose: bool = False
    victim: str = ""


@dataclass(frozen=True, slots=True)
class TollWords:
    """The folded words of a language's toll table."""

    kind_of: dict[str, str] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    _spelt: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        spelt = {name: words | {f"و{word}" for word in words} for name, words in self.lists.items()}
        object.__setattr__(self, "_spelt", spelt)

    def has(self, name: str, form: str) -> bool:
        """Whether a folded form (or it without a leading "and") is in a list."""
        return form in self._spelt[name]

    def standing(self, name: str, forms: Iterable[str]) -> list[int]:
        """Where words of a list (or these behind "and") stand among folded forms."""
        spelt = self._spelt[name]
        return [at for at, form in enumerate(forms) if form in spelt]


@cache
def toll_words(code: str) -> TollWords:
    """The toll words of a language, loaded once."""
    fold = languages.get(code).fold
    table = load().table(f"reading/{code}_tolls.yml")
    kind_of, counted = {}, set()
    for section in ("counted", "told"):
        for kind, words in table[section].items():
            for word in words:
                kind_of[fold(word)] = kind
                if section == "counted":
                    counted.add(fold(word))
    lists = {
        name: frozenset(map(fold, words))
        for name, words in table.items()
        if isinstance(words, list)
    }
    return TollWords(kind_of, frozenset(counted), lists)


def count_of(number: NumberMention) -> Count:
    """A number phrase as a count of people."""
    low = None if number.low is None else int(number.low)
    high = None if number.high is None else int(number.high)
    return Count(low, high)
