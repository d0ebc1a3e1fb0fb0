"""Takes a draft with its day, place and parties, names each party as in force then and there."""

from __future__ import annotations

from dataclasses import replace

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.knowledge_base.actors import ActorKind
from rasid.model import ActorMention
from rasid.read.events.draft import Draft
from rasid.read.events.judging import date_of, place_of
from rasid.read.events.scene import Scene


def settle_times(scene: Scene, draft: Draft) -> None:
    """Name those who had no being on the event's day by who bore the same name then.

    "The Syrian army" of 2019 is the one of 2019, also where it is told years later.
    """
    date = date_of(scene, draft)
    if date is None or date.start is None:
        return
    day, code = date.start.isoformat(), scene.analysed.language
    draft.initiators = [_on_day(code, party, day) for party in draft.initiators]
    draft.targets = [_on_day(code, party, day) for party in draft.targets]


def settle_police(scene: Scene, draft: Draft) -> None:
    """Name "the police" by the country of the event: they act at home, unlike an army."""
    place = place_of(scene, draft)
    if place is None or place.country is None:
        return
    code, country = scene.analysed.language, place.country
    draft.initiators = [_at_home(code, party, country) for party in draft.initiators]
    draft.targets = [_at_home(code, party, country) for party in draft.targets]


def _at_home(code: str, party: ActorMention, country: str) -> ActorMention:
    actors = load().actors.by_id
    known = actors.get(party.actor_id)
    if known is None or known.kind is not ActorKind.POLICE or known.country in (None, country):
        return party
    fold = languages.get(code).fold
    words = set(fold(party.evidence.quote).split())
    shared = {fold(alias.text) for alias in known.aliases if not alias.strong} & words
    for other in actors.values():
        there = other.kind is ActorKind.POLICE and other.country == country
        if there and shared & {fold(alias.text) for alias in other.aliases}:
            return replace(party, actor=other.name, actor_id=other.actor_id)
    return party


def _on_day(code: str, party: ActorMention, day: str) -> ActorMention:
    actors = load().actors
    if not party.actor_id or actors.active(party.actor_id, day):
        return party
    fold = languages.get(code).fold
    words = fold(party.evidence.quote)
    for other in actors.kin_in_time(party.actor_id):
        named = any(fold(alias.text) in words for alias in actors.by_id[other].aliases)
        if named and actors.active(other, day):
            return replace(party, actor=actors.by_id[other].name, actor_id=other)
    return party
