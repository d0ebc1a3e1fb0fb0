"""How much of annotated news the word lists know; floors that may rise but not fall."""

from __future__ import annotations

import json
import re
from collections import defaultdict

import pytest

from rasid.knowledge_base import load
from rasid.language.arabic.clitics import variants
from rasid.language.arabic.inflect import inflect
from rasid.language.arabic.normalise import fold

LEAST_TRIGGERS = 0.985  # share of annotated triggers that hold a word of the trigger lists
LEAST_OWN_TYPE = 0.96  # … of the lists of their own type
LEAST_ACTORS = 0.80  # share of annotated parties in which an alias stands

pytestmark = pytest.mark.shared


def events(shared):
    with (shared / "gold" / "train_gold.jsonl").open(encoding="utf-8") as lines:
        return [event for line in lines for event in json.loads(line)["events"]]


class Phrases:
    """Folded phrases by their first word."""

    def __init__(self):
        self.by_first = defaultdict(list)

    def add(self, form, value):
        words = re.findall(r"\w+", form)
        if words:
            self.by_first[words[0]].append((words[1:], value))

    def find(self, text):
        words = re.findall(r"\w+", fold(text))
        return {
            value
            for at, word in enumerate(words)
            for variant in variants(word)
            for rest, value in self.by_first.get(variant, ())
            if words[at + 1 : at + 1 + len(rest)] == rest
        }


def test_annotated_triggers_hold_words_of_the_lists(shared):
    lists = Phrases()
    for event_type in load().event_types.values():
        for trigger in event_type.triggers["ar"]:
            for form in inflect(trigger.word):
                lists.add(form, trigger.type)
    gold = events(shared)
    found = [(event["type"], lists.find(event["trigger"])) for event in gold]
    assert sum(bool(types) for _, types in found) / len(gold) >= LEAST_TRIGGERS
    assert sum(own in types for own, types in found) / len(gold) >= LEAST_OWN_TYPE


def test_annotated_parties_hold_aliases(shared):
    aliases = Phrases()
    for text in load().actors.by_alias:
        aliases.add(fold(text), text)
    parties = [p for e in events(shared) for r in ("initiators", "targets") for p in e[r]]
    known = sum(bool(aliases.find(party["text"])) for party in parties)
    assert known / len(parties) >= LEAST_ACTORS
