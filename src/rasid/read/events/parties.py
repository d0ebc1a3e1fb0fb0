"""Takes a scene, gives the parties named in it: spans that may be initiators or targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasid.knowledge_base import load
from rasid.read.events.actors import Named
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
    """The parties of an article in text order, none starting inside another.

    A named actor takes in the word for people before it ("fighters of the group X").
    """
    blocked = {hit.first for hit in scene.triggers} | {n.first for n in scene.numbers}
    blocked |= {d.first for d in scene.dates}
    named = {actor.first: actor for actor in scene.actors}
    found: list[Party] = []
    hits = {hit.first: hit for hit in [*scene.forces, *scene.people]}
    for at in sorted(hits.keys() | named.keys()):
        if found and at < found[-1].last:
            continue
        found.append(_party(scene, at, hits.get(at), named, blocked))
    return found


def _party(
    scene: Scene, at: int, hit: Hit | None, named: Mapping[int, Named], blocked: set[int]
) -> Party:
    actor = named.get(at)
    if actor is not None and (hit is None or actor.strong or actor.last > hit.last):
        return _of_actor(at, max(actor.last, _behind_name(scene, actor)), actor, "")
    assert hit is not None
    for start in range(hit.last, hit.last + 2):
        owner = named.get(start)
        if owner is not None and owner.strong and not _parted(scene, hit.last, start):
            return _of_actor(at, owner.last, owner, hit.entry.lemma)
    if actor is not None:
        return _of_actor(at, _extend(scene, hit, blocked), actor, hit.entry.lemma)
    name = _GENERIC.get(hit.entry.name, "Unidentified")
    return Party(at, _extend(scene, hit, blocked), hit.entry.name, hit.entry.lemma, name)


def _of_actor(first: int, last: int, named: Named, lemma: str) -> Party:
    actor = named.actor
    family = load().actors.family(actor.actor_id)[-1]
    return Party(first, last, actor.kind.value, lemma, actor.name, actor.actor_id, family)


def _behind_name(scene: Scene, named: Named) -> int:
    """Past a closing quotation mark of the name."""
    return named.last + (scene.form(named.last) in ("»", "”", '"') and scene.form(named.last - 2) in ("«", "“", '"'))


def _parted(scene: Scene, start: int, end: int) -> bool:
    """Whether something other than an opening mark or "of" stands between."""
    return any(scene.form(at) not in ("«", "“", '"', "من", "تابعين", "في") for at in range(start, end))


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
