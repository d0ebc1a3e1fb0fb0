"""What every store does, whatever it runs on: one set of tests for SQLite and PostgreSQL."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest
from sqlalchemy import select, text, update

from rasid.errors import EvidenceError, InputError, NotFoundError, UsageError
from rasid.model import Evidence, Published, PublishedStatus
from rasid.store import Added, ArticleFilter, Known, Removed, Saved, Store, open_store
from rasid.store.schema import claims

from .making import DAY, make_article, make_raw, make_reading, slice_of


def test_an_article_comes_back_as_it_went_in(store: Store) -> None:
    raw, article = make_article()
    assert store.add(raw, article) == Added("d1", 1)
    assert store.article("d1") == article
    assert store.raw(raw.sha256) == raw


def test_adding_again_adds_nothing(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    before = store.counts(), store.head()
    assert store.add(raw, article) == Known("d1", 1)
    assert (store.counts(), store.head()) == before


def test_other_bytes_for_a_doc_id_become_a_new_version(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    store.save_reading(make_reading(article))
    raw_2, article_2 = make_article(body="صححت الوكالة الخبر.")  # the agency corrected the item
    assert store.add(raw_2, article_2) == Added("d1", 2)
    assert store.article("d1") == article_2
    assert store.article("d1", version=1) == article
    assert store.versions("d1") == [1, 2]
    assert store.reading("d1") is None
    assert store.reading("d1", "rules-1") == make_reading(article)
    assert [a.doc_id for a in store.unread("rules-1")] == ["d1"]
    assert store.add(raw, article) == Known("d1", 1)


def test_another_publication_date_is_another_version(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    dated = dataclasses.replace(
        article, published=Published(dt.date(2020, 1, 1), PublishedStatus.INFERRED, "url")
    )
    assert store.add(raw, dated) == Added("d1", 2)


def test_a_reading_comes_back_as_it_went_in(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    reading = make_reading(article)
    assert store.save_reading(reading) == Saved("d1", 1, new=True)
    assert store.reading("d1") == reading
    assert list(store.readings()) == [reading]


def test_reading_again_adds_nothing_and_loses_nothing(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    store.save_reading(make_reading(article))
    before = store.counts(), store.head()
    assert store.save_reading(make_reading(article)) == Saved("d1", 1, new=False)
    assert (store.counts(), store.head()) == before


def test_the_newest_reader_version_is_current_and_older_ones_are_kept(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    store.save_reading(make_reading(article, "rules-1"))
    newer = dataclasses.replace(make_reading(article, "rules-2"), events=())
    store.save_reading(newer)
    assert store.reading("d1") == newer
    assert store.reading("d1", "rules-1") == make_reading(article, "rules-1")
    assert store.counts().readings == 2
    assert store.counts().events == 0
    assert store.counts().claims == 1


def test_a_quote_that_does_not_stand_in_the_text_is_refused(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    reading = make_reading(article)
    wrong = Evidence("d1", 0, 3, "abc", "abc")
    event = dataclasses.replace(reading.events[0], trigger=wrong)
    with pytest.raises(EvidenceError):
        store.save_reading(dataclasses.replace(reading, events=(event,)))
    assert store.counts().readings == 0


def test_a_reading_of_an_unknown_article_is_refused(store: Store) -> None:
    _, article = make_article()
    with pytest.raises(NotFoundError):
        store.save_reading(make_reading(article))


def test_what_is_unread_is_given_in_the_order_of_adding(store: Store) -> None:
    for doc_id in ("z", "a", "m"):
        store.add(*make_article(doc_id, body=f"خبر {doc_id}"))
    _, article = make_article("a", body="خبر a")
    store.save_reading(make_reading(article))
    assert [a.doc_id for a in store.unread("rules-1")] == ["z", "m"]
    assert [a.doc_id for a in store.unread("rules-2")] == ["z", "a", "m"]


def test_pages_follow_one_another_without_loss(store: Store) -> None:
    for n in range(7):
        store.add(*make_article(f"d{n}", body=f"خبر رقم {n}"))
    seen: list[str] = []
    after = None
    while True:
        page = store.articles(after=after, limit=3)
        seen += [a.doc_id for a in page.items]
        after = page.after
        if after is None:
            break
    assert seen == [f"d{n}" for n in range(7)]


def test_filters(store: Store) -> None:
    raw, article = make_article("told")
    store.add(raw, article)
    store.save_reading(make_reading(article))
    raw_2, other = make_article("other", body="خبر آخر")
    undated = dataclasses.replace(
        other, published=Published(None, PublishedStatus.UNKNOWN, "none"), publisher=None
    )
    store.add(raw_2, undated)

    def found(**wanted: object) -> list[str]:
        return [a.doc_id for a in store.articles(ArticleFilter(**wanted)).items]  # type: ignore[arg-type]

    assert found() == ["told", "other"]
    assert found(published_from=DAY, published_to=DAY) == ["told"]
    assert found(published_from=DAY + dt.timedelta(1)) == []
    assert found(publisher="Invented Wire") == ["told"]
    assert found(with_events=True) == ["told"]
    assert found(with_events=False) == ["other"]
    assert found(language="en") == []
    assert store.count_articles(ArticleFilter(with_events=True)) == 1


@pytest.mark.parametrize(
    ("query", "doc_ids"),
    [
        ("الرقة", ["vowelled", "joined"]),  # Raqqa
        ("الرَّقَّة", ["vowelled", "joined"]),  # Raqqa with vowel marks
        ("رقه", ["vowelled", "joined"]),  # the bare stem
        ("بالرقة", ["vowelled", "joined"]),  # "in Raqqa"
        ("للرقة", ["vowelled", "joined"]),  # "to Raqqa"
        ("انفجار الرقة", ["joined"]),  # both words
        ('"انفجار بالرقة"', ["joined"]),  # the phrase
        ('"بالرقة انفجار"', []),  # the phrase turned round
        ("انفج*", ["joined"]),  # a beginning
        ("الموصل", []),  # Mosul
        ("2021", ["vowelled"]),  # Latin digits for Arabic-Indic ones
    ],
)
def test_search_finds_words_through_proclitics_and_vowel_marks(
    store: Store, query: str, doc_ids: list[str]
) -> None:
    store.add(*make_article("joined", title="خبر", body="انفجار بالرقة أمس"))
    store.add(*make_article("vowelled", title="خبر", body="هدوء في الرَّقّـة عام ٢٠٢١"))
    store.add(*make_article("far", title="خبر", body="أمطار في البصرة"))
    assert [hit.doc_id for hit in store.search(query).items] == doc_ids


def test_search_pages(store: Store) -> None:
    for n in range(5):
        store.add(*make_article(f"d{n}", body=f"انفجار {n}"))
    first = store.search("انفجار", limit=3)
    second = store.search("انفجار", after=first.after, limit=3)
    assert [h.doc_id for h in first.items + second.items] == ["d4", "d3", "d2", "d1", "d0"]
    assert second.after is None


def test_the_index_can_be_made_anew(store: Store) -> None:
    for n in range(3):
        store.add(*make_article(f"d{n}", title="خبر", body=f"انفجار {n}"))
    store.add(*make_article("d1", title="خبر", body="هدوء"))  # quiet
    with store.database.writing() as unit:
        unit.connection.execute(text("DELETE FROM article_search"))
    assert store.search("انفجار").items == ()
    assert store.reindex() == 3
    assert [hit.doc_id for hit in store.search("انفجار").items] == ["d2", "d0"]


@pytest.mark.parametrize(
    "body",
    [
        "\u202bنص\u202c \u200f\u061c",
        "a\r\nb\rc\u2028d\x85e",
        "%s :x '' \" \\ {}",
        "😀 𐤀 ﷲ ﻻ",
        "ا\u0651\u064e\u0670",
        "\x01\x1f\x7f",
        "كلمة " * 60_000,
        "ك" * 5_000,
    ],
    ids=["bidi", "lines", "marks", "planes", "vowels", "controls", "long", "one word"],
)
def test_any_text_comes_back_as_it_went_in(store: Store, body: str) -> None:
    raw, article = make_article(body=body)
    store.add(raw, article)
    assert store.article("d1").text == article.text
    store.save_reading(make_reading(article))
    assert store.reading("d1") == make_reading(article)
    assert list(store.verify()) == []


def test_search_shows_the_current_version_only(store: Store) -> None:
    store.add(*make_article(body="انفجار في تدمر"))
    store.add(*make_article(body="هدوء في حمص"))
    assert store.search("تدمر").items == ()
    assert [h.doc_id for h in store.search("حمص").items] == ["d1"]


@pytest.mark.parametrize("query", ["", "  ", '"', "* &", "'"])
def test_a_search_without_a_word_is_a_usage_error(store: Store, query: str) -> None:
    with pytest.raises(UsageError):
        store.search(query)


@pytest.mark.parametrize(
    "query", ["a' OR 1=1 --", 'x" NEAR "y', "terms:x", "ا\\'ب", "AND", "NOT x"]
)
def test_marks_of_query_languages_are_only_marks(store: Store, query: str) -> None:
    assert store.search(query).items == ()


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            store.add(*make_article("d1"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.counts().articles == 0
    assert store.head() == (0, "0" * 64)
    with store.transaction():
        store.add(*make_article("d1"))
        store.add(*make_article("d2", body="خبر"))
        assert store.article("d1").doc_id == "d1"
    assert store.counts().articles == 2


def test_readers_see_the_last_commit_while_a_writer_writes(store: Store) -> None:
    store.add(*make_article("d1"))
    seen: list[int] = []
    with store.transaction():
        store.add(*make_article("d2", body="خبر"))
        reader = threading.Thread(target=lambda: seen.append(store.counts().articles))
        reader.start()
        reader.join(timeout=300)
    assert seen == [1]
    assert store.counts().articles == 2


def test_two_writers_at_once_do_not_duplicate(store: Store, address: str) -> None:
    errors: list[BaseException] = []

    def write() -> None:
        try:
            with open_store(address) as own:
                for n in range(15):
                    raw, article = make_article(f"d{n}", body=f"خبر {n}")
                    own.add(raw, article)
                    own.save_reading(make_reading(article))
        except BaseException as error:  # noqa: BLE001  shown by the assertion below
            errors.append(error)

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=300)
    assert errors == []
    counts = store.counts()
    assert (counts.articles, counts.versions, counts.readings, counts.events) == (15, 15, 15, 15)
    assert list(store.verify()) == []


def test_a_removed_article_leaves_a_tombstone_and_stays_out(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    store.save_reading(make_reading(article))
    store.remove_article("d1", "asked for by a person named in it")
    counts = store.counts()
    assert (counts.raws, counts.versions, counts.readings, counts.events) == (0, 0, 0, 0)
    assert store.search("الرقة").items == ()
    assert store.add(raw, article) == Removed("d1", "asked for by a person named in it")
    with pytest.raises(NotFoundError):
        store.article("d1")
    with pytest.raises(NotFoundError):
        store.remove_article("d1", "again")
    assert list(store.verify()) == []


def test_bytes_that_another_article_needs_outlive_a_removal(store: Store) -> None:
    raw, article = make_article("d1")
    store.add(raw, article)
    store.add(raw, dataclasses.replace(article, doc_id="d2"))
    store.remove_article("d1", "test")
    assert store.raw(raw.sha256) == raw


@pytest.mark.parametrize("body", ["نص\0نص", "نص\ud800نص"])
def test_what_could_not_be_kept_unchanged_is_refused(store: Store, body: str) -> None:
    raw = make_raw("bytes")
    _, article = make_article()
    broken = dataclasses.replace(
        article, text=f"{article.title}\n\n{body}", raw_sha256=raw.sha256, zones=()
    )
    with pytest.raises(InputError):
        store.add(raw, broken)
    assert store.counts().raws == 0


def test_bytes_that_do_not_fit_their_hash_are_refused(store: Store) -> None:
    raw, article = make_article()
    with pytest.raises(InputError):
        store.add(dataclasses.replace(raw, content=b"other"), article)


def test_runs_are_noted(store: Store) -> None:
    first = store.begin_run("run", "0.1.0")
    second = store.begin_run("link", "0.1.0")
    store.finish_run(second, {"articles": 3})
    runs = store.runs()
    assert [run.run_id for run in runs] == [second, first]
    assert runs[1].finished is None
    assert runs[0].outcome == {"articles": 3}


def test_a_sound_store_has_no_findings(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    store.save_reading(make_reading(article))
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE raws SET content = 'x'", "raw"),
        ("UPDATE articles SET text = text || 'x'", "article"),
        ("UPDATE articles SET publisher = 'x'", "article"),
        ("UPDATE articles SET fingerprint = 'x'", "article"),
        ("UPDATE readings SET digest = 'x'", "reading"),
        ("DELETE FROM events", "reading"),
        ("UPDATE readings SET notes = '[]'", "reading"),
        ("UPDATE events SET type = 'grenade'", "reading"),
        ("UPDATE events SET date_start = NULL", "reading"),
        ("UPDATE events SET lat = 0.0", "reading"),
        ("UPDATE claims SET speaker_kind = 'x'", "reading"),
        ("UPDATE figures SET low = 1", "reading"),
        ("UPDATE indicators SET item_id = 'x'", "reading"),
        ("DELETE FROM audit WHERE seq = 1", "audit"),
        ("UPDATE audit SET who = 'x' WHERE seq = 1", "audit"),
        ("UPDATE audit SET detail = '{}' WHERE seq = 2", "audit"),
    ],
)
def test_verify_finds_what_was_altered(store: Store, statement: str, kind: str) -> None:
    raw, article = make_article()
    store.add(raw, article)
    store.save_reading(make_reading(article))
    with store.database.writing() as unit:
        unit.connection.execute(text(statement))
    assert kind in {finding.kind for finding in store.verify()}


def test_verify_finds_a_quote_moved_away_from_its_words(store: Store) -> None:
    raw, article = make_article()
    store.add(raw, article)
    store.save_reading(make_reading(article))
    quote = slice_of(article, "ضابط").quote
    with store.database.writing() as unit:
        value = unit.connection.scalar(select(claims.c.json))
        value["speaker"]["quote"] = quote
        unit.connection.execute(update(claims).values(json=value))
    (finding,) = store.verify()
    assert finding.kind == "reading"
    assert "does not stand" in finding.detail
