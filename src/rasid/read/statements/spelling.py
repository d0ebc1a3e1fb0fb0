"""Takes an analysed article, gives its folded words with what folding hid and attribution needs."""

from __future__ import annotations

from rasid.language.base import AnalysedText

# Folding writes "on" and the name Ali alike; an article that spells "on" with the other letter
# means the name where it does not.
_ON_OR_ALI = "علي"
_ON = "على"
ALI = "علي\N{ARABIC SHADDA}"
# Endings of an indefinite noun or adverb in the accusative: never the subject of its verb.
_ACCUSATIVE = ("ا\N{ARABIC FATHATAN}", "\N{ARABIC FATHATAN}ا")
_FOLDED_ACCUSATIVE = "ا"


def spelled_forms(analysed: AnalysedText) -> list[str]:
    """The folded form of every token, the name Ali told from "on" by a doubled last letter."""
    forms = [token.form for token in analysed.tokens]
    doubtful = [at for at, form in enumerate(forms) if form == _ON_OR_ALI]
    written = {at: _written(analysed, at) for at in doubtful}
    if _ON not in written.values():
        return forms
    for at, word in written.items():
        if word != _ON:
            forms[at] = ALI
    return forms


def accusatives(analysed: AnalysedText) -> frozenset[int]:
    """The tokens that the text itself marks as indefinite accusatives."""
    return frozenset(
        at
        for at, token in enumerate(analysed.tokens)
        if token.form.endswith(_FOLDED_ACCUSATIVE) and _written(analysed, at).endswith(_ACCUSATIVE)
    )


def _written(analysed: AnalysedText, at: int) -> str:
    token = analysed.tokens[at]
    return analysed.text[token.start : token.end]
