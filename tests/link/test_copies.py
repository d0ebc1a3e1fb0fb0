"""Articles that repeat one another share an origin; articles that only sound alike do not."""

from __future__ import annotations

import datetime as dt
import random

from rasid.link import Signed, find_origins, origins_about, sign
from rasid.model import Article, Published, PublishedStatus, Zone, ZoneKind

DAY = dt.date(2021, 5, 2)
LETTERS = "ابتجدرسصعفقكلمنهوي"


def words(seed: int, count: int = 120) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choice(LETTERS) for _ in range(5)) for _ in range(count)]


def article(doc_id: str, body: list[str], day: dt.date | None = DAY) -> Article:
    text = f"عنوان\n\n{' '.join(body)}"
    status = PublishedStatus.KNOWN if day else PublishedStatus.UNKNOWN
    return Article(doc_id, "عنوان", text, "ar", Published(day, status, "test"))


def changed(body: list[str], every: int, seed: int = 9) -> list[str]:
    new = words(seed, len(body))
    return [new[n] if n % every == 0 else word for n, word in enumerate(body)]


def origins(*articles: Article) -> dict[str, str]:
    return find_origins(list(sign(articles)))


def test_a_copy_shares_the_origin_of_the_first() -> None:
    body = words(1)
    later = DAY + dt.timedelta(1)
    found = origins(article("b", body, later), article("a", body), article("c", words(2)))
    assert found == {"a": "a", "b": "a", "c": "c"}


def test_light_rewrites_and_cuts_are_copies() -> None:
    body = words(1)
    found = origins(
        article("a", body), article("b", changed(body, 10)), article("c", body[: len(body) // 2])
    )
    assert set(found.values()) == {"a"}


def test_copies_of_copies_share_one_origin() -> None:
    body = words(1)
    second = changed(body, 8, seed=5)
    third = changed(second, 7, seed=6)
    found = origins(article("a", body), article("b", second), article("c", third))
    assert set(found.values()) == {"a"}


def test_a_form_filled_anew_weeks_later_is_no_copy() -> None:
    body = words(1)
    later = article("b", changed(body, 8), DAY + dt.timedelta(40))
    assert origins(article("a", body), later) == {"a": "a", "b": "b"}
    same_day = article("b", changed(body, 8))
    assert origins(article("a", body), same_day)["b"] == "a"


def test_spelling_variants_do_not_hide_a_copy() -> None:
    body = words(1)
    vowelled = ["َ".join(word) for word in body]
    assert origins(article("a", body), article("b", vowelled))["b"] == "a"


def test_menus_that_all_pages_share_make_no_copies() -> None:
    menu = words(3, 200)

    def page(doc_id: str, seed: int) -> Article:
        head = " ".join(menu)
        text = f"عنوان\n\n{head}\n{' '.join(words(seed))}"
        start = text.index(head)
        end = start + len(head)
        zones = (Zone(start, end, ZoneKind.MENU), Zone(end + 1, len(text), ZoneKind.BODY))
        return Article(doc_id, "عنوان", text, "ar", zones=zones)

    assert origins(page("a", 4), page("b", 5)) == {"a": "a", "b": "b"}


def test_short_items_are_left_alone() -> None:
    found = list(sign([article("a", words(1, 8)), article("b", words(1, 8))]))
    assert [one.signature for one in found] == [b"", b""]
    assert find_origins(found) == {"a": "a", "b": "b"}
    assert find_origins([]) == {}


def test_undated_copies_come_after_dated_ones() -> None:
    body = words(1)
    found = origins(article("a", body, None), article("b", body))
    assert found == {"a": "b", "b": "b"}


def test_many_planted_copies_are_found_and_nothing_else() -> None:
    articles, truth = [], {}
    for n in range(150):
        body = words(100 + n)
        for copy in range(2 if n % 3 == 0 else 1):
            doc_id = f"d{n:03}-{copy}"
            articles.append(article(doc_id, changed(body, 16, seed=n) if copy else body))
            truth[doc_id] = f"d{n:03}-0"
    assert find_origins(list(sign(articles))) == truth


def test_signatures_are_bytes_that_can_be_kept() -> None:
    (one,) = sign([article("a", words(1))])
    assert isinstance(one, Signed)
    assert len(one.signature) == 4 * 128


def test_the_origins_of_some_are_those_found_among_all() -> None:
    articles = []
    for n in range(60):
        body = words(100 + n)
        articles.append(article(f"d{n:02}-0", body, DAY + dt.timedelta(n % 5)))
        for copy in range(n % 4):
            # Each copy is of the copy before: a group hangs together by its links alone.
            body = changed(body, 9, seed=1000 + 10 * n + copy)
            articles.append(article(f"d{n:02}-{copy + 1}", body, DAY + dt.timedelta(n % 5)))
    articles.append(article("short", words(1, 8)))
    signed = list(sign(articles))
    random.Random(3).shuffle(signed)
    every = find_origins(signed)
    assert len(set(every.values())) < len(every) - 60
    for some in ({"d03-2"}, {"d07-3", "d08-0", "d09-1"}, {"short"}, {"none"}, set(every)):
        wanted = {every[doc_id] for doc_id in some if doc_id in every}
        expected = {doc_id: origin for doc_id, origin in every.items() if origin in wanted}
        assert origins_about(signed, some) == expected
