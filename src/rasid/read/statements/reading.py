"""Takes an analysed article with its places, gives its claims, figures and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rasid import language
from rasid.language.base import AnalysedText, DateMention, NumberMention
from rasid.model import Article, Claim, Figure, Indicator, PlaceMention
from rasid.read.statements.claims import read_claims
from rasid.read.statements.context import Context
from rasid.read.statements.contradictions import link_claims, link_indicators
from rasid.read.statements.figures import read_figures
from rasid.read.statements.indicators import FEWEST_IN_ANALYSIS, read_indicators
from rasid.read.statements.lexicon import speech_lexicon
from rasid.read.statements.models import StatementModels, packaged_statement_models


class Statements(NamedTuple):
    """What one article says beside its events, each list in text order."""

    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()
    indicators: tuple[Indicator, ...] = ()


def read_statements(
    article: Article,
    analysed: AnalysedText,
    places: Sequence[PlaceMention] = (),
    numbers: Sequence[NumberMention] | None = None,
    dates: Sequence[DateMention] | None = None,
    models: StatementModels | None = None,
) -> Statements:
    """Everything the article says that is no event; never raises for any text.

    `numbers` and `dates` are found here where the caller has not found them yet; `models` are
    those of the package unless others are given. A language without statement knowledge gives
    nothing.
    """
    if not analysed.tokens or speech_lexicon(analysed.language) is None:
        return Statements()
    speaks = language.get(analysed.language)
    if dates is None:
        dates = speaks.find_dates(analysed, article.published.date)
    if numbers is None:
        numbers = speaks.find_numbers(analysed)
    context = Context(article, analysed, numbers, dates, places)
    decide = packaged_statement_models() if models is None else models
    indicators = link_indicators(context, read_indicators(context))
    analysis = len(indicators) >= FEWEST_IN_ANALYSIS
    claims = read_claims(context, decide, analysis=analysis)
    return Statements(
        tuple(read_figures(context, decide)),
        tuple(link_claims(context, claims, indicators)),
        tuple(indicators),
    )
