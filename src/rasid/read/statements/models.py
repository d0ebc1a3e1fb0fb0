"""Gives the trained models of statements, as they come with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rasid.read.events.linear import LinearModel, models_from

CLAIMS_FILE = "statements_claims.json"
FIGURES_FILE = "statements_figures.json"
INDICATORS_FILE = "statements_indicators.json"


@cache
def packaged(file: str) -> dict[str, LinearModel]:
    """The models of one weights file. Raises KnowledgeError where it is not one."""
    path = files("rasid") / "read" / "weights" / file
    return models_from(path.read_text(encoding="utf-8"), f"read/weights/{file}")
