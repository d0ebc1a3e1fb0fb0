"""Takes drafts with place, date, toll and actors, gives the features of the last judgement."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from rasid.knowledge_base import load
from rasid.model import DateInterval, DatePrecision, Place, ZoneKind
from rasid.read.events.draft import Draft
from rasid.read.events.linear import BIAS, LinearModel
from rasid.read.events.mentions import bucket
from rasid.read.events.scene import Scene

KEEP = "keep"
DROP = "drop"
# Sentences beyond which nothing told bears on a draft: whole books would take hours otherwise.
FAR = 200
_PROMISING = 0.3  # first chance from which another mention counts as telling something
_LEVELS = (-3.0, -2.2, -1.6, -1.1, -0.6, -0.2, 0.2, 0.6, 1.1, 1.6, 2.2, 3.0)


def logit_level(chance: float) -> int:
    """A probability as one of thirteen levels."""
    clipped = min(max(chance, 1e-4), 1 - 1e-4)
    logit = math.log(clipped / (1 - clipped))
    return sum(logit > level for level in _LEVELS)


# Languages whose last judgement is trained.
TRAINED = frozenset({"ar"})


@cache
def hand_set() -> LinearModel:
    """The hand-set last judgement, for languages without annotated articles."""
    table = load().table("reading/judging_by_hand.yml")
    weights = {name: (float(weight),) for name, weight in table["weights"].items()}
    return LinearModel((KEEP, DROP), weights | {BIAS: (float(table["bias"]),)})


def judge_features(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> frozenset[str]:
    """Features of one draft among all of the article's, which stand in text order."""
    company = around(drafts, draft.mention.sentence)
    return frozenset(chain(_own(scene, draft), _age(scene, draft), _company(scene, draft, company)))


def around(
    drafts: Sequence[Draft], sentence: int, back: int = FAR, ahead: int = FAR
) -> Sequence[Draft]:
    """Those of drafts in text order that stand within so many sentences of one."""
    low = bisect_left(drafts, sentence - back, key=_sentence)
    return drafts[low : bisect_right(drafts, sentence + ahead, low, key=_sentence)]


def _sentence(draft: Draft) -> int:
    return draft.mention.sentence


def _own(scene: Scene, draft: Draft) -> Iterator[str]:
    level = logit_level(draft.chances["counted"])
    yield from (f"chance>{n}" for n in range(level))
    yield from (f"habitual>{n}" for n in range(logit_level(draft.chances["habitual"])))
    yield from (f"planned>{n}" for n in range(logit_level(draft.chances["planned"])))
    yield f"type={draft.type}"
    yield f"type={draft.type}/level={level // 2}"
    yield f"type-sure={int(10 * draft.types[draft.type]) // 2}"
    head = draft.mention.head.entry
    yield f"head={head.name}"
    yield f"zone={scene.sentences[draft.mention.sentence].zone.value}"
    place = place_of(scene, draft)
    yield f"place={place.precision.value if place else None}/{_source(scene, draft)}"
    yield f"place-known={bool(place and place.admin1)}"
    yield f"place-chance={logit_level(draft.place.chance) // 2 if draft.place else None}"
    kinds = sorted({atom.kind for atom in draft.atoms})
    yield f"toll={'+'.join(kinds)}"
    yield f"toll={bool(kinds)}/place={bool(place)}/date={draft.date is not None}"
    yield f"initiators={min(len(draft.initiators), 2)}/targets={min(len(draft.targets), 2)}"
    yield f"initiators={bool(draft.initiators)}/type={draft.type}"


def _source(scene: Scene, draft: Draft) -> str:
    """Whether the place stands in the mention's clause, its sentence or elsewhere."""
    if draft.place is None:
        return "none"
    at = draft.place.anchor.first
    if draft.mention.first <= at < draft.mention.last:
        return "clause"
    return "sentence" if scene.sentence_of[at] == draft.mention.sentence else "elsewhere"


def place_of(scene: Scene, draft: Draft) -> Place | None:
    """The draft's place, if it has one."""
    return scene.places[draft.place.anchor.index].mention.place if draft.place else None


def date_of(scene: Scene, draft: Draft) -> DateInterval | None:
    """The draft's date, if it has one."""
    return scene.dates[draft.date.anchor.index].interval if draft.date else None


