"""Small helpers that write SVG: elements, scales and colours that print and all eyes can tell."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

# Told apart in grey, in print and by the colour-blind; hatching and shapes say the same again.
INK = "#1b1f24"
BAR = "#46587a"
SOFT = "#c9d0db"
ACCENT = "#b4540a"
DARK = "#480018"


def element(name: str, content: str = "", **attributes: object) -> str:
    """One element; underscores in attribute names become hyphens."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Words at a point, escaped."""
    attributes = {"font_size": 11, "fill": INK} | attributes
    return element("text", escape(words), x=x, y=y, **attributes)


def titled(shape: str, words: str) -> str:
    """A shape with a title that a pointer and a screen reader find."""
    return element("g", element("title", escape(words)) + shape)


def canvas(width: int, height: int, label: str, parts: Iterable[str]) -> str:
    """The drawing; scales with its container, reads left to right in every language."""
    body = "".join(parts)
    return element(
        "svg", body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}",
        role="img", aria_label=label, style=f"width:100%;max-width:{width}px;direction:ltr",
    )  # fmt: skip


def ticks(top: float) -> list[int]:
    """Three or four round values up to `top`."""
    step = 1
    while top / step > 4:  # noqa: PLR2004 - more lines than four are noise
        step = step * 2 if str(step)[0] in "15" else step * 5 // 2
    return list(range(0, int(top) + 1, max(step, 1)))


def _text(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
