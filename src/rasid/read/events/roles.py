"""Takes a mention and the parties near it, says who did it and to whom, by weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rasid.model import ActorMention, Evidence
from rasid.read.events.draft import Draft
from rasid.read.events.linear import LinearModel
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.parties import Party, parties_by_sentence
from rasid.read.events.scene import Scene

INITIATOR = "initiator"
TARGET = "target"
BYSTANDER = "none"
_FIRST = 0.15  # chance from which the likeliest party is given a role
_LIKELY = 0.4  # chance from which further parties are
_SURE = 0.3  # first chance from which an event's cast is remembered for the next
_BACK = 2  # sentences before a mention whose parties may act in it
_MOST = 3  # parties in one role


@dataclass(slots=True)
class Told:
    """Who did what in the event told before: names by role, and how far back it stands."""

    initiators: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    sentence: int = -9
    group: str = ""


@dataclass(slots=True)
class Stage:
    """A mention with the parties near it: of its sentence and of the one or two before."""

    mention: Mention
    near: list[Party]
    away: list[int]
    told: Told
    by_back: list[Sequence[Party]]
    here_kinds: str

    @classmethod
    def of(cls, mention: Mention, by_sentence: Mapping[int, Sequence[Party]], told: Told) -> Stage:
        """A mention's stage, from the parties of each sentence and the event told before."""
        near: list[Party] = []
        away: list[int] = []
        by_back = [by_sentence.get(mention.sentence - back, ()) for back in range(_BACK + 1)]
        for back, parties in enumerate(by_back):
            near += parties
            away += [back] * len(parties)
        kinds = "+".join(sorted({party.kind for party in by_back[0]}))
        return cls(mention, near, away, told, by_back, kinds)


def role_features(scene: Scene, stage: Stage, at: int) -> frozenset[str]:
    """Features of the party at index `at` of the stage."""
    party = stage.near[at]
    standing = (
        _distant(stage, at)
        if stage.away[at]
        else _standing(scene, stage.mention, party, stage.by_back[0])
    )
    return frozenset((*_told(stage, party, stage.away[at]), *standing))


def _told(stage: Stage, party: Party, away: int) -> Iterator[str]:
    """What the party was in the event told before, and whether this one seems to go on from it."""
    told = stage.told
    role = (
        "i" * (party.actor in told.initiators) + "t" * (party.actor in told.targets)
        if told.initiators or told.targets
        else "-"
    )
    head = stage.mention.head.entry
    same = head.group == told.group
    back = min(stage.mention.sentence - told.sentence, 3)
    yield f"told={role}"
    yield f"told={role}/away={away}"
    yield f"told={role}/group={same}/back={back}"
    yield f"told={role}/group={same}/away={away}/{head.form.tense}"


def _distant(stage: Stage, at: int) -> Iterator[str]:
    party, away = stage.near[at], stage.away[at]
    here, there = stage.by_back[0], stage.by_back[away]
    head = stage.mention.head.entry
    order = min(sum(p.first < party.first for p in there), 3)
    yield f"away={away}"
    yield f"away={away}/order={order}"
    yield f"away={away}/kind={party.kind}"
    yield f"away={away}/kind={party.kind}/head={head.name}/{head.form.tense}"
    yield f"away={away}/here={min(len(here), 3)}"
    yield f"away={away}/here-kinds={stage.here_kinds}"
    yield f"away={away}/clitic={stage.mention.head.clitic}/{head.form.tense}"
    yield f"away={away}/owned={head.form.owned}"


