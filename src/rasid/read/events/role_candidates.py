"""Takes a scene, its parties and a mention, gives the parties that may have acted or suffered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.model import ZoneKind
from rasid.read.events.discourse import resolve_echoes
from rasid.read.events.judging import FAR
from rasid.read.events.lexicon import Hit
from rasid.read.events.marches import is_drone
from rasid.read.events.mentions import Mention
from rasid.read.events.parties import Party
from rasid.read.events.role_words import role_words
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import Atom

_BACK = 3  # sentences before a mention in which a party may stand
_AHEAD = 1  # sentences after it
_FREQUENT = 3  # parties named most that are candidates wherever they stand
_OPENING = 4  # words from a sentence's start in which its subject stands


@dataclass(slots=True)
class Candidate:
    """A party that may have a role in a mention; `where` says how far off it stands."""

    party: Party
    where: str
    sentence: int


INITIATOR, TARGET = "initiator", "target"


@dataclass(slots=True)
class Told:
    """Who had which role in the event told last."""

    last: dict[str, str] = field(default_factory=dict)

    def add(self, initiators: Sequence[Candidate], targets: Sequence[Candidate]) -> None:
        """Remember the roles of the next event."""
        self.last = {c.party.entity: TARGET for c in targets}
        self.last |= {c.party.entity: INITIATOR for c in initiators}


@dataclass(slots=True)
class Cast:
    """The parties of an article with what the article as a whole says of them."""

    scene: Scene
    parties: Sequence[Party]
    by_sentence: dict[int, list[Party]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    ranks: dict[str, int] = field(default_factory=dict)
    subjects: set[int] = field(default_factory=set)
    triggers: dict[int, list[Hit]] = field(default_factory=dict)
    headline: set[str] = field(default_factory=set)
    harmed: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene, parties: Sequence[Party], atoms: Sequence[Atom]) -> Cast:
        """Count the parties and see which open their sentences, and who was harmed."""
        named = with_crowds(scene, resolve_echoes(scene, parties))
        cast = cls(scene, with_counted(named, atoms))
        for atom in atoms:
            for at in range(atom.first, atom.last + 1):
                cast.harmed.setdefault(at, atom.kind)
        parties = cast.parties
        for party in parties:
            sentence = scene.sentence_of[party.first]
            held = cast.by_sentence.setdefault(sentence, [])
            if not held and party.first - scene.sentences[sentence].first < _OPENING:
                cast.subjects.add(party.first)
            held.append(party)
            cast.counts[party.entity] += 1
            if scene.sentences[sentence].zone is ZoneKind.HEADLINE:
                cast.headline.add(party.entity)
        for hit in scene.triggers:
            cast.triggers.setdefault(scene.sentence_of[hit.first], []).append(hit)
        armed = {p.entity for p in parties if p.named}
        order = sorted(armed, key=lambda name: (-cast.counts[name], name))
        cast.ranks = {name: n for n, name in enumerate(order)}
        return cast

    def harm_of(self, party: Party) -> str:
        """What the text counts of a party: killed, injured, detained, or "" for nothing."""
        for at in range(party.start, party.first + 1):
            if at in self.harmed:
                return self.harmed[at]
        return ""

    def candidates(self, mention: Mention) -> list[Candidate]:
        """The parties of the mention's sentence, and of others the nearest mention of each."""
        here = mention.sentence
        found = [
            Candidate(party, self._place(mention, party), here)
            for party in self.by_sentence.get(here, ())
        ]
        seen: set[str] = set()
        for sentence in self._others(here):
            for party in self.by_sentence.get(sentence, ()):
                if party.entity not in seen and (abs(sentence - here) <= 1 or party.named):
                    seen.add(party.entity)
                    found.append(Candidate(party, self._far(here, sentence), sentence))
        return found

    def _others(self, here: int) -> list[int]:
        back = list(range(here - 1, max(here - 1 - _BACK, -1), -1))
        ahead = [here + n for n in range(1, _AHEAD + 1)]
        rest = sorted(
            (
                n
                for n, parties in self.by_sentence.items()
                if 0 < abs(n - here) <= FAR
                and n not in back
                and n not in ahead
                and any(self.ranks.get(p.entity, _FREQUENT) < _FREQUENT for p in parties)
            ),
            key=lambda n: (n > here, abs(n - here)),
        )
        return [*back, *ahead, *rest]

    def _place(self, mention: Mention, party: Party) -> str:
        side = "after" if party.first >= mention.head.last else "before"
        return (
            f"clause-{side}" if mention.first <= party.first < mention.last else f"sentence-{side}"
        )

    def _far(self, here: int, sentence: int) -> str:
        zone = self.scene.sentences[sentence].zone
        if zone is ZoneKind.HEADLINE:
            return "headline"
        away = here - sentence
        if away < 0:
            return "next" if away >= -_AHEAD else "later"
        return f"back{away}" if away <= _BACK else "earlier"


def with_counted(parties: Sequence[Party], atoms: Sequence[Atom]) -> list[Party]:
    """The parties with those whom a bare count of dead or hurt speaks of ("30 dead")."""
    covered = {at for party in parties for at in range(party.start, party.last)}
    found = list(parties)
    for atom in atoms:
        span = range(atom.first, atom.last)
        if atom.count.high != 0 and covered.isdisjoint(span):
            covered.update(span)
            found.append(
                Party(
                    atom.first,
                    atom.last,
                    "counted",
                    atom.kind,
                    "Civilians",
                    sure="counted",
                    start=atom.first,
                )
            )
    return sorted(found, key=lambda party: party.first)


_CROWD = "protest"  # the triggers that name a crowd by what it does


def with_crowds(scene: Scene, parties: Sequence[Party]) -> list[Party]:
    """The parties with those who make up a protest that is named as such ("a demonstration")."""
    covered = {at for party in parties for at in range(party.first, party.last)}
    held = role_words(scene.analysed.language).class_of
    crowds = [
        Party(
            hit.first,
            hit.last,
            "protesters",
            hit.entry.lemma,
            "Protesters",
            "protesters",
            "protesters",
            hit.clitic,
            "crowd",
            hit.first,
        )
        for hit in scene.triggers
        if hit.entry.name == _CROWD
        and hit.entry.form.tense == "noun"
        and hit.entry.form.form not in held  # "gatherings of forces" are places held
        and covered.isdisjoint(range(hit.first, hit.last))
        and not is_drone(scene, hit.first)
    ]
    return sorted([*parties, *crowds], key=lambda party: party.first)
