"""The only reader of the knowledge folder: names, words, codes and tables that experts edit."""

from rasid.knowledge_base.base import KnowledgeBase, load
from rasid.knowledge_base.event_types import Codes, Cue, EventClass, EventType, Trigger
from rasid.knowledge_base.words import Word, WordKind

__all__ = [
    "Codes",
    "Cue",
    "EventClass",
    "EventType",
    "KnowledgeBase",
    "Trigger",
    "Word",
    "WordKind",
    "load",
]
