"""Number phrases of Arabic text as intervals."""

from __future__ import annotations

from functools import cache
from typing import Any

from rasid.language.amounts import Atom, Kind
from rasid.language.arabic.clitics import variants
from rasid.language.arabic.normalise import fold
from rasid.language.arabic.number_words import ATOMS
from rasid.language.base import AnalysedText, NumberMention
from rasid.language.files import language_file
from rasid.language.phrases import Phrases
from rasid.language.quantities import Bound, Quantities, Words

_ONE = "واحد"  # one; also "and one of"


def _forms(data: Any) -> frozenset[str]:
    return frozenset(map(fold, data))


def _with_article(words: frozenset[str]) -> frozenset[str]:
    return words | {"ال" + word for word in words}  # the


@cache
def _words() -> Words:
    data = language_file("ar", "numbers")
    bounds = {Bound(name): texts for name, texts in data["before"].items()}
    after = {Bound(name): texts for name, texts in data["after"].items()}
    vague = [
        (fold(text).split(), (entry["low"], entry["high"]))
        for text, entry in data["vague_phrases"].items()
    ]
    percent = [[fold(word) for word in words] for words in data["percent_after"]]
    return Words(
        before=Phrases.of(bounds, fold, variants),
        after=Phrases.of(after, fold, variants),
        between=Phrases.of({True: data["range_before"]}, fold, variants),
        percent=Phrases([*((words, True) for words in percent), (["%"], True)], variants),
        vague=Phrases(vague, variants),
        and_word="و",
        source=_forms(data["range_from"]),
        target=_forms(data["range_to"]),
        alternative=_forms(data["range_or"]),
        change=_forms(data["change"]),
        no_share=_with_article(_forms(data["no_share"])),
        article=frozenset({"ال"}),  # the
        named=_with_article(_forms(data["named_by_number"])),
    )


def find_numbers(analysed: AnalysedText, taken: frozenset[int]) -> list[NumberMention]:
    """Number phrases in order; tokens in `taken` belong to dates."""
    atoms = [ATOMS[token.form] for token in analysed.tokens]
    _split_and_one(analysed, atoms)
    quantities = Quantities(analysed.tokens, atoms, _words(), taken)
    found: list[NumberMention] = []
    for sentence in analysed.sentences:
        found += quantities.find(sentence.first, sentence.last)
    return found


def _split_and_one(analysed: AnalysedText, atoms: list[Atom | None]) -> None:
    """Tell "and one" from "one" (written alike when folded) where "ten" follows: "and eleven"."""
    for at, token in enumerate(analysed.tokens[:-1]):
        after = atoms[at + 1]
        if token.form == _ONE and after is not None and after.kind is Kind.TEN:
            atoms[at] = Atom(Kind.BEFORE_TEN, 1, 1, joined=True)
