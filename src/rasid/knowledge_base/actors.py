"""Takes knowledge/actors, gives the actors with their aliases, dates, parents and loaded terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from rasid.knowledge_base.alliances import Alliance, load_alliances
from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml, yaml_files
from rasid.knowledge_base.loaded_terms import load_loaded_terms
from rasid.knowledge_base.people import Nationality
from rasid.knowledge_base.states import STATES, state_entries
from rasid.model import SourceKind

FOLDER = "actors"
_QUOTES = str.maketrans("", "", "«»“”\"'()")
_SHORTEST_PLURAL = 5  # letters; shorter words in "un" are seldom plurals


class ActorKind(StrEnum):
    """What kind of party an actor is."""

    STATE_FORCES = "state_forces"
    POLICE = "police"
    GOVERNMENT = "government"
    DE_FACTO_AUTHORITY = "de_facto_authority"
    COALITION = "coalition"
    INTERNATIONAL = "international"
    REBEL = "rebel"
    JIHADIST = "jihadist"
    SEPARATIST = "separatist"
    MILITIA = "militia"
    TRIBAL = "tribal"
    POLITICAL = "political"
    PROTESTERS = "protesters"
    CIVILIANS = "civilians"
    UNIDENTIFIED = "unidentified"


_SPEAKERS = {
    ActorKind.STATE_FORCES: SourceKind.MILITARY,
    ActorKind.COALITION: SourceKind.MILITARY,
    ActorKind.POLICE: SourceKind.POLICE,
    ActorKind.GOVERNMENT: SourceKind.OFFICIAL,
    ActorKind.INTERNATIONAL: SourceKind.OFFICIAL,
    ActorKind.DE_FACTO_AUTHORITY: SourceKind.OFFICIAL,
    ActorKind.CIVILIANS: SourceKind.WITNESS,
    ActorKind.POLITICAL: SourceKind.OTHER,
    ActorKind.PROTESTERS: SourceKind.OTHER,
    ActorKind.UNIDENTIFIED: SourceKind.ANONYMOUS,
}


@dataclass(frozen=True, slots=True)
class Alias:
    """A name under which texts speak of an actor.

    `strong`: stands for the actor alone; weak ones need the actor, its country or its opponent
    named nearby. `place`: also the name of a place (a country, a capital). `neutral`: the word
    that a loaded term stands for, else None. `since`, `until`: first and last year, month or day
    of use (ISO prefix), where the name was given up.
    """

    text: str
    actor_id: str
    strong: bool
    neutral: str | None = None
    since: str | None = None
    until: str | None = None
    place: bool = False

    @property
    def loaded(self) -> bool:
        """True where the name judges while it names."""
        return self.neutral is not None


@dataclass(frozen=True, slots=True)
class Actor:
    """A party: armed group, force, government, coalition, or people without arms.

    `country`: ISO code of its home, None for none or several; `active_in`: others where it acts.
    `since`, `until`: its life as an ISO prefix ("2014-06"); `heir` then stands in its place.
    `inter`: ACLED's interaction code.
    """

    actor_id: str
    name: str
    name_ar: str
    kind: ActorKind
    country: str | None
    active_in: tuple[str, ...]
    parent: str | None
    since: str | None
    until: str | None
    inter: int
    aliases: tuple[Alias, ...]
    note: str = ""
    heir: str | None = None

    @property
    def source_kind(self) -> SourceKind:
        """What kind of source it is when it speaks (names of the annotation guidelines)."""
        return _SPEAKERS.get(self.kind, SourceKind.ARMED_GROUP)


@dataclass(frozen=True)
class Actors:
    """All actors by id, and by alias, and who fights beside whom."""

    by_id: Mapping[str, Actor]
    alliances: tuple[Alliance, ...] = ()

    @cached_property
    def by_alias(self) -> Mapping[str, tuple[Alias, ...]]:
        """Every spelling with the aliases it may be: one strong one, or several weak ones."""
        found: dict[str, list[Alias]] = {}
        for actor in self.by_id.values():
            for alias in actor.aliases:
                found.setdefault(alias.text, []).append(alias)
        return {text: tuple(aliases) for text, aliases in found.items()}

    def family(self, actor_id: str) -> tuple[str, ...]:
        """The actor's id and those of its parents, nearest first."""
        line = [actor_id]
        while (parent := self.by_id[line[-1]].parent) is not None:
            line.append(parent)
        return tuple(line)

    def in_force(self, actor_id: str, day: str) -> str:
        """The id of the actor or, after its end, of the heir that had its place on an ISO day."""
        actor = self.by_id[actor_id]
        over = actor.until is not None and day[: len(actor.until)] > actor.until
        return self.in_force(actor.heir, day) if over and actor.heir else actor_id

    @cached_property
    def _heirs(self) -> frozenset[str]:
        return frozenset(actor.heir for actor in self.by_id.values() if actor.heir)

    def inherits(self, actor_id: str) -> bool:
        """Whether the actor took the place of another."""
        return actor_id in self._heirs

    def kin_in_time(self, actor_id: str) -> tuple[str, ...]:
        """The ids of the heir of an actor and of those whose heir it is."""
        heir = self.by_id[actor_id].heir
        before = tuple(a.actor_id for a in self.by_id.values() if a.heir == actor_id)
        return (heir, *before) if heir else before

    def active(self, actor_id: str, day: str) -> bool:
        """Whether the actor existed on an ISO day, as far as its dates are known."""
        actor = self.by_id[actor_id]
        started = actor.since is None or actor.since <= day[: len(actor.since)]
        return started and (actor.until is None or day[: len(actor.until)] <= actor.until)


