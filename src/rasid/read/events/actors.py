"""Takes an analysed article, gives the actors it names, resolved in its context."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from rasid.knowledge_base import load
from rasid.knowledge_base.actors import Actor, Alias
from rasid.language.base import AnalysedText
from rasid.model import Article
from rasid.read.events.actor_names import Found, names_in
from rasid.read.held import once_a_text

# How much each sign in the article speaks for a weak name's reading.
_NAMED_STRONGLY = 2.0  # the actor is named in full elsewhere
_FAMILY_NAMED = 1.0  # a parent or child of it is
_HOME = 1.5  # its country is the one most named
_ABROAD = 0.5  # its country is named
_ACTIVE_THERE = 0.75  # it acts in the country most named
_LIFELESS = -3.0  # it did not exist on the day of publication
_YOUNG = -0.1  # the day is not known, and it took over a name that another had before
_GENERIC = -0.25  # a party without a name
_MANY = 10  # actors of one name, none supported, of which none is taken ("the army")


@dataclass(frozen=True, slots=True)
class Named:
    """An actor named over tokens first:last; `stripped` letters stand before its name.

    `place`: the name is also that of a place (a country, a capital).
    """

    first: int
    last: int
    actor: Actor
    strong: bool
    stripped: int = 0
    place: bool = False


def find_actors(
    article: Article, analysed: AnalysedText, countries: Iterable[str | None]
) -> list[Named]:
    """The actors named in an article in text order; `countries` are those of its places."""
    named = tuple(sorted(country for country in countries if country))
    return list(_actors(analysed, article.published.date, named))


@once_a_text
def _actors(
    analysed: AnalysedText, published: dt.date | None, countries: tuple[str, ...]
) -> list[Named]:
    matches = names_in(analysed)
    context = _Context.of(published, matches, countries)
    actors = load().actors.by_id
    found: list[Named] = []
    for match in matches:
        choice = context.choose(match.aliases)
        if choice is None:
            continue
        actor = actors[choice.actor_id]
        found.append(
            Named(match.first, match.last, actor, choice.strong, match.stripped, choice.place)
        )
    return found


@cache
def _elders(actor_id: str) -> tuple[str, ...]:
    """The parents of an actor, nearest first."""
    return load().actors.family(actor_id)[1:]


def _sure(aliases: Sequence[Alias], day: str | None) -> Alias | None:
    """The strong alias of a name, if it has one; of an actor that lived on the day, if several.

    A name that passes from one actor to its heir is strong in the one and weak in the other.
    """
    strong = next((alias for alias in aliases if alias.strong), None)
    if strong is None or len(aliases) == 1 or day is None:
        return strong
    return strong if load().actors.active(strong.actor_id, day) else None


@dataclass(slots=True)
class _Context:
    """What an article says of who its weak names may be; `sure` are actors named in full."""

    sure: frozenset[str]
    homes: frozenset[str]
    main: str | None
    day: str | None
    chosen: dict[str, Alias | None] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        published: dt.date | None,
        matches: Iterable[Found],
        countries: Iterable[str],
    ) -> _Context:
        day = published.isoformat() if published else None
        sure = frozenset(one.actor_id for match in matches if (one := _sure(match.aliases, day)))
        counts = Counter(countries)
        return cls(
            sure,
            frozenset(counts),
            max(counts, key=lambda c: (counts[c], c), default=None),
            day,
        )

    def choose(self, aliases: Sequence[Alias]) -> Alias | None:
        """The alias that the article supports most; None where it leaves many states open."""
        if len(aliases) == 1:
            return aliases[0]
        name = aliases[0].text
        if name not in self.chosen:
            ranked = sorted(
                ((self._support(a), a.strong, a.actor_id, a) for a in aliases),
                key=lambda row: row[:3],
                reverse=True,
            )
            best = ranked[0]
            rivals = sum(row[:2] == best[:2] for row in ranked)
            self.chosen[name] = None if rivals >= _MANY and best[0] <= 0 else best[3]
        return self.chosen[name]

    def _support(self, alias: Alias) -> float:
        actors = load().actors
        actor = actors.by_id[alias.actor_id]
        score = 0.0
        if alias.actor_id in self.sure:
            score += _NAMED_STRONGLY
        elif not self.sure.isdisjoint(_elders(alias.actor_id)):
            score += _FAMILY_NAMED
        if actor.country is not None and actor.country == self.main:
            score += _HOME
        elif actor.country is not None and actor.country in self.homes:
            score += _ABROAD
        if self.main in actor.active_in:
            score += _ACTIVE_THERE
        if self.day is not None and not actors.active(alias.actor_id, self.day):
            score += _LIFELESS
        elif self.day is None and actors.inherits(alias.actor_id):
            score += _YOUNG
        if actor.kind.value in ("unidentified", "civilians"):
            score += _GENERIC
        return score
