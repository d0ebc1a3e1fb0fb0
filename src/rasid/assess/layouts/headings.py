"""Give the Arabic headings of a table the names that Rasid's own layout knows them by."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from rasid.assess.written import plain_text
from rasid.knowledge_base import load

TABLE = "assessment/headings.yml"
ARTICLE = "ال"  # "the"
_ONE_SPELLING = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ـ": None}
    | {chr(vowel): None for vowel in range(0x064B, 0x0653)}
)


def known_headings(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its Arabic headings named as in COLUMNS; a name is given once."""
    taken = {str(column) for column in frame.columns}
    names: dict[object, str] = {}
    for column in frame.columns:
        name = _table().get(_key(str(column)))
        if name is not None and name not in taken:
            names[column] = name
            taken.add(name)
    return frame.rename(columns=names) if names else frame


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    headings = load().table(TABLE)["headings"]
    return {_key(written): name for name, all_ in headings.items() for written in all_}


def _key(heading: str) -> str:
    """A heading as it is compared: without article and vowels, in one spelling."""
    words = plain_text(heading).translate(_ONE_SPELLING).replace("_", " ").split()
    return " ".join(word.removeprefix(ARTICLE) for word in words)
