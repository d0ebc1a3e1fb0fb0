"""The drawings of a brief: weekly bars with steps, sparkline, forecast fan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from rasid.model.brief import WeekLine
from rasid.publish.brief.svg import (
    ACCENT,
    BAR,
    DARK,
    INK,
    SOFT,
    canvas,
    element,
    text,
    ticks,
    titled,
)

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 860, 240, 36, 26, 16
LABEL = 48  # pixels that the name of a month takes
HATCH = (
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/>'
    f'<line x1="0" y1="0" x2="0" y2="5" stroke="{BAR}" stroke-width="2"/></pattern></defs>'
)


def week_chart(
    weeks: Sequence[WeekLine],
    steps: Sequence[Mapping[str, Any]],
    alarms: Sequence[Mapping[str, Any]],
    label: str,
) -> str:
    """Bars of weekly counts; hatched where incomplete, steps as lines, alarms as triangles."""
    if not weeks:
        return ""
    top = max(1.0, *(week.expected for week in weeks))
    wide = (WIDTH - LEFT) / len(weeks)

    def height(count: float) -> float:
        return (HEIGHT - BOTTOM - TOP) * count / top

    parts = [HATCH, *_grid(top, height)]
    parts += _steps(weeks, steps, wide)
    heard = {alarm["week"] for alarm in alarms}
    for n, week in enumerate(weeks):
        x = LEFT + n * wide
        parts.append(_bar(week, x, wide, height))
        if week.end.isoformat() in heard:
            y = HEIGHT - BOTTOM - height(week.expected) - 4
            points = f"{x:.1f},{y - 6:.1f} {x + 8:.1f},{y - 6:.1f} {x + 4:.1f},{y:.1f}"
            parts.append(element("polygon", points=points, fill=DARK))
    parts += _months(weeks, wide)
    return canvas(WIDTH, HEIGHT, label, parts)


def spark(values: Sequence[int], label: str) -> str:
    """A line of a few values, the last one marked."""
    width, height = 90, 22
    top = max(max(values, default=0), 1)
    xs = [3 + n * (width - 8) / max(len(values) - 1, 1) for n in range(len(values))]
    ys = [height - 3 - (height - 6) * value / top for value in values]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
    parts = [
        element("polyline", points=line, fill="none", stroke=BAR, stroke_width=1.6),
        element("circle", cx=xs[-1], cy=ys[-1], r=2.4, fill=ACCENT),
    ]
    return canvas(width, height, label, parts)


def fan(looks: Sequence[Mapping[str, Any]], label: str) -> str:
    """The last month and the next ones: 90% and 50% ranges as boxes, the median as a line."""
    if not looks:
        return ""
    width, height = 420, 200
    highest = (float(look["quantiles"]["0.95"]) for look in looks)
    top = max(1.0, float(looks[0]["last_month"]), *highest)
    slot = (width - LEFT) / (len(looks) + 1)

    def y(count: float) -> float:
        return height - BOTTOM - (height - BOTTOM - TOP) * count / top

    parts = [text(str(n), 2, y(n) + 4) for n in ticks(top)]
    parts += [
        element("line", x1=LEFT, x2=width, y1=y(n), y2=y(n), stroke="#e2e5ea") for n in ticks(top)
    ]
    last = looks[0]["last_month"]
    parts.append(element("circle", cx=LEFT + slot / 2, cy=y(last), r=4, fill=BAR))
    parts.append(text(str(last), LEFT + slot / 2 + 8, y(last) + 4))
    for n, look in enumerate(looks, start=1):
        parts.append(_box(look["quantiles"], LEFT + n * slot, slot, y))
        parts.append(text(look["month"], LEFT + n * slot + slot * 0.2, height - 8))
    return canvas(width, height, label, parts)


def _grid(top: float, height: Any) -> list[str]:
    parts = []
    for n in ticks(top):
        y = HEIGHT - BOTTOM - height(n)
        parts.append(element("line", x1=LEFT, x2=WIDTH, y1=y, y2=y, stroke="#e2e5ea"))
        parts.append(text(str(n), 2, y + 4))
    return parts


def _bar(week: WeekLine, x: float, wide: float, height: Any) -> str:
    seen = height(week.count.value)
    shape = element(
        "rect", x=x, y=HEIGHT - BOTTOM - seen, width=max(wide - 1, 0.8), height=max(seen, 0.0),
        fill="url(#hatch)" if week.grey else BAR,
    )  # fmt: skip
    if week.grey and week.expected > week.count.value:
        full = height(week.expected)
        shape += element(
            "rect", x=x, y=HEIGHT - BOTTOM - full, width=max(wide - 1, 0.8), height=full,
            fill="none", stroke=BAR, stroke_dasharray="2 2",
        )  # fmt: skip
    return titled(shape, f"{week.end.isoformat()}: {week.count.value}")


def _steps(weeks: Sequence[WeekLine], steps: Sequence[Mapping[str, Any]], wide: float) -> list[str]:
    first = weeks[0].end

    def x(day: str) -> float:
        return LEFT + (dt.date.fromisoformat(day) - first).days / 7 * wide

    parts = []
    for step in steps:
        if dt.date.fromisoformat(step["date"]) < first:
            continue
        low, high = max(x(step["low"]), LEFT), x(step["high"]) + wide
        shade = element(
            "rect", x=low, y=TOP, width=max(high - low, 1.0), height=HEIGHT - BOTTOM - TOP,
            fill=ACCENT, opacity=0.15,
        )  # fmt: skip
        at = x(step["date"])
        line = element(
            "line", x1=at, x2=at, y1=TOP, y2=HEIGHT - BOTTOM, stroke=ACCENT, stroke_width=1.5
        )
        told = f"{step['before']:.1f} → {step['after']:.1f}"
        parts.append(titled(shade + line, f"{step['date']}: {told}"))
        parts.append(text(told, at + 3, TOP - 4, font_size=10))
    return parts


def _months(weeks: Sequence[WeekLine], wide: float) -> list[str]:
    parts, last = [], ""
    for n, week in enumerate(weeks):
        month = week.end.strftime("%Y-%m")
        room = n < len(weeks) - LABEL / wide or len(weeks) * wide < LABEL
        if month != last and week.end.month in {1, 4, 7, 10} and room:
            parts.append(text(month, LEFT + n * wide, HEIGHT - 8, font_size=10))
        last = month
    return parts


def _box(quantiles: Mapping[str, float], x: float, slot: float, y: Any) -> str:
    wide, half = slot * 0.6, slot * 0.2
    outer = (y(quantiles["0.95"]), y(quantiles["0.05"]))
    inner = (y(quantiles["0.75"]), y(quantiles["0.25"]))
    middle = y(quantiles["0.5"])
    shape = element(
        "rect", x=x + half, y=outer[0], width=wide, height=max(outer[1] - outer[0], 1.0), fill=SOFT
    )
    shape += element(
        "rect", x=x + half, y=inner[0], width=wide, height=max(inner[1] - inner[0], 1.0), fill=BAR
    )
    shape += element(
        "line", x1=x + half, x2=x + half + wide, y1=middle, y2=middle, stroke="#fff", stroke_width=2
    )
    low, high = quantiles["0.05"], quantiles["0.95"]
    label = text(f"{low:.0f}-{high:.0f}", x + half, outer[0] - 3, font_size=10, fill=INK)
    return titled(shape, f"{quantiles['0.5']:.0f} ({low:.0f}-{high:.0f})") + label
