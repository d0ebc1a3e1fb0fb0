"""Takes a counted victim in a scene, adds those named as his: "and his driver", "and two sons"."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from rasid.language.base import NumberMention
from rasid.model import Count
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import SOME, TollWords, count_of

_REACH = 9  # words of a victim's rank, name and office before "and his companion"
_AND = "و"
_OF = "من"
_STOPS = '،,.؛:()«»"'
_IN = "في"  # the one preposition that an office may have: "director of the station in Idlib"


@cache
def _forms(stems: frozenset[str], owners: frozenset[str]) -> frozenset[str]:
    return frozenset(stem + owner for stem, owner in product(stems, owners))


@dataclass(frozen=True, slots=True)
class Companions:
    """The people of one scene that are told as another's: kin, guards, drivers."""

    scene: Scene
    words: TollWords
    number_at: dict[int, NumberMention]
    triggers: Container[int]
    _of: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        owners = self.words.lists["owner"]
        found = {
            name: _forms(self.words.lists[name], owners)
            for name in ("companion", "companions_two", "companions_some", "guarding")
        }
        object.__setattr__(self, "_of", found)

    def at(self, at: int) -> tuple[Count, int] | None:
        """Those that an "and" at a token adds, and the token behind them; None where it adds none.

        "and his driver", "and his two sons", "and three of his guards", "and his three children".
        """
        form = self.scene.form(at)
        if not form.startswith(_AND):
            return None
        number = self.number_at.get(at)
        if number is not None:
            last = number.last + (self.scene.form(number.last) == _OF)
            owned = self._owned(self.scene.form(last), last)
            return (count_of(number), owned[1]) if owned and last > number.last else None
        return self._owned(form[1:], at)

    def several(self, at: int) -> Count | None:
        """Kin that are several by a noun at a token: "his children", "their four children"."""
        form = self.scene.form(at)
        several = form in self._of["companions_some"]
        return self._many(at + 1)[0] if several else None

    def _owned(self, form: str, at: int) -> tuple[Count, int] | None:
        """Those that an owned noun at a token means."""
        if form in self._of["companions_some"]:
            return self._many(at + 1)
        if form in self._of["companions_two"]:
            return Count(2, 2), at + 1
        if form in self._of["companion"]:
            return Count(1, 1), at + 1
        if (
            form in self.words.lists["bodyguard"]
            and self.scene.form(at + 1) in self._of["guarding"]
        ):
            return self._many(at + 2)
        return None

    def _many(self, at: int) -> tuple[Count, int]:
        """Several, or as many as the number behind says: "his four children"."""
        if self.scene.form(at) in self.words.lists["all_two"]:
            return Count(2, 2), at + 1
        number = self.number_at.get(at)
        if number is not None and self.scene.form(at).startswith("ال"):  # the
            return count_of(number), number.last
        return SOME, at

    def behind(self, count: Count, last: int) -> tuple[Count, int]:
        """A count with the companions told behind it added, and the token behind them."""
        at, end = last, last + _REACH
        while at < end:
            form = self.scene.form(at)
            more = self.at(at)
            if more is not None:
                count, at = count.plus(more[0]), more[1]
                last, end = at, at + _REACH
            elif self._ends(at, form):
                break
            else:
                at += 1
        return count, last

    def _ends(self, at: int, form: str) -> bool:
        """Whether a word ends what may be said of a victim before his companions are named."""
        if form in _STOPS or at in self.triggers or self.words.has("subset", form):
            return True
        return form != _IN and self.words.has("breaks", form)
