"""An event on its way: the mention it grew from and what has been attached so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rasid.model import ActorMention, SourceMention
from rasid.read.events.anchors import Chosen
from rasid.read.events.mentions import Mention
from rasid.read.events.scene import Placed
from rasid.read.events.toll_words import Atom


@dataclass(slots=True)
class Draft:
    """A mention judged worth a row (`counted`) or worth telling as habitual or planned.

    `chances` are the row model's, `types` the type model's; `places` holds one place, or one
    for each row of a round-up, and `shares` the counts of each of these by the place's index
    (None where all are one row's); `retold` are other
    mentions that tell the same happening again. `confidence` decides whether it is a row;
    `assurance`, where a brief text gives one, is told in its stead. `news` is the chance that it is
    the article's news and no background; None where nobody weighed it.
    """

    mention: Mention
    features: frozenset[str]
    chances: dict[str, float]
    types: dict[str, float] = field(default_factory=dict)
    place: Chosen | None = None
    places: list[Placed | None] = field(default_factory=lambda: [None])
    date: Chosen | None = None
    atoms: list[Atom] = field(default_factory=list)
    shares: dict[int, list[Atom]] | None = None
    initiators: list[ActorMention] = field(default_factory=list)
    targets: list[ActorMention] = field(default_factory=list)
    sources: list[SourceMention] = field(default_factory=list)
    confidence: float = 0.0
    assurance: float | None = None
    news: float | None = None
    retold: list[Mention] = field(default_factory=list)
    _typed: tuple[Mapping[str, float], str] = field(default=({}, ""), repr=False, compare=False)

    @property
    def type(self) -> str:
        """The likeliest sub-event type, held for as long as `types` is the same object."""
        if self._typed[0] is not self.types:
            chances = self.types
            self._typed = chances, max(chances, key=lambda name: (chances[name], name))
        return self._typed[1]

    def settle_type(self, name: str) -> None:
        """Leave no doubt of the type."""
        self.types = {**dict.fromkeys(self.types, 0.0), name: 1.0}

    def settle_as_plan(self) -> None:
        """Take what is told for planned or denied: it is no row."""
        self.chances = {name: float(name == "planned") for name in self.chances}
        self.confidence = 0.0
