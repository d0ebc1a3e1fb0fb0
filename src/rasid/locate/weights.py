"""The table of weights by which a place is chosen; change them here and measure again."""

from __future__ import annotations

# How likely a kind of place is meant when a text says its name and nothing else.
KIND_PRIOR = {
    "country": 3.2,
    "admin1": 2.7,
    "admin2": 1.9,
    "admin3": 1.5,
    "town": 0.9,
    "village": 0.8,
    "quarter": 0.3,
    "sea": 3.2,
    "region": 2.4,
}
SITE_PRIOR = 2.0  # every other kind: places that a person put on the reviewed list
REVIEWED_PRIOR = 1.3  # added for any entry of the reviewed list
PEOPLE_PRIOR = 0.45  # for each power of ten of a town's people

KNOWN = 100_000  # people of a town that an article about other countries may name bare
METROPOLIS = 1_000_000  # people of a town that is known everywhere
METROPOLIS_PRIOR = 0.6

# Country of the place: those whose conflicts the knowledge files cover, then the region.
HOME = {"IQ": 0.8, "SY": 0.8}
REGION = dict.fromkeys(
    ("TR", "IR", "JO", "LB", "SA", "KW", "YE", "LY", "EG", "PS", "IL", "TN"), 0.4
)

NEARBY = frozenset(HOME) | frozenset(REGION)
HOME_SHARE = 0.25  # part of an article's sure places from which a country is at home in it

# How well the noun before the name fits the kind of place.
CUE_FIT: dict[str, dict[str, float]] = {
    "village": {"village": 1.5, "town": 0.6, "admin3": -0.5, "admin2": -1.5, "admin1": -4.0,
                "country": -6.0, "quarter": -1.5},
    "town": {"town": 1.5, "village": 0.6, "admin3": 0.2, "admin2": 0.3, "admin1": -3.0,
             "country": -6.0, "quarter": -1.0},
    "quarter": {"quarter": 3.0, "town": -0.8, "village": -0.5, "admin1": -2.5, "admin2": -1.0,
                "admin3": -0.5, "country": -5.0},
    "district": {"admin2": 2.5, "admin3": 2.2, "town": 0.4, "village": -1.0, "admin1": -3.0,
                 "country": -6.0, "quarter": -0.5},
    "governorate": {"admin1": 3.5, "admin2": -1.0, "admin3": -1.5, "town": -2.0, "village": -4.0,
                    "country": -3.0, "quarter": -4.0},
    "countryside": {"town": 0.8, "admin1": 0.8, "admin2": 0.8, "village": -0.8, "country": -5.0,
                    "quarter": -4.0},
    "site": {"country": -3.0},
    "": {"admin1": -0.6, "admin2": -0.3, "admin3": -0.3},
}  # fmt: skip
CITY = 50_000  # people of a town that nobody calls a village
SITE_FIT = 1.0  # a reviewed site behind the noun of a site

# How the written form meets the entry's names.
NEAR_FORM = -0.5  # differs by a bare hamza or a last letter
ARTICLE_FORM = -1.2  # differs by the article

# What the text says about where the name lies.
INSIDE = 4.0  # inside the wider place named with it
OUTSIDE = -5.0
NEAR_REACH = 1.6  # reaches within which "north of" still holds
FAR_REACH = 3.0  # reaches beyond which it certainly does not
MISPLACED_KM = 20.0  # how far beyond a unit's reach the only bearer of a name is still meant
FAR = -2.5  # farther than the reach of a place it is said to lie near
NATION = 2.0  # of the country whose adjective stands behind the name
OTHER_NATION = -3.0

# What the other places of the article say.
NEAR_WEIGHT = 2.2  # closeness to one sure place, by distance in km and in the text
NEAR_KM = 35.0
NEAR_TOKENS = 120.0
SAME_ADMIN1 = 1.2
SAME_COUNTRY = 1.6
SAME_SENSE = 2.5  # the same name, read where it is best supported

SERIES = 1.5  # closeness to the places told in one series with a name ("A, B and C")
SERIES_FAR = -1.5
SERIES_FAR_KM = 120.0
FAR_KM = 90.0  # a village farther than this from all sure places near it in the text is another
FAR_TOKENS = 90
FEW = 2  # sure places that say nothing yet about where an article plays
SITE_FAR_KM = 25.0
LEAST = 0.6  # below this the name counts as none
MARGIN = 0.25  # a rival elsewhere that is nearer than this leaves the name undecided
TOGETHER_KM = 25.0  # undecided places nearer than this are given as one area
BESIDE_TOKENS = 40  # how near in the text a place must stand to lend an unlisted name its region
WIDE_KM = 60.0  # half the way between two places from which the land between is a region
STRETCH_KM = 8.0  # least reach of the stretch of a road or river by a place
MAIN_UNIT = 0.75  # part of an article's places in one unit that lets it stand for an unlisted one
MAIN_LEAST = 3  # places of an article from which one unit may be said to be its own
BESIDE_KM = 30.0  # least reach of such a region
LIKE_KM = 45.0  # how far from the place named with it a spelling of an unlisted name is sought
DOUBLE_KM = 12.0  # entries of one name nearer than this are one place
ALONE_SURE = 2.0  # score of a name without rivals that makes it an anchor
SURE = 1.5  # lead over the best rival that makes a name an anchor for others

# Reach in km around a wider place within which a name counts as inside it.
REACH_KM = {"town": 45.0, "village": 20.0, "admin3": 30.0, "admin2": 60.0}
REACH_ELSE_KM = 40.0
