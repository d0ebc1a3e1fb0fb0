"""Takes knowledge/people, gives nationalities, nouns for people, and who speaks in what office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml
from rasid.knowledge_base.words import Word, read_word, word_from
from rasid.model import SourceKind

NATIONALITIES = "people/nationalities.yml"
NOUNS = "people/nouns.yml"
OFFICES = "people/offices.yml"


class PersonCategory(StrEnum):
    """What a noun says of the people it names."""

    CIVILIAN = "civilian"
    CHILD = "child"
    WOMAN = "woman"
    WORKER = "worker"
    JOURNALIST = "journalist"
    MEDIC = "medic"
    AID_WORKER = "aid_worker"
    OFFICIAL = "official"
    CLERIC = "cleric"
    DISPLACED = "displaced"
    DETAINEE = "detainee"
    SUSPECT = "suspect"
    PROTESTER = "protester"
    SOLDIER = "soldier"
    POLICE = "police"
    COMMANDER = "commander"
    FIGHTER = "fighter"
    GUNMAN = "gunman"
    CASUALTY = "casualty"
    PERSON = "person"


class Side(StrEnum):
    """Whose losses a noun counts: the line between civilians and those who carry arms."""

    CIVILIAN = "civilian"
    ARMED = "armed"
    POLICE = "police"
    ANY = "any"


_SIDES = {
    PersonCategory.SOLDIER: Side.ARMED,
    PersonCategory.COMMANDER: Side.ARMED,
    PersonCategory.FIGHTER: Side.ARMED,
    PersonCategory.GUNMAN: Side.ARMED,
    PersonCategory.POLICE: Side.POLICE,
    PersonCategory.CASUALTY: Side.ANY,
    PersonCategory.PERSON: Side.ANY,
    PersonCategory.SUSPECT: Side.ANY,
}


class Harm(StrEnum):
    """What a casualty noun or verb says was done to people."""

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Nationality:
    """A country as an actor and as an adjective (`adjective` is masculine singular)."""

    country: str
    name: str
    demonym: str
    name_ar: str
    adjective: str
    forms: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def adjectives(self) -> tuple[str, ...]:
        """The adjective in its spellings; broken plurals are left out."""
        return (self.adjective, *(form for form in self.forms if form.endswith("ي")))


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for people hurt, held or fighting; `harm` where the noun itself tells it."""

    word: Word
    category: PersonCategory
    harm: Harm | None = None

    @property
    def side(self) -> Side:
        """Civilian, armed, police, or any."""
        return _SIDES.get(self.category, Side.CIVILIAN)


@dataclass(frozen=True, slots=True)
class Office:
    """A rank, title, trade or body that speaks, with the kind of source it is."""

    word: Word
    source_kind: SourceKind
    anonymous: bool


@dataclass(frozen=True)
class People:
    """All that is known of words for people."""

    nationalities: tuple[Nationality, ...]
    peoples: tuple[Word, ...]
    nouns: tuple[PersonNoun, ...]
    harms: Mapping[Harm, tuple[Word, ...]]
    members: tuple[Word, ...]
    offices: tuple[Office, ...]

    @cached_property
    def by_country(self) -> Mapping[str, Nationality]:
        """Nationalities by ISO code."""
        return {nationality.country: nationality for nationality in self.nationalities}


def _nationality(fields: Fields) -> Nationality:
    nationality = Nationality(
        country=fields.text("country"),
        name=fields.text("name"),
        demonym=fields.text("demonym"),
        name_ar=fields.text("name_ar"),
        adjective=fields.text("adjective"),
        forms=fields.texts("forms"),
        names=fields.texts("names"),
    )
    fields.done()
    return nationality


def _noun(fields: Fields) -> PersonNoun:
    noun = PersonNoun(
        word=word_from(fields),
        category=fields.choice("category", PersonCategory),
        harm=fields.choice("harm", Harm) if "harm" in fields else None,
    )
    fields.done()
    return noun


def _office(fields: Fields) -> Office:
    office = Office(
        word_from(fields), fields.choice("source_kind", SourceKind), fields.flag("anonymous")
    )
    fields.done()
    return office


def load_nationalities(root: Path) -> tuple[Nationality, ...]:
    """The countries as actors and adjectives, in the order of the file."""
    fields = Fields(read_yaml(root, NATIONALITIES), NATIONALITIES)
    return tuple(_nationality(Fields(d, w)) for w, d in fields.items("nationalities"))


def load_people(root: Path, nationalities: tuple[Nationality, ...]) -> People:
    """Nationalities, nouns, harms, members' nouns and offices."""
    nations = Fields(read_yaml(root, NATIONALITIES), NATIONALITIES)
    nouns = Fields(read_yaml(root, NOUNS), NOUNS)
    offices = Fields(read_yaml(root, OFFICES), OFFICES)
    harms = nouns.part("harms")
    people = People(
        nationalities=nationalities,
        peoples=tuple(read_word(data, where) for where, data in nations.items("peoples")),
        nouns=tuple(_noun(Fields(data, where)) for where, data in nouns.items("nouns")),
        harms={
            harm: tuple(read_word(data, where) for where, data in harms.items(harm))
            for harm in Harm
        },
        members=tuple(read_word(data, where) for where, data in nouns.items("members")),
        offices=tuple(_office(Fields(data, where)) for where, data in offices.items("offices")),
    )
    nations.items("nationalities")
    for fields in (nations, nouns, offices, harms):
        fields.get("source")
        fields.done()
    return people
