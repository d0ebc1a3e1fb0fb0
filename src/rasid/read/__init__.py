"""Articles to events, claims, figures and indicators."""

from rasid.read.interface import Reader
from rasid.read.reader import RuleReader

__all__ = ["Reader", "RuleReader"]
