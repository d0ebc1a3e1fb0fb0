"""Takes an analysed article, gives the actors it names, resolved in its context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.knowledge_base.actors import Actor, Alias
from rasid.language.base import AnalysedText
from rasid.language.lexicon import Lexicon, Match
from rasid.model import Article

# How much each sign in the article speaks for a weak name's reading.
_NAMED_STRONGLY = 2.0  # the actor is named in full elsewhere
_FAMILY_NAMED = 1.0  # a parent or child of it is
_HOME = 1.5  # its country is the one most named
_ABROAD = 0.5  # its country is named
_ACTIVE_THERE = 0.75  # it acts in the country most named
_LIFELESS = -3.0  # it did not exist on the day of publication
_GENERIC = -0.25  # a party without a name


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


@cache
def actor_lexicon(code: str) -> Lexicon[tuple[Alias, ...]]:
    """Every alias of every actor, loaded once."""
    lexicon: Lexicon[tuple[Alias, ...]] = Lexicon(languages.get(code))
    for text, aliases in load().actors.by_alias.items():
        lexicon.add(text, aliases)
    return lexicon


def find_actors(
    article: Article, analysed: AnalysedText, countries: Iterable[str | None]
) -> list[Named]:
    """The actors named in an article in text order; `countries` are those of its places."""
    lexicon = actor_lexicon(analysed.language)
    matches = lexicon.find(analysed, 0, len(analysed.tokens))
    sure = Counter(
        match.value[0].actor_id
        for match in matches
        if len(match.value) == 1 and match.value[0].strong
    )
    homes = Counter(country for country in countries if country)
    day = article.published.date.isoformat() if article.published.date else None
    found: list[Named] = []
    for match in matches:
        if found and found[-1].first == match.first:
            continue
        choice = _choose(match, sure, homes, day)
        actor = load().actors.by_id[choice.actor_id]
        found.append(
            Named(match.first, match.last, actor, choice.strong, match.stripped, choice.place)
        )
    return found


def _choose(
    match: Match[tuple[Alias, ...]], sure: Counter[str], homes: Counter[str], day: str | None
) -> Alias:
    aliases: Sequence[Alias] = match.value
    if len(aliases) == 1:
        return aliases[0]
    return max(aliases, key=lambda a: (_support(a, sure, homes, day), a.strong, a.actor_id))


def _support(alias: Alias, sure: Counter[str], homes: Counter[str], day: str | None) -> float:
    actors = load().actors
    actor = actors.by_id[alias.actor_id]
    family = actors.family(alias.actor_id)
    score = 0.0
    if sure[alias.actor_id]:
        score += _NAMED_STRONGLY
    elif any(sure[parent] for parent in family[1:]):
        score += _FAMILY_NAMED
    main = max(homes, key=lambda c: (homes[c], c), default=None)
    if actor.country is not None and actor.country == main:
        score += _HOME
    elif actor.country is not None and homes[actor.country]:
        score += _ABROAD
    if main in actor.active_in:
        score += _ACTIVE_THERE
    if day is not None and not actors.active(alias.actor_id, day):
        score += _LIFELESS
    if actor.kind.value in ("unidentified", "civilians"):
        score += _GENERIC
    return score
