"""Every code and sentence that the server may send has words in both languages at the desk."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest
import yaml

from rasid import knowledge_base, model, pipeline
from rasid.pipeline import review

ROOT = Path(__file__).resolve().parents[2]
I18N = ROOT / "desk/src/i18n"
_ARABIC = re.compile("[\u0621-\u064a]")
_ENTRY = re.compile(r'(?:"([^"]+)"|([A-Za-z_]\w*)): \["([^"]*)", "([^"]*)"\]')


def _groups() -> dict[str, dict[str, tuple[str, str]]]:
    """The desk's words by group and code, as codes.ts holds them."""
    text = (I18N / "codes.ts").read_text(encoding="utf-8")
    parts = re.split(r"^  (\w+): \{", text, flags=re.MULTILINE)
    return {
        name: {quoted or bare: (en, ar) for quoted, bare, en, ar in _ENTRY.findall(body)}
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


GROUPS = _groups()


def _words_of(enum: type[Enum]) -> set[str]:
    return {member.value for member in enum}


def _linking() -> dict[str, set[str]]:
    path = ROOT / "src/rasid/link/weights.yml"
    table: dict[str, dict[str, object]] = yaml.safe_load(path.read_text())["comparisons"]
    return {name: set(levels) for name, levels in table.items()}


def _actions() -> set[str]:
    """What the store writes into its log, as its code names it."""
    code = "".join(path.read_text() for path in (ROOT / "src/rasid/store").glob("*.py"))
    return set(re.findall(r'Entry\(\s*\w+(?:\.\w+)*,\s*"([a-z. ]+)"', code))


NEEDED: dict[str, set[str]] = {
    "grade": _words_of(model.Grade),
    "review": _words_of(model.Review),
    "place": _words_of(model.PlacePrecision),
    "date": _words_of(model.DatePrecision),
    "modality": _words_of(model.Modality),
    "rule": _words_of(model.TollRule),
    "kind": _words_of(model.ClaimKind) | _words_of(model.IndicatorKind),
    "speaker": _words_of(model.SourceKind),
    "unit": _words_of(model.Unit),
    "direction": _words_of(model.Direction),
    "change": _words_of(model.ChangeKind),
    "decision": _words_of(model.DecisionKind) - {"reverse"},
    "action": _actions(),
    "field": set(_linking()),
    "level": set().union(*_linking().values()),
    "measure": set(knowledge_base.load().table("statements/ar/measures.yml")["measures"]),
    "format": set(pipeline.EXPORTERS),
    "because": set(re.findall(r'Why\(\s*"(\w+)"', Path(review.__file__).read_text())),
}


@pytest.mark.parametrize("group", NEEDED)
def test_every_code_has_its_words(group: str) -> None:
    assert NEEDED[group]
    assert NEEDED[group] - set(GROUPS[group]) == set()


def test_words_are_arabic_in_arabic() -> None:
    for group, words in GROUPS.items():
        for code, (english, arabic) in words.items():
            if english and group != "format":
                assert _ARABIC.search(arabic), (group, code)
                assert not _ARABIC.search(english), (group, code)


def test_both_vocabularies_hold_the_same_keys() -> None:
    keys = {
        language: re.findall(r"^  (\w+): ", (I18N / f"{language}.ts").read_text(), re.MULTILINE)
        for language in ("ar", "en")
    }
    assert sorted(keys["ar"]) == sorted(keys["en"])
    assert len(set(keys["ar"])) == len(keys["ar"])


def test_every_concept_of_events_is_worded() -> None:
    text = (I18N / "sentences.ts").read_text(encoding="utf-8")
    known = set(re.findall(r'(\w+): "', text.split("CONCEPTS", 1)[1].split("};", 1)[0]))
    concepts = set(knowledge_base.load().table("reading/ar_triggers.yml")["concepts"])
    assert concepts - known == set()


def test_units_actors_and_types_have_arabic_names() -> None:
    words = pipeline.vocabulary()
    named = [
        *(unit["name_ar"] for unit in words["admin1"]),
        *words["actors"].values(),
        *(kind["label"]["ar"] for kind in words["event_types"]),
        *(one["label"]["ar"] for one in words["classes"]),
    ]
    assert [name for name in named if not _ARABIC.search(name)] == []


def _place_reasons() -> set[str]:
    """The reasons for places as the code of `locate` words them, names put in."""
    code = "".join(path.read_text() for path in (ROOT / "src/rasid/locate").glob("*.py"))
    told = set(re.findall(r'reason ?= ?f?"([^"]+)"', code))
    weighed = set(re.findall(r'[(\[]f?"([a-z][^"]*)", (?:w\.|entry\.prior|fit\b)', code))
    wanted = set(re.findall(r'return \([^"\n]*\), "([^"]+)"', code))
    parts = {part.strip() for reason in told for part in reason.split(";")}
    return {
        re.sub(r"{[^}]*}", "X", reason)
        for reason in parts | wanted | {f"{reason} +1.0" for reason in weighed}
    }


def _patterns(name: str) -> list[str]:
    text = (I18N / "sentences.ts").read_text(encoding="utf-8")
    body = text.split(f"const {name}: Sentence[] = [", 1)[1].split("\n];", 1)[0]
    return re.findall(r"\[/(\^.*?\$)/, ", body)


def test_every_reason_for_a_place_is_worded() -> None:
    patterns = [
        re.compile(pattern.replace("border with X", ".+")) for pattern in _patterns("PLACES")
    ]
    reasons = _place_reasons() - {"X", "undecided between places of this name: X"}
    assert len(reasons) > 15
    unworded = {
        reason
        for reason in reasons
        if not any(p.search(reason.replace("the X", "the border with X")) for p in patterns)
    }
    assert unworded == set()


def test_every_refusal_that_the_desk_may_meet_is_worded() -> None:
    """What the API and the review say where they refuse."""
    folders = [ROOT / "src/rasid/api", ROOT / "src/rasid/api/routers"]
    code = "".join(path.read_text() for folder in folders for path in folder.glob("*.py"))
    code += (ROOT / "src/rasid/pipeline/review.py").read_text()
    said = set(
        re.findall(r'(?:RefusedError|UsageError|ConflictError)\(\s*(?:\d+, )?f?"([^"]+)"', code)
    )
    said |= set(re.findall(r'hint=f?"([^"]+)"', code))
    patterns = [re.compile(pattern) for pattern in _patterns("REFUSALS")]
    told = {re.sub(r"{[^}]*}", "7" if "bytes" in words else "X", words) for words in said}
    assert len(told) > 15
    assert {words for words in told if not any(p.search(words) for p in patterns)} == set()
