"""The working record of a place name in an article, before it is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from rasid.language.base import AnalysedText
from rasid.locate.gazetteer import Entry


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading of a name: its score, what made it, and why it goes before better scored ones."""

    entry: Entry
    score: float
    reasons: tuple[tuple[str, float], ...]
    decided: str = ""

    def text(self) -> str:
        """The reasons as a person reads them."""
        told = (f"{label} {value:+.1f}" for label, value in self.reasons if value)
        return "; ".join((*told, self.decided) if self.decided else told)


class Support(IntEnum):
    """How far the words around a name say that it is a place."""

    NONE = 0
    PREPOSITION = 1
    WIDER_PLACE = 2
    NOUN = 3


@dataclass(slots=True)
class Found:
    """A name over tokens first:last of one sentence, what it may mean and what stands around it.

    `cues` are classes of the nouns before it, nearest first; `before` and `after` compass names
    in text order; `wider` the index of a place it is said to lie in (`inside`) or near;
    `distance_km` how far off that place. `start`:`end` are the tokens of the whole phrase.
    `refers` is the kind of place that a noun stands for ("the town"), "" for a name. `site` is
    what kind of single place the phrase names in or by the place ("hospital"); `listed` whether
    it goes on a series begun before; `tied_only` whether nothing but the wider place supports it;
    `around` whether the words say near it or at its edge; `lost` the readings that do not count;
    `series` class and word of the plural that opened the series it stands in.
    """

    first: int
    last: int
    sentence: int
    form: str
    entries: Sequence[Entry]
    stripped: int = 0
    letter: str = ""
    refers: str = ""
    cues: list[str] = field(default_factory=list)
    cue_words: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    start: int = 0
    end: int = 0
    country: str = ""
    support: Support = Support.NONE
    wider: int | None = None
    inside: bool = False
    distance_km: float | None = None
    site: str = ""
    tied_only: bool = False
    listed: bool = False
    around: bool = False
    series: tuple[str, str] | None = None
    lost: Sequence[Scored] = ()

    @property
    def cue(self) -> str:
        """Class of the noun right before the name, "" for none."""
        return self.cues[0] if self.cues else ""

    def span(self, analysed: AnalysedText) -> tuple[int, int]:
        """Offsets of the whole phrase, without letters at its front ("in", "and")."""
        start, end = analysed.span(self.start, self.end)
        return start + len(self.letter), end
