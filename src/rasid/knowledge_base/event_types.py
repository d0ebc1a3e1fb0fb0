"""Takes knowledge/event_types, gives the event types with triggers, roles and public codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml, yaml_files
from rasid.knowledge_base.words import Word, read_word

FOLDER = "event_types"
CUES = f"{FOLDER}/_cues.yml"


class EventClass(StrEnum):
    """The six event types of ACLED's codebook, under which the sub-event types stand."""

    BATTLES = "battles"
    EXPLOSIONS = "explosions"
    VIOLENCE_AGAINST_CIVILIANS = "violence_against_civilians"
    PROTESTS = "protests"
    RIOTS = "riots"
    STRATEGIC = "strategic"


@dataclass(frozen=True, slots=True)
class Codes:
    """The same event type in public codebooks: ACLED, PLOVER and UCDP.

    `ucdp` is UCDP's type of violence (1 state-based, 2 non-state, 3 one-sided), None where UCDP
    codes no such event; `ucdp_note` says when another type applies.
    """

    acled_event_type: str
    acled_sub_event_type: str
    plover_type: str
    plover_mode: str | None
    ucdp: int | None
    ucdp_note: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Something near a trigger that supports it: classes of words, or words of its own.

    `foreign`: also state forces of another country than the place's; `english`: the words that
    support English triggers, whatever their class.
    """

    cue_id: str
    gloss: str
    weapons: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    foreign: bool = False
    english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event of `type`; `strong` where it nearly always does so."""

    type: str
    strong: bool
    word: Word


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences in which a trigger of the type must, or must not, stand."""

    match: tuple[str, ...]
    no_match: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One sub-event type: what it is, who takes part, its words and its public codes."""

    code: str
    label: Mapping[str, str]
    event_class: EventClass
    definition: str
    roles: Mapping[str, str]
    codes: Codes
    triggers: Mapping[str, tuple[Trigger, ...]]
    examples: Mapping[str, Examples]


def _labels(fields: Fields) -> dict[str, str]:
    labels = {language: fields.text(language) for language in ("en", "ar")}
    fields.done()
    return labels


def _codes(fields: Fields) -> Codes:
    acled, plover, ucdp = fields.part("acled"), fields.part("plover"), fields.part("ucdp")
    codes = Codes(
        acled_event_type=acled.text("event_type"),
        acled_sub_event_type=acled.text("sub_event_type"),
        plover_type=plover.text("type"),
        plover_mode=plover.optional("mode"),
        ucdp=ucdp.whole("type_of_violence"),
        ucdp_note=ucdp.optional("note") or "",
    )
    for part in (acled, plover, ucdp, fields):
        part.done()
    return codes


def _triggers(fields: Fields, code: str, cues: Mapping[str, Cue]) -> dict[str, tuple[Trigger, ...]]:
    triggers: dict[str, tuple[Trigger, ...]] = {}
    for language in fields.keys():  # noqa: SIM118 Fields is no mapping
        part, found = fields.part(language), []
        for strength in ("strong", "weak"):
            for where, data in part.items(strength):
                word = read_word(data, where, language)
                for cue in (*word.needs, *word.gives):
                    if cue not in cues:
                        part.fail(f"{word.word} leans on the cue {cue!r}, which {CUES} lacks")
                found.append(Trigger(code, strength == "strong", word))
        part.done()
        triggers[language] = tuple(found)
    return triggers


def _examples(fields: Fields) -> dict[str, Examples]:
    examples = {}
    for language in fields.keys():  # noqa: SIM118 Fields is no mapping
        part = fields.part(language)
        examples[language] = Examples(part.texts("match"), part.texts("no_match"))
        part.done()
    return examples


def _event_type(fields: Fields, code: str, cues: Mapping[str, Cue]) -> EventType:
    if fields.text("code") != code:
        fields.fail(f"code is {fields.text('code')!r}, but the file is named {code!r}")
    roles = fields.part("roles")
    event_type = EventType(
        code=code,
        label=_labels(fields.part("label")),
        event_class=fields.choice("event_type", EventClass),
        definition=fields.text("definition"),
        roles={name: roles.text(name) for name in roles.keys()},  # noqa: SIM118 no mapping
        codes=_codes(fields.part("codes")),
        triggers=_triggers(fields.part("triggers"), code, cues),
        examples=_examples(fields.part("examples")),
    )
    fields.done()
    return event_type


def _cue(fields: Fields, cue_id: str) -> Cue:
    cue = Cue(
        cue_id=cue_id,
        gloss=fields.text("gloss"),
        weapons=fields.texts("weapons"),
        people=fields.texts("people"),
        actors=fields.texts("actors"),
        words=tuple(read_word(data, where) for where, data in fields.items("words")),
        foreign=fields.flag("foreign"),
        english=fields.texts("english"),
    )
    fields.done()
    return cue


def load_cues(root: Path) -> dict[str, Cue]:
    """The cues that triggers may need or give, by id."""
    raw: Any = read_yaml(root, CUES)
    fields = Fields(raw, CUES)
    return {cue_id: _cue(fields.part(cue_id), cue_id) for cue_id in fields.keys()}  # noqa: SIM118


def load_event_types(root: Path, cues: Mapping[str, Cue]) -> dict[str, EventType]:
    """The event types by code, in the order of their file names."""
    types = {}
    for relative in yaml_files(root, FOLDER):
        if relative == CUES:
            continue
        code = Path(relative).stem
        types[code] = _event_type(Fields(read_yaml(root, relative), relative), code, cues)
    return types
