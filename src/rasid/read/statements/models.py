"""Gives the trained models of statements, as they come with the package."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rasid.read.events.linear import LinearModel, models_from

CLAIMS_FILE = "statements_claims.json"
FIGURES_FILE = "statements_figures.json"


@dataclass(frozen=True, slots=True)
class StatementModels:
    """What decides: is speech a claim; is a number a figure, alone and by its neighbours."""

    claim: LinearModel
    number_alone: LinearModel
    number_beside: LinearModel

    def files(self) -> dict[str, Mapping[str, LinearModel]]:
        """The models by the weights file that holds them."""
        return {
            CLAIMS_FILE: {"claim": self.claim},
            FIGURES_FILE: {"alone": self.number_alone, "beside": self.number_beside},
        }


def _text(file: str) -> str:
    return (files("rasid") / "read" / "weights" / file).read_text(encoding="utf-8")


@cache
def packaged_statement_models() -> StatementModels:
    """The models of the package. Raises KnowledgeError where a file is no weights file."""
    claims = models_from(_text(CLAIMS_FILE), f"read/weights/{CLAIMS_FILE}")
    figures = models_from(_text(FIGURES_FILE), f"read/weights/{FIGURES_FILE}")
    return StatementModels(claims["claim"], figures["alone"], figures["beside"])


@cache
def statement_weights_digest() -> str:
    """Eight hex digits that change with the packaged weights of statements."""
    texts = _text(CLAIMS_FILE) + _text(FIGURES_FILE)
    return hashlib.sha256(texts.encode()).hexdigest()[:8]
