"""Takes the drafts that are kept, makes one of those that tell the same happening twice."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.model import DateInterval, Place, ZoneKind
from rasid.read.events.draft import Draft
from rasid.read.events.judging import (
    FAR,
    TRAINED,
    _family,
    date_of,
    place_of,
    same_place,
    same_toll,
)
from rasid.read.events.recency import FRESH
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import toll_words

# Groups of triggers that name a deed, which "the" takes for known.
DEEDS = frozenset({"strike", "explosion", "attack", "clash", "killing", "echo"})
_FEW = 3  # by how many two tellings of a small toll may differ
_NEAR = 3  # sentences over which "the attack" points back
_LEAD = 1  # sentences of the body that count as its lead
_COARSE = frozenset({"country", "region", "unknown"})


def merge(scene: Scene, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a happening: the likeliest telling, with the counts of all."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next(
            (
                group
                for group in groups
                if any(
                    draft.mention.sentence - other.mention.sentence <= FAR
                    and retold(scene, other, draft)
                    for other in group
                )
            ),
            None,
        )
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    return [_united(scene, group) for group in groups]


def retold(scene: Scene, earlier: Draft, later: Draft) -> bool:
    """Whether the later draft tells again what the earlier one told."""
    if earlier.mention.sentence == later.mention.sentence:
        return _raid_and_result(earlier, later) and not _conflict(scene, earlier, later)
    if _headline_and_lead(scene, earlier, later):
        return True
    if not _conflict(scene, earlier, later):
        return _echoes(scene, earlier, later)
    return other_toll(scene, earlier, later)


def other_toll(scene: Scene, earlier: Draft, later: Draft) -> bool:
    """Whether a later sentence tells the same happening with another toll ("the blast killed 9").

    It must point back to it, at no other place or day, and the counts must be near each other.
    """
    away = later.mention.sentence - earlier.mention.sentence
    if away <= 0 or _another(scene, later) or _bygone(scene, earlier, later):
        return False
    total = _tells_total(scene, later)
    sums = total and later.mention.head.entry.group == "outcome" and _family(earlier) in _VIOLENT
    if not (sums or (_family(earlier) == _family(later) and (total or _points_back(later)))):
        return False
    unplaced = place_of(scene, later) is None and away <= _NEAR
    here = _one_in_other(scene, earlier, later)
    counts = _exact(earlier), _exact(later)
    near = all(
        near_counts(counts[0][kind], counts[1][kind]) for kind in counts[0].keys() & counts[1]
    )
    return (here or unplaced) and near and _same_day(scene, earlier, later)


def _points_back(draft: Draft) -> bool:
    """Whether a draft's words take its deed for known: "the raid", "their attack"."""
    heads = (hit.entry for hit in draft.mention.triggers if hit.entry.group in DEEDS)
    return any(entry.form.definite or entry.form.owned for entry in heads)


def _tells_total(scene: Scene, draft: Draft) -> bool:
    """Whether a word for the whole toll stands in a draft's sentence."""
    sentence, words = scene.sentences[draft.mention.sentence], toll_words(scene.analysed.language)
    return any(words.has("total", scene.form(at)) for at in range(sentence.first, sentence.last))


def near_counts(some: set[int], others: set[int]) -> bool:
    """Whether counts may be two tellings of one toll."""
    return any(abs(a - b) <= max(_FEW, max(a, b) / 2) for a in some for b in others)


def _headline_and_lead(scene: Scene, earlier: Draft, later: Draft) -> bool:
    """Whether the first sentence tells what the headline told, in a language without training.

    Where the last judgement is trained, it chooses between the two itself.
    """
    first, second = (scene.zone(draft.mention.head.first) for draft in (earlier, later))
    if scene.analysed.language in TRAINED or second is ZoneKind.HEADLINE:
        return False
    titled = first is ZoneKind.HEADLINE and _opening(scene, later)
    a, b = place_of(scene, earlier), place_of(scene, later)
    near = a is None or b is None or a.admin1 == b.admin1
    family = _family(earlier)
    return titled and near and (family == _family(later) or family in _VIOLENT)


def _echoes(scene: Scene, earlier: Draft, later: Draft) -> bool:
    """Whether a later sentence tells the same happening, nothing speaking against it."""
    kin = _family(earlier) == _family(later)
    if same_toll(earlier, later) or _twin_toll(earlier, later):
        return kin or {_family(earlier), _family(later)} <= _VIOLENT
    if not kin or _another(scene, later) or _bygone(scene, earlier, later):
        return False
    form = later.mention.head.entry.form
    near = later.mention.sentence - earlier.mention.sentence <= _NEAR
    if (form.definite or form.owned) and near and _alike(earlier, later):
        return True
    if same_place(scene, earlier, later) or _one_in_other(scene, earlier, later):
        return _fine(scene, later) and (
            _opening(scene, earlier) or _same_day(scene, earlier, later)
        )
    return False


# Families between which a telling may change ("explosion", then "attack").
_VIOLENT = frozenset({"strike", "bomb", "attack"})
_ACCUSATIVE = "ا"  # ending of an indefinite object
# another (m, f), similar (m, f), anew: the text says that it is not the same
_ANOTHER = frozenset(
    {"اخر", "اخري", "مماثل", "مماثله", "مجددا", "جديد", "جديده", "تجدد", "ثان", "ثانيه"}
)


