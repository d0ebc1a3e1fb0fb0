"""Takes analysed text, gives every gazetteer name and every word behind a place noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.language.arabic.clitics import variants
from rasid.language.base import AnalysedText, Sentence
from rasid.locate.found import Found
from rasid.locate.gazetteer import MOST_WORDS, Gazetteer
from rasid.locate.words import QUOTES, Words

_SHORTEST = 2  # letters of the shortest name looked for
_UNKNOWN_CUES = frozenset({"village", "town", "quarter", "site", "district"})
_MOST_UNKNOWN = 3  # words of the longest unlisted name


class Scanner:
    """Finds names; which place each means is decided elsewhere."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self._gazetteer = gazetteer
        self._words = words

    def scan(self, analysed: AnalysedText) -> list[Found]:
        """Names in text order, longest first at each word, none overlapping another."""
        return [
            found
            for number, sentence in enumerate(analysed.sentences)
            for found in self._sentence(analysed, sentence, number)
        ]

    def _sentence(self, analysed: AnalysedText, sentence: Sentence, number: int) -> Iterator[Found]:
        forms = [token.form for token in analysed.tokens[sentence.first : sentence.last]]
        at, offset = 0, sentence.first
        while at < len(forms):
            masked = self._masked(forms, at)
            if masked:
                at += masked
                continue
            found = self._name(forms, at) or self._unknown(forms, at)
            if found is None:
                at += 1
                continue
            at = found.last
            found.first, found.last = found.first + offset, found.last + offset
            found.sentence = number
            found.start, found.end = found.first, found.last
            yield found

    def _masked(self, forms: Sequence[str], at: int) -> int:
        """Words of a phrase at `at` that holds a place name and is none."""
        for variant in variants(forms[at]):
            for phrase in self._words.masks.get(variant, ()):
                if tuple(forms[at + 1 : at + len(phrase)]) == phrase[1:]:
                    return len(phrase)
        return 0

    def _name(self, forms: Sequence[str], at: int) -> Found | None:
        form = forms[at]
        if len(form) < _SHORTEST or not form[0].isalpha():
            return None
        best: Found | None = None
        for variant in variants(form):
            most = self._gazetteer.starts(variant)
            if not most or len(variant) < _SHORTEST:
                continue
            rest = _words_of(forms, at, min(most + 1, MOST_WORDS))
            for count, whole in self._gazetteer.longest([variant, *rest]):
                if best is not None and count <= best.last - best.first:
                    break
                if count == 1 and self._opens_more(variant, rest):
                    break
                joined = "".join([variant, *rest[: count - 1]])
                stripped = len(form) - len(variant)
                best = Found(
                    at, at + count, 0, joined, self._gazetteer.entries(whole),
                    stripped, form[:stripped],
                )  # fmt: skip
                break
        return best

    def _opens_more(self, word: str, rest: Sequence[str]) -> bool:
        """Whether a lone word is a place noun, or the first word of a longer name."""
        words = self._words
        if word in words.cues:
            return True
        return word in words.openers and bool(rest) and rest[0] not in words.stops

    def _unknown(self, forms: Sequence[str], at: int) -> Found | None:
        """An unlisted name behind a place noun: the noun stands at `at`, the name behind it."""
        cue = self._words.cue(forms[at])
        if cue is None or cue[0] not in _UNKNOWN_CUES:
            return None
        first = at + 1
        while first < len(forms) and forms[first] in QUOTES:
            first += 1
        quoted = first > at + 1
        if first >= len(forms) or self._name(forms, first) or self._words.cue(forms[first]):
            return None
        last = self._cut(forms, first, quoted)
        if last == first:
            return None
        return Found(first, last, 0, "".join(forms[first:last]), ())

    def _cut(self, forms: Sequence[str], first: int, quoted: bool) -> int:
        """Where an unlisted name that starts at `first` ends; `first` where none starts."""
        words = self._words
        if quoted:
            ends = [n for n in range(first, min(first + 4, len(forms))) if forms[n] in QUOTES]
            if ends:
                return ends[0]
        last = first
        while last < len(forms) and last - first < _MOST_UNKNOWN:
            form = forms[last]
            if not form[0].isalpha() or form in words.stops or form in words.generic:
                break
            if last > first and not self._continues(forms, first, last):
                break
            last += 1
        return last

    def _continues(self, forms: Sequence[str], first: int, last: int) -> bool:
        """Whether the word at `last` still belongs to the unlisted name begun at `first`."""
        before = forms[last - 1]
        return before in self._words.openers and last - first < _MOST_UNKNOWN - 1


def _words_of(forms: Sequence[str], at: int, most: int) -> list[str]:
    """The words behind `at`, up to the first that is no word."""
    found: list[str] = []
    for form in forms[at + 1 : at + most]:
        if not form[0].isalpha():
            break
        found.append(form)
    return found
