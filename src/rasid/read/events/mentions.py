"""Takes a scene, gives its mentions: runs of triggers in one sentence that tell one happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rasid.read.events.lexicon import Hit
from rasid.read.events.linear import LinearModel
from rasid.read.events.releases import freed_since, frees_captives
from rasid.read.events.scene import Scene, starting_in

# Which trigger of a mention names it, by group: lower stands higher.
RANK = {
    "explosion": 0,
    "strike": 1,
    "foiling": 2,
    "killing": 2,
    "territory": 2,
    "attack": 3,
    "clash": 3,
    "seizing": 3,
    "protest": 3,
    "bodies": 3,
    "agreement": 3,
    "siege": 3,
    "order": 3,
    "court": 3,
    "release": 3,
    "displacement": 3,
    "movement": 4,
    "organisation": 4,
    "operation": 4,
    "destruction": 5,
    "base": 5,
    "outcome": 6,
    "echo": 7,
    "support": 8,
}
_WINDOW = 4  # words of the gap that are looked at one by one, nearest the second trigger
_EVEN = 0.5
JOINED = "same"
APART = "other"


@dataclass(slots=True)
class Mention:
    """Triggers that tell one happening, and the clause (tokens first:last) around them.

    `head` is the trigger that names it.
    """

    triggers: tuple[Hit, ...]
    sentence: int
    first: int
    last: int
    head: Hit = field(init=False)

    def __post_init__(self) -> None:
        self.head = min(self.triggers, key=lambda hit: (RANK.get(hit.entry.group, 5), hit.first))


_LIMITS = (0, 1, 2, 3, 5, 8, 12, 20, 40)
# The class of each number up to the last limit, looked up because features ask very often.
_CLASSES = tuple(str(next(limit for limit in _LIMITS if n <= limit)) for n in range(41))


def bucket(count: int) -> str:
    """A number as one of a few classes, for features."""
    return _CLASSES[max(count, 0)] if count < len(_CLASSES) else "more"


def join_features(scene: Scene, left: Hit, right: Hit) -> frozenset[str]:
    """Features of two neighbouring triggers: do they tell one happening?"""
    a, b = left.entry, right.entry
    forms = scene.forms[left.last : right.first]
    found = {
        f"pair={a.name}>{b.name}",
        f"groups={a.group}>{b.group}",
        f"left={a.name}",
        f"right={b.name}",
        f"tenses={a.form.tense}>{b.form.tense}",
        f"gap={bucket(len(forms))}",
        f"clitic={right.clitic}",
        f"clitic={right.clitic}/{b.form.tense}",
        f"definite={b.form.definite}",
        f"owned={b.form.owned}",
    }
    found |= {f"gap-word={form}" for form in set(forms)}
    found |= {f"last{n}={form}" for n, form in enumerate(forms[::-1][:2])}
    found |= {f"next={form}" for form in forms[:1]}
    for name, places in (("place", scene.places), ("date", scene.dates), ("number", scene.numbers)):
        inside = starting_in(places, left.last, right.first)
        found.add(f"{name}s={min(len(inside), 3)}")
    found.add(f"groups={a.group}>{b.group}/{'،' in forms}/{right.clitic[:1]}")
    return frozenset(found)


def find_mentions(scene: Scene, joining: LinearModel) -> list[Mention]:
    """The mentions of an article in text order."""
    mentions: list[Mention] = []
    for run in _by_sentence(scene):
        number = scene.sentence_of[run[0].first]
        groups = [[run[0]]]
        for left, right in pairwise(run):
            if _joined(scene, left, right, joining):
                groups[-1].append(right)
            else:
                groups.append([right])
        mentions += clauses(scene, number, groups)
    return mentions


def _joined(scene: Scene, left: Hit, right: Hit, joining: LinearModel) -> bool:
    """Whether two neighbouring triggers tell one happening."""
    if freed_since(scene, left, right):
        return False
    if frees_captives(scene, left, right):
        return True
    return joining.probabilities(join_features(scene, left, right))[JOINED] >= _EVEN


def _by_sentence(scene: Scene) -> list[list[Hit]]:
    runs: list[list[Hit]] = []
    for hit in scene.triggers:
        if runs and scene.sentence_of[runs[-1][0].first] == scene.sentence_of[hit.first]:
            if hit.first >= runs[-1][-1].last:
                runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def clauses(scene: Scene, number: int, groups: Sequence[Sequence[Hit]]) -> list[Mention]:
    """Mentions of one sentence from its groups of triggers, with the clause of each."""
    sentence = scene.sentences[number]
    cuts = [sentence.first]
    for left, right in pairwise(groups):
        cuts.append(_cut(scene, left[-1].last, right[0].first))
    cuts.append(sentence.last)
    return [Mention(tuple(group), number, cuts[n], cuts[n + 1]) for n, group in enumerate(groups)]


# Words that open a clause: while, as also, where, which is (f/m), pointing out.
_OPENERS = frozenset(
    {"فيما", "بينما", "كما", "حيث", "في حين", "لكن", "وذلك", "مشيرا", "مبينا", "موضحا"}
)
_STOPS = frozenset({"،", ",", "؛", ";", ":", "-", "–", "(", ")", "»", "”", '"'})


def _cut(scene: Scene, start: int, end: int) -> int:
    """Where the clause of the second of two triggers begins, between tokens start and end."""
    for at in range(end, start - 1, -1):
        if at > start and scene.form(at - 1) in _STOPS:
            return at
        form = scene.form(at)
        if form in _OPENERS or (form.startswith("و") and at < end and form[1:] in _OPENERS):
            return at
    for at in range(end, start - 1, -1):
        form = scene.form(at)
        if form.startswith("و") and len(form) > 2 and form not in ("وسط", "وقوع"):  # noqa: PLR2004
            return at
    return end