def _age(scene: Scene, draft: Draft) -> Iterator[str]:
    date, published = date_of(scene, draft), scene.article.published.date
    if date is None or date.start is None:
        yield "age=unknown"
        return
    inside = draft.date is not None and (
        draft.mention.first <= draft.date.anchor.first < draft.mention.last
    )
    yield f"date={date.precision.value}/{inside}"
    if published is not None:
        yield f"age={_days(date.start, published, date.precision)}/{inside}"


def _days(start: dt.date, published: dt.date, precision: DatePrecision) -> str:
    days = (published - start).days
    if days < 0:
        return "future"
    for limit in (0, 1, 2, 7, 31, 366):
        if days <= limit:
            return f"{limit}/{precision.value}"
    return "years"


def _company(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Iterator[str]:
    """What other mentions of the article tell: is this one told before, or better later?"""
    others = [d for d in drafts if d is not draft and d.chances["counted"] >= _PROMISING]
    yield f"others={bucket(len(others))}"
    sentence = draft.mention.sentence
    beside = [d for d in others if d.mention.sentence == sentence]
    yield f"beside={min(len(beside), 3)}"
    yield f"beside-better={any(d.chances['counted'] > draft.chances['counted'] for d in beside)}"
    yield f"beside-type={any(d.type == draft.type for d in beside)}"
    best = max((d.chances["counted"] for d in drafts), default=0.0)
    yield f"best={logit_level(best) // 2}"
    for side, group in (
        ("before", [d for d in others if d.mention.sentence < sentence]),
        ("after", [d for d in others if d.mention.sentence > sentence]),
    ):
        yield from _echoes(scene, draft, group, side)


def _echoes(scene: Scene, draft: Draft, group: Sequence[Draft], side: str) -> Iterator[str]:
    alike = [d for d in group if _family(d) == _family(draft)]
    yield f"{side}={bool(group)}/alike={bool(alike)}"
    headline = scene.sentences[draft.mention.sentence].zone is ZoneKind.HEADLINE
    form = draft.mention.head.entry.form
    kind = "headline" if headline else "the" if form.definite or form.owned else "a"
    same_type = [d for d in group if d.type == draft.type]
    yield f"{side}-same-type={bool(same_type)}/{kind}"
    for name, matches in (
        ("place", [d for d in alike if same_place(scene, d, draft)]),
        ("toll", [d for d in group if same_toll(d, draft)]),
        ("date", [d for d in alike if same_date(scene, d, draft)]),
        ("both", [d for d in alike if same_place(scene, d, draft) and same_date(scene, d, draft)]),
    ):
        yield f"{side}-{name}={bool(matches)}/{kind}"
        if matches:
            nearest = min(abs(d.mention.sentence - draft.mention.sentence) for d in matches)
            yield f"{side}-{name}-at={bucket(nearest)}"
            more = any(len(d.atoms) > len(draft.atoms) for d in matches)
            yield f"{side}-{name}-more={more}"
            better = any(d.chances["counted"] > draft.chances["counted"] for d in matches)
            yield f"{side}-{name}-better={better}/{kind}"


_FAMILIES = {
    "air_drone_strike": "strike",
    "shelling_missile": "strike",
    "suicide_bomb": "bomb",
    "ied_landmine": "bomb",
    "armed_clash": "attack",
    "attack_on_civilians": "attack",
}


def _family(draft: Draft) -> str:
    """Types that one happening may be told as."""
    return _FAMILIES.get(draft.type, draft.type)


def same_place(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether two drafts name one place, or one that lies in the other."""
    a, b = place_of(scene, one), place_of(scene, other)
    if a is None or b is None:
        return False
    if a.name == b.name or (a.place_id and a.place_id == b.place_id):
        return True
    return (
        a.admin1 is not None
        and a.admin1 == b.admin1
        and "governorate"
        in (
            a.precision.value,
            b.precision.value,
        )
    )


def same_date(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether two drafts have one and the same first day."""
    a, b = date_of(scene, one), date_of(scene, other)
    return a is not None and b is not None and a.start == b.start


def same_toll(one: Draft, other: Draft) -> bool:
    """Whether two drafts state one count of more than two."""
    counts = {(a.kind, a.count.low) for a in one.atoms if (a.count.low or 0) > 2}  # noqa: PLR2004
    return any((a.kind, a.count.low) in counts for a in other.atoms)