_NAMELESS = (ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.UNIDENTIFIED)
_NO_TANWIN = ("ة", "ا", "ى", "ء", "ون", "ين", "ان", "ات")


def accusative(alias: str) -> str | None:
    """The indefinite accusative of a single noun ("man" as object), None where it is not spelt."""
    if " " in alias or alias.startswith("ال") or alias.endswith(_NO_TANWIN):
        return None
    return alias + "ا"


@lru_cache(maxsize=20_000)
def spellings(alias: str) -> tuple[str, ...]:
    """The alias without quotation marks, and its object form ("-un" to "-in", "-u" to "-i")."""
    words = alias.translate(_QUOTES).split()
    plain = " ".join(words)
    first = words[0]
    if len(first) >= _SHORTEST_PLURAL and first.endswith("و") and len(words) > 1:
        return plain, " ".join([first[:-1] + "ي", *words[1:]])
    if "ون" not in plain:
        return (plain,)
    other = " ".join(
        word[:-2] + "ين" if len(word) >= _SHORTEST_PLURAL and word.endswith("ون") else word
        for word in words
    )
    return (plain, other) if other != plain else (plain,)


def _dated(fields: Fields) -> dict[str, tuple[str | None, str | None]]:
    dated = {}
    for where, data in fields.items("dated"):
        part = Fields(data, where)
        dated[part.text("alias")] = (part.optional("since"), part.optional("until"))
        part.done()
    return dated


def _neutral(text: str, loaded: Mapping[str, str]) -> str | None:
    """The neutral word where the text holds a loaded one."""
    words = text.split()
    if loaded.keys().isdisjoint(words):
        return None
    return next(loaded[word] for word in words if word in loaded)


def _written(alias: str, kind: ActorKind) -> tuple[str, ...]:
    other = accusative(alias) if kind in _NAMELESS else None
    return (*spellings(alias), other) if other else spellings(alias)


