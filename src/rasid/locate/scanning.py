"""Takes analysed text, gives every gazetteer name and every word behind a place noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.language.arabic.clitics import variants
from rasid.language.base import AnalysedText, Sentence
from rasid.locate.found import Found
from rasid.locate.gazetteer import MOST_WORDS, Gazetteer
from rasid.locate.wording import TELL, adjective, cut, described, full_name, office
from rasid.locate.words import COMMAS, QUOTES, Words

_SHORTEST = 2  # letters of the shortest name looked for
_UNKNOWN_CUES = frozenset({"village", "town", "quarter", "site", "district"})
_MOST_REMEMBERED = 200_000  # words
_AND = "و"  # and
TANWEEN = "\u064b"  # the accusative ending: an adverb ("always"), never a place
_LETTERS = frozenset({"", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل"})  # and, so, in, to
_TO_THE = "لل"  # to the: the name behind has its article, not this letter
_SHORTEST_MEMBER = 4  # letters of "and" with the shortest name of a series
_ARTICLE = "ال"  # the
_SHE = "ت"  # ending of verbs of the past
_CAPITAL = frozenset({"العاصمه", "عاصمه"})  # the capital, capital


class Scanner:
    """Finds names; which place each means is decided elsewhere."""

    def __init__(self, gazetteer: Gazetteer, words: Words) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._dullness: dict[str, bool] = {}
        self._starts: dict[str, list[tuple[str, int]]] = {}

    def scan(self, analysed: AnalysedText) -> list[Found]:
        """Names in text order, longest first at each word, none overlapping another."""
        return [
            found
            for number, sentence in enumerate(analysed.sentences)
            for found in self._sentence(analysed, sentence, number)
        ]

    def _sentence(self, analysed: AnalysedText, sentence: Sentence, number: int) -> Iterator[Found]:
        forms = [token.form for token in analysed.tokens[sentence.first : sentence.last]]
        at, offset, series, office_at = 0, sentence.first, False, -1
        dullness = self._dullness
        while at < len(forms):
            found = self._member(forms, at) if series else None
            dull = dullness.get(forms[at])
            if found is None and (self._dull(forms[at]) if dull is None else dull):
                at += 1
                series = series and forms[at - 1] in COMMAS
                continue
            masked = self._masked(forms, at)
            if masked:
                command = forms[at].removeprefix(_AND) in self._words.institutions
                at += masked
                office_at = at if command else office_at
                continue
            found = found or self._any(forms, at)
            if found is not None and found.entries:
                written = analysed.quote(offset + at - 1, offset + at) if at else ""
                part = office(self._words, forms, found) or (office_at == at and found.letter)
                if part:
                    at = office_at = found.last
                    continue
                if adjective(self._words, forms, found, written):
                    found = None
            if found is None:
                at += 1
                series = series and forms[at - 1] in COMMAS | QUOTES
                continue
            series = series or self._opens_series(forms, found)
            at = found.last
            found.first, found.last = found.first + offset, found.last + offset
            if not found.entries and self._other_word(analysed, found):
                continue
            if TANWEEN in analysed.quote(found.first, found.last):
                continue
            found.sentence = number
            found.start, found.end = found.first, found.last
            yield found

    def _other_word(self, analysed: AnalysedText, found: Found) -> bool:
        """Whether the word before an unlisted name is only spelled like a noun once folded."""
        if not found.first:
            return False
        written = analysed.quote(found.first - 1, found.first)
        return any(written.endswith(word) for word in self._words.not_nouns)

    def _any(self, forms: Sequence[str], at: int) -> Found | None:
        name = self._name(forms, at)
        if name is not None:
            return full_name(self._words, forms, name)
        return self._referring(forms, at) or self._unknown(forms, at) or self._mound(forms, at)

    def _mound(self, forms: Sequence[str], at: int) -> Found | None:
        """An unlisted village named "tell …": hardly anything but a name stands behind the word."""
        letter = forms[at].removesuffix(TELL)
        if not forms[at].endswith(TELL) or letter not in _LETTERS or at + 1 >= len(forms):
            return None
        last = cut(self._words, forms, at + 1, quoted=False)
        if last == at + 1 or forms[at + 1] in self._words.common:
            return None
        joined = TELL + "".join(forms[at + 1 : last])
        return Found(at, last, 0, joined, (), len(letter), letter)

    def _opens_series(self, forms: Sequence[str], found: Found) -> bool:
        """Whether a noun in the plural stands before a name: more names may follow."""
        before = forms[found.first - 1] if found.first else ""
        cue = self._words.cue(before)
        return cue is not None and cue[1] in self._words.plurals

    def _member(self, forms: Sequence[str], at: int) -> Found | None:
        """An unlisted name in a series: behind "and" or a comma, and the series goes on or ends."""
        words = self._words
        joined = forms[at].startswith(_AND) and len(forms[at]) > _SHORTEST_MEMBER
        if not joined and (at == 0 or forms[at - 1] not in COMMAS):
            return None
        name = self._name(forms, at)
        opener = name is not None and name.last - at == 1 and name.form in words.openers
        if (name is not None and not opener) or (words.cue(forms[at]) and not opener):
            return None
        rest = [forms[at][len(_AND) :] if joined else forms[at], *forms[at + 1 : at + 4]]
        count = cut(words, rest, 0, quoted=False)
        if not count or (rest[0] in words.common and not opener) or words.direction(rest[0]):
            return None
        if rest[0].endswith(_SHE) and not rest[0].startswith(_ARTICLE):  # "and threatened …"
            return None
        behind = forms[at + count] if at + count < len(forms) else "."
        goes_on = behind in COMMAS | QUOTES or behind.startswith(_AND) or not behind[0].isalpha()
        if not goes_on and words.cue(behind) is None and behind not in words.links:
            return None
        letter = _AND if joined else ""
        return Found(at, at + count, 0, "".join(rest[:count]), (), len(letter), letter)

    def _dull(self, form: str) -> bool:
        """Whether no name, mask or place noun begins with this word; remembered by word."""
        dull = self._words.cue(form) is None and not self._begins(form)
        if len(self._dullness) >= _MOST_REMEMBERED:
            self._dullness.clear()
        self._dullness[form] = dull
        return dull

    def _begins(self, form: str) -> bool:
        """Whether a word may begin a name or a mask, or stands for a place itself."""
        words, starts = self._words, self._gazetteer.starts
        for variant in variants(form):
            if variant in words.masks or variant in words.referring:
                return True
            if len(variant) >= _SHORTEST and starts(variant):
                return True
        return False

    def _masked(self, forms: Sequence[str], at: int) -> int:
        """Words of a phrase at `at` that may hold the name of a place and is none."""
        for phrase in self._words.masks_of(forms[at]):
            if tuple(forms[at + 1 : at + len(phrase)]) == phrase[1:]:
                return len(phrase)
        if not described(self._words, forms, at):
            return 0
        name = self._name(forms, at)
        if name is None:
            return 2
        known = any(
            e.row.source.startswith("own") and e.row.kind != "quarter" for e in name.entries
        )
        return 0 if known or name.last > at + 1 else 2

    def _name(self, forms: Sequence[str], at: int) -> Found | None:
        """The longest gazetteer name that begins at a word, letters before it allowed."""
        form = forms[at]
        if len(form) < _SHORTEST or not form[0].isalpha():
            return None
        directions = self._words.directions
        if form in directions and at and self._words.direction(forms[at - 1]) is not None:
            return None  # "north-west of Iraq" is no north of its west
        best: tuple[int, str, str] | None = None
        for variant, most in self._starting(form):
            rest = _words_of(forms, at, min(most + 1, MOST_WORDS))
            count, whole = self._longest(variant, rest)
            if count and (best is None or count > best[0]):
                best = (count, whole, variant)
        if best is None:
            return None
        count, whole, variant = best
        stripped = len(form) - len(variant)
        joined = "".join([variant, *forms[at + 1 : at + count]])
        entries = self._gazetteer.entries(whole)
        return Found(at, at + count, 0, joined, entries, stripped, form[:stripped])

    def _starting(self, form: str) -> list[tuple[str, int]]:
        """What is left of a word with letters split off, where names begin so; remembered."""
        known = self._starts.get(form)
        if known is None:
            to_the = form.startswith(_TO_THE)
            lengths = (
                (v, self._gazetteer.starts(v))
                for v in variants(form)
                if form[: len(form) - len(v)] in _LETTERS and not (v == form[1:] and to_the)
            )
            known = [(v, most) for v, most in lengths if most and len(v) >= _SHORTEST]
            if len(self._starts) >= _MOST_REMEMBERED:
                self._starts.clear()
            self._starts[form] = known
        return known

    def _longest(self, word: str, rest: Sequence[str]) -> tuple[int, str]:
        """Words and key of the longest name that starts so; (0, "") where none does."""
        for count, whole in self._gazetteer.longest([word, *rest]):
            if count > 1:
                if all(w in self._words.stops for w in (word, *rest[: count - 1])):
                    continue
                return count, whole
            if not self._opens_more(word, rest):
                return count, whole
        return 0, ""

    def _opens_more(self, word: str, rest: Sequence[str]) -> bool:
        """Whether a lone word is a place noun, or the first word of a longer name."""
        words = self._words
        if word in words.cues or word in words.directions or word in words.referring:
            return True
        if word not in words.openers or not rest:
            return False
        return rest[0] not in words.stops and words.cue(rest[0]) is None

    def _referring(self, forms: Sequence[str], at: int) -> Found | None:
        """A noun with the article that stands for a place named before ("the town")."""
        for variant in variants(forms[at]):
            kind = self._words.referring.get(variant)
            if kind and not (kind == "capital" and self._named_capital(forms, at + 1)):
                stripped = len(forms[at]) - len(variant)
                letter = forms[at][:stripped]
                return Found(at, at + 1, 0, variant, (), stripped, letter, refers=kind)
        return None

    def _named_capital(self, forms: Sequence[str], at: int) -> bool:
        """Whether the name or the country of a capital stands behind the noun."""
        if at >= len(forms):
            return False
        return forms[at] in self._words.nationalities or self._name(forms, at) is not None

    def _unknown(self, forms: Sequence[str], at: int) -> Found | None:
        """An unlisted name behind a place noun: the noun stands at `at`, the name behind it."""
        words = self._words
        cue = words.cue(forms[at])
        if cue is None or cue[0] not in _UNKNOWN_CUES or cue[1] in _CAPITAL:
            return None
        first = at + 1
        while first < len(forms) and forms[first] in QUOTES:
            first += 1
        if first >= len(forms) or self._name(forms, first) or words.cue(forms[first]):
            return None
        joined = forms[first].startswith(_AND) and forms[first] not in words.openers
        if self._referring(forms, first) or joined:  # "and …" behind a noun is no name of its own
            return None
        last = cut(words, forms, first, quoted=first > at + 1)
        if last == first or not self._named(forms, first, last, cue, quoted=first > at + 1):
            return None
        return Found(first, last, 0, "".join(forms[first:last]), ())

    def _named(
        self,
        forms: Sequence[str],
        first: int,
        last: int,
        cue: tuple[str, str, int],
        *,
        quoted: bool,
    ) -> bool:
        """Whether the words look like a name: nouns of sites and plurals have much else behind."""
        if quoted or last - first > 1:
            return True
        if cue[0] != "site" and cue[1] not in self._words.plurals:
            return True
        form = forms[first]
        if form in self._words.common:
            return False
        behind = forms[last] if last < len(forms) else "."
        series = cue[0] != "site" and (behind in COMMAS or behind.startswith(_AND))
        described = behind.startswith(_ARTICLE) and behind in self._words.generic
        return form.startswith(_ARTICLE) or series or described


def _words_of(forms: Sequence[str], at: int, most: int) -> list[str]:
    """The words behind `at`, up to the first that is no word."""
    found: list[str] = []
    for form in forms[at + 1 : at + most]:
        if not form[0].isalnum():  # "Regiment 46" has its number in its name
            break
        found.append(form)
    return found
