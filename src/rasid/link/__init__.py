"""Events of many articles become incidents: many reports, one happening."""

from rasid.link.copies import SIGNATURE, Signed, find_origins, origins_about, sign
from rasid.link.learning import learn_weights
from rasid.link.linking import Explanation, Judged, LinkResult, explain, judge, link, settle
from rasid.link.rivals import Seen, stretches, town_key, unit_key
from rasid.link.weights import Weights, load_weights

__all__ = [
    "SIGNATURE",
    "Explanation",
    "Judged",
    "LinkResult",
    "Seen",
    "Signed",
    "Weights",
    "explain",
    "find_origins",
    "judge",
    "learn_weights",
    "link",
    "load_weights",
    "origins_about",
    "settle",
    "sign",
    "stretches",
    "town_key",
    "unit_key",
]
