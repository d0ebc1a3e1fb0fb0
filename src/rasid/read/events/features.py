"""Takes a mention in its scene, gives the named features that weights speak about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from rasid.model import ZoneKind
from rasid.read.events.lexicon import Hit
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.scene import Scene, starting_in

_NEAR = 3  # tokens before a trigger in which a mark counts as standing before it


@dataclass(slots=True)
class Surroundings:
    """What stands in a mention's clause."""

    weapons: set[str]
    people: set[str]
    marks: set[str]
    number: bool
    place: bool
    date: bool


def surroundings(scene: Scene, mention: Mention) -> Surroundings:
    """What stands in the clause of a mention."""
    first, last = mention.first, mention.last
    return Surroundings(
        {hit.entry.name for hit in starting_in(scene.weapons, first, last)},
        {hit.entry.name for hit in starting_in(scene.people, first, last)},
        {hit.entry.name for hit in starting_in(scene.marks, first, last)},
        bool(starting_in(scene.numbers, first, last)),
        bool(starting_in(scene.places, first, last)),
        bool(starting_in(scene.dates, first, last)),
    )


def _trigger_features(mention: Mention) -> Iterator[str]:
    head = mention.head.entry
    yield f"head={head.name}"
    yield f"head={head.name}/{head.form.tense}"
    yield f"head={head.name}/{_nominal(mention.head)}"
    yield f"head-group={head.group}/{_nominal(mention.head)}"
    yield f"triggers={bucket(len(mention.triggers))}"
    for hit in mention.triggers:
        yield f"has={hit.entry.name}"
        yield f"lemma={hit.entry.lemma}"
        yield f"lemma={hit.entry.lemma}/{hit.entry.form.tense}"
    names = sorted({hit.entry.name for hit in mention.triggers})
    for n, a in enumerate(names):
        for b in names[n + 1 :]:
            yield f"both={a}+{b}"


def _nominal(hit: Hit) -> str:
    form = hit.entry.form
    if form.tense != "noun":
        return form.tense
    kind = "the" if form.definite else "own" if form.owned else "a"
    return f"{kind}-{'many' if form.plural else 'one'}"


def _word_features(scene: Scene, mention: Mention) -> Iterator[str]:
    head = mention.head
    yield f"before={scene.stem(head.first - 1)}"
    yield f"before2={scene.stem(head.first - 2)}"
    yield f"after={scene.stem(head.last)}"
    yield f"after2={scene.stem(head.last + 1)}"
    yield f"head={head.entry.name}/after={scene.stem(head.last)}"
    yield f"head={head.entry.name}/before={scene.stem(head.first - 1)}"
    start = scene.sentences[mention.sentence].first
    yield f"opens={scene.stem(start)}"
    yield f"clause-opens={scene.stem(mention.first)}"
    yield f"clitic={head.clitic}"
    for word in scene.stems[mention.first : mention.last]:
        yield f"word={word}"


def _mark_features(scene: Scene, mention: Mention, around: Surroundings) -> Iterator[str]:
    first = mention.triggers[0].first
    for hit in starting_in(scene.marks, first - _NEAR, first):
        yield f"mark-near={hit.entry.name}"
    for hit in starting_in(scene.marks, mention.first, first):
        yield f"mark-before={hit.entry.name}"
    yield from (f"mark={name}" for name in around.marks)
    sentence = scene.sentences[mention.sentence]
    for hit in starting_in(scene.marks, sentence.first, mention.first):
        yield f"mark-ahead={hit.entry.name}"


def _ground_features(scene: Scene, mention: Mention, around: Surroundings) -> Iterator[str]:
    sentence = scene.sentences[mention.sentence]
    yield f"zone={sentence.zone.value}"
    yield f"place={around.place}"
    yield f"date={around.date}"
    yield f"number={around.number}"
    yield f"ground={around.place}/{around.date}/{around.number}"
    yield f"sentence={bucket(mention.sentence)}"
    yield f"length={bucket(mention.last - mention.first)}"
    yield f"density={bucket(10 * len(scene.triggers) // len(scene.sentences))}"
    yield f"ahead={bucket(len(starting_in(scene.triggers, sentence.first, mention.first)))}"
    kinds = {a.actor.kind.value for a in starting_in(scene.actors, mention.first, mention.last)}
    yield from (f"actor={kind}" for kind in kinds)
    yield from (f"head={mention.head.entry.name}/actor={kind}" for kind in kinds)
    yield f"actors={bucket(len(kinds))}"
    yield from (f"weapon={name}" for name in around.weapons)
    yield from (f"people={name}" for name in around.people)
    head = mention.head.entry.name
    yield from (f"head={head}/weapon={name}" for name in around.weapons)
    yield from (f"head={head}/people={name}" for name in around.people)


def _discourse_features(
    scene: Scene, mention: Mention, earlier: Iterable[Mention]
) -> Iterator[str]:
    head = mention.head.entry
    before = [m for m in earlier if scene.sentences[m.sentence].zone is not ZoneKind.HEADLINE]
    same = any(m.head.entry.name == head.name for m in before)
    group = any(m.head.entry.group == head.group for m in before)
    beside = any(m.sentence == mention.sentence for m in before)
    yield f"told-before={same}/{_nominal(mention.head)}"
    yield f"group-before={group}/{_nominal(mention.head)}"
    yield f"beside={beside}"
    yield f"first={not before}"


def mention_features(scene: Scene, mention: Mention, earlier: Iterable[Mention]) -> frozenset[str]:
    """All features of a mention; `earlier` are the mentions before it in the article."""
    around = surroundings(scene, mention)
    return frozenset(
        chain(
            _trigger_features(mention),
            _word_features(scene, mention),
            _mark_features(scene, mention, around),
            _ground_features(scene, mention, around),
            _discourse_features(scene, mention, earlier),
        )
    )
