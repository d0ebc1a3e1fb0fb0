"""Names that masked copies give to incidents and articles, made with a secret of the store."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

ARTICLE = "article-"
INCIDENT = "pub-"
_ARTICLE_DIGITS = 12
_HELD = re.compile(r"inc-([a-z2-7]{12})")
_GIVEN = re.compile(rf"{INCIDENT}([a-z2-7]{{12}})")
# An id's letters are 60 bits: two halves, mixed by a Feistel network (Luby and Rackoff 1988) whose
# rounds are keyed hashes, so that each id has one name and each name leads back to one id.
_HALF, _ROUNDS = 30, 8
_BYTES = 8
_KEPT = 50_000


def article_alias(doc_id: str, key: bytes = b"") -> str:
    """A name for an article that says nothing of it: ids may be addresses, which hold titles."""
    if doc_id.startswith(ARTICLE):
        return doc_id
    made = hashlib.blake2b(doc_id.encode(), key=key, digest_size=32, person=b"rasid article")
    return f"{ARTICLE}{made.hexdigest()[:_ARTICLE_DIGITS]}"


@lru_cache(maxsize=_KEPT)
def incident_alias(incident_id: str, key: bytes) -> str:
    """The name of an incident in copies masked with this key; the id itself without a key.

    Ids that linking did not make (of tables of others) are public already, and stay.
    """
    found = _HELD.fullmatch(incident_id)
    return INCIDENT + _mixed(found[1], key, range(_ROUNDS)) if key and found else incident_id


def incident_of(alias: str, key: bytes) -> str | None:
    """The incident that a masked copy names so; None for what is no such name."""
    if not key:
        return alias
    found = _GIVEN.fullmatch(alias)
    if found is not None:
        return "inc-" + _mixed(found[1], key, reversed(range(_ROUNDS)))
    return None


def renamed(after: str | None, named: Callable[[str], str]) -> str | None:
    """A cursor ("day/id") with another name for its id; an undated list begins without one."""
    if after is None:
        return None
    head, slash, last = after.rpartition("/")
    return f"{head}{slash}{named(last)}" if last else after


def _mixed(letters: str, key: bytes, rounds: Iterable[int]) -> str:
    """The letters after the rounds, in this order; the rounds backwards take them back."""
    bits = int.from_bytes(base64.b32decode(letters.upper() + "A" * 4)) >> 20
    left, right = bits >> _HALF, bits & ((1 << _HALF) - 1)
    for number in rounds:
        left, right = right, left ^ _half(key, number, right)
    # The halves change sides once more, so that the same rounds backwards undo them.
    bits = ((right << _HALF) | left) << 4
    return base64.b32encode(bits.to_bytes(_BYTES)).decode().lower()[: len(letters)]


def _half(key: bytes, number: int, half: int) -> int:
    told = bytes([number]) + half.to_bytes(4)
    made = hashlib.blake2b(told, key=key, digest_size=4, person=b"rasid incident")
    return int.from_bytes(made.digest()) & ((1 << _HALF) - 1)
