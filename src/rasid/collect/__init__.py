"""Files, pages, feeds and archives to articles."""

from rasid.collect.collecting import collect
from rasid.collect.options import CollectOptions
from rasid.collect.outcome import Collected, Skipped

__all__ = ["CollectOptions", "Collected", "Skipped", "collect"]
