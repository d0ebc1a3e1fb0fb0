"""Takes an analysed article, gives all that is found in it by token: the ground of the rules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Protocol, TypeVar

from rasid import language as languages
from rasid.language.base import AnalysedText, DateMention, NumberMention, Sentence
from rasid.model import Article, PlaceMention, ZoneKind
from rasid.read.events.actors import Named, find_actors
from rasid.read.events.lexicon import LANGUAGES, Hit, event_words
from rasid.read.events.settled_words import settled_words
from rasid.read.events.stems import stems_of

# Marks that end a clause; so does the end of the text, where the form is empty.
CLAUSE_ENDS = "،,.؛:"


class _Standing(Protocol):
    """Anything that begins at a token."""

    @property
    def first(self) -> int: ...


X = TypeVar("X", bound=_Standing)
_first = attrgetter("first")


def starting_in(found: Sequence[X], first: int, last: int) -> Sequence[X]:
    """Those of things in text order that begin in tokens first:last."""
    low = bisect_left(found, first, key=_first)
    return found[low : bisect_left(found, last, low, key=_first)]


@dataclass(slots=True)
class Placed:
    """A place mention and the half-open tokens it covers; `index` counts in the article."""

    first: int
    last: int
    mention: PlaceMention
    index: int


@dataclass(slots=True)
class Scene:
    """One article's tokens with what stands at them; lists are in text order."""

    article: Article
    analysed: AnalysedText
    triggers: list[Hit] = field(default_factory=list)
    weapons: list[Hit] = field(default_factory=list)
    people: list[Hit] = field(default_factory=list)
    forces: list[Hit] = field(default_factory=list)
    marks: list[Hit] = field(default_factory=list)
    numbers: list[NumberMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    actors: list[Named] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    forms: list[str] = field(init=False)
    stems: list[str] = field(init=False)

    def __post_init__(self) -> None:
        stems = stems_of(self.analysed.language)
        self.forms = [token.form for token in self.analysed.tokens]
        self.stems = [stems[form] for form in self.forms]

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences of the article."""
        return self.analysed.sentences

    def marks_before(self, at: int, reach: int) -> Sequence[Hit]:
        """The marks in the `reach` tokens before a token."""
        return starting_in(self.marks, at - reach, at)

    def form(self, at: int) -> str:
        """Folded form of a token; "" outside the text."""
        return self.forms[at] if 0 <= at < len(self.forms) else ""

    def stem(self, at: int) -> str:
        """Form of a token without proclitics and article; "-" outside the text."""
        return self.stems[at] if 0 <= at < len(self.stems) else "-"

    def met(self, tokens: Iterable[int], words: Collection[str]) -> int | None:
        """The first of the tokens that is one of the words, before the clause ends; else None."""
        for at in tokens:
            form = self.form(at)
            if form in words:
                return at
            if form in CLAUSE_ENDS:
                return None
        return None

    def zone(self, at: int) -> ZoneKind:
        """Zone of the token."""
        return self.sentences[self.sentence_of[at]].zone


def build_scene(
    article: Article, analysed: AnalysedText, places: Sequence[PlaceMention]
) -> Scene | None:
    """The scene of an article; None where no trigger stands in it, which costs almost nothing."""
    if analysed.language not in LANGUAGES or not analysed.tokens:
        return None
    scene = Scene(article, analysed)
    sections = {
        "trigger": scene.triggers,
        "weapons": scene.weapons,
        "people": scene.people,
        "forces": scene.forces,
        "marks": scene.marks,
    }
    for hit in event_words(analysed):
        sections[hit.entry.section].append(hit)
    scene.weapons = [hit for hit in scene.weapons if not is_march(scene, hit.first)]
    if not scene.triggers:
        return None
    language = languages.get(analysed.language)
    scene.dates = language.find_dates(analysed, article.published.date)
    scene.numbers = language.find_numbers(analysed)
    scene.places = _without_surnames(scene, _place_tokens(analysed, places))
    scene.dates = [date for date in scene.dates if not _is_place(date, scene.places)]
    countries = [placed.mention.place.country for placed in scene.places]
    scene.actors = find_actors(article, analysed, countries)
    named = _named(scene)
    scene.triggers = [hit for hit in scene.triggers if hit.first not in named]
    if not scene.triggers:
        return None
    scene.sentence_of = [0] * len(analysed.tokens)
    for number, sentence in enumerate(analysed.sentences):
        for at in range(sentence.first, sentence.last):
            scene.sentence_of[at] = number
    return scene


def is_march(scene: Scene, at: int) -> bool:
    """Whether the word at a token is a march: "in marches", "a march set out"."""
    words = settled_words(scene.analysed.language)
    return scene.form(at) in words["march"] and scene.form(at - 1) in words["marching"]


# Who is named by what they do: "hundreds of protesters" tells of a protest.
_CROWDS = frozenset({"protesters", "civilians", "unidentified"})


def _named(scene: Scene) -> set[int]:
    """The tokens of dates and of names of several words: what they are spelt as tells nothing.

    "At dawn" is spelt as "to blow up", and "liberation" is part of a group's name.
    """
    spans = [(date.first, date.last) for date in scene.dates]
    spans += [
        (a.first, a.last)
        for a in scene.actors
        if a.last - a.first > 1 and a.actor.kind.value not in _CROWDS
    ]
    spans += [(p.first, p.last) for p in scene.places if p.last - p.first > 1]
    return {at for first, last in spans for at in range(first, last)}


def _without_surnames(scene: Scene, places: list[Placed]) -> list[Placed]:
    """The places but one that is somebody's surname here: "Doctor al-Suwaid" is not Sweden."""
    titled = settled_words(scene.analysed.language)["titled"]
    borne = {p.mention.place.name for p in places if scene.form(p.first - 1) in titled}
    return [place for place in places if place.mention.place.name not in borne]


def _is_place(date: DateMention, places: Sequence[Placed]) -> bool:
    """Whether a date is the name of a place: the city "10th of Ramadan"."""
    return any(place.first <= date.first and date.last <= place.last for place in places)


def _place_tokens(analysed: AnalysedText, places: Sequence[PlaceMention]) -> list[Placed]:
    starts = [token.start for token in analysed.tokens]
    placed = []
    for index, mention in enumerate(places):
        first = bisect_right(starts, mention.start) - 1
        last = bisect_left(starts, mention.end)
        if 0 <= first < last:
            placed.append(Placed(first, last, mention, index))
    return sorted(placed, key=lambda p: (p.first, p.last))
