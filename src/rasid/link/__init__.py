"""Events of many articles become incidents: many reports, one happening."""

from rasid.link.copies import SIGNATURE, Signed, find_origins, sign
from rasid.link.learning import learn_weights
from rasid.link.linking import Explanation, LinkResult, explain, link
from rasid.link.rivals import Seen, stretches, town_key, unit_key
from rasid.link.weights import Weights, load_weights

__all__ = [
    "SIGNATURE",
    "Explanation",
    "LinkResult",
    "Seen",
    "Signed",
    "Weights",
    "explain",
    "find_origins",
    "learn_weights",
    "link",
    "load_weights",
    "sign",
    "stretches",
    "town_key",
    "unit_key",
]
