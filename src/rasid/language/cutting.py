"""Takes an article, gives the tokens and sentences of its readable zones, in any language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rasid.language.base import AnalysedText, Sentence, Token
from rasid.model import Article, ZoneKind

# Invisible characters that stand inside words; bidi embeddings also stand between words.
JOINERS = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"
INVISIBLE = JOINERS + "\u061c\u202a-\u202e\u2066-\u206f\ufe00-\ufe0f"
_SCANNED = (range(0x3000), range(0xFB00, 0xFF00))  # all alphabets, Arabic presentation forms
_IDEOGRAPHS = "\u3005-\u3007\u3041-\u318e\u3400-\u9fff\ua000-\ua4cf\uac00-\ud7a3"


def _word_characters() -> str:
    """Letters and the marks on them as a character class of plain ranges.

    Written out because a class of plain ranges is matched twice as fast as one of negations.
    """
    found = [
        code
        for codes in _SCANNED
        for code in codes
        if (chr(code).isalnum() and not chr(code).isdecimal())
        or unicodedata.category(chr(code)) == "Mn"
    ]
    pieces: list[str] = []
    start = 0
    for at, code in enumerate(found):
        if at + 1 == len(found) or found[at + 1] != code + 1:
            pieces.append(f"{chr(found[start])}-{chr(code)}")
            start = at + 1
    return "".join(pieces) + _IDEOGRAPHS


_LETTERS = _word_characters()
WORD = f"[{_LETTERS}]+(?:[{JOINERS}]+[{_LETTERS}]+)*"
NUMBER = r"\d+(?:[.,٫٬،]\d+)*"
MARK = f"\\.{{2,}}|[^\\s_{INVISIBLE}]"  # "_" in a hashtag parts words as a space does
_TOKEN = re.compile(f"{WORD}|{NUMBER}|{MARK}")

# The constructor that a named tuple hides is twice as fast, and this is the hottest line.
_make_token = tuple.__new__
_MAX_FORMS = 60_000
# "Libya.. five killed": so few words before dots lead into the sentence and are no sentence.
_LEAD_IN = 3
_END = frozenset("!?؟؛…۔")
_CLOSERS = frozenset("»”’\"')]}›")


class Forms(dict[str, str]):
    """Folded form of each word seen; emptied when it has grown too large."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, raw: str) -> str:
        form = "".join(self._fold(raw).split()) or ("-" if "ـ" in raw else raw)
        if len(self) >= _MAX_FORMS:
            self.clear()
        self[raw] = form
        return form


def cut_tokens(text: str, start: int, end: int, forms: Forms) -> list[Token]:
    """The words, numbers and marks of text[start:end]."""
    tokens: list[Token] = []
    last = start
    # Finding each word again is faster than match objects that know where they stand; nothing
    # between two tokens begins with a letter or mark of the second.
    for word in _TOKEN.findall(text, start, end):
        first = text.find(word, last)
        last = first + len(word)
        tokens.append(_make_token(Token, (first, last, forms[word])))
    return tokens


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts text by one language's habits.

    `fold` gives a token's form; `before_stop` and `after_stop` hold folded forms beside which a
    full stop ends no sentence; `rejoin` may unite tokens of a line (start, end offsets given).
    """

    language: str
    fold: Callable[[str], str]
    before_stop: frozenset[str] = frozenset()
    after_stop: frozenset[str] = frozenset()
    rejoin: Callable[[str, list[Token]], list[Token]] | None = None
    forms: Forms = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "forms", Forms(self.fold))

    def analyse(self, article: Article) -> AnalysedText:
        """Tokens and sentences of the article's readable zones, in text order."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        paragraph = -1
        last_line = -1
        for zone in article.readable():
            for line, start, end in _lines(article.text, zone.start, zone.end):
                cut = self._tokens(article.text, start, end)
                if not cut:
                    continue
                # A dateline and the body behind it share a line, hence a paragraph.
                paragraph += line != last_line
                last_line = line
                sentences += self._sentences(cut, len(tokens), zone.kind, paragraph)
                tokens += cut
        return AnalysedText(article.doc_id, article.text, self.language, tokens, sentences)

    def _tokens(self, text: str, start: int, end: int) -> list[Token]:
        cut = cut_tokens(text, start, end, self.forms)
        return self.rejoin(text, cut) if self.rejoin else cut

    def _sentences(
        self, cut: list[Token], offset: int, zone: ZoneKind, paragraph: int
    ) -> Iterator[Sentence]:
        first = 0
        for last in self._ends(cut):
            if last > first:
                start, end = cut[first].start, cut[last - 1].end
                yield Sentence(start, end, offset + first, offset + last, zone, paragraph)
                first = last

    def _ends(self, cut: list[Token]) -> Iterator[int]:
        """Half-open token ends of the sentences of one line."""
        count, last = len(cut), 0
        for at, token in enumerate(cut):
            form = token.form
            if at < last or (form not in _END and form[0] != "."):
                continue
            if form.startswith("..") and at - last <= _LEAD_IN:
                continue
            if form in _END or self._stops(cut, at):
                last = at + 1
                while last < count and _closes(cut, last):
                    last += 1
                yield last
        yield count

    def _stops(self, cut: list[Token], at: int) -> bool:
        """Whether the full stop(s) at `at` end a sentence."""
        if len(cut[at].form) > 1 or at == 0:
            return True
        before, stop = cut[at - 1], cut[at]
        adjacent = before.end == stop.start
        if adjacent and (before.form in self.before_stop or _initial(before.form)):
            return False
        if at + 1 == len(cut) or cut[at + 1].start > stop.end:
            return True
        after = cut[at + 1].form
        if after in _CLOSERS:
            return True
        return len(after) > 1 and not after.isascii() and after not in self.after_stop


def _initial(form: str) -> bool:
    return len(form) == 1 and form.isalpha()


def _closes(cut: list[Token], at: int) -> bool:
    """Whether the token belongs to the sentence ended before it: the end of a quote, a bracket."""
    form = cut[at].form
    if form in _CLOSERS or form[0] == ".":
        return cut[at].start == cut[at - 1].end
    return form in _END


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The lines of text[start:end]: offset of the line's start in the text, start, end."""
    line = text.rfind("\n", 0, start) + 1
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield line, start, stop
        start = line = stop + 1
