"""Readings held against gold annotations: precision, recall and F1 by what an analyst needs."""

from rasid.evaluate.report import Score, ScoreTable, score

__all__ = ["Score", "ScoreTable", "score"]
