"""The knowledge of page furniture: loaded, glossed, and its errors name the entry."""

from __future__ import annotations

import pytest
import yaml

from rasid import knowledge_base
from rasid.collect import phrases
from rasid.collect.lines import goes_on
from rasid.collect.phrases import load_phrases, words_of
from rasid.errors import KnowledgeError


def test_lists_do_not_contradict_one_another():
    known = load_phrases()
    assert known.menu.holds(words_of("الرئيسية"))
    assert known.end_headings.begins(words_of("التعليقات (12)")) == 1
    assert known.pointers.begins(words_of("اقرأ أيضًا: خبر")) == 2
    assert not known.end_headings.begins(words_of("اقرأ أيضا"))


@pytest.mark.parametrize(
    ("line", "goes"),
    [("وأضاف المصدر", True), ("كما قصفت", True), ("من جهته، قال", True),
     ("وزير الدفاع يزور", False), ("واشنطن تعلن", False), ("قصف على البلدة", False),
     ("و", False), ("", False)],
)  # fmt: skip
def test_paragraphs_that_go_on(line, goes):
    assert goes_on(words_of(line)) is goes


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"menu": [{"text": "x"}]}, "gloss"),
        ({"menu": [{"gloss": "x"}]}, "should hold entries"),
        ({"menu": "x"}, "list of entries"),
        ({"tails": [{"pattern": "x", "kind": "odd", "gloss": "x"}]}, "kind should be one of"),
        ({"unknown": []}, "no known list"),
    ],
)
def test_errors_name_the_entry(tmp_path, monkeypatch, change, message):
    table = knowledge_base.load().table("collect/furniture.yml") | change
    (tmp_path / "collect").mkdir()
    (tmp_path / "collect" / "furniture.yml").write_text(yaml.safe_dump(table), encoding="utf-8")
    monkeypatch.setattr(
        phrases.knowledge_base, "load", lambda: knowledge_base.KnowledgeBase(tmp_path)
    )
    load_phrases.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match=message) as error:
            load_phrases()
        assert error.value.subject.startswith("collect/furniture.yml")
    finally:
        load_phrases.cache_clear()
