"""Text, pages, feeds and JSON, from files, folders and standard input."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import sys

import pytest

from rasid.collect import Collected, CollectOptions, Skipped, collect
from rasid.collect.formats import Format, format_of, sniff
from rasid.model import PublishedStatus, ZoneKind


def only(path, options=None):
    """The one article of a path."""
    (outcome,) = collect([path], options)
    assert isinstance(outcome, Collected), outcome
    return outcome


def put(tmp_path, name, content, charset="utf-8"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(charset))
    return path


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256", "iso8859-6"]
)
def test_text_in_every_encoding(tmp_path, title, paragraphs, charset):
    article = only(
        put(tmp_path, "a.txt", f"{title}\r\n\r\n" + "\r\n\r\n".join(paragraphs), charset)
    ).article
    assert article.title == title
    assert article.text == f"{title}\n\n" + "\n\n".join(paragraphs)
    assert article.language == "ar"
    assert article.published.status is PublishedStatus.UNKNOWN


def test_text_with_a_few_broken_bytes_is_still_read(tmp_path, title, paragraphs):
    content = f"{title}\n\n{paragraphs[0]}\n\n".encode() + b"\xff" + paragraphs[1].encode()
    article = only(put(tmp_path, "a.txt", content)).article
    assert paragraphs[0] in article.text
    assert paragraphs[1] in article.text


def test_first_line_is_the_title_unless_it_is_all_there_is(tmp_path, title, paragraphs):
    assert only(put(tmp_path, "a.txt", paragraphs[0])).article.title == ""
    long = " ".join(paragraphs)
    assert only(put(tmp_path, "b.txt", f"{long}\n{title}")).article.title == ""


def test_broken_lines_of_a_text_are_joined_and_still_mapped(tmp_path, title):
    words = (
        "قال سكان القرية إن طائرات قصفت أطرافها فجر الاثنين ولم يصب أحد منهم بأذى " * 5
    ).split()
    lines = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    collected = only(put(tmp_path, "a.txt", f"{title}\n\n" + "\n".join(lines) + "."))
    assert "\n" not in collected.article.body
    assert len(collected.article.offsets.lengths) == len(lines) + 1


def test_first_line_of_a_broken_paragraph_is_no_title(tmp_path):
    words = (
        "قال سكان القرية إن طائرات قصفت أطرافها فجر الاثنين ولم يصب أحد منهم بأذى " * 5
    ).split()
    lines = "\n".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9))
    article = only(put(tmp_path, "a.txt", lines + ".")).article
    assert article.title == ""
    assert article.body == " ".join(words) + "."


def test_page(tmp_path, page, title, paragraphs, teasers):
    collected = only(put(tmp_path, "a.html", page(date="الثلاثاء 12 آذار 2019")))
    article = collected.article
    assert article.title == title
    assert all(text in article.text for text in paragraphs)
    assert not any(text in article.text for text in teasers)
    assert article.published.date == dt.date(2019, 3, 12)
    assert article.published.status is PublishedStatus.INFERRED
    assert collected.raw.content == (tmp_path / "a.html").read_bytes()


LINKED = (
    '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "غارة",'
    ' "datePublished": "2019-03-12T09:00:00+03:00", "publisher": {"name": "النشرة"}}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (LINKED, "JSON-LD"),
        ('<meta property="article:published_time" content="2019-03-12T01:00:00Z">', "meta tag"),
        ('<meta name="date" content="20190312">', "meta tag"),
    ],
)
def test_page_metadata(tmp_path, page, head, reason):
    article = only(put(tmp_path, "a.html", page(head=head))).article
    assert article.published.date == dt.date(2019, 3, 12)
    assert article.published.status is PublishedStatus.KNOWN
    assert reason in article.published.reason


def test_page_time_element(tmp_path, page):
    article = only(
        put(tmp_path, "a.html", page(date='<time datetime="2019-03-12T10:00">أمس</time>'))
    ).article
    assert article.published.reason == "the page's time element gives it"


def test_copyright_year_and_day_of_collecting_are_no_date(tmp_path, page):
    assert only(put(tmp_path, "a.html", page())).article.published.date is None


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-16"])
def test_page_in_other_encodings(tmp_path, page, title, charset):
    source = page(charset=charset)
    article = only(put(tmp_path, "a.html", source, charset)).article
    assert article.title == title


def test_page_that_declares_the_wrong_charset(tmp_path, page, title):
    assert (
        only(put(tmp_path, "a.html", page(charset="windows-1256"), "utf-8")).article.title == title
    )
    assert (
        only(put(tmp_path, "b.html", page(charset="iso-8859-1"), "cp1256")).article.title == title
    )


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/"><channel><title>النشرة</title></channel>'
)


def rss(items, charset="utf-8"):
    return (
        f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>وكالة النشرة</title>{items}</channel></rss>"
    )


ITEMS = (
    "<item><title>غارة على قرية الزهراء</title><link>http://example.org/1</link>"
    "<pubDate>Tue, 12 Mar 2019 00:30:00 +0300</pubDate><description>ملخص</description>"
    "<content:encoded><![CDATA[<p>قال سكان القرية إن القصف تجدد.</p>"
    "<p>وأضافوا أن أحدا لم يصب.</p>]]></content:encoded></item>"
    "<item><title>لقاء في البلدة</title><pubDate>الثلاثاء 12 آذار 2019</pubDate>"
    "<description>&lt;p&gt;بحث المجلس أزمة المياه.&lt;/p&gt;</description></item>"
    "<item><title>خبر بلا نص ولا تاريخ عن القرية</title></item>"
)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "utf-16"])
def test_rss(tmp_path, charset):
    path = put(tmp_path, "feed.xml", rss(ITEMS, charset), charset)
    first, second, third = (outcome.article for outcome in collect([path]))
    assert first.body == "قال سكان القرية إن القصف تجدد.\n\nوأضافوا أن أحدا لم يصب."
    assert (first.publisher, first.url) == ("وكالة النشرة", "http://example.org/1")
    # the publisher's own day, not that of Greenwich
    assert first.published.date == second.published.date == dt.date(2019, 3, 12)
    assert second.body == "بحث المجلس أزمة المياه."
    assert (third.title, third.published.date) == ("", None)


def test_each_item_of_a_feed_keeps_its_own_bytes(tmp_path):
    path = put(tmp_path, "feed.xml", rss(ITEMS))
    outcomes = list(collect([path]))
    assert [o.raw.origin for o in outcomes] == [f"{path}#{n}" for n in (1, 2, 3)]
    assert "".join(o.raw.content.decode() for o in outcomes) == ITEMS


def test_atom(tmp_path):
    entry = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>النشرة</title>'
        "<entry><title>غارة على القرية</title>"
        '<link href="http://example.org/a"/><published>2019-03-12T10:00:00+03:00</published>'
        '<content type="html">&lt;p&gt;قال سكان القرية إن القصف تجدد.&lt;/p&gt;</content>'
        "</entry></feed>"
    )
    article = only(put(tmp_path, "a.atom", entry)).article
    assert article.body == "قال سكان القرية إن القصف تجدد."
    assert article.published.date == dt.date(2019, 3, 12)


def test_truncated_feed_gives_the_items_it_holds(tmp_path):
    source = rss(ITEMS)
    outcomes = list(collect([put(tmp_path, "a.xml", source[: source.index("</item>") + 80])]))
    assert outcomes[0].article.title == "غارة على قرية الزهراء"
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped]
    assert outcomes[1].origin.endswith("a.xml#2")
    assert "cut short within this item" in outcomes[1].error.message


def test_feed_cut_between_its_items_or_within_the_first(tmp_path):
    source = rss(ITEMS)
    between = source[: source.index("</item>") + len("</item>")]
    outcomes = list(collect([put(tmp_path, "a.xml", between)]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped]
    assert outcomes[1].error.message == "the feed is cut short"
    (outcome,) = collect([put(tmp_path, "b.xml", source[: source.index("ملخص")])])
    assert "cut short" in outcome.error.message


@pytest.mark.parametrize(
    ("start", "end", "cut"),
    [
        ("<rss><channel><title>ن</title>", "</channel>", False),
        ("<rss><channel><title>ن</title>", "</channel></rss>", False),
        (RDF, "</rdf:RDF>", False),
        (RDF, "", True),
    ],
)
def test_only_a_feed_without_its_end_is_called_cut(tmp_path, start, end, cut):
    item = "<item><title>غارة</title><description>قال سكان القرية</description></item>"
    outcomes = list(collect([put(tmp_path, "a.xml", f"{start}{item}{end}")]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped][: 1 + cut]


def test_list_cut_between_its_items(tmp_path, record):
    path = put(tmp_path, "a.json", f"[{record(doc_id='a')},{record(doc_id='b')},")
    outcomes = list(collect([path]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Collected, Skipped]
    assert "cut short before item 3" in outcomes[2].error.message


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_text_that_ends_within_a_letter_is_read_and_said(tmp_path, page, name):
    source = page() if name == "a.html" else "عنوان الخبر\n\nقال سكان القرية إن القصف تجدد"
    whole = source.encode() + "د".encode()
    assert isinstance(only(put_bytes(tmp_path, name, whole)), Collected)
    outcomes = list(collect([put_bytes(tmp_path, name, whole[:-1])]))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped]
    assert "middle of a letter" in outcomes[1].error.message


def put_bytes(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_json_lines_keep_title_and_text_unchanged(tmp_path, record):
    odd = "  قـ ـتلى &#8220;x&#8221;\r\n\n\n نص "
    article = only(put(tmp_path, "a.jsonl", record(title="عنوان ", text=odd) + "\n\n")).article
    assert article.text == "عنوان \n\n" + odd
    assert article.doc_id == "d1"
    assert article.published.status is PublishedStatus.KNOWN


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "cp1256"])
def test_json_lines_in_other_encodings(tmp_path, record, title, charset):
    content = f"{record(doc_id='a')}\n{record(doc_id='b')}\n"
    outcomes = list(collect([put(tmp_path, "a.jsonl", content, charset)]))
    assert [outcome.article.title for outcome in outcomes] == [title, title]


def test_json_object_list_and_pretty_print(tmp_path, record):
    one, two = json.loads(record(doc_id="a")), json.loads(record(doc_id="b"))
    assert only(put(tmp_path, "a.json", json.dumps(one, indent=2))).article.doc_id == "a"
    outcomes = list(collect([put(tmp_path, "b.json", json.dumps([one, two], indent=1))]))
    assert [outcome.article.doc_id for outcome in outcomes] == ["a", "b"]
    assert json.loads(outcomes[1].raw.content) == two


def test_basis_of_a_given_date_is_kept(tmp_path, record):
    published = only(put(tmp_path, "a.jsonl", record(published_from="url"))).article.published
    assert published.status is PublishedStatus.INFERRED
    assert "url" in published.reason


def test_gzip_of_any_format(tmp_path, record, page, title):
    for name, content in (
        ("a.jsonl.gz", record()),
        ("b.html.gz", page()),
        ("c.gz", record(doc_id="c")),
    ):
        assert only(put(tmp_path, name, gzip.compress(content.encode()))).article.title == title


def test_standard_input(monkeypatch, record):
    stdin = io.TextIOWrapper(io.BytesIO(f"{record(doc_id='a')}\n{record(doc_id='b')}".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    outcomes = list(collect(["-"]))
    assert [outcome.raw.origin for outcome in outcomes] == ["stdin:1", "stdin:2"]
    assert not stdin.buffer.closed


def test_folder_in_order_of_names_without_hidden_files(tmp_path, title):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "a.txt", "b/z.txt", "b/y.txt", ".hidden.txt"):
        put(tmp_path, name, f"{title}\n\nقال سكان القرية {name}.")
    origins = [outcome.raw.origin.removeprefix(f"{tmp_path}/") for outcome in collect([tmp_path])]
    assert origins == ["a.txt", "b/y.txt", "b/z.txt", "c.txt"]


def test_the_same_input_gives_the_same_articles(tmp_path, record, page):
    put(tmp_path, "a.jsonl", record())
    put(tmp_path, "b.html", page())
    assert list(collect([tmp_path])) == list(collect([tmp_path]))


def test_the_user_sets_the_day_where_the_data_do_not(tmp_path, record, page):
    options = CollectOptions(published=dt.date(2020, 1, 2))
    lines = put(tmp_path, "a.jsonl", record(doc_id="a") + "\n" + record(doc_id="b", published=None))
    days = [outcome.article.published.date for outcome in collect([lines], options)]
    assert days == [dt.date(2019, 3, 12), dt.date(2020, 1, 2)]
    head = '<meta property="article:published_time" content="2019-03-12">'
    published = only(put(tmp_path, "b.html", page(head=head)), options).article.published
    assert published.date == dt.date(2020, 1, 2)
    assert published.reason == "set by the user"


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.txt", b"<html>", Format.TEXT),
        ("a", b"<!DOCTYPE html><html>", Format.PAGE),
        ("a", b'<?xml version="1.0"?><rss version="2.0">', Format.FEED),
        ("a.xml", b"<html><body>", Format.PAGE),
        ("a.html", b"<?xml?><feed xmlns='x'>", Format.FEED),
        ("a", b' {"text": "x"}', Format.JSON),
        ("a", b'\xef\xbb\xbf[{"text": 1}]', Format.JSON),
        ("a", "[صورة] قال".encode(), Format.TEXT),
        ("a.jsonl.gz", b"", Format.JSON),
        ("", b"x", Format.TEXT),
    ],
)
def test_format(name, head, form):
    assert format_of(name, head) is form


def test_media_type_serves_where_a_name_says_nothing():
    assert format_of("", b"x", "text/html; charset=utf-8") is Format.PAGE
    assert sniff(b"\xff\xfe<\0r\0s\0s\0>\0") is Format.FEED


def test_zones_of_an_english_page_are_marked_too(tmp_path):
    text = (
        "Two raids near Zahra\n\n"
        "Unknown aircraft struck the edge of Zahra village at dawn, residents said.\n\n"
        "Three people were injured and two houses damaged, they added.\n\nRelated articles\n\n"
        "Council discusses water crisis in northern districts"
    )
    article = only(put(tmp_path, "a.txt", text)).article
    assert article.language == "en"
    assert article.zones[-1].kind is ZoneKind.TEASER


def test_one_input_may_stand_alone(tmp_path, record):
    path = put(tmp_path, "a.jsonl", record())
    assert list(collect(path)) == list(collect(str(path))) == list(collect([path]))
