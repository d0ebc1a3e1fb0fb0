"""Takes a mention and its candidate parties, gives the features of each as the one who acted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rasid.read.events.features import _stem
from rasid.read.events.lexicon import Hit
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.role_candidates import Candidate, Cast
from rasid.read.events.scene import Scene

NOBODY = "nobody"


def candidate_features(
    cast: Cast, mention: Mention, type_: str, candidate: Candidate, before: Mapping[str, str]
) -> list[str]:
    """Features of one candidate; `before` tells the roles of entities in the event before."""
    return [
        *_who(cast, mention, type_, candidate),
        *_discourse(cast, mention, candidate, before),
        *(_syntax(cast, mention, candidate) if candidate.sentence == mention.sentence else ()),
    ]


def nobody_features(
    cast: Cast, mention: Mention, type_: str, candidates: Sequence[Candidate]
) -> list[str]:
    """Features of the choice that the text names nobody."""
    head = mention.head.entry
    inside = {c.party.kind for c in candidates if c.where.startswith("clause")}
    return [
        NOBODY,
        f"{NOBODY}/type={type_}",
        f"{NOBODY}/head={head.name}/{head.form.tense}",
        f"{NOBODY}/candidates={bucket(len(candidates))}",
        f"{NOBODY}/inside={min(len(inside), 3)}",
        *(f"{NOBODY}/has={hit.entry.name}" for hit in mention.triggers),
    ]


def pair_features(actor: Candidate | None, sufferer: Candidate | None) -> list[str]:
    """Features of a choice of target, given who acted; None stands for nobody."""
    if actor is None or sufferer is None:
        return [f"pair={actor is None}/{sufferer is None}"]
    a, b = actor.party, sufferer.party
    same = a.entity == b.entity
    order = "before" if b.first < a.first else "same" if b.first == a.first else "after"
    near = actor.sentence == sufferer.sentence
    return [
        f"same={same}/{order if same else near}",
        f"pair={a.family or a.kind}>{b.family or b.kind}",
        f"pair-kind={a.kind}>{b.kind}",
        f"order={order}/{actor.where}>{sufferer.where}",
        f"gap={bucket(b.first - a.last)}/{b.clitic}" if near and b.first >= a.last else f"gap={order}/{near}",
    ]


def _who(cast: Cast, mention: Mention, type_: str, candidate: Candidate) -> Iterator[str]:
    party, where = candidate.party, candidate.where
    head = mention.head.entry
    yield f"where={where}"
    yield f"kind={party.kind}"
    yield f"kind={party.kind}/{where}"
    yield f"kind={party.kind}/type={type_}"
    yield f"kind={party.kind}/head={head.name}"
    yield f"where={where}/head={head.name}/{head.form.tense}"
    yield f"lemma={party.lemma}"
    yield f"lemma={party.lemma}/type={type_}"
    yield f"family={party.family}"
    yield f"family={party.family}/type={type_}"
    yield f"sure={party.sure}/{where}"
    yield f"numbered={party.numbered}/{where}"
    harm = cast.harm_of(party)
    yield f"harm={harm}/{where}"
    yield f"harm={harm}/kind={party.kind}"
    yield f"harm={harm}/type={type_}"


def _discourse(
    cast: Cast, mention: Mention, candidate: Candidate, before: Mapping[str, str]
) -> Iterator[str]:
    party, where = candidate.party, candidate.where
    rank = min(cast.ranks.get(party.entity, 5), 5)
    yield f"rank={rank}"
    yield f"rank={rank}/{where}"
    yield f"count={bucket(cast.counts[party.entity])}"
    yield f"headline={party.entity in cast.headline}/{where}"
    yield f"subject={party.first in cast.subjects}/{where}"
    role = before.get(party.entity, "none" if before else "first")
    yield f"before={role}"
    yield f"before={role}/{where}"


def _syntax(cast: Cast, mention: Mention, candidate: Candidate) -> Iterator[str]:
    scene, party, where = cast.scene, candidate.party, candidate.where
    trigger = min(mention.triggers, key=lambda hit: (abs(hit.first - party.first), hit.first))
    name, tense = trigger.entry.name, trigger.entry.form.tense
    side = "after" if party.first >= trigger.last else "before" if party.last <= trigger.first else "on"
    low, high = (trigger.last, party.first) if side == "after" else (party.last, trigger.first)
    gap = [scene.form(at) for at in range(low, high)]
    voice = f"{name}/{tense}/{side}"
    path = ">".join([w for w in map(_link, gap) if w][-2:]) + (f">{party.clitic}" if side == "after" else "")
    near = bucket(len(gap))
    word = _stem(scene, party.first - 1)
    yield f"side={side}/{near}"
    yield f"voice={voice}"
    yield f"voice={voice}/{min(len(gap), 4)}"
    yield f"voice={voice}/kind={party.kind}"
    yield f"trigger={trigger.entry.lemma}/{tense}/{side}"
    yield f"trigger={trigger.entry.lemma}/{tense}/{side}/{len(gap) < 2}"
    yield f"path={path}/{side}"
    yield f"path={path}/{voice}"
    yield f"path={path}/{tense}/{side}"
    yield f"word={word}"
    yield f"word={word}/{side}"
    yield f"word={word}/{voice}"
    yield f"word2={_stem(scene, party.first - 2)}/{side}"
    yield f"clitic={party.clitic}/{side}"
    yield f"clitic={party.clitic}/{voice}"
    yield f"after={_stem(scene, party.last)}"
    yield f"after={_stem(scene, party.last)}/{side}"
    order = _order(cast, party.first, trigger)
    yield f"order={order}/{side}"
    yield f"order={order}/{voice}"
    yield f"order={order}/kind={party.kind}/{side}"
    left, right = _governors(cast, candidate)
    yield f"left={left}"
    yield f"right={right}"
    yield f"left={left}/clitic={party.clitic}"
    yield f"left={left}/kind={party.kind}"
    yield f"left-own={left.startswith(trigger.entry.lemma)}/{where}"
    yield f"coordinated={_coordinated(scene, party.first, party.clitic)}/{side}"


def _order(cast: Cast, at: int, trigger: Hit) -> int:
    """How many parties stand between the trigger and this one."""
    low, high = sorted((trigger.first, at))
    near = cast.by_sentence.get(cast.scene.sentence_of[at], ())
    return min(sum(low < p.first < high for p in near), 3)


def _governors(cast: Cast, candidate: Candidate) -> tuple[str, str]:
    """The nearest triggers of any mention before and after the party."""
    left = right = "none"
    for hit in cast.triggers.get(candidate.sentence, ()):
        if hit.last <= candidate.party.first:
            left = f"{hit.entry.lemma}/{hit.entry.form.tense}"
        elif hit.first >= candidate.party.last:
            right = f"{hit.entry.lemma}/{hit.entry.form.tense}"
            break
    return left, right


def _coordinated(scene: Scene, first: int, clitic: str) -> bool:
    return clitic.startswith("و")


# Words that tell who did it or to whom, kept in the path from the trigger to a party:
# on, from, against, between, to, with, in, by the hand of, by the fire of, belonging to, which …
_LINKS = frozenset(
    {"علي", "عليه", "عليها", "من", "ضد", "بين", "الي", "مع", "في", "يد", "ايدي", "قبل", "برصاص", "بنيران", "بقصف", "بغاره", "بغارات",
     "بهجوم", "بتفجير", "بانفجار", "بصواريخ", "بقذائف", "تابع", "تابعه", "التابعه", "التابع", "مصدره", "مصدرها", "صفوف", "بحق", "باتجاه", "مواقع", "نقاط", "مقر", "مقرات",
     "التي", "الذي", "شنته", "شنتها", "شنه", "شنها", "نفذه", "نفذته", "نفذها", "نفذتها", "استهدف", "استهدفت", "يستهدف", "تستهدف", "قبضه", "ايد", "لسيطره", "سيطره",
     "تبناه", "تبناها", "اعلن", "اعلنت", "بعد", "خلال", "اثر", "جراء", "سقوط", "ان", "حيث", "فيما", "اطراف", "جانب", "بدعم", "باسناد", "بمسانده", "معاقل", "تجمعات", "تجمع", "رتل", "دوريه", "حاجز", "سياره", "اليه", "مسلحين", "عناصر"}
)


def _link(form: str) -> str:
    if form in _LINKS:
        return form
    if form[:1] == "و" and form[1:] in _LINKS:
        return form[1:]
    return "،" if form in ("،", ",") else ""