def _aliases(
    fields: Fields, actor_id: str, kind: ActorKind, loaded: Mapping[str, str]
) -> tuple[Alias, ...]:
    dated = _dated(fields)
    found: dict[str, Alias] = {}
    for strong in (True, False):
        for alias in fields.texts("strong" if strong else "weak"):
            since, until = dated.get(alias, (None, None))
            for text in _written(alias, kind):
                if text not in found:
                    neutral = _neutral(text, loaded)
                    found[text] = Alias(text, actor_id, strong, neutral, since, until)
    for text in fields.texts("places"):
        found.setdefault(text, Alias(text, actor_id, strong=False, place=True))
    for strong, texts in _english(fields):
        for text in texts:
            found.setdefault(text, Alias(text, actor_id, strong))
    return tuple(found.values())


def _english(fields: Fields) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """English names, strong and weak; a name with a bracket is a label that nobody writes."""
    name = fields.text("name")
    own = () if "(" in name else (name,)
    return (True, own + fields.texts("english")), (False, fields.texts("english_weak"))


def _actor(fields: Fields, loaded: Mapping[str, str]) -> Actor:
    actor_id = fields.text("id")
    inter = fields.whole("inter")
    if inter is None:
        fields.fail("inter should be ACLED's interaction code, 1 to 8")
    kind = fields.choice("kind", ActorKind)
    actor = Actor(
        actor_id=actor_id,
        name=fields.text("name"),
        name_ar=fields.text("name_ar"),
        kind=kind,
        country=fields.optional("country"),
        active_in=fields.texts("active_in"),
        parent=fields.optional("parent"),
        since=fields.optional("since"),
        until=fields.optional("until"),
        inter=inter,
        aliases=_aliases(fields, actor_id, kind, loaded),
        note=fields.optional("note") or "",
        heir=fields.optional("heir"),
    )
    fields.done()
    return actor


def _entries(root: Path, nationalities: Iterable[Nationality]) -> Iterable[tuple[str, Any]]:
    """Reviewed entries first, then the generated state actors, which give way to them."""
    for relative in yaml_files(root, FOLDER):
        if Path(relative).name.startswith("_"):
            continue
        fields = Fields(read_yaml(root, relative), relative)
        fields.text("source")
        for where, data in fields.items("actors"):
            yield (f"{relative}: {data.get('id')}" if isinstance(data, dict) else where), data
        fields.done()
    for entry in state_entries(root, nationalities):
        yield f"{STATES}: {entry['id']}", entry


def _without(actor: Actor, taken: Mapping[str, str], generated: bool, fields: Fields) -> Actor:
    """The actor without strong aliases that another has; an error among reviewed entries."""
    clashes = {a.text for a in actor.aliases if a.strong and a.text.casefold() in taken}
    if not clashes:
        return actor
    if not generated:
        text = min(clashes)
        fields.fail(f"strong alias {text!r} also belongs to {taken[text.casefold()]}")
    kept = tuple(a for a in actor.aliases if a.text not in clashes)
    return Actor(**{n: getattr(actor, n) for n in Actor.__slots__} | {"aliases": kept})


def load_actors(root: Path, nationalities: Iterable[Nationality]) -> Actors:
    """All actors; KnowledgeError for an id used twice, a missing parent, a shared strong alias."""
    loaded = load_loaded_terms(root)
    actors: dict[str, Actor] = {}
    taken: dict[str, str] = {}
    for where, data in _entries(root, nationalities):
        fields = Fields(data, where)
        actor = _actor(fields, loaded)
        if actor.actor_id in actors:
            fields.fail("this id is used twice")
        actor = _without(actor, taken, where.startswith(STATES), fields)
        taken.update({a.text.casefold(): actor.actor_id for a in actor.aliases if a.strong})
        actors[actor.actor_id] = actor
    for actor in actors.values():
        for what, other in (("parent", actor.parent), ("heir", actor.heir)):
            if other is not None and other not in actors:
                Fields({}, actor.actor_id).fail(f"its {what} {other!r} is no actor")
    return Actors(actors, load_alliances(root, actors))
