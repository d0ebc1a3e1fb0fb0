"""Takes found names, reads the words around each: nouns, compass words, distances, wider places."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.language.arabic.clitics import variants
from rasid.language.base import AnalysedText, Token
from rasid.locate.found import Found, Support
from rasid.locate.measuring import Distances
from rasid.locate.wording import TELL
from rasid.locate.words import COMMAS, IN, QUOTES, Words

_FARTHEST = 9  # words between a name and the wider place it is said to lie in
_MOST_BEFORE = 7  # words of a chain of nouns and compass words
_PREPOSITIONS = frozenset({"في", "علي", "الي", "من", "نحو", "صوب", "باتجاه", "عبر", "حتي", "بين"})
_LETTERS = ("ب", "ل")  # in, to: written at the front of the name
_AND = "و"
_OF = "من"
_TO = "ل"
_IN_WORD = "في"
_MOST_SERIES = 7  # words of unlisted names between two listed ones of a series
_MOST_SITE = 5  # words between the noun of a site and the town it stands in
_BELONGING = frozenset({"التابعه", "التابع", "التابعتين", "الواقعه", "الواقع", "القريبه", "القريب"})
_FILLERS = QUOTES | {"بحوالي", "نحو", "حوالي", "مسافه", "بمسافه", "بعد", "علي", "من", "عن", "الي"}


class Surroundings:
    """Reads the context of names; changes the records it is given."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def read(self, analysed: AnalysedText, found: Sequence[Found]) -> None:
        """Fill in what stands before and behind each name, in text order."""
        tokens, distances = analysed.tokens, Distances(analysed, self._words)
        measuring = self._words.measuring
        for n, name in enumerate(found):
            sentence = analysed.sentences[name.sentence]
            floor, before, ceiling = sentence.first, sentence.first, sentence.last
            if n and found[n - 1].sentence == name.sentence:
                floor, before = found[n - 1].last, found[n - 1].end
            if n + 1 < len(found) and found[n + 1].sentence == name.sentence:
                ceiling = found[n + 1].first
            self._left(tokens, name, floor)
            self._right(tokens, name, sentence.last)
            self._site_before(tokens, name, floor)
            beside = name.start > before and tokens[name.start - 1].form in measuring
            if beside or name.before or name.after:
                distances.read(name, before, ceiling)
            self._support(tokens, name, floor)
        for n, name in enumerate(found[1:], 1):
            self._listed(tokens, found[n - 1], name)
        for n, name in enumerate(found[:-1]):
            self._tie(tokens, name, found[n + 1], n + 1)
        self._last(found)

    def _last(self, found: Sequence[Found]) -> None:
        """What is told of a series by its last name; whether the words say near a name."""
        for n in range(len(found) - 2, -1, -1):  # a series lies where its last name does
            name, behind = found[n], found[n + 1]
            if behind.listed and name.wider is None and behind.wider is not None:
                name.wider, name.inside = behind.wider, behind.inside
                name.tied_only = name.support < Support.WIDER_PLACE
                name.support = max(name.support, Support.WIDER_PLACE)
        for name in found:
            if "around" in name.cues:
                told = zip(name.cues, name.cue_words, strict=True)
                within = self._words.within
                name.around = any(c == "around" and word not in within for c, word in told)

    def _left(self, tokens: Sequence[Token], name: Found, floor: int) -> None:
        """The chain of place nouns and compass words right before a name."""
        words = self._words
        own = words.cue(tokens[name.first].form) if name.last - name.first > 1 else None
        if own is not None:  # the noun is part of the listed name
            name.cues.append(own[0])
            name.cue_words.append(own[1])
        if not name.entries and name.form.startswith(TELL) and name.last - name.first > 1:
            name.cues.append("village")
            name.cue_words.append(TELL)
        if not name.stripped:
            self._chain(tokens, name, floor)
        if name.letter.endswith(_TO):
            self._countryside_of(tokens, name, floor)

    def _countryside_of(self, tokens: Sequence[Token], name: Found, floor: int) -> None:
        """Read "the eastern countryside of X": noun with article, adjectives, then to-X."""
        at = name.start - 1
        directions: list[str] = []
        while at >= floor and tokens[at].form in self._words.directions:
            directions.insert(0, self._words.directions[tokens[at].form])
            at -= 1
        if at < floor:
            return
        for variant in variants(tokens[at].form):
            if self._words.cues.get(variant.removeprefix("ال")) == "countryside":
                name.cues.append("countryside")
                name.cue_words.append(variant)
                name.before, name.start = directions, at
                name.letter = tokens[at].form[: len(tokens[at].form) - len(variant)]
                return

    def _chain(self, tokens: Sequence[Token], name: Found, floor: int) -> None:
        """The nouns and compass words in a row before a name."""
        words = self._words
        at, compass = name.first - 1, False
        while at >= floor and name.first - at <= _MOST_BEFORE:
            form = tokens[at].form
            cue, direction = words.cue(form), words.direction(form)
            if direction is not None and (compass or not name.before):
                name.before.insert(0, direction[0])
                stripped, compass = direction[1], True
            elif cue is not None:
                name.cues.append(cue[0])
                name.cue_words.append(cue[1])
                stripped, compass = cue[2], False
            elif form in QUOTES or self._passes(tokens, at, floor):
                name.country = name.country or words.nationalities.get(form, "")
                at -= 1
                continue
            else:
                break
            name.start = at
            if stripped:
                name.letter = form[:stripped]
                break
            at -= 1

    def _passes(self, tokens: Sequence[Token], at: int, floor: int) -> bool:
        """Whether the chain goes on to the left of a word that is no part of it itself."""
        if at <= floor:
            return False
        cue = self._words.cue(tokens[at - 1].form)
        form = tokens[at].form
        if form == _OF:
            return cue is not None or self._words.direction(tokens[at - 1].form) is not None
        return form in self._words.nationalities and cue is not None and cue[0] == "town"

    def _site_before(self, tokens: Sequence[Token], name: Found, floor: int) -> None:
        """A single place said to stand in the place named: "the hospital in the town of X"."""
        own = name.last - name.first > 1 and self._words.cue(tokens[name.first].form) is not None
        if name.cue == "site" and not own:
            name.site = self._words.sites.get(name.cue_words[0], "")
            return
        at = name.start - 1
        if not name.letter.startswith(IN) and not (at > floor and tokens[at].form == _IN_WORD):
            return
        at -= not name.letter.startswith(IN)
        for back in range(at, max(floor - 1, at - _MOST_SITE), -1):
            form = tokens[back].form
            site = self._words.site(form)
            if back == at and self._words.not_sites.intersection(variants(form)):
                return
            if site:
                name.site, name.start, name.letter = site, back, _front(form, self._words)
                return
            if not form[0].isalpha() or form in _PREPOSITIONS:
                return

    def _right(self, tokens: Sequence[Token], name: Found, end: int) -> None:
        """Adjectives behind a name: a nationality, and compass words of its countryside."""
        at = name.last
        while at < end and tokens[at].form in QUOTES:
            at += 1
        while at < end:
            form = tokens[at].form
            if form in self._words.nationalities:
                if form in self._words.ambiguous:
                    break
                name.country = name.country or self._words.nationalities[form]
            elif form in self._words.generic and at + 1 < end:
                if tokens[at + 1].form not in self._words.nationalities:
                    break
            elif form in self._words.directions and form.startswith("ال"):
                name.after.append(self._words.directions[form])
                name.end = at + 1
            else:
                break
            at += 1

    def _support(self, tokens: Sequence[Token], name: Found, floor: int) -> None:
        before = tokens[name.start - 1].form if name.start > floor else ""
        if any(cue != "around" for cue in name.cues):
            name.support = Support.NOUN
        elif name.cues:
            thing = self._near_a_thing(name)
            name.support = Support.WIDER_PLACE if thing else Support.NOUN
        elif name.before or name.country or name.after or name.site:
            name.support = Support.WIDER_PLACE
        elif name.letter.endswith(_LETTERS) or _bare(before) in _PREPOSITIONS:
            name.support = Support.PREPOSITION

    def _near_a_thing(self, name: Found) -> bool:
        """Whether "near", "at the entrance of" stand before a word that is mostly no name."""
        return name.form in self._words.common or name.form in self._words.things

    def _listed(self, tokens: Sequence[Token], before: Found, name: Found) -> None:
        """A name joined to the one before by "and" or a comma is supported as that one is."""
        own_noun = bool(name.cues) and name.cue_words != [TELL]
        countryside = name.cue == "countryside"  # one of a series of governorates all the same
        if before.sentence != name.sentence or (own_noun and not countryside):
            return
        if tokens[name.first].form in self._words.directions:  # "the town of A, the south of B"
            return
        between = [token.form for token in tokens[before.end : name.start]]
        joined = name.letter == _AND and not between
        if (
            joined
            or (len(between) == 1 and between[0] in COMMAS | {_AND})
            or self._series(before, name, between)
        ):
            plural = bool(before.cue_words) and before.cue_words[0] in self._words.plurals
            name.series = before.series
            if plural and not before.series:
                name.series = (before.cue, before.cue_words[0])
            if own_noun:
                return
            name.support = max(name.support, min(before.support, Support.NOUN))
            name.listed = True
            whole = before.cue == "countryside" and not plural
            if whole and before.series:
                name.cues, name.cue_words = [before.series[0]], [before.series[1]]
            elif before.cues and not whole:
                name.cues = before.cues[:1]
                name.cue_words = before.cue_words[:1]

    def _series(self, before: Found, name: Found, between: Sequence[str]) -> bool:
        """Whether unlisted names of one series ("the villages A, B and C") stand between two."""
        if not before.cues or before.cue_words[0] not in self._words.plurals:
            return False
        if not between or len(between) > _MOST_SERIES:
            return False
        starts = sum(f in COMMAS or f.startswith(_AND) for f in between)
        starts += name.letter == _AND
        return starts >= 2 and not any(  # noqa: PLR2004 one before and one behind the unlisted name
            f in self._words.stops or self._words.cue(f) for f in between
        )

    def _tie(self, tokens: Sequence[Token], name: Found, wider: Found, index: int) -> None:
        """Note that the next name is a place that this one lies in or near."""
        if name.sentence != wider.sentence or wider.first - name.last > _FARTHEST:
            return
        link = self._link(tokens, name, wider)
        if link is None:
            return
        name.inside = link == "in" and not wider.before
        name.wider = index
        name.tied_only = name.support < Support.WIDER_PLACE
        name.support = max(name.support, Support.WIDER_PLACE)
        wider.support = max(wider.support, Support.PREPOSITION)

    def _link(self, tokens: Sequence[Token], name: Found, wider: Found) -> str | None:
        """How the words between two names tie them: "in", "near", or not at all."""
        words = self._words
        linked = wider.letter.startswith(IN) and not name.wider
        found = "in" if linked else None
        for token in tokens[name.last : wider.start]:
            form = token.form
            if form in words.links or form in _BELONGING:
                found = found or "in"
            elif form in QUOTES or form in _FILLERS or form in words.nationalities:
                continue
            elif form in words.directions:
                if not form.startswith("ال"):
                    found = "near"
            elif words.direction(form) or form in words.units or form.replace(".", "").isdigit():
                found = "near"
            else:
                cue = words.cue(form)
                if cue is None:
                    return None
                found = "near" if cue[0] == "around" else found
        if found is None and wider.before and not wider.letter.startswith(_AND):
            return "near"
        if found is None and "around" in wider.cues:
            return "near"
        return found


def _front(form: str, words: Words) -> str:
    """The letters before the noun of a site ("in the hospital": in)."""
    for variant in variants(form):
        if variant in words.sites or variant.removeprefix("ال") in words.sites:
            return form[: len(form) - len(variant)]
    return ""


def _bare(form: str) -> str:
    """A preposition without the "and" before it."""
    for variant in variants(form) if form else ():
        if variant in _PREPOSITIONS:
            return variant
    return form
