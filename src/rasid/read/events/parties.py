"""Takes a scene, gives the parties named in it: spans that may be initiators or targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.read.events.actors import Named
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene

_CROWDS = frozenset({"civilians", "unidentified", "protesters"})
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
    clitic: str = ""
    sure: str = ""
    start: int = -1

    @property
    def numbered(self) -> bool:
        """Whether a number stands before it or in it."""
        return self.start >= 0 and self.start < self.first

    @property
    def named(self) -> bool:
        """Whether it is an actor of the knowledge base, and no crowd without a name."""
        return bool(self.family) and self.kind not in _CROWDS

    @property
    def entity(self) -> str:
        """What tells whether two parties are one."""
        return self.actor_id or self.kind


def find_parties(scene: Scene) -> list[Party]:
    """The parties of an article in text order, none starting inside another.

    A named actor takes in the word for people before it ("fighters of the group X").
    """
    finder = _Finder(scene)
    found: list[Party] = []
    for at in finder.starts():
        if not found or at >= found[-1].last:
            found.append(finder.party(at))
    return resolve_echoes(scene, found)


class _Finder:
    """What stands where in a scene, for finding parties."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.blocked = {hit.first for hit in scene.triggers} | {n.first for n in scene.numbers}
        self.blocked |= {d.first for d in scene.dates}
        self.named = {actor.first: actor for actor in scene.actors}
        self.hits = {hit.first: hit for hit in [*scene.forces, *scene.people]}
        self.numbers = {n.last: n.first for n in scene.numbers if not n.ordinal}
        self.numbers |= {n.last: n.first for n in scene.numbers if n.noun}
        self.counted = {n.first for n in scene.numbers if n.noun}

    def starts(self) -> list[int]:
        """Tokens at which a party may begin."""
        people = {at for at, hit in self.hits.items() if not self._adjective(at, hit)}
        return sorted(people | self.named.keys())

    def _adjective(self, at: int, hit: Hit) -> bool:
        """Whether a word for people only describes the noun before it ("armed", "the militant")."""
        form = self.scene.form(at)
        if hit.entry.lemma not in _DESCRIBING or at in self.numbers:
            return False
        if form.endswith("ه"):
            return True
        singular = form[len(hit.clitic) :] in (hit.entry.lemma, "ال" + hit.entry.lemma)
        return singular and form.startswith("ال") and "ال" in self.scene.form(at - 1)[:3]

    def party(self, at: int) -> Party:
        """The party that begins at a token."""
        scene, hit, actor = self.scene, self.hits.get(at), self.named.get(at)
        if actor is not None and (hit is None or actor.strong or actor.last > hit.last):
            last = max(actor.last, _behind_name(scene, actor))
            return self._of_actor(at, last, actor, scene.form(at)[actor.stripped :])
        assert hit is not None
        for start in range(hit.last, hit.last + 4):
            owner = self.named.get(start)
            if owner is not None and (owner.strong or start == hit.last) and not owner.place and not _parted(scene, hit.last, start):
                return self._of_actor(at, owner.last, owner, hit.entry.lemma)
        if actor is not None:
            return self._of_actor(at, _extend(scene, hit, self.blocked), actor, hit.entry.lemma)
        name = _GENERIC.get(hit.entry.name, "Unidentified")
        return Party(
            at,
            _extend(scene, hit, self.blocked),
            hit.entry.name,
            hit.entry.lemma,
            name,
            clitic=self._clitic(at, len(hit.clitic)),
            sure="generic",
            start=self._start(at),
        )

    def _of_actor(self, first: int, last: int, named: Named, lemma: str) -> Party:
        actor = named.actor
        family = load().actors.family(actor.actor_id)[-1]
        sure = "strong" if named.strong else "place" if named.place else "weak"
        clitic = self._clitic(first, named.stripped if named.first == first else 0)
        start = self._start(first)
        kind = actor.kind.value
        return Party(first, last, kind, lemma, actor.name, actor.actor_id, family, clitic, sure, start)

    def _clitic(self, at: int, stripped: int) -> str:
        form = self.scene.form(at)
        return form[:stripped] or ("ل" if form.startswith("لل") else "")

    def _start(self, at: int) -> int:
        """Where the number before a party begins ("6 of", "three"), else the party itself."""
        if at in self.counted:
            return at
        if at in self.numbers:
            return self.numbers[at]
        if self.scene.form(at - 1) == "من" and at - 1 in self.numbers:  # of
            return self.numbers[at - 1]
        return at


# Marks and words between people and whose they are: of, belonging to, in, organisation, group …
_JOINING = frozenset(
    {"«", "“", '"', "/", "(", "'", "‘", "من", "تابعين", "تابعون", "تابعه", "التابعه", "التابعين", "في", "الي", "ينتمون", "تنظيم", "جماعه", "حركه", "قوات"}
)


def _behind_name(scene: Scene, named: Named) -> int:
    """Past a closing quotation mark of the name."""
    return named.last + (scene.form(named.last) in ("»", "”", '"') and scene.form(named.last - 2) in ("«", "“", '"'))


def _parted(scene: Scene, start: int, end: int) -> bool:
    """Whether something other than an opening mark or "of" stands between."""
    return any(scene.form(at) not in _JOINING for at in range(start, end))


# Words for people that are also adjectives: armed, terrorist, militant, civil, military, jihadist …
_DESCRIBING = frozenset(
    {"مسلح", "ارهابي", "متشدد", "مدني", "عسكري", "جهادي", "متمرد", "مجهول", "انقلابي", "قيادي", "حوثي", "داعشي", "فلسطيني", "مسيحي", "ايزيدي", "حقوقي"}
)

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
        if last in blocked or not form[0].isalpha() or form in _STOPS or (form[0] in "وف" and len(form) > 4):  # noqa: PLR2004
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


_ECHOES = frozenset({"force", "fighter", "member"})


def resolve_echoes(scene: Scene, parties: Sequence[Party]) -> list[Party]:
    """The parties with "the organisation", "the militias" standing for whom was named before.

    A word echoes the nearest named actor before it, else after it, one of whose names holds it.
    """
    found: list[Party] = []
    for n, party in enumerate(parties):
        if party.actor_id or party.kind not in _ECHOES or not _definite(scene, party):
            found.append(party)
            continue
        around = [*reversed(found), *parties[n + 1 :]]
        owner = next((p for p in around if p.named and party.lemma in actor_words(p.actor_id)), None)
        found.append(
            party
            if owner is None
            else replace(
                party, kind=owner.kind, actor=owner.actor, actor_id=owner.actor_id, family=owner.family, sure="echo"
            )
        )
    return found


def _definite(scene: Scene, party: Party) -> bool:
    form = scene.form(party.first)[len(party.clitic) :]
    return party.last - party.first <= 2 and (form.startswith("ال") or party.clitic.endswith("ل"))  # noqa: PLR2004


@cache
def actor_words(actor_id: str) -> frozenset[str]:
    """The folded words of all names of an actor, without the article."""
    fold = languages.get("ar").fold
    words = {
        word
        for alias in load().actors.by_id[actor_id].aliases
        for word in fold(alias.text).split()
    }
    return frozenset(words | {word[2:] for word in words if word.startswith("ال")})
