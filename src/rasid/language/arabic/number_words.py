"""Arabic number words and dual nouns told from other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, overload

from rasid.language.amounts import Amount, Atom, Composer, Kind, read_digits
from rasid.language.arabic.clitics import variants
from rasid.language.arabic.normalise import fold
from rasid.language.base import Token
from rasid.language.files import language_file

_AND = "و"  # and
_ARTICLE = "ال"  # the
_MAX_ATOMS = 60_000


def _listed(data: Mapping[int, Iterable[str]], kind: Kind) -> Iterator[tuple[str, Atom]]:
    for value, words in data.items():
        for word in words:
            yield fold(word), Atom(kind, value, value)


def _words(data: Mapping[str, Any]) -> Iterator[tuple[str, Atom]]:
    """Folded spelling and atom of every number word; an earlier entry outranks a later one."""
    yield from _listed(data["units"], Kind.UNIT)
    yield from _listed(data["before_ten"], Kind.BEFORE_TEN)
    yield from _listed({10: data["ten"]}, Kind.TEN)
    yield from _listed(data["fused_teens"], Kind.TEEN)
    yield from _listed(data["tens"], Kind.TENS)
    yield from _listed({100: data["hundred"]}, Kind.HUNDRED)
    yield from _listed(data["hundreds"], Kind.HUNDREDS)
    plural = {fold(word) for words in data["plural_scales"].values() for word in words}
    for word, atom in _listed(data["scales"], Kind.SCALE):
        yield word, atom._replace(plural=word in plural)
    yield from _listed(data["dual_scales"], Kind.DUAL_SCALE)
    for word, entry in data["vague"].items():
        yield fold(word), Atom(Kind.VAGUE, entry["low"], entry["high"])
    for word, entry in data["fractions"].items():
        yield fold(word), Atom(Kind.FRACTION, entry["value"], entry["value"])
    yield from _listed(data["ordinals"], Kind.ORDINAL)


def _duals(data: Mapping[str, Any]) -> Iterator[tuple[str, Atom]]:
    """Dual forms of the counted nouns; the noun is the folded singular."""
    for kind in ("broken", "sound"):
        for word in data[kind]:
            noun = fold(word)
            if noun.endswith("ه"):  # ta marbuta opens to ta
                endings = [noun[:-1] + end for end in ("تان", "تين", "تا", "تي")]
            else:
                endings = [noun + end for end in (("ان", "ين") if kind == "broken" else ("ان",))]
            for form in endings:
                yield form, Atom(Kind.DUAL, 2, 2, noun=noun)


@cache
def _table() -> dict[str, Atom]:
    table: dict[str, Atom] = {}
    for word, atom in _words(language_file("ar", "numbers")):
        table.setdefault(word, atom)
    for word, atom in _duals(language_file("ar", "counted")):
        table.setdefault(word, atom)
    for phrase in language_file("ar", "numbers")["vague_phrases"]:
        table.setdefault(fold(phrase).split()[0], Atom(Kind.PHRASE, 0, 0))
    return table


def _atom(form: str) -> Atom | None:
    if form[0].isdecimal():
        value = read_digits(form)
        return None if value is None else Atom(Kind.DIGITS, value, value)
    table = _table()
    for variant in variants(form):
        bare = variant[2:] if variant.startswith(_ARTICLE) else variant
        for word in (variant, bare):
            atom = table.get(word)
            if atom is not None:
                return atom._replace(joined=form[0] == _AND and form[1:] == variant)
    return None


class Atoms(dict[str, Atom | None]):
    """The atom of each folded form met so far, None for words that are no part of a number."""

    def __missing__(self, form: str) -> Atom | None:
        if len(self) >= _MAX_ATOMS:
            self.clear()
        atom = self[form] = _atom(form)
        return atom


ATOMS = Atoms()


class _TokenAtoms(Sequence[Atom | None]):
    """The atoms of tokens, looked up when asked for."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Atom | None: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Atom | None]: ...
    def __getitem__(self, at: int | slice) -> Atom | Sequence[Atom | None] | None:
        if isinstance(at, slice):
            return [ATOMS[token.form] for token in self._tokens[at]]
        return ATOMS[self._tokens[at].form]


def compose(tokens: Sequence[Token], at: int, end: int) -> Amount | None:
    """The number that starts at token `at` and ends by `end`, if one does."""
    return Composer(tokens, _TokenAtoms(tokens), _AND).compose(at, end)
