"""On the measuring data: what annotators quoted stays readable, and what is collected is whole."""

from __future__ import annotations

import json

import pytest

from rasid.collect import Collected, collect
from rasid.collect.cleaning import READ

# Share of gold quotes that may lie outside the readable zones.
LOST = 0.01


def quotes(gold):
    for event in gold["events"]:
        yield event["evidence"]
    for kind in ("figures", "claims", "indicators"):
        for record in gold.get(kind, ()):
            yield record["quote"]


def is_readable(article, quote):
    """True where one occurrence of the quote lies in readable zones, blanks aside."""
    open_ = [False] * len(article.text)
    for zone in article.zones:
        if zone.kind in READ:
            open_[zone.start : zone.end] = [True] * (zone.end - zone.start)
    at = article.text.find(quote)
    while at >= 0:
        if all(open_[n] or article.text[n].isspace() for n in range(at, at + len(quote))):
            return True
        at = article.text.find(quote, at + 1)
    return False


@pytest.mark.shared
@pytest.mark.parametrize("half", ["train", "dev"])
def test_gold_quotes_are_readable(shared, half):
    articles = {}
    for outcome in collect([shared / "gold" / f"{half}_docs.jsonl"]):
        assert isinstance(outcome, Collected)
        articles[outcome.article.doc_id] = outcome.article
    total = lost = 0
    for line in (shared / "gold" / f"{half}_gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        for quote in quotes(gold):
            total += 1
            lost += not is_readable(articles[gold["doc_id"]], quote)
    assert total > 100
    assert lost <= LOST * total


@pytest.mark.shared
def test_seed_article_is_read_alike_from_text_and_json(shared):
    (text,) = collect([shared / "seed" / "article.txt"])
    (line,) = collect([shared / "seed" / "doc.jsonl"])
    assert text.article.title == line.article.title
    assert text.article.published.date is line.article.published.date is None
