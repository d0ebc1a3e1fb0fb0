"""Place: what a place name in a text was taken to mean, how finely, and against which rivals."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class PlacePrecision(StrEnum):
    """How fine a place is known (names of the annotation guidelines)."""

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class AreaKind(StrEnum):
    """What words make of the place that they name, where the happening is not said to be in it."""

    AROUND = "around"  # around, near, at the edge of a place
    DIRECTION = "direction"  # north of a town
    DISTANCE = "distance"  # 30 km south of a town, 20 km from it
    COUNTRYSIDE = "countryside"  # the countryside of a town or governorate
    PART = "part"  # the north of a governorate or country
    STRETCH = "stretch"  # a road, river or border by a place
    BETWEEN = "between"  # between two places
    SEA = "sea"  # waters that belong to no country
    UNLISTED = "unlisted"  # a name that no table holds, put into its region
    UNDECIDED = "undecided"  # a name of several places that nothing tells apart


@dataclass(frozen=True, slots=True)
class Rival:
    """A reading of the name that lost, with its score and why."""

    place_id: str
    name: str
    admin1: str | None
    country: str | None
    score: float
    reason: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place.

    `text` is the name as written (an exact slice of the article); `lat` and `lon` are degrees
    (WGS 84) of the centre, None where unknown; `radius_km` says how far from it the happening
    may lie. `place_id` is the gazetteer's id, "" where the words name something that it does not
    hold; `told_by` is then the id of the entry that they tell it by (of Raqqa, for "30 km south of
    Raqqa"). `kind` is the kind of the entry, or what the words make of it (a name of `AreaKind`, a
    site's noun as "hospital"); "" where nobody knows.
    """

    text: str
    name: str
    precision: PlacePrecision
    admin1: str | None = None
    admin2: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    place_id: str = ""
    score: float = 0.0
    reason: str = ""
    rivals: tuple[Rival, ...] = ()
    kind: str = ""
    told_by: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "name": self.name,
            "admin1": self.admin1,
            "admin2": self.admin2,
            "country": self.country,
            "precision": self.precision.value,
            "lat": self.lat,
            "lon": self.lon,
            "radius_km": self.radius_km,
            "place_id": self.place_id,
            "kind": self.kind,
            "told_by": self.told_by,
            "score": self.score,
            "reason": self.reason,
            "rivals": [rival.to_json() for rival in self.rivals],
        }


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in an article at start:end, resolved as far as the text allows.

    `part_of` is the index (in the article's list of mentions) of a wider place named
    beside it ("بريف إدلب", in Idlib's countryside), None where there is none.
    """

    start: int
    end: int
    place: Place
    part_of: int | None = None
