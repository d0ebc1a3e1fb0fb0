"""Takes the drafts that are kept, gives each who did it and to whom, chosen together by weights."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasid.model import ActorMention, Evidence
from rasid.read.events.draft import Draft
from rasid.read.events.linear import LinearModel
from rasid.read.events.mentions import Mention
from rasid.read.events.parties import find_parties
from rasid.read.events.role_candidates import INITIATOR, TARGET, Candidate, Cast, Told
from rasid.read.events.role_features import candidate_features, nobody_features, pair_features
from rasid.read.events.role_words import role_words
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import Atom

CAST_CLASSES = (INITIATOR, TARGET, "neither")

_NOBODY = math.log(0.4)  # handicap of naming nobody: a missing party is worse than a doubtful one
_TRIED = 3  # likeliest actors for which a target is sought
_HOPELESS = math.log(0.01)  # chance below which an actor is not tried
_FURTHER = 0.12  # chance from which a further party shares a role
_MOST = 3  # parties in one role
_NO_CLAIM = 3  # sentences behind a mention in which "nobody has claimed it" is said of it
# What only the armed do.
_OF_ARMS = frozenset(
    {"air_drone_strike", "shelling_missile", "suicide_bomb", "chemical_weapon", "ied_landmine"}
)
# Where both sides may go by one name, if no other is there ("clashes among the factions").
_AMONG_THEMSELVES = frozenset({"armed_clash", "agreement", "change_to_group"})
_BARRED = -50.0  # score of a party that the text itself rules out


@dataclass(slots=True)
class Choice:
    """One way to cast a mention: who acted and who suffered, likeliest first; empty for nobody."""

    initiators: list[Candidate]
    targets: list[Candidate]


def cast_roles(
    scene: Scene, drafts: Sequence[Draft], atoms: Sequence[Atom], model: LinearModel
) -> None:
    """Give each draft its initiators and targets; drafts stand in text order."""
    if not drafts:
        return
    cast = Cast.of(scene, find_parties(scene), atoms)
    told = Told()
    for draft in drafts:
        choice = choose_cast(cast, draft.mention, draft.type, told, model.weights)
        draft.initiators = _named_once(scene, choice.initiators)
        draft.targets = _named_once(scene, choice.targets)
        told.add(choice.initiators, choice.targets)


Weights = Mapping[str, Sequence[float]]


def choose_cast(cast: Cast, mention: Mention, type_: str, told: Told, weights: Weights) -> Choice:
    """The likeliest pair of initiator and target, with those who share their roles."""
    candidates = cast.candidates(mention)
    options: list[Candidate | None] = [*candidates, None]
    sums = [_sums(candidate_features(cast, mention, type_, c, told), weights) for c in candidates]
    sums.append(_sums(nobody_features(mention, type_, candidates), weights))
    elsewhere = not unclaimed(cast.scene, mention)
    sums = [
        (_BARRED if c is not None and _ruled_out(mention, type_, c, elsewhere) else first, second)
        for c, (first, second) in zip(options, sums, strict=True)
    ]
    acting = _log_chances([first for first, _ in sums])
    alone = len({c.party.entity for c in candidates if c.sentence == mention.sentence}) == 1
    ranked = sorted(range(len(options)), key=lambda n: -acting[n])
    tried = [ranked[0], *(n for n in ranked[1:_TRIED] if acting[n] >= _HOPELESS)]
    best = (-math.inf, 0, 0, acting)
    for actor in tried:
        paired = [
            second + _sums(pair_features(options[actor], option), weights)[1]
            for option, (_, second) in zip(options, sums, strict=True)
        ]
        if actor < len(candidates) and not (alone and type_ in _AMONG_THEMSELVES):
            entity = candidates[actor].party.entity
            for n, other in enumerate(candidates):
                if other.party.entity == entity:
                    paired[n] = _BARRED
        suffering = _log_chances(paired)
        target = max(range(len(options)), key=lambda n: (suffering[n], -n))
        best = max(
            best, (acting[actor] + suffering[target], actor, target, suffering), key=lambda b: b[0]
        )
    _, actor, target, suffering = best
    return Choice(
        _with_others(candidates, actor, acting, {target}),
        _with_others(candidates, target, suffering, {actor}),
    )


def _ruled_out(mention: Mention, type_: str, actor: Candidate, elsewhere: bool) -> bool:
    """Whether a party can't have done it, or the text says that it is not known to have.

    Who finds bodies has not made them (guidelines, settled doubt 10); civilians shell nobody.
    `elsewhere` is whether a party of another sentence may have done it.
    """
    if mention.head.entry.group == "bodies":
        return True
    if actor.party.actor == "Civilians" and type_ in _OF_ARMS:
        return True
    return actor.sentence != mention.sentence and not elsewhere


def unclaimed(scene: Scene, mention: Mention) -> bool:
    """Whether the text says soon after a mention that nobody has claimed it.

    Then nobody did it but whom its own sentence names; who is blamed elsewhere is so in general.
    """
    wanted = role_words(scene.analysed.language).unclaimed
    for sentence in scene.sentences[mention.sentence : mention.sentence + _NO_CLAIM + 1]:
        forms = {scene.form(at) for at in range(sentence.first, sentence.last)}
        if all(forms & words for words in wanted):
            return True
    return False


def _sums(features: Sequence[str], weights: Weights) -> tuple[float, float]:
    first = second = 0.0
    for row in filter(None, map(weights.get, features)):
        first += row[0]
        second += row[1]
    return first, second


def _log_chances(scores: list[float]) -> list[float]:
    """Log probabilities of the options; the last one is nobody."""
    top = max(scores)
    total = top + math.log(sum(math.exp(score - top) for score in scores))
    return [*(score - total for score in scores[:-1]), scores[-1] - total + _NOBODY]


def _with_others(
    candidates: Sequence[Candidate], chosen: int, chances: Sequence[float], taken: set[int]
) -> list[Candidate]:
    """The chosen party and others of its sentence that are likely beside it."""
    if chosen == len(candidates):
        return []
    found = [candidates[chosen]]
    entities = {candidates[n].party.entity for n in {chosen, *taken} if n < len(candidates)}
    for n in sorted(range(len(candidates)), key=lambda n: -chances[n]):
        other = candidates[n]
        if chances[n] < math.log(_FURTHER) or len(found) == _MOST:
            break
        if other.party.entity not in entities and other.sentence == found[0].sentence:
            entities.add(other.party.entity)
            found.append(other)
    return found


def _named_once(scene: Scene, parties: Sequence[Candidate]) -> list[ActorMention]:
    """The words of parties, of those that go by one name the first alone."""
    named: dict[str, ActorMention] = {}
    for candidate in parties:
        mention = mention_of(scene, candidate)
        named.setdefault(mention.actor, mention)
    return list(named.values())


def mention_of(scene: Scene, candidate: Candidate) -> ActorMention:
    """The party's own words: with the number before it, without "and", "by" written onto it."""
    party = candidate.party
    start, end = scene.analysed.span(party.start, party.last)
    if party.start == party.first and scene.form(party.first).startswith(party.clitic):
        start += len(party.clitic)
    evidence = Evidence.of(scene.article.doc_id, scene.article.text, start, end)
    return ActorMention(evidence, party.actor, party.actor_id)
