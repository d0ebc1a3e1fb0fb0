"""Knowledge files: one meaning for each property name, and errors that name file and entry."""

from __future__ import annotations

import shutil

import pytest

from rasid.errors import KnowledgeError
from rasid.knowledge_base import catalogue
from rasid.knowledge_base.base import KnowledgeBase
from rasid.knowledge_base.files import KNOWLEDGE, read_yaml, yaml_files

FOLDERS = ("event_types", "actors", "sources", "reporting", "people", "weapons")
# Keys that are values of an enumeration or codes, not names of properties.
LANGUAGES = {"ar", "en"}
NAMED_BY_ENTRY = {"modality", "contexts", "harms", "overrides"}


@pytest.fixture
def copy(tmp_path):
    """A copy of the knowledge folder that a test may break, and a knowledge base over it."""
    for folder in FOLDERS:
        shutil.copytree(KNOWLEDGE / folder, tmp_path / folder)

    def broken(relative, old, new):
        path = tmp_path / relative
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return KnowledgeBase(tmp_path)

    return broken


def properties(data, inside=""):
    """Every property name with the type of its value; cues, codes and languages are no names."""
    if isinstance(data, list):
        for element in data:
            yield from properties(element, inside)
    if not isinstance(data, dict):
        return
    for name, value in data.items():
        if name not in LANGUAGES and inside not in NAMED_BY_ENTRY:
            yield name, type(value).__name__
        yield from properties(value, name)


def test_same_property_name_means_same_type():
    types = {}
    for folder in FOLDERS:
        for relative in yaml_files(KNOWLEDGE, folder):
            data = read_yaml(KNOWLEDGE, relative)
            data = list(data.values()) if relative.endswith("_cues.yml") else data
            for name, kind in properties(data):
                types.setdefault(name, {}).setdefault(kind, set()).add(relative)
    assert {name: kinds for name, kinds in types.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("relative", "old", "new", "kind", "names"),
    [
        (
            "event_types/grenade.yml",
            "gloss: hand grenade",
            "glos: hand grenade",
            "event_types",
            ("event_types/grenade.yml", "strong[0]", "gloss"),
        ),
        (
            "event_types/grenade.yml",
            "code: grenade",
            "code: granade",
            "event_types",
            ("event_types/grenade.yml", "granade"),
        ),
        (
            "event_types/grenade.yml",
            "needs: [grenade]",
            "needs: [grenad]",
            "event_types",
            ("event_types/grenade.yml", "grenad"),
        ),
        (
            "event_types/grenade.yml",
            "event_type: explosions",
            "event_type: explosion",
            "event_types",
            ("event_types/grenade.yml", "one of battles"),
        ),
        (
            "actors/lebanon.yml",
            "kind: militia, country: LB, active_in: [SY]",
            "kind: milita, country: LB, active_in: [SY]",
            "actors",
            ("actors/lebanon.yml", "hezbollah", "milita"),
        ),
        (
            "actors/lebanon.yml",
            "id: amal,",
            "id: hezbollah,",
            "actors",
            ("actors/lebanon.yml", "hezbollah", "twice"),
        ),
        (
            "actors/lebanon.yml",
            "strong: [حركة أمل",  # Amal Movement
            "strong: [حزب الله",  # Hezbollah, which belongs to another
            "actors",
            ("actors/lebanon.yml", "amal", "hezbollah"),
        ),
        (
            "actors/lebanon.yml",
            "parent: al_qaeda",
            "parent: al_kaida",
            "actors",
            ("abdullah_azzam", "al_kaida"),
        ),
        (
            "sources/outlets.yml",
            "affiliation: private, owner: Thomson Reuters",
            "affiliation: privat, owner: Thomson Reuters",
            "sources",
            ("sources/outlets.yml", "reuters", "privat"),
        ),
        (
            "reporting/verbs.yml",
            "stance: neutral",
            "stance: neutrall",
            "reporting",
            ("reporting/verbs.yml", "verbs[0]", "neutrall"),
        ),
        (
            "weapons/weapons.yml",
            "weapon_class: aircraft",
            "weapon_class: aircraft, colour: grey",
            "weapons",
            ("weapons/weapons.yml", "colour"),
        ),
        (
            "people/nouns.yml",
            "nouns:",
            "nouns: [",
            "people",
            ("people/nouns.yml", "YAML"),
        ),
    ],
)
def test_errors_name_file_and_entry(copy, relative, old, new, kind, names):
    kb = copy(relative, old, new)
    with pytest.raises(KnowledgeError) as caught:
        getattr(kb, kind)
    for name in names:
        assert name in str(caught.value)
    assert caught.value.hint


def test_a_missing_file_is_named(copy, tmp_path):
    kb = copy("weapons/weapons.yml", "weapons:", "weapons:")
    (tmp_path / "weapons/weapons.yml").unlink()
    with pytest.raises(KnowledgeError, match=r"weapons/weapons\.yml"):
        _ = kb.weapons


def test_version_changes_with_any_file(copy):
    kb = copy("weapons/weapons.yml", "gloss: aircraft", "gloss: aircraft")
    before = kb.version
    changed = copy("weapons/weapons.yml", "gloss: aircraft", "gloss: an aircraft")
    assert len(before) == 12
    assert changed.version != before


def test_every_kind_loads():
    kb = KnowledgeBase()
    assert kb.event_types
    assert kb.actors.by_id
    assert kb.sources.by_id
    assert kb.people.nouns
    assert kb.weapons
    assert kb.reporting.verbs


def test_the_catalogue_lists_every_type_and_counts_the_rest():
    kb = KnowledgeBase()
    page = catalogue(kb)
    assert all(f"| `{code}` |" in page for code in kb.event_types)
    assert kb.version in page
    rows = [line.strip("| ").split(" | ") for line in page.split("## Actors")[1].splitlines()]
    counted = sum(int(row[-1]) for row in rows if row[-1].isdigit() and len(row) == 2)
    assert counted == len(kb.actors.by_id)
