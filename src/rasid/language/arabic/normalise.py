"""Arabic text folded for comparison, with an exact map back to the original offsets."""

from __future__ import annotations

from rasid.language.folding import Folded, FoldTable

# Letters united for comparison, each with its English gloss.
_UNITED = {
    "أ": "ا",  # alef with hamza above -> alef
    "إ": "ا",  # alef with hamza below -> alef
    "آ": "ا",  # alef madda -> alef
    "ٱ": "ا",  # alef wasla -> alef
    "ى": "ي",  # alef maqsura -> ya
    "ی": "ي",  # Persian ya -> ya
    "ې": "ي",  # Pashto e -> ya
    "ئ": "ي",  # ya with hamza -> ya
    "ؤ": "و",  # waw with hamza -> waw
    "ۆ": "و",  # Kurdish o -> waw
    "ة": "ه",  # ta marbuta -> ha
    "ۀ": "ه",  # he with ya -> ha
    "ە": "ه",  # Kurdish ae -> ha
    "ھ": "ه",  # he doachashmee -> ha
    "ہ": "ه",  # Urdu he -> ha
    "ک": "ك",  # Persian kaf -> kaf
    "گ": "ك",  # gaf -> kaf
    "ڪ": "ك",  # swash kaf -> kaf
    "ڤ": "ف",  # ve -> fa
    "پ": "ب",  # pe -> ba
    "چ": "ج",  # che -> jim
    "ژ": "ز",  # zhe -> zay
    "٪": "%",  # Arabic percent sign
    "٫": ".",  # Arabic decimal separator
    "٬": ",",  # Arabic thousands separator
}

_TABLE = FoldTable(_UNITED, frozenset("ـ"))  # tatweel, a stretching stroke


def fold(text: str) -> str:
    """The folded text, without a map."""
    return text.translate(_TABLE)


def fold_with_map(text: str) -> Folded:
    """The folded text and where each of its characters stands in the original."""
    return _TABLE.fold_with_map(text)
