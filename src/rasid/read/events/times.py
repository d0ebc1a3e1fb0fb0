"""Takes a draft with its day and parties, names each party as it was in force on that day."""

from __future__ import annotations

from dataclasses import replace

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.model import ActorMention
from rasid.read.events.draft import Draft
from rasid.read.events.judging import date_of
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
