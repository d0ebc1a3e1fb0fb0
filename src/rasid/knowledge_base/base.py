"""The knowledge base: every kind of knowledge, read and checked when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from rasid.knowledge_base.actors import Actors, load_actors
from rasid.knowledge_base.event_types import Cue, EventType, load_cues, load_event_types
from rasid.knowledge_base.files import KNOWLEDGE, digest, read_yaml, yaml_files
from rasid.knowledge_base.loaded_terms import load_loaded_terms
from rasid.knowledge_base.people import Nationality, People, load_nationalities, load_people
from rasid.knowledge_base.reporting import Reporting, load_reporting
from rasid.knowledge_base.sources import Sources, load_sources
from rasid.knowledge_base.weapons import Weapon, load_weapons


class KnowledgeBase:
    """What Rasid knows without being told by an article.

    Each kind is loaded at first use, so that a command pays only for what it needs;
    KnowledgeError names the file and the entry that breaks a rule.
    """

    def __init__(self, root: Path = KNOWLEDGE) -> None:
        self.root = root

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that change with any knowledge file."""
        return digest(self.root)

    @cached_property
    def cues(self) -> Mapping[str, Cue]:
        """What may support a trigger from nearby, by id."""
        return load_cues(self.root)

    @cached_property
    def event_types(self) -> Mapping[str, EventType]:
        """The event types by code."""
        return load_event_types(self.root, self.cues)

    @cached_property
    def nationalities(self) -> tuple[Nationality, ...]:
        """Countries as actors and as adjectives."""
        return load_nationalities(self.root)

    @cached_property
    def actors(self) -> Actors:
        """Armed groups, forces, governments, coalitions and people without arms."""
        return load_actors(self.root, self.nationalities)

    @cached_property
    def loaded_terms(self) -> Mapping[str, str]:
        """Words that judge while they name, in every form, each with its neutral word."""
        return load_loaded_terms(self.root)

    @cached_property
    def people(self) -> People:
        """Nouns for people, what is done to them, and who speaks in what office."""
        return load_people(self.root, self.nationalities)

    @cached_property
    def weapons(self) -> tuple[Weapon, ...]:
        """Words for weapons and means, with their class."""
        return load_weapons(self.root)

    @cached_property
    def reporting(self) -> Reporting:
        """Words of saying, hedges, anonymity, modality, and subjects that are no conflict."""
        return load_reporting(self.root)

    @cached_property
    def sources(self) -> Sources:
        """Outlets, agencies and monitors."""
        return load_sources(self.root)

    def table(self, relative: str) -> Any:
        """The raw content of one YAML file, as "languages/ar/months.yml"."""
        return read_yaml(self.root, relative)

    def files(self, folder: str) -> list[str]:
        """The YAML files under a folder, sorted, each in the form that `table` takes."""
        return yaml_files(self.root, folder)

    def path(self, relative: str) -> Path:
        """Where a file of the knowledge folder lies, for readers of CSV tables."""
        return self.root / relative


@lru_cache(maxsize=4)
def load(root: Path = KNOWLEDGE) -> KnowledgeBase:
    """The knowledge base of the package (or of another folder), shared by all callers."""
    return KnowledgeBase(root)
