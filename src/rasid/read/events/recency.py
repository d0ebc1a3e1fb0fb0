"""Takes a kept draft, says whether it is the article's news, and when news must have happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from rasid.model import DateInterval, DatePrecision
from rasid.read.events.draft import Draft
from rasid.read.events.judging import date_of, judge_features
from rasid.read.events.linear import LinearModel
from rasid.read.events.scene import Scene

NEWS = "news"
BACKGROUND = "background"
FRESH = 3  # days before publication within which a dated event is still the article's news
# Chance of being news from which an undated event is held to the days of news. On articles not
# seen, nine in ten of these are news, and 94 of 100 dated news lie within those days.
_SURE = 0.7
_EVEN = 0.5
# Features that tell the date itself: what is asked is whether an undated event is news.
_OF_DATES = ("age=", "date=", "before-date", "after-date", "before-both", "after-both", "ground=")


def news_features(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> frozenset[str]:
    """Features of one draft among all of the article's, without those of its date."""
    found = draft.features | judge_features(scene, draft, drafts)
    return frozenset(
        name for name in found if not name.startswith(_OF_DATES) and "/date=" not in name
    )


def weigh_news(
    scene: Scene, kept: Sequence[Draft], drafts: Sequence[Draft], models: Mapping[str, LinearModel]
) -> None:
    """Give the drafts that are kept their chance of being news."""
    if NEWS in models:
        for draft in kept:
            draft.news = models[NEWS].probabilities(news_features(scene, draft, drafts))[NEWS]


def is_background(scene: Scene, draft: Draft) -> bool:
    """Whether the article tells it beside its news: long before, or framed as past."""
    date, published = date_of(scene, draft), scene.article.published.date
    if date is not None and date.start is not None and published is not None:
        return (published - date.start).days > FRESH
    if draft.news is not None:
        return draft.news < _EVEN
    return "mark-before=past_frame" in draft.features


def reported_date(scene: Scene, draft: Draft) -> DateInterval | None:
    """The days within which an undated piece of news must have happened; None where unsure.

    News that gives no date is told within days: from `FRESH` days before publication to it.
    """
    published = scene.article.published.date
    if published is None or draft.news is None or draft.news < _SURE:
        return None
    return DateInterval(
        published - dt.timedelta(days=FRESH), published, DatePrecision.WEEK, reported=True
    )