def _another(scene: Scene, draft: Draft) -> bool:
    """Whether the text marks the happening as a further one."""
    mention = draft.mention
    words = (scene.form(at) for at in range(mention.head.first, mention.head.last + 3))
    return any(word in _ANOTHER or word.removesuffix(_ACCUSATIVE) in _ANOTHER for word in words)


# What a raid ends in: then that is the row (guidelines, settled doubt 9).
_RESULTS = frozenset({"arrests", "disrupted_weapons_use"})


def _raid_and_result(earlier: Draft, later: Draft) -> bool:
    """Whether a raid is told before its result in one sentence ("raided houses and arrested …")."""
    raid = earlier.mention.head.entry.name == "raid" and not earlier.atoms
    return raid and later.type in _RESULTS


def _bygone(scene: Scene, earlier: Draft, later: Draft) -> bool:
    """Whether the later is an older happening ("the town had seen …") and the earlier is undated.

    What is told without a date before it is the article's news, not what is looked back upon.
    """
    date, published = date_of(scene, later), scene.article.published.date
    if date_of(scene, earlier) is not None or date is None or date.end is None or published is None:
        return False
    return "mark-before=past_frame" in later.features and (published - date.end).days > FRESH


def _twin_toll(one: Draft, other: Draft) -> bool:
    """Whether two drafts state the same dead and the same hurt, both known."""
    a, b = _exact(one), _exact(other)
    return len(a) > 1 and a == b


def _same_day(scene: Scene, one: Draft, other: Draft) -> bool:
    a, b = date_of(scene, one), date_of(scene, other)
    return a is None or b is None or a.start == b.start


def _fine(scene: Scene, draft: Draft) -> bool:
    place = place_of(scene, draft)
    return place is not None and place.precision.value in ("site", "town")


def _alike(earlier: Draft, later: Draft) -> bool:
    """One group of triggers, and no place of its own that differs."""
    heads = earlier.mention.head.entry, later.mention.head.entry
    return heads[0].group == heads[1].group or heads[1].group in ("attack", "echo")


def _opening(scene: Scene, draft: Draft) -> bool:
    """Whether a draft stands in the headline or the lead."""
    if scene.zone(draft.mention.head.first) is ZoneKind.HEADLINE:
        return True
    body = [n for n, s in enumerate(scene.sentences) if s.zone is ZoneKind.BODY]
    return draft.mention.sentence in body[:_LEAD]


def _conflict(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether place, date or toll forbid that two drafts are one happening."""
    a, b = date_of(scene, one), date_of(scene, other)
    if a is not None and b is not None and _disjoint(a, b):
        return True
    if _apart(place_of(scene, one), place_of(scene, other)):
        return True
    counts = _exact(one), _exact(other)
    return any(kind in counts[1] and not counts[0][kind] & counts[1][kind] for kind in counts[0])


def _disjoint(a: DateInterval, b: DateInterval) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return False
    return a.start > b.end or b.start > a.end


def _apart(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None or _part_of(a, b) or _part_of(b, a):
        return False
    if a.country != b.country:
        return a.country is not None and b.country is not None
    if a.precision.value in _COARSE or b.precision.value in _COARSE:
        return False
    if a.admin1 != b.admin1:
        return True
    return not {"governorate", "district"} & {a.precision.value, b.precision.value}


def _part_of(part: Place, whole: Place) -> bool:
    """Whether a place is the other, or a part of it by its name: "Mosul (market)" of "Mosul"."""
    return part.name == whole.name or part.name.startswith(f"{whole.name} (")


def _one_in_other(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether the place of one draft is the other's, or a point in or beside it."""
    a, b = place_of(scene, one), place_of(scene, other)
    if a is None or b is None:
        return False
    points = _fine(scene, one) and _fine(scene, other)
    return a.name == b.name or (points and (_part_of(a, b) or _part_of(b, a)))


def _exact(draft: Draft) -> dict[str, set[int]]:
    """The plain numbers of a draft by kind."""
    found: dict[str, set[int]] = {}
    for atom in draft.atoms:
        if atom.count.low is not None and (atom.count.low > 2 or atom.count.high is not None):  # noqa: PLR2004
            found.setdefault(atom.kind, set()).add(atom.count.low)
    return found


def _united(scene: Scene, group: Sequence[Draft]) -> Draft:
    """The likeliest telling, completed from the others."""
    best = max(
        group,
        key=lambda d: (
            scene.zone(d.mention.head.first) is not ZoneKind.HEADLINE,
            d.mention.head.entry.name != "raid",
            _fine(scene, d),
            d.confidence,
        ),
    )
    for other in group:
        if other is best:
            continue
        best.atoms += [atom for atom in other.atoms if atom not in best.atoms]
        best.date = best.date or other.date
        best.place = best.place or other.place
        best.initiators = best.initiators or other.initiators
        best.targets = best.targets or other.targets
        best.retold.append(other.mention)
    return best
