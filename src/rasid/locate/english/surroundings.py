"""Takes found English names, reads the words around each: nouns, compass words, wider places."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rasid.language.base import AnalysedText, Sentence, Token
from rasid.locate import weights as w
from rasid.locate.context import ORDINARY
from rasid.locate.distance import MOST_TOLD_KM
from rasid.locate.english.scanning import is_capital
from rasid.locate.english.words import APOSTROPHES, KM_OF_UNIT, OF, THE, EnglishWords
from rasid.locate.found import Found, Support

_FARTHEST = 9  # words between a name and the wider place it is said to lie in
_AND = "and"
_JOINS = frozenset({",", _AND, "or"})
_DASHES = frozenset({"-", "–", "—", ":"})
_LONG = 5  # letters of a word that is written with a capital in a headline in title case
_HEADLINE = 4  # such words from which a sentence may be told to be a headline
_TITLE_CASE = 0.7  # part of them that has capitals in such a headline
_WITH_COMPASS = frozenset({"countryside", "around"})  # nouns before "north of X" that go with X
_SMALL = ORDINARY | {"admin2", "admin3"}
_WIDE = frozenset({"country", "admin1"})


class EnglishSurroundings:
    """Reads the context of names; changes the records it is given."""

    def __init__(self, words: EnglishWords) -> None:
        self._words = words

    def read(self, analysed: AnalysedText, found: Sequence[Found]) -> None:
        """Fill in what stands before and behind each name, in text order."""
        for n, name in enumerate(found):
            sentence = analysed.sentences[name.sentence]
            floor, ceiling = sentence.first, sentence.last
            if n and found[n - 1].sentence == name.sentence:
                floor = found[n - 1].end
            if n + 1 < len(found) and found[n + 1].sentence == name.sentence:
                ceiling = found[n + 1].first
            self._left(analysed.tokens, name, floor)
            self._right(analysed, name, ceiling)
            self._distance(analysed.tokens, name, floor)
            self._support(analysed, name, floor, sentence)
            self._part_of_longer(analysed, name, sentence)
        for n in range(len(found) - 2, -1, -1):
            self._shared_noun(analysed.tokens, found[n], found[n + 1])
        for before, name in pairwise(found):
            self._listed(analysed.tokens, before, name)
        for n, (owner, name) in enumerate(pairwise(found)):
            self._own(analysed.tokens, owner, name, n)
        for n, name in enumerate(found[:-1]):
            self._tie(analysed.tokens, name, found[n + 1], n + 1)
        for name in found:
            told = zip(name.cues, name.cue_words, strict=True)
            name.around = any(c == "around" and word not in self._words.within for c, word in told)

    def _left(self, tokens: Sequence[Token], name: Found, floor: int) -> None:
        """The chain of nouns and compass words before a name, "the" and "of" passed over."""
        words, beside = self._words, False
        for at in range(name.first - 1, floor - 1, -1):
            form = tokens[at].form
            if form in words.nationalities:
                name.country = name.country or words.nationalities[form]
                continue
            if form in {THE, OF, "-"}:
                continue
            cue, compass = words.cues.get(form), words.directions.get(form)
            if compass is not None:
                name.before[:0] = compass
                beside = beside or tokens[at + 1].form == OF
            elif cue is not None and not (beside and cue not in _WITH_COMPASS):
                name.cues.append(cue)
                name.cue_words.append(form)
            else:
                return
            name.start = at

    def _right(self, analysed: AnalysedText, name: Found, ceiling: int) -> None:
        """A noun behind the name ("Anbar province", "Raqqa's eastern countryside")."""
        words, tokens, at = self._words, analysed.tokens, name.last
        if at + 1 < ceiling and tokens[at].form in APOSTROPHES and tokens[at + 1].form == "s":
            at += 2
        after: list[str] = []
        while at < ceiling and tokens[at].form in words.directions:
            after += words.directions[tokens[at].form]
            at += 1
        if at >= ceiling or words.cues.get(tokens[at].form) in {None, "around"}:
            return
        if at + 1 < len(tokens) and tokens[at + 1].form == OF:  # "the Sinai city of Arish"
            return
        form = tokens[at].form
        site = words.sites.get(form, "")
        wild = site in words.nature  # "the Homs desert" is no site in the town
        name.cues.insert(0, "around" if wild else words.cues[form])
        name.cue_words.insert(0, form)
        name.site = "" if wild else site
        name.after, name.end = after, at + 1

    def _distance(self, tokens: Sequence[Token], name: Found, floor: int) -> None:
        """A number of kilometres or miles before the compass words: "30 km south of X"."""
        at = name.start - 1
        if not name.before:
            return
        if at >= floor and tokens[at].form == ")":  # "30 km (19 miles) south"
            at = next((b - 1 for b in range(at, floor, -1) if tokens[b].form == "("), at)
        if tokens[at].form == "to" or tokens[at].form == THE:
            at -= 1
        if at - 1 < floor:
            return
        unit = self._words.units.get(tokens[at].form)
        back = at - 1 - (tokens[at - 1].form == "-")
        digits = tokens[back].form.replace(",", "")
        if unit and back >= floor and digits.replace(".", "", 1).isdecimal():
            far = round(float(digits) * KM_OF_UNIT[unit], 1)
            if far <= MOST_TOLD_KM:
                name.distance_km, name.start = far, back

    def _support(self, analysed: AnalysedText, name: Found, floor: int, sentence: Sentence) -> None:
        tokens = analysed.tokens
        before = tokens[name.start - 1].form if name.start > floor else ""
        if before == THE and name.start - 1 > floor:
            before = tokens[name.start - 2].form
        if name.cues:
            name.support = Support.NOUN
        elif name.before or name.country:
            name.support = Support.WIDER_PLACE
        elif name.first == sentence.first and self._dateline(analysed, name, sentence):
            name.support = Support.NOUN
            name.cues, name.cue_words = ["town"], ["town"]
        elif before in self._words.prepositions:
            name.support = Support.PREPOSITION

    def _dateline(self, analysed: AnalysedText, name: Found, sentence: Sentence) -> bool:
        """Whether a name in capitals opens a line as news agencies do: "TIKRIT, Iraq -"."""
        start, end = analysed.span(name.first, name.last)
        if name.last >= sentence.last or not analysed.text[start:end].isupper():
            return False
        return analysed.tokens[name.last].form in _DASHES | {",", "("}

    def _part_of_longer(self, analysed: AnalysedText, name: Found, sentence: Sentence) -> None:
        """Behind a title or beside another word with a capital a small place's name is a person's.

        Only what is known far and wide stays: countries, first-level units and cities.
        """
        words, tokens = self._words, analysed.tokens
        if name.cues or name.refers:
            return
        before = name.first - 1
        title = before - (before > sentence.first and tokens[before].form == ".")
        if title >= sentence.first and tokens[title].form in words.titles:
            name.entries = ()
        elif not _title_case(analysed, sentence) and (
            (before > sentence.first and self._proper(analysed, before))
            or (name.last < sentence.last and self._proper(analysed, name.last))
        ):
            name.entries = tuple(
                e for e in name.entries if e.row.kind not in _SMALL or e.row.population >= w.CITY
            )

    def _proper(self, analysed: AnalysedText, at: int) -> bool:
        """Whether the word beside a name has a capital and is no word about places."""
        words, form = self._words, analysed.tokens[at].form
        about = words.directions.keys() | words.nationalities.keys() | words.cues.keys()
        return is_capital(analysed, at) and form not in about | words.prepositions

    def _shared_noun(self, tokens: Sequence[Token], name: Found, behind: Found) -> None:
        """A plural behind the last of a series belongs to each: "Raqqa and Homs provinces"."""
        if name.sentence != behind.sentence or name.cues or not behind.cue_words:
            return
        between = [token.form for token in tokens[name.end : behind.start]]
        if behind.cue_words[0] in self._words.plurals and between and _JOINS.issuperset(between):
            name.cues, name.cue_words = behind.cues[:1], behind.cue_words[:1]
            name.support = Support.NOUN

    def _listed(self, tokens: Sequence[Token], before: Found, name: Found) -> None:
        """A name joined to the one before by "and" or a comma is supported as that one is."""
        between = [token.form for token in tokens[before.end : name.start]]
        if before.sentence != name.sentence or name.cues or not between:
            return
        if not _JOINS.issuperset(between):
            return
        name.support = max(name.support, before.support)
        name.listed = True
        if before.cue_words and before.cue_words[0] in self._words.plurals:
            name.cues, name.cue_words = before.cues[:1], before.cue_words[:1]

    def _own(self, tokens: Sequence[Token], owner: Found, name: Found, index: int) -> None:
        """Note that a name lies in the one before ("Baghdad's Sadr City")."""
        between = [token.form for token in tokens[owner.end : name.start]]
        if len(between) == 2 and between[0] in APOSTROPHES and between[1] == "s":  # noqa: PLR2004 the possessive
            name.wider, name.inside = index, True
            name.support = max(name.support, Support.WIDER_PLACE)

    def _tie(self, tokens: Sequence[Token], name: Found, wider: Found, index: int) -> None:
        """Note that the next name is a place that this one lies in or near."""
        if name.sentence != wider.sentence or wider.first - name.last > _FARTHEST or wider.refers:
            return
        link = self._link(tokens, name, wider)
        if not link:
            return
        name.inside = link == "in"
        name.wider = index
        name.tied_only = name.support < Support.WIDER_PLACE
        name.support = max(name.support, Support.WIDER_PLACE)
        wider.support = max(wider.support, Support.PREPOSITION)

    def _link(self, tokens: Sequence[Token], name: Found, wider: Found) -> str:
        """How the words between two names tie them: "in", "near", or not at all ("")."""
        words, found = self._words, ""
        between = [token.form for token in tokens[name.end : wider.start]]
        for form in between:
            if form in words.links:
                found = "in"
            elif form not in words.fillers:
                return ""
        if wider.distance_km or (wider.before and OF in _forms(tokens, wider)):
            return "near"
        if "around" in wider.cues:
            return "near" if between in ([], [","]) else ""
        if between == [","] and not found:
            return "in" if _holds(wider, name) else ""
        return found


def _title_case(analysed: AnalysedText, sentence: Sentence) -> bool:
    """Whether a sentence has capitals throughout, as headlines do: they then say nothing."""
    tokens = analysed.tokens
    long = [n for n in range(sentence.first, sentence.last) if len(tokens[n].form) >= _LONG]
    capital = sum(is_capital(analysed, n) for n in long)
    return len(long) >= _HEADLINE and capital > _TITLE_CASE * len(long)


def _forms(tokens: Sequence[Token], name: Found) -> list[str]:
    return [token.form for token in tokens[name.start : name.first]]


def _holds(wider: Found, name: Found) -> bool:
    """Whether a name behind a comma is that of a country or governorate around the one before."""
    if "governorate" in wider.cues:
        return "governorate" not in name.cues
    kinds = {e.row.kind for e in wider.entries} & _WIDE
    return bool(kinds) and not kinds & {e.row.kind for e in name.entries}
