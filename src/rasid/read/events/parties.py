"""Takes a scene, gives the parties named in it: spans that may be initiators or targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rasid.knowledge_base import load
from rasid.read.events.actors import Named
from rasid.read.events.inflection import Form
from rasid.read.events.lexicon import Hit
from rasid.read.events.loyalties import is_patron
from rasid.read.events.marches import is_drone
from rasid.read.events.role_words import role_words
from rasid.read.events.scene import Scene
from rasid.read.held import once_a_text

_CROWDS = frozenset({"civilians", "unidentified", "protesters"})
_SHORT = 3  # letters up to which a first letter is no proclitic
_OWNER = 4  # words after people in which the actor they belong to begins
_OWNABLE = frozenset({"member", "fighter", "soldier", "force"})
_OF = "من"
_LONGEST = 4  # words of a party's name after its first


@dataclass(frozen=True, slots=True)
class Party:
    """Someone over tokens first:last; `kind` is a class of people or "force", `actor` its name.

    `start` is where a number before it begins; `clitic` is written before its first word; `word`
    is that word without article. `sure`: how its name was found (strong, weak, place, echo,
    national, counted or generic). `owned`: its word has a possessive ("its fighters"); `single`:
    it is one definite word.
    """

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
    word: str = ""
    owned: bool = False
    single: bool = False

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


@once_a_text
def find_parties(scene: Scene) -> list[Party]:
    """The parties of an article in text order, none starting inside another.

    A named actor takes in the word for people before it ("fighters of the group X").
    """
    finder = _Finder(scene)
    found: list[Party] = []
    for at in finder.starts():
        if not found or at >= found[-1].last:
            found.append(finder.party(at))
    return found


class _Finder:
    """What stands where in a scene, for finding parties."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = role_words(scene.analysed.language)
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
        named = {
            at
            for at, actor in self.named.items()
            if not (actor.place and is_patron(self.scene, at)) and not is_drone(self.scene, at)
        }
        return sorted(people | named)

    def _adjective(self, at: int, hit: Hit) -> bool:
        """Whether a word only describes another ("armed", "the militant"), or names arms."""
        form = self.scene.form(at)
        if hit.entry.lemma in self.words.arms:
            return hit.last not in self.named
        if hit.entry.lemma not in self.words.describing or at in self.numbers:
            return False
        if form.endswith("ه"):
            return True
        singular = form[len(hit.clitic) :] in (hit.entry.lemma, "ال" + hit.entry.lemma)
        return singular and form.startswith("ال") and "ال" in self.scene.form(at - 1)[:3]

    def party(self, at: int) -> Party:
        """The party that begins at a token."""
        scene, hit, actor = self.scene, self.hits.get(at), self.named.get(at)
        if actor is not None and (hit is None or actor.strong or actor.last > hit.last):
            clitic = self._clitic(at, actor.stripped)
            last = max(actor.last, _behind_name(scene, actor))
            return self._of_actor(at, last, actor, scene.form(at)[actor.stripped :], clitic)
        if hit is None:
            raise ValueError(f"no party begins at token {at}")
        clitic, lemma = self._clitic(at, len(hit.clitic)), hit.entry.lemma
        for start in range(hit.last, hit.last + _OWNER):
            owner = self.named.get(start)
            if owner is not None and self._owns(hit, owner):
                return self._of_force(at, owner, lemma, clitic)
        last = _extend(scene, hit, self.blocked)
        if actor is not None:
            return self._of_actor(at, last, actor, lemma, clitic)
        return Party(
            at,
            last,
            hit.entry.name,
            lemma,
            _GENERIC.get(hit.entry.name, "Unidentified"),
            clitic=clitic,
            sure="generic",
            start=self._start(at),
            word=lemma,
            owned=hit.entry.form.owned and hit.entry.name in _OWNABLE,
            single=last == hit.last and self._definite(at, clitic),
        )

    def _owns(self, hit: Hit, owner: Named) -> bool:
        """Whether people belong to an actor named shortly after them, with no "and" between."""
        if self.scene.form(owner.first)[: owner.stripped].startswith("و"):
            return False
        of = hit.entry.section == "forces" and self.scene.form(owner.first - 1) == _OF
        sure = owner.strong or owner.first == hit.last or of  # "a force of the army"
        return sure and not owner.place and not _parted(self.scene, hit.last, owner.first)

    def _of_actor(self, first: int, last: int, named: Named, lemma: str, clitic: str) -> Party:
        actor = named.actor
        return Party(
            first,
            last,
            actor.kind.value,
            lemma,
            actor.name,
            actor.actor_id,
            load().actors.family(actor.actor_id)[-1],
            clitic,
            "strong" if named.strong else "place" if named.place else "weak",
            self._start(first),
            lemma.removeprefix("ال"),
            single=last == first + 1 and self._definite(first, clitic),
        )

    def _of_force(self, first: int, owner: Named, lemma: str, clitic: str) -> Party:
        """People or a force of an actor; the bare name of a force echoes one told in full."""
        party = self._of_actor(first, owner.last, owner, lemma, clitic)
        form = self.scene.form(owner.first)
        echoes = not owner.strong and owner.last == owner.first + 1 and form.startswith("ال")
        return replace(party, word=form[2:], single=True) if echoes else party

    def _definite(self, at: int, clitic: str) -> bool:
        form = self.scene.form(at)
        return form[len(clitic) :].startswith("ال") or form[len(clitic) - 1 :].startswith("لل")

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


def _behind_name(scene: Scene, named: Named) -> int:
    """Past a closing quotation mark of the name."""
    return named.last + (
        scene.form(named.last) in ("»", "”", '"') and scene.form(named.last - 2) in ("«", "“", '"')
    )


def _parted(scene: Scene, start: int, end: int) -> bool:
    """Whether something other than an opening mark or "of" stands between."""
    return any(
        scene.form(at) not in role_words(scene.analysed.language).joining
        for at in range(start, end)
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
    words = role_words(scene.analysed.language)
    end = scene.sentences[scene.sentence_of[hit.first]].last
    head = hit.entry.form
    while last < min(end, hit.first + _LONGEST + 1):
        form = scene.form(last)
        if (
            last in blocked
            or not form[0].isalpha()
            or form in words.ending
            or (form[0] in "وف" and len(form) > _SHORT + 1)
        ):
            break
        if (
            form[:1] in "بل"
            and not form.startswith(("بن", "بيشمر", "لبنان", "ليبي"))
            and len(form) > _SHORT
        ):
            break
        if not form.startswith("ال") and not _belongs(hit, head, form, last):
            break
        last += 1
    return last


_ADJECTIVE = ("ين", "ون", "يه")  # endings of adjectives of persons and bodies


def _belongs(hit: Hit, head: Form, form: str, at: int) -> bool:
    """Whether an indefinite word after a hit is part of its name: an owner or an adjective."""
    if head.definite or head.owned or at > hit.last:
        return False
    return hit.entry.section == "forces" or form.endswith(_ADJECTIVE)


def parties_by_sentence(scene: Scene, parties: Sequence[Party]) -> dict[int, list[Party]]:
    """The parties of each sentence."""
    found: dict[int, list[Party]] = {}
    for party in parties:
        found.setdefault(scene.sentence_of[party.first], []).append(party)
    return found
