"""Takes a mention in its scene, gives the named features that weights speak about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rasid import language as languages
from rasid.model import ZoneKind
from rasid.read.events.lexicon import Hit
from rasid.read.events.mentions import Mention, bucket
from rasid.read.events.scene import Scene

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
    return Surroundings(
        {hit.entry.name for hit in _inside(scene.weapons, mention)},
        {hit.entry.name for hit in _inside(scene.people, mention)},
        {hit.entry.name for hit in _inside(scene.marks, mention)},
        any(mention.first <= n.first < mention.last for n in scene.numbers),
        any(mention.first <= p.first < mention.last for p in scene.places),
        any(mention.first <= d.first < mention.last for d in scene.dates),
    )


def _inside(hits: Iterable[Hit], mention: Mention) -> Iterator[Hit]:
    return (hit for hit in hits if mention.first <= hit.first < mention.last)


def _stem(scene: Scene, at: int) -> str:
    form = scene.form(at)
    return stem(scene.analysed.language, form) if form else "-"


@lru_cache(maxsize=100_000)
def stem(code: str, form: str) -> str:
    """A form without its proclitics and article."""
    bare = languages.get(code).variants(form)[-1]
    return bare[2:] if bare.startswith("ال") and len(bare) > 4 else bare  # noqa: PLR2004 article


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
    yield f"before={_stem(scene, head.first - 1)}"
    yield f"before2={_stem(scene, head.first - 2)}"
    yield f"after={_stem(scene, head.last)}"
    yield f"after2={_stem(scene, head.last + 1)}"
    yield f"head={head.entry.name}/after={_stem(scene, head.last)}"
    yield f"head={head.entry.name}/before={_stem(scene, head.first - 1)}"
    start = scene.sentences[mention.sentence].first
    yield f"opens={_stem(scene, start)}"
    yield f"clause-opens={_stem(scene, mention.first)}"
    yield f"clitic={head.clitic}"
    for at in range(mention.first, mention.last):
        yield f"word={_stem(scene, at)}"


def _mark_features(scene: Scene, mention: Mention, around: Surroundings) -> Iterator[str]:
    first = mention.triggers[0].first
    for hit in scene.marks:
        if first - _NEAR <= hit.first < first:
            yield f"mark-near={hit.entry.name}"
        if mention.first <= hit.first < first:
            yield f"mark-before={hit.entry.name}"
    yield from (f"mark={name}" for name in around.marks)
    sentence = scene.sentences[mention.sentence]
    for hit in scene.marks:
        if sentence.first <= hit.first < mention.first:
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
    ahead = sum(sentence.first <= h.first < mention.first for h in scene.triggers)
    yield f"ahead={bucket(ahead)}"
    kinds = {a.actor.kind.value for a in scene.actors if mention.first <= a.first < mention.last}
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
    found = set(_trigger_features(mention))
    found |= set(_word_features(scene, mention))
    found |= set(_mark_features(scene, mention, around))
    found |= set(_ground_features(scene, mention, around))
    found |= set(_discourse_features(scene, mention, earlier))
    return frozenset(found)
