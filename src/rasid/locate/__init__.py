"""Places: from the words of an article to the map."""

from rasid.locate.areas import polygon
from rasid.locate.generalising import generalise
from rasid.locate.locator import Locator
from rasid.locate.precision import codes, place_codes

__all__ = ["Locator", "codes", "generalise", "place_codes", "polygon"]
