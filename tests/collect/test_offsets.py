"""Offset maps: every mapped stretch stands in the raw bytes exactly as in the text."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.collect.draft import Draft
from rasid.collect.jsonl import read_record
from rasid.collect.offsets import charset_of, hide_markup, raw_span
from rasid.collect.page import read_page
from rasid.collect.text import read_text
from rasid.errors import InputError

WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["شنت", "طائرات", "غارتين", "على", "القرية", "الفجر،", "أمس.", "العراق", "«دير»"]
        ),
        st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإةى0123456789.،:", min_size=1, max_size=8),
    ),
    min_size=3,
    max_size=40,
).map(" ".join)
ANY = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))


def mapped(draft: Draft) -> int:
    """Check every stretch of the draft's map; the number of characters mapped."""
    charset = charset_of(draft.raw)
    last = 0
    stretches = zip(
        draft.offsets.text_starts, draft.offsets.raw_starts, draft.offsets.lengths, strict=True
    )
    for start, at, length in stretches:
        assert length > 0
        assert start >= last
        last = start + length
        words = draft.text[start:last]
        size = len(words.encode(charset))
        assert draft.raw.content[at : at + size].decode(charset) == words
    assert last <= len(draft.text)
    return sum(draft.offsets.lengths)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso8859-6"])
@given(lines=st.lists(WORDS, min_size=2, max_size=6), end=st.sampled_from(["\n", "\r\n", "\n\n"]))
@settings(max_examples=40, deadline=None)
def test_text_in_every_encoding(charset: str, lines: list[str], end: str) -> None:
    content = end.join(lines).encode(charset, "ignore")
    draft = read_text(content, "a.txt")
    assert mapped(draft) >= len("".join(draft.text.split())) * 0.8


@given(title=ANY, body=ANY, ascii_only=st.booleans(), spaced=st.booleans())
@settings(max_examples=200, deadline=None)
def test_json_lines(title: str, body: str, ascii_only: bool, spaced: bool) -> None:
    record = {"text": body, "other": {"text": "x"}, "title": title}
    line = json.dumps(record, ensure_ascii=ascii_only, indent=1 if spaced else None)
    draft = read_record(line.encode("utf-8", "surrogatepass"), "a.jsonl:1")
    assert (draft.title, draft.body) == (title, body)
    mapped(draft)


def test_json_line_without_escapes_is_mapped_whole(record):
    draft = read_record(record(text="نص قصير عن القرية").encode(), "a:1")
    assert mapped(draft) == len(draft.title) + len(draft.body)


@given(
    paragraphs=st.lists(WORDS, min_size=2, max_size=6), charset=st.sampled_from(["utf-8", "cp1256"])
)
@settings(max_examples=40, deadline=None)
def test_pages(paragraphs: list[str], charset: str) -> None:
    body = "".join(f"<p>{html.escape(text)}&nbsp;<b>x</b></p>" for text in paragraphs)
    source = f'<html><head><meta charset="{charset}"><title>عنوان</title></head><body>{body}</body>'
    try:
        draft = read_page(source.encode(charset, "xmlcharrefreplace"), "a.html")
    except InputError:
        return
    mapped(draft)


def test_page_maps_the_visible_text_not_its_copy_in_a_script(page, paragraphs):
    script = f'<script>var x = "{paragraphs[0]}";</script>'
    content = page(head=script).encode()
    draft = read_page(content, "a.html")
    start = draft.text.index(paragraphs[0])
    span = raw_span(draft.raw, draft.offsets, draft.text, start, start + len(paragraphs[0]))
    assert span is not None
    assert content[span[0] : span[1]].decode() == paragraphs[0]
    assert content[span[0] - 3 : span[0]] == b"<p>"


@given(st.text(alphabet="<>/!-abscript \n\"'=ا", max_size=200))
@settings(max_examples=200, deadline=None)
def test_hiding_markup_keeps_every_offset(source: str) -> None:
    hidden = hide_markup(source)
    assert len(hidden) == len(source)
    assert all(new in (old, "\0") for old, new in zip(source, hidden, strict=True))


def test_span_over_a_gap_is_not_claimed(record):
    draft = read_record(record(text="سطر أول\nسطر ثان").encode(), "a:1")
    start = draft.text.index("سطر")
    assert raw_span(draft.raw, draft.offsets, draft.text, start, start + 7) is not None
    assert raw_span(draft.raw, draft.offsets, draft.text, start, start + 12) is None
