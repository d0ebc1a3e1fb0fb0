"""The only reader of the knowledge folder: names, words, codes and tables that experts edit."""

from rasid.knowledge_base.actors import Actor, ActorKind, Actors, Alias
from rasid.knowledge_base.alliances import Alliance
from rasid.knowledge_base.base import KnowledgeBase, load
from rasid.knowledge_base.event_types import Codes, Cue, EventClass, EventType, Trigger
from rasid.knowledge_base.listing import catalogue
from rasid.knowledge_base.people import Harm, Nationality, Office, People, PersonCategory, Side
from rasid.knowledge_base.reporting import Context, ModalityCue, Reporting, SayingWord, Stance
from rasid.knowledge_base.sources import Source, Sources
from rasid.knowledge_base.weapons import Weapon, WeaponClass
from rasid.knowledge_base.words import Word, WordKind

__all__ = [
    "Actor",
    "ActorKind",
    "Actors",
    "Alias",
    "Alliance",
    "Codes",
    "Context",
    "Cue",
    "EventClass",
    "EventType",
    "Harm",
    "KnowledgeBase",
    "ModalityCue",
    "Nationality",
    "Office",
    "People",
    "PersonCategory",
    "Reporting",
    "SayingWord",
    "Side",
    "Source",
    "Sources",
    "Stance",
    "Trigger",
    "Weapon",
    "WeaponClass",
    "Word",
    "WordKind",
    "catalogue",
    "load",
]