def _standing(scene: Scene, mention: Mention, party: Party, near: Sequence[Party]) -> Iterator[str]:
    head = mention.head
    side = "after" if party.first >= head.last else "before"
    inside = "in" if mention.first <= party.first < mention.last else "out"
    trigger = min(mention.triggers, key=lambda hit: abs(hit.first - party.first))
    where = "after" if party.first >= trigger.last else "before"
    voice = f"{trigger.entry.name}/{trigger.entry.form.tense}"
    low, high = sorted((trigger.first, party.first))
    gap = scene.forms[low + 1 : high]
    yield f"side={side}/{inside}"
    yield f"kind={party.kind}"
    yield f"kind={party.kind}/side={side}/{inside}"
    yield f"kind={party.kind}/head={head.entry.name}"
    yield f"kind={party.kind}/head={head.entry.name}/{head.entry.form.tense}/{side}"
    yield f"trigger={voice}/{where}"
    yield f"trigger={trigger.entry.lemma}/{where}"
    yield f"kind={party.kind}/trigger={voice}/{where}"
    yield f"family={party.family}/head={head.entry.name}"
    yield f"lemma={party.lemma}/side={side}"
    yield f"gap={bucket(len(gap))}/{where}/{inside}"
    yield f"before={scene.stem(party.first - 1)}/{where}"
    yield f"before={scene.stem(party.first - 1)}/{voice}/{where}"
    yield f"before2={scene.stem(party.first - 2)}"
    letter = scene.forms[party.first][:1]
    clitic = letter if letter in "بلوك" else ""
    yield f"clitic={clitic}/{where}"
    yield f"clitic={clitic}/{voice}/{where}"
    yield f"gap-words={'-'.join(gap[:2])}/{where}" if len(gap) < 3 else f"gap-far/{where}"  # noqa: PLR2004
    yield from (f"between={word}/{where}" for word in set(gap[-4:]) if word in _TELLING)
    away = abs(party.first - head.first)
    nearer = [p for p in near if abs(p.first - head.first) < away]
    order = sum((p.first >= head.last) == (side == "after") for p in nearer)
    yield f"order={min(order, 3)}/{side}/{inside}"
    yield f"order={min(order, 3)}/{side}/head={head.entry.name}/{head.entry.form.tense}"
    yield f"after={scene.stem(party.last)}"


# Prepositions and links that tell roles: by, against, on, between, from, towards, by the hand of …
_TELLING = frozenset(
    {
        "علي",
        "من",
        "ضد",
        "بين",
        "برصاص",
        "يد",
        "ايدي",
        "قبل",
        "في",
        "صفوف",
        "الي",
        "مصدره",
        "مصدرها",
        "مع",
        "استهدف",
        "استهدفت",
        "يستهدف",
        "شنته",
        "شنتها",
        "شنه",
        "شنها",
        "نفذه",
        "نفذته",
        "نفذها",
        "بحق",
        "تابعه",
        "باتجاه",
        "مواقع",
        "نقاط",
        "مقر",
        "دوريه",
        "حاجز",
    }
)


def assign_roles(
    scene: Scene, drafts: Sequence[Draft], parties: Sequence[Party], model: LinearModel
) -> None:
    """Give each draft its initiators and targets, the likeliest first."""
    by_sentence = parties_by_sentence(scene, parties)
    told = Told()
    for draft in drafts:
        stage = Stage.of(draft.mention, by_sentence, told)
        chances = [
            model.probabilities(role_features(scene, stage, at)) for at in range(len(stage.near))
        ]
        scored = list(zip(stage.near, chances, strict=True))
        taken = _cast(scored, INITIATOR, TARGET)
        hit = _cast([pair for pair in scored if pair[0] not in taken], TARGET, INITIATOR)
        draft.initiators = [_mention(scene, party) for party in taken]
        draft.targets = [_mention(scene, party) for party in hit]
        if draft.chances["counted"] >= _SURE:
            told = Told(
                frozenset(party.actor for party in taken),
                frozenset(party.actor for party in hit),
                draft.mention.sentence,
                draft.mention.head.entry.group,
            )


def _cast(
    scored: Sequence[tuple[Party, Mapping[str, float]]], role: str, rival: str
) -> list[Party]:
    """The parties in a role: the likeliest, and others that are likely on their own."""
    ranked = sorted(scored, key=lambda pair: (-pair[1][role], pair[0].first))
    cast: list[Party] = []
    for party, chances in ranked:
        needed = _LIKELY if cast else _FIRST
        if chances[role] < needed or chances[role] < chances[rival] or len(cast) == _MOST:
            break
        if all(party.actor != other.actor or party.actor in _NAMELESS for other in cast):
            cast.append(party)
    return cast


_NAMELESS = frozenset({"Unidentified", "Civilians"})


def _mention(scene: Scene, party: Party) -> ActorMention:
    start, end = scene.analysed.span(party.first, party.last)
    evidence = Evidence.of(scene.article.doc_id, scene.article.text, start, end)
    return ActorMention(evidence, party.actor, party.actor_id)
