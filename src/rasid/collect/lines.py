"""Takes a body, gives its lines as units with what their form says: length, ending, first words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rasid.collect.phrases import load_phrases, words_of

# A line whose words are all needed is short; of a longer one the beginning says enough.
_SHORT = 200
_BEGINNING = 48
_CLOSERS = r"[\s\"'”“»«)\]’›…\u200b-\u200f\u202a-\u202e\u2066-\u2069]*$"
_ENDING = re.compile(r"[.؟?!؛:،,]" + _CLOSERS)
_ASKED = re.compile(r"[؟?!][\s\"'”“»)\]’›]*$")
_COMMA = re.compile(r"[،,.؛:]")
_CUT = re.compile(r"(?:…|\.\.+)\s*$")
_INNER_STOP = re.compile(r"[.؟!]\s+\S")
_BULLET = re.compile(r"^\s*(?:[-–—•*●▪■◾✔☑▶»>]|\d{1,2}\s*[-–.)])\s*\S")
_LINE = re.compile(r"[^\n]+")

# Words a paragraph of running text has at least: with a full stop, taking up what was said
# before ("and he added"), or with neither.
PROSE_WORDS_ENDED = 8
PROSE_WORDS_GOING_ON = 12
PROSE_WORDS = 22
# A label, name or tag is as short as this.
LABEL_WORDS = 3
# A word that carries the "and" waw has so many letters at least.
_WAW_LETTERS = 4
# A block of hard-wrapped lines: how many lines at least, how much shorter than the longest a
# line may be, which share of the lines must be so, and how long such lines are.
_WRAP_LINES = 3
_WRAP_SLACK = 16
_WRAP_SHARE = 0.75
_WRAP_ENDED = 0.4
_WRAP_WIDTH = (40, 130)


@dataclass(slots=True)
class Unit:
    """A line, or several lines that one paragraph was broken into; offsets count in the body.

    `words` are its folded words (of a `long` line the first few); `ended` whether it ends like a
    sentence; `cut` whether it ends in dots; `prose` whether it is a paragraph of running text.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...] = field(init=False)
    count: int = field(init=False)
    long: bool = field(init=False)
    ended: bool = field(init=False)
    cut: bool = field(init=False)
    goes_on: bool = field(init=False)
    bullet: bool = field(init=False)

    def __post_init__(self) -> None:
        self.count = len(self.text.split())
        self.long = len(self.text) > _SHORT
        self.words = words_of(self.text[:_BEGINNING].rsplit(" ", 1)[0] if self.long else self.text)
        self.cut = bool(_CUT.search(self.text[-6:]))
        # Headlines ask and exclaim as well; only a full stop tells a short line from them.
        asked = self.count < PROSE_WORDS and bool(_ASKED.search(self.text[-6:]))
        self.ended = not self.cut and not asked and bool(_ENDING.search(self.text[-8:]))
        self.bullet = bool(_BULLET.match(self.text))
        self.goes_on = goes_on(self.words)

    @property
    def prose(self) -> bool:
        """True for a paragraph of running text."""
        return (
            (self.count >= PROSE_WORDS and bool(_COMMA.search(self.text)))
            or (self.ended and self.count >= PROSE_WORDS_ENDED)
            or (self.goes_on and self.count >= PROSE_WORDS_GOING_ON)
        )

    @property
    def label(self) -> bool:
        """True for a line of up to three words that ends no sentence."""
        return self.count <= LABEL_WORDS and not self.text.rstrip().endswith((".", ":", "؟", "!"))

    @property
    def headline_like(self) -> bool:
        """True for a line of the length of a headline that ends no sentence."""
        return LABEL_WORDS < self.count < PROSE_WORDS and not self.ended and not self.goes_on


def goes_on(words: Sequence[str]) -> bool:
    """True where a paragraph takes up what was said before: "and he added", "for his part"."""
    if not words:
        return False
    phrases = load_phrases()
    if phrases.continuations.begins(tuple(words[:4])):
        return True
    first = words[0]
    return (
        len(first) >= _WAW_LETTERS and first.startswith("و") and not phrases.own_waw.holds((first,))
    )


def _wrapped(block: list[tuple[int, int]]) -> bool:
    """True where the lines of a block are one paragraph broken at a fixed width."""
    if len(block) < _WRAP_LINES:
        return False
    widths = [end - start for start, end in block]
    widest = max(widths)
    if not _WRAP_WIDTH[0] <= widest <= _WRAP_WIDTH[1]:
        return False
    full = sum(width >= widest - _WRAP_SLACK for width in widths[:-1])
    return full >= _WRAP_SHARE * (len(block) - 1)


def _mostly_unended(body: str, block: list[tuple[int, int]]) -> bool:
    lines = [body[start:end] for start, end in block]
    ended = sum(bool(_ENDING.search(line[-8:])) for line in lines[:-1])
    stops = any(_INNER_STOP.search(line) for line in lines) or bool(_ENDING.search(lines[-1][-8:]))
    return ended <= _WRAP_ENDED * (len(lines) - 1) and stops


def _blocks(body: str) -> list[list[tuple[int, int]]]:
    """Runs of lines without a blank line between them."""
    blocks: list[list[tuple[int, int]]] = []
    last = -2
    for found in _LINE.finditer(body):
        if not found.group().strip():
            continue
        if blocks and not body[last : found.start()].count("\n") > 1:
            blocks[-1].append(found.span())
        else:
            blocks.append([found.span()])
        last = found.end()
    return blocks


def units_of(body: str) -> list[Unit]:
    """The units of a body in order; blank lines belong to none."""
    units: list[Unit] = []
    for block in _blocks(body):
        if _wrapped(block) and _mostly_unended(body, block):
            start, end = block[0][0], block[-1][1]
            units.append(Unit(start, end, body[start:end].strip()))
        else:
            units += [Unit(start, end, body[start:end].strip()) for start, end in block]
    return units
