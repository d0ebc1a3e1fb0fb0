"""Takes a word entry of the knowledge base, gives the folded forms that Arabic text shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import product

from rasid.knowledge_base import Word, WordKind
from rasid.language.arabic.normalise import fold

_ARTICLE = "ال"  # the
_OWNERS = ("ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم")  # his, her, their … our, my, your
_OBJECTS = ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "ك", "كم")  # him, her, them … us, me, you
_PERSONS = ("ي", "ت", "ن", "ا")  # he, she or you, we, I: first letters of the imperfect
_DUAL = ("ان", "ين")  # two, subject and object form
_PLURAL_PERSONS = ("ون", "ين")  # several persons, subject and object form
_SHORTEST_SOUND_PLURAL = 4  # masculine nouns shorter than this take a broken plural only
_TRILITERAL = 3
_QUADRILITERAL = 4


@lru_cache(maxsize=20_000)
def inflect(word: Word) -> frozenset[str]:
    """All folded forms of the word, without proclitics (and, by, to, will: see `variants`).

    Over-generation is harmless (a form nobody writes matches nothing), so the rules of spelling
    are followed and the rules of meaning are not.
    """
    family = _FAMILIES[word.kind]
    return frozenset(form for form in family(word) if form)


def _stem(noun: str) -> list[str]:
    """The folded noun as it stands before an ending: ta marbuta opens, final hamza takes a seat."""
    folded = fold(noun)
    if noun.endswith("ة"):
        return [folded[:-1] + "ت"]
    if noun.endswith("ى"):
        return [folded[:-1] + "ا"]
    if noun.endswith("اء"):
        return [folded, folded[:-1] + "ي", folded[:-1] + "و"]
    return [folded]


def _tanwin(noun: str) -> Iterator[str]:
    """The indefinite accusative, where it is spelt with an alef."""
    if not noun.endswith(("ة", "ى", "اء", "ا", "ات")):
        yield fold(noun) + "ا"


def _singular(noun: str) -> Iterator[str]:
    """Bare, with the article, with an owner, indefinite accusative."""
    folded = fold(noun)
    yield folded
    yield _ARTICLE + folded
    yield from _tanwin(noun)
    for stem, owner in product(_stem(noun), _OWNERS):
        yield stem + owner


def _endings(stem: str, endings: Iterable[str]) -> Iterator[str]:
    """Number endings, bare and with the article, and cut short before an owner."""
    for ending in endings:
        yield stem + ending
        yield _ARTICLE + stem + ending
        if ending.endswith("ن"):
            yield stem + ending[:-1]


def _sound_feminine(noun: str) -> Iterator[str]:
    folded = fold(noun)
    if noun.endswith("ات"):
        return
    if noun.endswith("ة"):
        yield from _singular(folded[:-1] + "ات")
    elif len(folded) >= _SHORTEST_SOUND_PLURAL:
        yield from _singular(folded + "ات")


def _noun(word: Word) -> Iterator[str]:
    for spelling in word.spellings:
        yield from _singular(spelling)
    yield from _endings(_stem(word.word)[0], _DUAL)
    yield from _sound_feminine(word.word)


def _person(word: Word) -> Iterator[str]:
    yield from _noun(word)
    stem = fold(word.word).removesuffix("ه")
    yield from _endings(stem, _PLURAL_PERSONS)
    for short, owner in product(("و", "ي"), _OWNERS[:6]):
        yield stem + short + owner
    yield from _singular(word.word.removesuffix("ة") + "ة")
    yield from _singular(stem + "ات")


def _adjective(word: Word) -> Iterator[str]:
    for spelling in word.spellings:
        folded = fold(spelling)
        stem = folded.removesuffix("ه") if spelling.endswith("ة") else folded
        for ending in ("", "ه", "ا", "ات", "ان", "ين", "ون", "تان", "تين"):
            yield stem + ending
            yield _ARTICLE + stem + ending


def _past(spelling: str) -> Iterator[tuple[str, bool]]:
    """Forms of the past, each with whether an object may be fastened to it."""
    folded = fold(spelling)
    if spelling.endswith(("ى", "ا")):
        short, long = folded[:-1], ("و" if spelling.endswith("ا") else "ي")
        yield folded, False
        yield short + "ا", True
        yield short + long + "ا", False
        yield from ((short + long + ending, False) for ending in ("ت", "نا"))
    else:
        short = folded
        yield folded, True
        yield folded + "ا", False
        yield from ((folded + ending, False) for ending in ("نا", "ن"))
    yield short + "ت", True
    yield short + "تا", False
    yield short + "وا", False
    yield short + "و", True


def _passive(word: Word, spelling: str) -> Iterator[str]:
    if word.passive:
        yield word.passive
    folded = fold(spelling)
    if len(folded) == _QUADRILITERAL and folded[1] == "ا" and folded[0] != "ا":
        yield folded[0] + "و" + folded[2:]


def _imperfect_stem(word: Word, spelling: str) -> str:
    """The imperfect without its first letter, folded."""
    if word.present:
        return fold(word.present)[1:]
    folded = fold(spelling)
    return folded[1:] if folded[0] == "ا" and len(folded) > _TRILITERAL else folded


def _imperfect(stem: str, hollow: bool) -> Iterator[tuple[str, bool]]:
    """Forms of the imperfect, each with whether an object may be fastened to it."""
    weak = stem.endswith(("ي", "و"))
    short = stem[:-1] if weak else stem
    for person in _PERSONS:
        yield person + stem, True
        if weak:
            yield person + short, False
        if hollow:
            yield person + stem[:-2] + stem[-1], False
    for person in _PERSONS[:2]:
        yield person + short + "ون", True
        yield person + short + "و", True
        yield person + short + "وا", False
        yield person + stem + "ان", False
        yield person + stem + "ا", False
        yield person + stem + "ن", False


def _tenses(word: Word) -> Iterator[tuple[str, bool]]:
    spelling = word.word
    yield from _past(spelling)
    for passive in _passive(word, spelling):
        yield from _past(passive)
    folded = fold(spelling)
    hollow = len(folded) > _TRILITERAL - 1 and folded[-2] == "ا"
    yield from _imperfect(_imperfect_stem(word, spelling), hollow)


def _verb(word: Word) -> Iterator[str]:
    for form, takes_object in _tenses(word):
        yield form
        if takes_object:
            yield from (form + suffix for suffix in _OBJECTS)
    yield from map(fold, word.forms)


def _verb_phrase(word: Word) -> Iterator[str]:
    head, _, rest = word.word.partition(" ")
    verb = Word(head, "", WordKind.VERB, present=word.present, passive=word.passive)
    heads = {form for form, _ in _tenses(verb)}
    for spelling in word.spellings:
        first, _, rest = spelling.partition(" ")
        if first == head:
            yield from (f"{form} {fold(rest)}" for form in heads)
        else:
            yield fold(spelling)


def _adjectives(words: list[str], number: str) -> tuple[str, str]:
    """The adjectives after a noun, indefinite and definite; `number` is their ending."""
    plain, definite = [], []
    for at, adjective in enumerate(words):
        folded = fold(adjective)
        if number:
            folded = folded[:-1] + "ت" + number if adjective.endswith("ة") else folded + number
        joined = at > 0 and folded.startswith("و")
        plain.append(folded)
        definite.append("و" + _ARTICLE + folded[1:] if joined else _ARTICLE + folded)
    return " ".join(plain), " ".join(definite)


def _noun_phrase(word: Word) -> Iterator[str]:
    for spelling in word.spellings:
        noun, *adjectives = spelling.split()
        if adjectives and adjectives[0].startswith(_ARTICLE):
            yield fold(spelling)
            continue
        yield from _agreeing(noun, adjectives)


def _agreeing(noun: str, adjectives: list[str]) -> Iterator[str]:
    folded = fold(noun)
    plain, definite = _adjectives(adjectives, "")
    yield f"{folded} {plain}"
    yield f"{_ARTICLE}{folded} {definite}"
    yield f"{folded} {definite}"
    for accusative in _tanwin(noun):
        for ending in ("", "ا"):
            yield f"{accusative} {_adjectives(adjectives, ending)[0]}"
    for stem, owner in product(_stem(noun), _OWNERS):
        yield f"{stem}{owner} {definite}"
    for dual in _DUAL:
        plain_two, definite_two = _adjectives(adjectives, dual)
        yield f"{_stem(noun)[0]}{dual} {plain_two}"
        yield f"{_ARTICLE}{_stem(noun)[0]}{dual} {definite_two}"
    if noun.endswith("ة"):
        yield f"{folded[:-1]}ات {plain}"
        yield f"{_ARTICLE}{folded[:-1]}ات {definite}"


def _construct(word: Word) -> Iterator[str]:
    for spelling in word.spellings:
        *heads, last = spelling.split()
        head = " ".join(map(fold, heads))
        owners = {fold(last)} if last.startswith(_ARTICLE) else set(_singular(last))
        yield from (f"{head} {owner}".strip() for owner in owners)


def _phrase(word: Word) -> Iterator[str]:
    yield from map(fold, word.spellings)


_FAMILIES: dict[WordKind, Callable[[Word], Iterator[str]]] = {
    WordKind.NOUN: _noun,
    WordKind.PERSON: _person,
    WordKind.ADJECTIVE: _adjective,
    WordKind.VERB: _verb,
    WordKind.NOUN_PHRASE: _noun_phrase,
    WordKind.CONSTRUCT: _construct,
    WordKind.VERB_PHRASE: _verb_phrase,
    WordKind.PHRASE: _phrase,
}
