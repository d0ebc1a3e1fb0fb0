"""Takes a mention and its candidate parties, gives the features of each as the one who acted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.read.events.lexicon import Hit
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.parties import Party
from rasid.read.events.role_candidates import Candidate, Cast, Told
from rasid.read.events.role_words import RoleWords, role_words
from rasid.read.events.scene import Scene

NOBODY = "nobody"
_PATH = 2  # link words kept of the path from event to party, nearest the party
_BLAME = 4  # words around a party in which it is blamed or claims
_CLOSE = 4  # words of a gap that are told apart


def candidate_features(
    cast: Cast, mention: Mention, type_: str, candidate: Candidate, before: Told
) -> list[str]:
    """Features of one candidate; `before` is who did what so far."""
    return [
        *_who(mention, type_, candidate),
        *_harm(cast, type_, candidate),
        *_discourse(cast, candidate, before),
        *(_syntax(cast, mention, candidate) if candidate.sentence == mention.sentence else ()),
    ]


def nobody_features(mention: Mention, type_: str, candidates: Sequence[Candidate]) -> list[str]:
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
        f"gap={bucket(b.first - a.last)}/{b.clitic}"
        if near and b.first >= a.last
        else f"gap={order}/{near}",
    ]


def _who(mention: Mention, type_: str, candidate: Candidate) -> Iterator[str]:
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


def _harm(cast: Cast, type_: str, candidate: Candidate) -> Iterator[str]:
    """What the text counts of the party: its dead, hurt or taken."""
    party, where = candidate.party, candidate.where
    harm = cast.harm_of(party)
    yield f"harm={harm}/{where}"
    yield f"harm={harm}/kind={party.kind}"
    yield f"harm={harm}/type={type_}"


def _discourse(cast: Cast, candidate: Candidate, before: Told) -> Iterator[str]:
    party, where = candidate.party, candidate.where
    rank = min(cast.ranks.get(party.entity, 5), 5)
    yield f"rank={rank}"
    yield f"rank={rank}/{where}"
    yield f"count={bucket(cast.counts[party.entity])}"
    yield f"headline={party.entity in cast.headline}/{where}"
    yield f"subject={party.first in cast.subjects}/{where}"
    role = before.last.get(party.entity, "none" if before.last else "first")
    yield f"before={role}"
    yield f"before={role}/{where}"
    claimed = _claimed(cast.scene, party.first, party.last)
    if claimed:
        yield f"claimed={claimed}"
        yield f"claimed={claimed}/{where}"


def _syntax(cast: Cast, mention: Mention, candidate: Candidate) -> Iterator[str]:
    """Where the party stands to the nearest trigger, and by which words it is tied to it."""
    scene, party, where = cast.scene, candidate.party, candidate.where
    trigger = min(mention.triggers, key=lambda hit: (abs(hit.first - party.first), hit.first))
    side = _side(party, trigger)
    low, high = (trigger.last, party.start) if side == "after" else (party.last, trigger.first)
    gap = scene.forms[low:high] if low < high else []
    words = role_words(scene.analysed.language)
    path = ">".join([word for form in gap if (word := _link(words, form))][-_PATH:])
    if side == "after":
        path += f">{party.clitic}"
    word = _class(words, scene.stem(party.start - 1))
    yield from _order_features(cast, party, trigger, side, len(gap))
    yield from _tie_features(trigger, side, path, word, party.clitic)
    yield f"word2={_class(words, scene.stem(party.start - 2))}/{side}"
    yield f"after={scene.stem(party.last)}"
    yield f"after={scene.stem(party.last)}/{side}"
    yield f"owned={trigger.entry.form.owned}/{where}"
    left, right = _governors(cast, candidate)
    yield f"left={left}"
    yield f"right={right}"
    yield f"left={left}/clitic={party.clitic}"
    yield f"left={left}/word={word}"
    yield f"left={left}/kind={party.kind}"


def _side(party: Party, trigger: Hit) -> str:
    if party.first >= trigger.last:
        return "after"
    return "before" if party.last <= trigger.first else "on"


def _voices(trigger: Hit, side: str) -> tuple[str, str]:
    """The trigger by its concept and by its group, each with its tense and the party's side."""
    entry = trigger.entry
    return f"{entry.name}/{entry.form.tense}/{side}", f"{entry.group}/{entry.form.tense}/{side}"


def _order_features(cast: Cast, party: Party, trigger: Hit, side: str, gap: int) -> Iterator[str]:
    voice, group = _voices(trigger, side)
    lemma, tense = trigger.entry.lemma, trigger.entry.form.tense
    close = min(gap, _CLOSE)
    yield f"side={side}/{bucket(gap)}"
    yield f"voice={voice}"
    yield f"voice={voice}/{close}"
    yield f"group={group}/{close}/{party.clitic}"
    yield f"voice={voice}/kind={party.kind}"
    yield f"group={group}/kind={party.kind}"
    yield f"trigger={lemma}/{tense}/{side}"
    yield f"trigger={lemma}/{tense}/{side}/{gap <= 1}"
    order = _order(cast, party.first, trigger)
    yield f"order={order}/{side}"
    yield f"order={order}/{voice}"
    yield f"order={order}/{group}"
    yield f"order={order}/kind={party.kind}/{side}"


def _tie_features(trigger: Hit, side: str, path: str, word: str, clitic: str) -> Iterator[str]:
    voice, group = _voices(trigger, side)
    yield f"path={path}/{side}"
    yield f"path={path}/{voice}"
    yield f"path={path}/{group}"
    yield f"path={path}/{trigger.entry.form.tense}/{side}"
    yield f"word={word}"
    yield f"word={word}/{side}"
    yield f"word={word}/{voice}"
    yield f"word={word}/{group}"
    yield f"clitic={clitic}/{side}"
    yield f"clitic={clitic}/{voice}"


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


def _claimed(scene: Scene, first: int, last: int) -> str:
    """Whether the party stands next to a word of claim or blame, and on which side."""
    claims = role_words(scene.analysed.language).claims
    for side, span in (
        ("after", range(first - _BLAME, first)),
        ("before", range(last, last + _BLAME)),
    ):
        for at in span:
            found = claims.get(scene.form(at).removeprefix("و"))  # and
            if found:
                return f"{found}/{side}"
    return ""


def _class(words: RoleWords, word: str) -> str:
    return words.class_of.get(word, word)


def _link(words: RoleWords, form: str) -> str:
    """What a word between event and party counts as in the path; "" for nothing."""
    if form in words.links:
        return form
    if form in words.class_of:
        return words.class_of[form]
    if form[:1] == "و" and form[1:] in words.links:  # and
        return form[1:]
    return "،" if form in ("،", ",") else ""
