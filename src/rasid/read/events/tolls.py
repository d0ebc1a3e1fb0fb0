"""Takes counted dead, hurt and taken and the events of an article, gives each event its toll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.model import Count, ZoneKind
from rasid.read.events.draft import Draft
from rasid.read.events.judging import TRAINED, around, logit_level, place_of
from rasid.read.events.linear import LinearModel
from rasid.read.events.mentions import bucket
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import Atom, toll_words

OURS = "ours"
OTHER = "other"
_REACH = 3  # sentences after a mention in which its toll may stand
_LEAD = 2  # sentences after the headline whose counts may be the headline's
_LIKELY = 0.35  # chance from which a count is handed to an event


def in_reach(scene: Scene, atom: Atom, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that a count may belong to: of its sentence, or told shortly before it."""
    sentence = scene.sentence_of[atom.first]
    near = around(drafts, sentence, back=_REACH, ahead=0)
    if sentence > _LEAD:
        return list(near)
    later = (d for d in drafts if d.mention.sentence > sentence)
    headed = (d for d in later if scene.zone(d.mention.head.first) is ZoneKind.HEADLINE)
    return [*near, *headed]


def toll_features(
    scene: Scene, atom: Atom, draft: Draft, rivals: Sequence[Draft]
) -> frozenset[str]:
    """Features of a count and an event that it may belong to."""
    return frozenset(_features(scene, atom, draft, rivals))


def _features(scene: Scene, atom: Atom, draft: Draft, rivals: Sequence[Draft]) -> Iterator[str]:
    mention = draft.mention
    away = scene.sentence_of[atom.first] - mention.sentence
    inside = mention.first <= atom.hit.first < mention.last
    own = any(hit.first == atom.hit.first for hit in mention.triggers)
    side = "after" if atom.hit.first > mention.head.first else "before"
    here = [d for d in rivals if d.mention.sentence == scene.sentence_of[atom.first]]
    ranked = sorted(rivals, key=lambda d: abs(d.mention.head.first - atom.hit.first))
    rank = min(next(n for n, d in enumerate(ranked) if d is draft), 3)
    where = f"away{away}" if away else f"{side}/{'in' if inside else 'out'}"
    yield f"where={where}"
    yield f"where={where}/own={own}"
    yield f"where={where}/rank={rank}"
    yield f"where={where}/here={min(len(here), 3)}"
    yield f"where={where}/kind={atom.kind}"
    yield f"where={where}/rule={atom.rule}"
    yield f"where={where}/group={mention.head.entry.group}"
    yield f"where={where}/head={mention.head.entry.name}"
    yield f"level={logit_level(draft.chances['counted']) // 2}/{where}"
    if not away:
        low, high = sorted((mention.head.first, atom.hit.first))
        gap = scene.forms[low:high]
        yield f"gap={bucket(len(gap))}/{side}"
        yield from (f"link={form}/{side}" for form in set(gap[-4:] + gap[:4]) if form in _LINKS)
        places = sum(low < p.first < high for p in scene.places)
        yield f"places={min(places, 2)}/{side}"
    else:
        yield from _back(scene, atom, draft, away)
    yield f"hit-clitic={atom.hit.clitic}/{where}"


def _back(scene: Scene, atom: Atom, draft: Draft, away: int) -> Iterator[str]:
    """How the count's own sentence points back: its definite words for the attack, its places."""
    sentence = scene.sentences[scene.sentence_of[atom.first]]
    head = draft.mention.head.entry
    inside = [hit for hit in scene.triggers if sentence.first <= hit.first < sentence.last]
    pointing = [h for h in inside if h.entry.form.definite or h.entry.form.owned]
    yield f"away={away}/points={any(h.entry.group == head.group for h in pointing)}"
    yield f"away={away}/echo={any(h.entry.name == head.name for h in inside)}"
    names = {
        p.mention.place.name for p in scene.places if sentence.first <= p.first < sentence.last
    }
    place = place_of(scene, draft)
    yield f"away={away}/place={'none' if not names else place is not None and place.name in names}"
    dated = any(sentence.first <= d.first < sentence.last for d in scene.dates)
    yield f"away={away}/dated={dated}"
    zone = scene.zone(draft.mention.head.first)
    yield f"away={away}/zone={zone.value}"


