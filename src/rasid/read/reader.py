"""The default reader: rules make candidates over the lexicon, light trained weights decide."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.knowledge_base import load
from rasid.language.base import AnalysedText
from rasid.model import Article, PlaceMention, Reading
from rasid.read.events.linear import packaged_models, weights_digest
from rasid.read.events.reader import EventReader
from rasid.read.relevance import concerns_conflict
from rasid.read.sources import with_sources
from rasid.read.statements.models import statement_weights_digest
from rasid.read.statements.reading import read_statements


class RuleReader:
    """Reads events, claims, figures and indicators without any download."""

    def __init__(self) -> None:
        self._events = EventReader(packaged_models())
        weights = f"{weights_digest()}-{statement_weights_digest()}"
        self._version = f"rules-1/{load().version}/{weights}"

    @property
    def version(self) -> str:
        """The kind of reader, the knowledge it reads with and the weights it decides by."""
        return self._version

    def read(
        self, article: Article, analysed: AnalysedText, places: Sequence[PlaceMention]
    ) -> Reading:
        """Everything taken from one article, in text order; `places` are asked only if needed."""
        if not concerns_conflict(analysed):
            return Reading(article.doc_id, self.version)
        statements = read_statements(article, analysed, places)
        return Reading(
            article.doc_id,
            self.version,
            tuple(with_sources(analysed, self._events.read(article, analysed, places))),
            statements.figures,
            statements.claims,
            statements.indicators,
            tuple(places),
        )
