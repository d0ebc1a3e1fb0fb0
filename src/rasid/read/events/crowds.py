"""Takes a draft, says whether force met protesters in it, and how hard: by arms or to disperse."""

from __future__ import annotations

from collections.abc import Mapping

from rasid.knowledge_base import load
from rasid.model import ActorMention
from rasid.read.events.draft import Draft
from rasid.read.events.scene import Scene, starting_in
from rasid.read.events.settled_words import settled_words

_HARD, _MILD = "excessive_force_protesters", "protest_with_intervention"
# Types under which force against a crowd is told when the crowd is not looked at.
_OVERRULED = frozenset(
    {
        "armed_clash", "attack_on_civilians", "shelling_missile", "ied_landmine", "grenade",
        "peaceful_protest", "violent_demonstration", "chemical_weapon", _MILD,
    }
)  # fmt: skip
_BY_ITSELF = frozenset({"attack", "explosion"})  # verbs of these: whoever stands behind them acts
_FORCES = frozenset({"state_forces", "police", "de_facto_authority", "rebel", "militia"})
_PROTESTS = frozenset({"peaceful_protest", _MILD})
_PEOPLE = frozenset({"police", "soldier", "member"})  # who may be a force
_ARMED = _FORCES | {"jihadist", "coalition"}
_NEAR = 14  # words between the crowd and the force
_RUBBER = 4  # words behind "bullets" in which "rubber" may stand
_AGAINST = 2  # words before a crowd in which "on" may stand
Words = Mapping[str, frozenset[str]]


def settle_crowd(scene: Scene, draft: Draft) -> None:
    """Take shots at protesters, and gas to disperse them, for force against a protest."""
    words = settled_words(scene.analysed.language)
    if draft.type not in _OVERRULED or draft.mention.head.entry.name not in words["force"]:
        return
    mention, sentence = draft.mention, scene.sentences[draft.mention.sentence]
    span = range(
        max(sentence.first, mention.head.first - _NEAR),
        min(sentence.last, mention.head.last + _NEAR),
    )
    crowds = [at for at in span if scene.form(at) in words["crowd"]]
    if not crowds or not any(_meets(scene, words, draft, at) for at in crowds):
        return
    killed = any(a.kind == "killed" and a.count.high != 0 for a in draft.atoms)
    inside = range(draft.mention.first, draft.mention.last)
    mild = any(scene.form(at) in words["mild_force"] for at in inside)
    shots = any(
        scene.form(at) in words["live_fire"]
        and not any(scene.form(at + n) in words["mild_force"] for n in range(1, _RUBBER))
        for at in inside
    )
    right = _MILD if mild and not killed and not shots else _HARD
    if draft.type != right and (killed or mild or shots):
        draft.settle_type(right)


def settle_protesters(draft: Draft) -> None:
    """Leave armed parties out of those who protest beside people without arms."""
    if draft.type not in _PROTESTS:
        return
    unarmed = [one for one in draft.initiators if not _armed(one)]
    draft.initiators = unarmed or draft.initiators


def _armed(party: ActorMention) -> bool:
    if not party.actor_id:
        return False
    return load().actors.by_id[party.actor_id].kind.value in _ARMED


def _meets(scene: Scene, words: Words, draft: Draft, crowd: int) -> bool:
    """Whether a force stands beside a crowd that suffers what is told."""
    head = draft.mention.head
    low, high = crowd - _NEAR, crowd + _NEAR
    forces = {h.first for h in starting_in(scene.forces, low, high)}
    forces |= {h.first for h in starting_in(scene.people, low, high) if h.entry.name in _PEOPLE}
    forces |= {
        a.first for a in starting_in(scene.actors, low, high) if a.actor.kind.value in _FORCES
    }
    forces = {at for at in forces if scene.sentence_of[at] == draft.mention.sentence} - {crowd}
    if not forces:
        return False
    against = any(scene.form(at) in words["against"] for at in range(crowd - _AGAINST, crowd))
    if against or scene.form(crowd).startswith("لل"):  # at the
        return True
    if crowd == head.last and head.entry.group in _BY_ITSELF:
        return False  # "demonstrators attacked the post of the police"
    return head.entry.group != "attack" or any(head.first < at < crowd for at in forces)