# Links between a deed and its toll: in, during, after, because of, which led to, left, by, when …
_LINKS = frozenset(
    {
        "في",
        "اثر",
        "جراء",
        "نتيجه",
        "خلال",
        "بعد",
        "عن",
        "الي",
        "ما",
        "مما",
        "اسفر",
        "اسفرت",
        "ادي",
        "ادت",
        "تسبب",
        "تسببت",
        "خلف",
        "اوقع",
        "اوقعت",
        "برصاص",
        "عندما",
        "فيما",
        "بينما",
        "كما",
        "،",
        "حيث",
        "وذلك",
        "متسببا",
        "راح",
        "بسبب",
    }
)


def attach_tolls(
    scene: Scene, drafts: Sequence[Draft], atoms: Sequence[Atom], model: LinearModel | None = None
) -> None:
    """Hand each count to the likeliest event, or to none; without a model to the nearest.

    A language without training has no model of its own: what leads to a toll is told in its words.
    """
    model = model if scene.analysed.language in TRAINED else None
    for atom in atoms:
        near = in_reach(scene, atom, drafts)
        if not near:
            continue
        if model is None:
            inside = [d for d in near if d.mention.first <= atom.hit.first < d.mention.last]
            best = (
                inside[0]
                if inside
                else min(near, key=lambda d: abs(d.mention.head.first - atom.first))
            )
            best.atoms.append(atom)
            continue
        chances = [
            model.probabilities(toll_features(scene, atom, draft, near))[OURS] for draft in near
        ]
        at = max(range(len(near)), key=lambda n: (chances[n], n))
        if chances[at] >= _LIKELY:
            near[at].atoms.append(atom)


def toll(scene: Scene, atoms: Sequence[Atom], kind: str) -> Count | None:
    """The total of one kind, or None where the text says nothing.

    Counts of one sentence are added up (sides given apart); counts of different sentences are
    tellings of the same, so the range spans them; one that the toll rose to replaces all others.
    """
    told = [atom for atom in atoms if atom.kind == kind]
    risen = [atom for atom in told if atom.rose]
    totals: dict[int, Count] = {}
    for atom in risen[-1:] or _without_vague(scene, told):
        sentence = scene.sentence_of[atom.first]
        before = totals.get(sentence)
        totals[sentence] = atom.count if before is None else _added(before, atom.count)
    counts = list(totals.values())
    if not counts:
        return None
    total = counts[0]
    for count in counts[1:]:
        total = _spanned(total, count)
    return total


def _without_vague(scene: Scene, told: Sequence[Atom]) -> list[Atom]:
    """Counts without "victims" in a sentence that says how many they are."""
    vague = toll_words(scene.analysed.language).lists["victims"]
    numbered = {scene.sentence_of[a.first] for a in told if a.count != _SOME}
    return [
        atom
        for atom in told
        if atom.count != _SOME
        or atom.hit.entry.lemma not in vague
        or scene.sentence_of[atom.first] not in numbered
    ]


def _added(one: Count, other: Count) -> Count:
    """The sum; nought adds nothing, and a count told twice in a sentence is one count."""
    return one if one == other and (one.low or 0) > 2 else one.plus(other)  # noqa: PLR2004


_SOME = Count(2, None)


def _spanned(one: Count, other: Count) -> Count:
    """The range of two tellings; an unspecified plural gives way to a number."""
    for vague, exact in ((one, other), (other, one)):
        if vague == _SOME or (vague.low == 0 and vague.high is None):
            return exact
    return one.union(other)
