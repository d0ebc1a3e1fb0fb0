"""Places: from the words of an article to the map."""

from rasid.locate.generalising import generalise
from rasid.locate.locator import Locator

__all__ = ["Locator", "generalise"]
