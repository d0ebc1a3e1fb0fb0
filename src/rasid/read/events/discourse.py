"""Takes the parties of an article, says for "the organisation", "its fighters" who they are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.knowledge_base.actors import Actor
from rasid.read.events.parties import Party
from rasid.read.events.scene import Scene, starting_in

_REMEMBERED = 60  # parties back to which a word may echo
_ARMY = "جيش"  # army: echoes no armed group that calls itself one
_FORCES = {"soldier": "army", "police": "police"}  # kinds of people and their country's force
_STATE_KINDS = frozenset({"state_forces", "police", "coalition"})
_NATIONAL = 2  # words after people in which their nationality stands


def resolve_echoes(scene: Scene, parties: Sequence[Party]) -> list[Party]:
    """The parties with words that stand for someone named elsewhere given that name.

    "the organisation" is the nearest named party whose words or names hold it; "its fighters"
    the nearest named party before; soldiers and police without more are the main country's.
    """
    words = [surface_words(scene, party) for party in parties]
    found: list[Party] = []
    for n, party in enumerate(parties):
        owner = None
        if party.owned:
            owner = _last_named(found)
        elif party.single and party.sure in ("weak", "generic"):
            owner = _echoed(n, party, found, parties, words)
        if owner is None and party.kind in _FORCES and not party.actor_id:
            found.append(_national(scene, party))
        elif owner is None:
            found.append(party)
        else:
            found.append(
                replace(
                    party,
                    kind=owner.kind,
                    actor=owner.actor,
                    actor_id=owner.actor_id,
                    family=owner.family,
                    sure="echo",
                )
            )
    return found


def _last_named(found: Sequence[Party]) -> Party | None:
    return next((party for party in reversed(found) if party.named), None)


def _echoed(
    n: int,
    party: Party,
    found: Sequence[Party],
    parties: Sequence[Party],
    words: Sequence[frozenset[str]],
) -> Party | None:
    """Who was named before (else is named after) with the word that stands alone here."""
    word = party.word
    start = max(0, n - _REMEMBERED)
    before = [(found[m], words[m]) for m in range(n - 1, start - 1, -1)]
    for other, held in before:
        if other.named and not other.single and word in held and _may_be(word, other):
            return other
    if party.sure == "weak":
        return None
    for other, _ in before:
        if other.named and other.sure != "place" and word in actor_words(other.actor_id):
            return other
    after = (p for p in parties[n + 1 : n + 1 + _REMEMBERED] if p.named and p.sure != "place")
    return next((p for p in after if word in actor_words(p.actor_id)), None)


def _may_be(word: str, other: Party) -> bool:
    return word != _ARMY or other.kind in _STATE_KINDS


def surface_words(scene: Scene, party: Party) -> frozenset[str]:
    """The folded words of a party as written, without the article."""
    forms = [scene.form(at) for at in range(party.first, party.last)]
    forms[0] = forms[0][len(party.clitic) :]
    return frozenset(bare(form) for form in forms)


def bare(form: str) -> str:
    """A folded form without the article, also where "to" has swallowed its alef."""
    return form[2:] if form.startswith("ال") else form[1:] if form.startswith("لل") else form


@cache
def actor_words(actor_id: str) -> frozenset[str]:
    """The folded words of all names of an actor, without the article."""
    fold = languages.get("ar").fold
    aliases = load().actors.by_id[actor_id].aliases
    return frozenset(bare(word) for alias in aliases for word in fold(alias.text).split())


def _national(scene: Scene, party: Party) -> Party:
    """Soldiers or police as those of the country whose adjective follows, else of the main one."""
    country = next(
        (
            nations()[form]
            for at in range(party.first, party.last + _NATIONAL)
            if (form := bare(scene.form(at))) in nations()
        ),
        None,
    ) or _country_here(scene, party)
    day = scene.article.published.date
    actor = _force(country, _FORCES[party.kind], day) if country else None
    if actor is None:
        return party
    return replace(party, actor=actor.name, actor_id=actor.actor_id, sure="national")


def _country_here(scene: Scene, party: Party) -> str | None:
    """The one country of the places in a party's sentence, else the country most named."""
    sentence = scene.sentences[scene.sentence_of[party.first]]
    beside = starting_in(scene.places, sentence.first, sentence.last)
    here = {country for placed in beside if (country := placed.mention.place.country)}
    if len(here) == 1:
        return here.pop()
    return main_country(placed.mention.place.country for placed in scene.places)


def main_country(countries: Iterable[str | None]) -> str | None:
    """The country most named, None where none is."""
    counts = Counter(country for country in countries if country)
    return max(counts, key=lambda c: (counts[c], c), default=None)


def _force(country: str, force: str, day: dt.date | None) -> Actor | None:
    """The country's force as it was on the day."""
    actors = load().actors
    actor_id = f"{country.lower()}_{force}"
    if actor_id not in actors.by_id:
        return None
    return actors.by_id[actors.in_force(actor_id, day.isoformat()) if day else actor_id]


@cache
def nations() -> dict[str, str]:
    """Folded nationality adjectives in their regular forms, with the country's code."""
    fold = languages.get("ar").fold
    found: dict[str, str] = {}
    for nation in load().nationalities:
        for adjective in nation.adjectives:
            for ending in ("", "ه", "ا", "ين", "ون", "ان", "ات"):
                found.setdefault(fold(adjective) + ending, nation.country)
        found.update(dict.fromkeys(map(fold, nation.forms), nation.country))
    return found
