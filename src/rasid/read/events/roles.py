"""Takes a mention and the parties near it, says who did it and to whom, by weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.model import ActorMention, Evidence
from rasid.read.events.draft import Draft
from rasid.read.events.features import _stem
from rasid.read.events.linear import LinearModel
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.parties import Party, parties_by_sentence
from rasid.read.events.scene import Scene

INITIATOR = "initiator"
TARGET = "target"
BYSTANDER = "none"
_LIKELY = 0.35  # chance from which a role is given
_MOST = 3  # parties in one role


def role_features(
    scene: Scene, mention: Mention, party: Party, near: Sequence[Party]
) -> frozenset[str]:
    """Features of one party of a mention's sentence."""
    return frozenset(_features(scene, mention, party, near))


def _features(
    scene: Scene, mention: Mention, party: Party, near: Sequence[Party]
) -> Iterator[str]:
    head = mention.head
    side = "after" if party.first >= head.last else "before"
    inside = "in" if mention.first <= party.first < mention.last else "out"
    trigger = min(mention.triggers, key=lambda hit: abs(hit.first - party.first))
    where = "after" if party.first >= trigger.last else "before"
    voice = f"{trigger.entry.name}/{trigger.entry.form.tense}"
    low, high = sorted((trigger.first, party.first))
    gap = [scene.form(at) for at in range(low + 1, high)]
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
    yield f"before={_stem(scene, party.first - 1)}/{where}"
    yield f"before={_stem(scene, party.first - 1)}/{voice}/{where}"
    yield f"before2={_stem(scene, party.first - 2)}"
    clitic = scene.form(party.first)[:1] if scene.form(party.first)[:1] in "بلوك" else ""
    yield f"clitic={clitic}/{where}"
    yield f"clitic={clitic}/{voice}/{where}"
    yield f"gap-words={'-'.join(gap[:2])}/{where}" if len(gap) < 3 else f"gap-far/{where}"  # noqa: PLR2004
    yield from (f"between={word}/{where}" for word in set(gap[-4:]) if word in _TELLING)
    same = [p for p in near if (p.first >= head.last) == (side == "after")]
    order = sum(abs(p.first - head.first) < abs(party.first - head.first) for p in same)
    yield f"order={min(order, 3)}/{side}/{inside}"
    yield f"order={min(order, 3)}/{side}/head={head.entry.name}/{head.entry.form.tense}"
    yield f"after={_stem(scene, party.last)}"


# Prepositions and links that tell roles: by, against, on, between, from, towards, by the hand of …
_TELLING = frozenset(
    {"علي", "من", "ضد", "بين", "برصاص", "يد", "ايدي", "قبل", "في", "صفوف", "الي", "مصدره", "مصدرها", "مع",
     "استهدف", "استهدفت", "يستهدف", "شنته", "شنتها", "شنه", "شنها", "نفذه", "نفذته", "نفذها", "بحق", "تابعه", "باتجاه", "مواقع", "نقاط", "مقر", "دوريه", "حاجز"}
)


def assign_roles(
    scene: Scene, drafts: Sequence[Draft], parties: Sequence[Party], model: LinearModel
) -> None:
    """Give each draft its initiators and targets, the likeliest first."""
    by_sentence = parties_by_sentence(scene, parties)
    for draft in drafts:
        near = by_sentence.get(draft.mention.sentence, [])
        scored = [
            (party, model.probabilities(role_features(scene, draft.mention, party, near)))
            for party in near
        ]
        for role, bucket_ in ((INITIATOR, draft.initiators), (TARGET, draft.targets)):
            ranked = sorted(scored, key=lambda item: -item[1][role])
            for party, chances in ranked[:_MOST]:
                if chances[role] >= _LIKELY and chances[role] == max(chances[INITIATOR], chances[TARGET]):
                    bucket_.append(_mention(scene, party))


def _mention(scene: Scene, party: Party) -> ActorMention:
    start, end = scene.analysed.span(party.first, party.last)
    evidence = Evidence.of(scene.article.doc_id, scene.article.text, start, end)
    return ActorMention(evidence, party.actor, party.actor_id)
