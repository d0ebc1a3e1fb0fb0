"""The map of a brief: outlines of first-level units where there are any, and sized circles."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from rasid.knowledge_base.brief import outlines
from rasid.model.brief import Spot
from rasid.publish.brief.svg import ACCENT, INK, canvas, element, text, titled

WIDTH, HEIGHT, EDGE = 600, 400, 36
BIGGEST = 26.0  # radius in pixels of the largest circle
SMALL = 9.0  # radius below which a count stands beside its circle, not in it
LETTER, LINE = 5.2, 11.0  # pixels that a letter of a name and its line take
Box = tuple[float, float, float, float]
Ring = Sequence[tuple[float, float]]
Project = Callable[[float, float], tuple[float, float]]


def spot_map(spots: Sequence[Spot], label: str) -> str:
    """Circles whose areas are in proportion to counts, over the outlines that they lie in.

    A governorate without incidents is a hollow dot. Positions are middles of governorates.
    """
    if not spots:
        return ""
    rings = [ring for country in outlines() if _near(country, spots) for ring in country]
    points = [(spot.lon, spot.lat) for spot in spots] + [p for ring in rings for p in ring]
    project = _projection(points)
    parts = [
        element(
            "path", d=_path(project(lon, lat) for lon, lat in ring), fill="#f4f1ea",
            stroke="#9aa1ac", stroke_width=0.8,
        )
        for ring in rings
    ]  # fmt: skip
    top = max(1, *(spot.count.value for spot in spots))
    ordered = sorted(spots, key=lambda item: -item.count.value)
    circles = [(spot, project(spot.lon, spot.lat), _radius(spot, top)) for spot in ordered]
    parts += [_circle(*circle) for circle in circles]
    parts += _labels(circles)
    return canvas(WIDTH, HEIGHT, label, parts)


def _radius(spot: Spot, top: int) -> float:
    return max(BIGGEST * math.sqrt(spot.count.value / top), 2.5)


def _circle(spot: Spot, at: tuple[float, float], radius: float) -> str:
    x, y = at
    if spot.count.value:
        shape = element("circle", cx=x, cy=y, r=radius, fill=ACCENT, fill_opacity=0.65)
    else:
        shape = element("circle", cx=x, cy=y, r=2.5, fill="none", stroke=INK)
    if radius >= SMALL:
        shape += text(str(spot.count.value), x, y + 4, text_anchor="middle", font_weight="bold")
    return titled(shape, f"{spot.name}: {spot.count.value}")


def _labels(circles: Sequence[tuple[Spot, tuple[float, float], float]]) -> list[str]:
    """Names below, above or beside their circles, where nothing stands yet.

    An empty governorate whose name finds no room keeps its dot, with the name as its title.
    """
    taken = [(x - r, y - r, x + r, y + r) for _, (x, y), r in circles]
    labels = []
    for spot, (x, y), radius in circles:
        count = spot.count.value
        words = f"{spot.name} {count}" if count and radius < SMALL else spot.name
        half, off = len(words) * LETTER / 2, radius + 3
        middles = (
            (x, y + off + LINE / 2),
            (x, y - off - LINE / 2),
            (x + off + half, y),
            (x - off - half, y),
        )
        boxes = [(a - half, b - LINE / 2, a + half, b + LINE / 2) for a, b in middles]
        free = next((box for box in boxes if not any(_meet(box, other) for other in taken)), None)
        if free is None and not count:
            continue
        left, upper, right, lower = free or boxes[0]
        taken.append((left, upper, right, lower))
        labels.append(text(words, (left + right) / 2, lower - 2, text_anchor="middle", font_size=9))
    return labels


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _near(rings: Sequence[Ring], spots: Sequence[Spot]) -> bool:
    """Whether any spot lies in a country; other countries would shrink the map."""
    return any(_inside(ring, spot.lon, spot.lat) for ring in rings for spot in spots)


def _inside(ring: Ring, lon: float, lat: float) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


def _projection(points: Sequence[tuple[float, float]]) -> Project:
    """From degrees to pixels: north up, distances right in the middle of the map."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = math.cos(math.radians((south + north) / 2))
    scale = min(
        (WIDTH - 2 * EDGE) / max((east - west) * shrink, 0.5),
        (HEIGHT - 2 * EDGE) / max(north - south, 0.5),
    )

    def project(lon: float, lat: float) -> tuple[float, float]:
        return EDGE + (lon - west) * shrink * scale, HEIGHT - EDGE - (lat - south) * scale

    return project


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
