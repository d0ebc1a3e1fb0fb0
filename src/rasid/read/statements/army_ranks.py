"""Takes the words of a ranked speaker and of his title, tells whether he speaks for an army."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rasid.read.statements.stems import bare

_THE = "ال"


@dataclass(frozen=True, slots=True)
class ArmyRanks:
    """Ranks, what belongs to them, what takes their bearer out of the army, in folded forms."""

    ranks: frozenset[str]
    endings: frozenset[str]
    outside: frozenset[str]
    retired: frozenset[str]

    @classmethod
    def of(cls, table: Mapping[str, Sequence[str]], fold: Callable[[str], str]) -> ArmyRanks:
        """The ranks as the knowledge file lists them."""
        return cls(
            frozenset(map(fold, table["ranks"])),
            frozenset(map(fold, table["endings"])),
            frozenset(bare(fold(word)) for word in table["outside"]),
            frozenset(bare(fold(word)) for word in table["retired"]),
        )

    def borne(self, forms: Sequence[str]) -> bool:
        """Whether the words are a rank and a name: some ranks also mean a brigade or a team."""
        if not forms or forms[0] not in self.ranks:
            return False
        at = 1
        while at < len(forms) and forms[at] in self.endings:
            at += 1
        return at < len(forms) and (at > 1 or not forms[at].startswith(_THE))

    def is_outside(self, forms: Iterable[str]) -> bool:
        """Whether a word takes the bearer out of the army: interior, police, security."""
        return any(bare(form) in self.outside for form in forms)

    def has_retired(self, forms: Iterable[str]) -> bool:
        """Whether a word says that the bearer is retired."""
        return any(bare(form) in self.retired for form in forms)
