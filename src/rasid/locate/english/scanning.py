"""Takes analysed English text, gives its gazetteer names and the names behind a place noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.language.base import AnalysedText, Sentence, Token
from rasid.locate import weights as w
from rasid.locate.english.names import ARTICLES, EnglishNames
from rasid.locate.english.words import APOSTROPHES, OF, THE, EnglishWords
from rasid.locate.found import Found

_MOST_TOKENS = 12  # tokens of the longest name, hyphens and apostrophes counted
_MOST_UNLISTED = 6  # tokens of the longest unlisted name, articles and hyphens counted
_SHORTEST = 2  # letters of the shortest name
_LOOSE_ARTICLES = ARTICLES - {"as", "at", "an", "es"}  # those that are no English words
_UNLISTED_CUES = frozenset({"village", "town", "quarter", "district"})


class EnglishScanner:
    """Finds names; which place each means is decided elsewhere. A name starts with a capital."""

    def __init__(self, names: EnglishNames, words: EnglishWords) -> None:
        self._names = names
        self._words = words
        self._openers = frozenset(names.key([opener]) for opener in words.openers)

    def scan(self, analysed: AnalysedText) -> list[Found]:
        """Names in text order, longest first at each word, none overlapping another."""
        return [
            found
            for number, sentence in enumerate(analysed.sentences)
            for found in self._sentence(analysed, sentence, number)
        ]

    def _sentence(self, analysed: AnalysedText, sentence: Sentence, number: int) -> Iterator[Found]:
        at, end, tokens = sentence.first, sentence.last, analysed.tokens
        while at < end:
            masked = self._masked(tokens, at, end)
            if masked:
                at += masked
                continue
            found = self._name(analysed, at, end)
            found = found or self._referring(analysed, at, end) or self._unlisted(analysed, at, end)
            if found is None or _in_compound(analysed, found.last, end):
                at = at + 1 if found is None else found.last
                continue
            found.sentence, found.start, found.end = number, found.first, found.last
            at = found.last
            yield found

    def _masked(self, tokens: Sequence[Token], at: int, end: int) -> int:
        """Tokens of a phrase that holds a place name and is none; hyphens are passed over."""
        for phrase in self._words.masks.get(tokens[at].form, ()):
            last = at
            for word in phrase:
                if last > at and last < end and tokens[last].form == "-":
                    last += 1
                if last >= end or tokens[last].form != word:
                    break
                last += 1
            else:
                return last - at
        return 0

    def _name(self, analysed: AnalysedText, at: int, end: int) -> Found | None:
        """The longest name that begins at a token."""
        tokens = analysed.tokens
        form = tokens[at].form
        if not form[0].isalpha() or not (is_capital(analysed, at) or form in _LOOSE_ARTICLES):
            return None
        best: Found | None = None
        parts: list[str] = []
        most = 0
        for last, part, capital in _parts(analysed, at, end):
            parts.append(part)
            real = [p for p in parts if p not in ARTICLES]
            if len(real) == 1 and part not in ARTICLES:
                most = self._names.starts(part)
            if best is not None and len(real) > 1 and capital and self._opens(best):
                best = None
            if real and len(real) > most:
                break
            if not capital and part not in ARTICLES | self._words.small_parts:
                break
            if part in ARTICLES or len("".join(real)) < _SHORTEST:
                continue
            key = self._names.key(parts)
            if self._names.holds(key) and not self._only_noun(real):
                best = Found(at, last, 0, key, self._names.entries(key))
        return best

    def _opens(self, name: Found) -> bool:
        """Whether a name is but the first word of a longer one that no table holds."""
        return name.form in self._openers

    def _only_noun(self, real: Sequence[str]) -> bool:
        return len(real) == 1 and self._about(real[0])

    def _about(self, part: str) -> bool:
        """Whether a word says something about places and is the name of none."""
        words = self._words
        return part in words.cues or part in words.directions or part in words.nationalities

    def _referring(self, analysed: AnalysedText, at: int, end: int) -> Found | None:
        """A noun behind "the" that stands for a place, where no name follows."""
        tokens = analysed.tokens
        if tokens[at].form != THE or at + 1 >= end:
            return None
        form = tokens[at + 1].form
        kind = self._words.referring.get(form)
        named = at + 2 < end and (tokens[at + 2].form == OF or is_capital(analysed, at + 2))
        return None if kind is None or named else Found(at, at + 2, 0, form, (), refers=kind)

    def _unlisted(self, analysed: AnalysedText, at: int, end: int) -> Found | None:
        """A name that no table holds, behind "the village of"."""
        tokens = analysed.tokens
        if self._words.cues.get(tokens[at].form) not in _UNLISTED_CUES:
            return None
        first = at + 2
        if first >= end or tokens[at + 1].form != OF:
            return None
        known = self._name(analysed, first, end)
        if known is not None and any(e.row.population >= w.CITY for e in known.entries):
            return None
        last = first
        for stop, part, capital in _parts(analysed, first, end):
            if not capital and part not in _LOOSE_ARTICLES:
                break
            if stop - first > _MOST_UNLISTED or self._about(part):
                break
            last = stop
        if last == first or not is_capital(analysed, last - 1) or (known and last <= known.last):
            return None
        return Found(first, last, 0, self._names.key([t.form for t in tokens[first:last]]), ())


def is_capital(analysed: AnalysedText, at: int) -> bool:
    """Whether a token is a word written with a capital."""
    return analysed.text[analysed.tokens[at].start].isupper()


def _parts(analysed: AnalysedText, at: int, end: int) -> Iterator[tuple[int, str, bool]]:
    """The parts of a possible name: token behind it, letters, whether it has a capital.

    Hyphens part, apostrophes inside a word ("Qa'im") do not; the possessive ends a name.
    """
    tokens = analysed.tokens
    last, stop = at, min(end, at + _MOST_TOKENS)
    while last < stop and tokens[last].form[0].isalpha():
        part, capital = tokens[last].form, is_capital(analysed, last)
        last += 1
        while last + 1 < stop and _inside(tokens, last) and tokens[last].form in APOSTROPHES:
            if tokens[last + 1].form == "s" or not tokens[last + 1].form[0].isalpha():
                break
            part += tokens[last + 1].form
            last += 2
        yield last, part, capital
        if last + 1 < stop and tokens[last].form == "-" and _inside(tokens, last):
            last += 1


def _in_compound(analysed: AnalysedText, at: int, end: int) -> bool:
    """Whether a small word is tied to a name by a hyphen: "Iran-backed" tells no place."""
    tokens = analysed.tokens
    if at + 1 >= end or tokens[at].form != "-" or not _inside(tokens, at):
        return False
    return tokens[at + 1].form[0].isalpha() and not is_capital(analysed, at + 1)


def _inside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark stands between two words without spaces."""
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
