"""Arabic text as search terms: folded words, and each without its proclitics and article."""

from __future__ import annotations

from rasid.language.arabic.clitics import variants
from rasid.language.arabic.normalise import fold
from rasid.language.arabic.rejoining import rejoin
from rasid.language.base import Token
from rasid.language.cutting import Forms, cut_tokens

_ARTICLE = "ال"  # the
_SHORTEST = 3
_FORMS = Forms(fold)


def search_terms(text: str) -> list[str]:
    """Folded words of the text, each followed by its forms without proclitics and article.

    Index a text by these terms and look a query up by `search_query`: "in Raqqa" (one word),
    vowelled or torn apart, is then found by "Raqqa" with its article or without.
    """
    return [term for token in _words(text) for term in _forms(token.form)]


def search_query(text: str) -> list[str]:
    """One term for each word of a query: its folded form, without the article."""
    return [_bare(token.form) for token in _words(text)]


def _words(text: str) -> list[Token]:
    tokens = rejoin(text, cut_tokens(text, 0, len(text), _FORMS), _FORMS)
    return [token for token in tokens if token.form[0].isalnum()]


def _forms(form: str) -> list[str]:
    found = list(variants(form))
    return list(dict.fromkeys([*found, *map(_bare, found)]))


def _bare(form: str) -> str:
    bare = form.removeprefix(_ARTICLE)
    return bare if len(bare) >= _SHORTEST else form
