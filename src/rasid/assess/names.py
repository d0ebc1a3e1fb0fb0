"""Match a group, country or governorate as asked for with the spellings of a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import fuzz, process

from rasid.errors import UsageError

# Words that spellings of one place differ by: Arabic articles and the names of the level.
ARTICLES = frozenset(("al", "el", "ar", "as", "ash", "ad", "an", "at", "ez", "the", "of"))
LEVELS = frozenset(
    (
        "governorate", "province", "region", "district", "state", "muhafazah", "muhafazat",
        "wilayat", "wilayah", "محافظة", "ولاية", "إقليم",  # governorate, province, region
    )
)  # fmt: skip
CLOSE = 86  # least likeness (0-100) of two spellings of one place, if no other comes as near
SHOWN = 20  # names listed when none fits


def place_key(name: str) -> str:
    """The letters of a place name without articles, level, marks and doubled letters."""
    words = [word for word in _words(name) if word not in LEVELS]
    kept = [word for word in words if word not in ARTICLES] or words
    return re.sub(r"(.)\1+", r"\1", "".join(kept)).rstrip("h")


def group_key(name: str) -> str:
    """A group's name in plain letters without what stands in brackets."""
    return " ".join(_words(re.sub(r"\(.*?\)", " ", name)))


def initials(name: str) -> str:
    """First letters of the words that count: "Islamic State" gives "is"."""
    words = [word for word in group_key(name).split() if word not in {"of", "and", "in", "the"}]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def match_group(
    asked: str, names: Iterable[str], aliases: Callable[[str], frozenset[str]] | None = None
) -> frozenset[str]:
    """The names of the table that mean the group asked for.

    Two names are one where they are spelled alike, one is the initials of the other, or
    `aliases` (name -> keys of its aliases) says so. Raises UsageError where none fits.
    """
    known = sorted(set(names))
    wanted = {group_key(asked)} | (aliases(asked) if aliases else frozenset())
    found = frozenset(
        name
        for name in known
        if group_key(name) in wanted
        or (initials(name) and initials(name) in wanted)
        or (initials(asked) and group_key(name) == initials(asked))
    )
    if not found:
        raise _unknown("group", asked, known)
    return found


def match_place(
    asked: str, names: Iterable[str], ids: Mapping[str, str] | None = None, *, what: str = "place"
) -> frozenset[str]:
    """The names of the table that mean the place asked for.

    `ids` maps keys of known spellings to one id a place. Raises UsageError where none fits.
    """
    known = sorted({name for name in names if name})
    keys = {name: place_key(name) for name in known}
    wanted = place_key(asked)
    exact = frozenset(name for name in known if keys[name] == wanted)
    ids = ids or {}
    if asked.strip().upper() in ids.values():
        # The id itself ("SY09") is asked for.
        ids = {**ids, wanted: asked.strip().upper()}
    same = frozenset(name for name in known if wanted in ids and ids.get(keys[name]) == ids[wanted])
    if exact | same:
        return exact | same
    ranked = process.extract(wanted, keys, scorer=fuzz.ratio, limit=2, score_cutoff=CLOSE)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        raise _unknown(what, asked, known)
    return frozenset({str(ranked[0][2])})


def _words(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", re.sub(r"['’ʼ`]", "", bare)).replace("_", " ").split()


def _unknown(what: str, asked: str, known: list[str]) -> UsageError:
    near = process.extract(asked, known, scorer=fuzz.WRatio, limit=SHOWN)
    names = ", ".join(str(name) for name, _, _ in near) or "none"
    return UsageError(
        f"no {what} of the table is {asked!r}", subject=f"--{what}", hint=f"nearest: {names}"
    )
