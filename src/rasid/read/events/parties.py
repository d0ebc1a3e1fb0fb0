"""Takes a scene, gives the parties named in it: spans that may be initiators or targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene

_LONGEST = 4  # words of a party's name after its first


@dataclass(frozen=True, slots=True)
class Party:
    """Someone over tokens first:last; `kind` is a class of people or "force", `actor` its name."""

    first: int
    last: int
    kind: str
    lemma: str
    actor: str
    actor_id: str = ""
    family: str = ""


def find_parties(scene: Scene) -> list[Party]:
    """The parties of an article in text order, none starting inside another."""
    blocked = {hit.first for hit in scene.triggers} | {n.first for n in scene.numbers}
    blocked |= {d.first for d in scene.dates}
    found: list[Party] = []
    hits = sorted([*scene.people, *scene.forces], key=lambda hit: (hit.first, -hit.last))
    for hit in hits:
        if found and hit.first < found[-1].last:
            continue
        last = _extend(scene, hit, blocked)
        found.append(
            Party(hit.first, last, hit.entry.name, hit.entry.lemma, _GENERIC.get(hit.entry.name, "Unidentified"))
        )
    return found


_GENERIC = {
    "civilian": "Civilians",
    "police": "Police",
    "soldier": "Military forces",
    "member": "Unidentified",
    "fighter": "Unidentified",
    "force": "Security forces",
}


def _extend(scene: Scene, hit: Hit, blocked: set[int]) -> int:
    """The end of the name that begins with a hit: adjectives and owners without a preposition."""
    last = hit.last
    end = scene.sentences[scene.sentence_of[hit.first]].last
    while last < min(end, hit.first + _LONGEST + 1):
        form = scene.form(last)
        if last in blocked or not form[0].isalpha() or form in _STOPS or form[0] in "وف" and len(form) > 4:  # noqa: PLR2004
            break
        if form[:1] in "بل" and not form.startswith(("بن", "بيشمر", "لبنان", "ليبي")) and len(form) > 3:  # noqa: PLR2004
            break
        if not form.startswith("ال") and last > hit.last:
            break
        last += 1
    return last


# Words that end a name: in, on, from, to, with, after, which, who, this, that, of those, between …
_STOPS = frozenset(
    {"في", "علي", "من", "الي", "عن", "مع", "بعد", "قبل", "التي", "الذي", "الذين", "هذا", "هذه", "ذلك", "ان",
     "بين", "اثر", "جراء", "خلال", "كان", "كانت", "قد", "لم", "لا", "اليوم", "امس", "ضد", "اخر", "اخرون", "اخرين",
     "او", "ثم", "حيث", "بينهم", "بينما", "فيما", "كما", "حتي", "عند", "قرب", "داخل", "وسط", "عبر", "دون"}
)


def parties_by_sentence(scene: Scene, parties: Sequence[Party]) -> dict[int, list[Party]]:
    """The parties of each sentence."""
    found: dict[int, list[Party]] = {}
    for party in parties:
        found.setdefault(scene.sentence_of[party.first], []).append(party)
    return found
