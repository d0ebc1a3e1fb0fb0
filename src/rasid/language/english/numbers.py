"""Number phrases of English text as intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from rasid.language.amounts import Atom, Kind, read_digits
from rasid.language.base import AnalysedText, NumberMention
from rasid.language.files import language_file
from rasid.language.phrases import Phrases
from rasid.language.quantities import Bound, Quantities, Words


def _alone(form: str) -> tuple[str]:
    """English words stand alone: no proclitics to split off."""
    return (form,)


def _listed(data: Mapping[int, Iterable[str]], kind: Kind) -> Iterator[tuple[str, Atom]]:
    for value, words in data.items():
        for word in words:
            yield word, Atom(kind, value, value)


@cache
def _table() -> dict[str, Atom]:
    data = language_file("en", "numbers")
    table = dict(
        [
            *_listed(data["ordinals"], Kind.ORDINAL),
            *((word, Atom(Kind.FRACTION, v, v)) for word, v in data["fractions"].items()),
            *_listed(data["units"], Kind.UNIT),
            *_listed({10: data["ten"]}, Kind.TEN),
            *_listed(data["teens"], Kind.TEEN),
            *_listed(data["tens"], Kind.TENS),
            *_listed({100: data["hundred"]}, Kind.HUNDRED),
            *_listed(data["scales"], Kind.SCALE),
        ]
    )
    for word, atom in _listed(data["plural_scales"], Kind.SCALE):
        table[word] = atom._replace(plural=True)
    for word, entry in data["vague"].items():
        table[word] = Atom(Kind.VAGUE, entry["low"], entry["high"])
    for phrase in data["vague_phrases"]:
        table.setdefault(phrase.split()[0], Atom(Kind.PHRASE, 0, 0))
    return table


def number_atom(form: str) -> Atom | None:
    """The part that a word plays in a number, None for most words."""
    if form[0].isdecimal():
        value = read_digits(form)
        return None if value is None else Atom(Kind.DIGITS, value, value)
    return _table().get(form)


@cache
def _words() -> Words:
    data: Mapping[str, Any] = language_file("en", "numbers")

    def bounds(side: str) -> Phrases[Bound]:
        return Phrases.of({Bound(k): v for k, v in data[side].items()}, str.lower, _alone)

    vague = [(p.split(), (e["low"], e["high"])) for p, e in data["vague_phrases"].items()]
    return Words(
        before=bounds("before"),
        after=bounds("after"),
        between=Phrases.of({True: data["range_before"]}, str.lower, _alone),
        percent=Phrases.of({True: data["percent_after"]}, str.lower, _alone),
        vague=Phrases(vague, _alone),
        and_word="and",
        source=frozenset(data["range_from"]),
        target=frozenset(data["range_to"]),
        alternative=frozenset(data["range_or"]),
        change=frozenset(data["change"]),
        no_share=frozenset(data["no_share"]),
        named=frozenset(data["named_by_number"]),
        needs_and=False,
    )


def find_numbers(analysed: AnalysedText, taken: frozenset[int]) -> list[NumberMention]:
    """Number phrases in order; tokens in `taken` belong to dates."""
    atoms = [number_atom(token.form) for token in analysed.tokens]
    quantities = Quantities(analysed.tokens, atoms, _words(), taken)
    found: list[NumberMention] = []
    for sentence in analysed.sentences:
        found += quantities.find(sentence.first, sentence.last)
    return found
