"""Bad input is a designed case: named, with the way out, and the others are still done."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from rasid.collect import Collected, CollectOptions, Skipped, collect

GOOD = "عنوان الخبر الأول\n\nقال سكان القرية إن طائرات قصفت أطرافها فجر اليوم ولم يصب أحد."


def one(path, options=None):
    """The only outcome of a path, which must be a Skipped that names it and the way out."""
    outcomes = list(collect([path], options))
    assert len(outcomes) == 1
    skipped = outcomes[0]
    assert isinstance(skipped, Skipped), skipped
    assert skipped.error.hint
    assert skipped.error.subject
    assert str(path) in skipped.origin
    return skipped.error.message


def write(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_empty(tmp_path):
    assert one(write(tmp_path, "a.txt", b"")) == "is empty"
    assert one(write(tmp_path, "b.txt", b" \n\n\t")) == "is empty"
    assert one(write(tmp_path, "c.html", b"")) == "is empty"
    assert one(write(tmp_path, "d.xml", b"")) == "is empty"
    assert one(write(tmp_path, "e.json", b"")) == "is empty"


def test_binary(tmp_path):
    assert "binary" in one(write(tmp_path, "a.txt", bytes(range(256)) * 20))
    assert "binary" in one(write(tmp_path, "picture", b"\x89PNG\r\n\x1a\n" + os.urandom(3000)))


def test_zip_is_not_read_as_text(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feed.xml", b"<rss>" + b"a" * 5_000_000)
    assert "binary" in one(write(tmp_path, "feed.zip", packed.getvalue()))


def test_truncated_gzip_gives_what_came_before(tmp_path, record):
    lines = [record(doc_id=f"d{n}", text=f"{os.urandom(40).hex()} نص {n}") for n in range(2000)]
    whole = gzip.compress("\n".join(lines).encode())
    outcomes = list(collect([write(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2])]))
    assert sum(isinstance(outcome, Collected) for outcome in outcomes) > 100
    assert [o for o in outcomes if isinstance(o, Skipped)] == outcomes[-1:]
    assert "gzip" in outcomes[-1].error.message
    assert "gzip" in one(write(tmp_path, "b.txt.gz", gzip.compress(GOOD.encode())[:-12]))
    assert "gzip" in one(write(tmp_path, "c.txt.gz", b"\x1f\x8b" + b"x" * 50))


def test_gzip_bomb_stops_at_the_limit(tmp_path):
    bomb = gzip.compress(b"<rss><channel>" + b"<item>" * 3_000_000, 9)
    assert len(bomb) < 100_000
    message = one(write(tmp_path, "feed.xml.gz", bomb), CollectOptions(max_feed_bytes=1_000_000))
    assert "larger than the limit of 1 MB" in message


def test_gzip_bomb_of_one_line(tmp_path):
    bomb = gzip.compress(
        b'{"text": "' + b"a" * 20_000_000 + b'"}\n' + b'{"text": "\xd9\x82\xd8\xa7\xd9\x84"}', 9
    )
    options = CollectOptions(max_article_bytes=1_000_000)
    outcomes = list(collect([write(tmp_path, "a.jsonl.gz", bomb)], options))
    assert "larger than the limit" in outcomes[0].error.message
    assert isinstance(outcomes[1], Collected)


def test_large_text(tmp_path):
    path = write(tmp_path, "a.txt", ("قال سكان القرية إن طائرات قصفت أطرافها. " * 700_000).encode())
    assert path.stat().st_size > 50_000_000
    assert "larger than the limit" in one(path)


def test_entity_expansion_in_a_feed(tmp_path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "لول"}">' for n in range(10))
    feed = (
        f"<!DOCTYPE x [{entities}]><rss><channel><item><title>&e9;</title></item></channel></rss>"
    )
    assert "entities" in one(write(tmp_path, "a.xml", f'<?xml version="1.0"?>{feed}'))


def test_external_entity_is_not_read(tmp_path):
    secret = write(tmp_path, "secret.txt", "كلمة السر")
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file://{secret}">]>'
        "<rss><channel><item><title>&s;</title></item></channel></rss>"
    )
    assert "entities" in one(write(tmp_path, "a.xml", feed))


@pytest.mark.parametrize("depth", [100, 254, 300, 3000, 20_000])
@pytest.mark.parametrize("tag", ["div", "span"])
def test_text_of_deeply_nested_tags_is_read(tmp_path, depth, tag):
    opened, closed = f"<{tag}>" * depth, f"</{tag}>" * depth
    said = ("قال سكان القرية إن القصف تجدد ليلا.", "ثم عاد الهدوء إلى أطرافها.")
    source = f"<html><body>{opened}<p>{said[0]}</p><p>{said[1]}</p>{closed}<p>نهاية.</p></body>"
    (outcome,) = collect([write(tmp_path, "a.html", source)])
    assert isinstance(outcome, Collected), outcome
    assert outcome.article.body.split("\n\n") == [*said, "نهاية."]


def test_a_page_deep_only_further_down_keeps_its_end(tmp_path, title, paragraphs):
    told = [f"<p>{text}</p>" for text in paragraphs]
    deep = "<div>" * 400 + told[3] + "</div>" * 400
    source = f"<html><body><article><h1>{title}</h1>{''.join(told[:3])}{deep}</article></body>"
    (outcome,) = collect([write(tmp_path, "a.html", source)])
    assert outcome.article.body.endswith(paragraphs[3])
    assert outcome.article.body.startswith(paragraphs[0])


def test_ten_thousand_nested_tags(tmp_path):
    source = (
        "<html><body>" + "<div>" * 10_000 + "<p>قال سكان إن القصف تجدد.</p>" + "</div>" * 10_000
    )
    outcomes = list(collect([write(tmp_path, "a.html", source), write(tmp_path, "b.txt", GOOD)]))
    assert isinstance(outcomes[0], (Collected, Skipped))
    assert isinstance(outcomes[1], Collected)


def test_nested_json(tmp_path, record):
    deep = "[" * 100_000
    outcomes = list(collect([write(tmp_path, "a.jsonl", f'{{"text": {deep}\n{record()}')]))
    assert "not valid JSON" in outcomes[0].error.message
    assert isinstance(outcomes[1], Collected)
    assert "JSON" in one(write(tmp_path, "b.json", deep))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ساکنان روستا گفتند که هواپیماها سحرگاه امروز اطراف روستا را بمباران کردند", "Persian"),
        ("دانیشتوانی گوندەکە ڕایانگەیاند کە فڕۆکەکان گوندەکەیان بۆردومان کرد", "Kurdish"),
        ("گاؤں کے رہائشیوں نے بتایا کہ طیاروں نے آج صبح گاؤں کے اطراف میں بمباری کی", "Urdu"),
        ("Köy sakinleri uçakların bu sabah köyün çevresini bombaladığını söyledi", "Turkish"),
        ("Les habitants du village ont dit que des avions avaient bombardé ce matin", "French"),
        ("Жители деревни сообщили, что самолеты сегодня утром бомбили деревню", "Russian"),
    ],
)
def test_another_language_is_named(tmp_path, text, language):
    message = one(write(tmp_path, "a.txt", f"{text}\n\n{text}."))
    assert language in message


def test_text_saved_in_the_wrong_encoding_is_said(tmp_path):
    garbled = GOOD.encode("cp1256", "ignore").decode("cp1252", "replace").replace("\ufffd", "")
    assert "wrong encoding" in one(write(tmp_path, "a.txt", f"{garbled}\n{garbled}"))


def test_no_words(tmp_path):
    assert one(write(tmp_path, "a.txt", "12 34 --- 56\n\n78 90")) == "has no words"


def test_unreadable_file_in_the_middle_of_a_folder(tmp_path):
    for name in ("a.txt", "c.txt"):
        write(tmp_path, name, GOOD.replace("الأول", name))
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")  # unreadable for root as well
    outcomes = list(collect([tmp_path]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped, Collected]
    assert outcomes[1].origin.endswith("b.txt")


def test_file_that_opens_but_fails_at_its_first_byte(tmp_path):
    memory = Path("/proc/self/mem")  # opens, and answers the first read with an I/O error
    if not memory.exists():
        pytest.skip("the system has no /proc")
    for name in ("a.txt", "c.txt"):
        write(tmp_path, name, GOOD.replace("الأول", name))
    (tmp_path / "b.txt").symlink_to(memory)
    outcomes = list(collect([tmp_path]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped, Collected]
    assert outcomes[1].origin.endswith("b.txt")
    assert "cannot be read" in outcomes[1].error.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_file_without_permission(tmp_path):
    path = write(tmp_path, "a.txt", GOOD)
    path.chmod(0)
    assert "cannot be read" in one(path)


def test_link_that_leads_back(tmp_path):
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", "a.txt", GOOD)
    (tmp_path / "deep" / "back").symlink_to(tmp_path)
    outcomes = list(collect([tmp_path]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped]
    assert "link back" in outcomes[1].error.message


def test_missing_file_and_special_file(tmp_path):
    assert one(tmp_path / "nothing.txt") == "does not exist"
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in one(tmp_path / "pipe")


@pytest.mark.skipif(sys.platform == "darwin", reason="the system allows no such names")
def test_file_name_that_is_no_text(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe \n.txt")
    Path(path).write_bytes(GOOD.encode())
    (outcome,) = collect([tmp_path])
    assert isinstance(outcome, Collected)
    outcome.raw.origin.encode()  # can be stored and shown
    assert "\\xff\\xfe" in outcome.raw.origin


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"doc_id": "x", "title": "ت", "text', "not valid JSON"),
        ("[1, 2]", "JSON list"),
        ('"نص"', "JSON str"),
        ('{"doc_id": "x", "title": "ت"}', "has no text"),
        ('{"doc_id": "x", "title": "ت", "text": null}', "has no text"),
        ('{"doc_id": "x", "title": "ت", "text": "  "}', "has no text"),
        ('{"doc_id": "x", "title": "ت", "text": 5}', "text is int"),
        ('{"doc_id": "x", "title": ["ت"], "text": "نص"}', "title is list"),
        ('{"doc_id": {}, "title": "ت", "text": "نص"}', "doc_id is dict"),
        ('{"doc_id": "x", "title": "ت", "text": "نص", "published": "غدا"}', "no date"),
        ('{"doc_id": "x", "title": "ت", "text": "نص", "published": "2019-02-30"}', "no date"),
        ('{"doc_id": "x", "title": "ت", "text": "نص", "published": 2019}', "published is int"),
        ('{"doc_id": "x", "text": "\\ud800 نص"}', "not valid JSON"),
    ],
)
def test_broken_line_in_the_middle(tmp_path, record, line, message):
    lines = [record(doc_id="a"), line, record(doc_id="b")]
    outcomes = list(collect([write(tmp_path, "a.jsonl", "\n".join(lines))]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped, Collected]
    assert message in outcomes[1].error.message
    assert outcomes[1].origin.endswith("a.jsonl:2")
    assert outcomes[2].raw.origin.endswith("a.jsonl:3")


def test_title_date_and_id_may_be_missing_or_null(tmp_path, record):
    lines = [
        record(title=None, doc_id=None, published=None),
        json.dumps({"text": "قال سكان القرية"}),
    ]
    first, second = collect([write(tmp_path, "a.jsonl", "\n".join(lines))])
    assert first.article.title == second.article.title == ""
    assert first.article.text.startswith("\n\n")
    assert first.article.published.date is None
    assert first.article.doc_id == first.raw.sha256[:16]


def test_an_id_given_twice(tmp_path, record):
    lines = [record(), record(text="قال سكان قرية أخرى شيئا آخر"), record()]
    outcomes = list(collect([write(tmp_path, "a.jsonl", "\n".join(lines))]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped, Skipped]
    assert "another article" in outcomes[1].error.message
    assert "same content" in outcomes[2].error.message


def test_feed_that_is_none(tmp_path):
    assert "no feed" in one(write(tmp_path, "a.rss", "<rss"))
    assert "without items" in one(write(tmp_path, "b.rss", "<rss><channel></channel></rss>"))


def test_page_without_text(tmp_path):
    page = "<html><head><title>قرية</title></head><body><script>var a;</script></body></html>"
    assert "no readable text" in one(write(tmp_path, "a.html", page))
