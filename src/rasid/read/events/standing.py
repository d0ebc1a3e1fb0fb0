"""Takes a brief text and its drafts of one kind, gives features of how they stand in it.

"An explosion hit …" reports one; "accused of the explosion that hit …" speaks of one told before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rasid.read.events.draft import Draft
from rasid.read.events.mentions import bucket
from rasid.read.events.scene import Scene
from rasid.read.events.surrounding_words import surrounding_words

_NEAR = 3  # tokens before and after a trigger that are looked at by place
_WHICH = 6  # tokens before a trigger in which "which" makes it part of a description
_OPENING = 3  # tokens that tell how a sentence or clause opens


def standing_features(scene: Scene, drafts: Sequence[Draft], best: Draft) -> Iterator[str]:
    """Features of the first draft (name F) and of the likeliest one (name B)."""
    first = min(drafts, key=lambda draft: draft.mention.head.first)
    for name, draft in (("F", first), ("B", best)):
        yield from _where(scene, draft, name)
        yield from _beside(scene, draft, name)
        yield from _openings(scene, draft, name)


def _where(scene: Scene, draft: Draft, name: str) -> Iterator[str]:
    """How far on it stands, in a clause of its own or inside another, definite or not."""
    head = draft.mention.head
    which = _clause_words(scene)["which"]
    opened = _clause_start(scene, head.first)
    inside = bucket(head.first - opened)
    definite = scene.form(head.first).startswith("ال")  # "the"
    before = scene.forms[max(0, head.first - _WHICH) : head.first]
    after = scene.forms[head.last : head.last + _NEAR]
    yield f"{name}at:{bucket(head.first)}"
    yield f"{name}that:{opened > 0}"
    yield f"{name}inside:{inside}"
    yield f"{name}the:{definite}"
    yield f"{name}in-which:{not which.isdisjoint(before)}"
    yield f"{name}which:{not which.isdisjoint(after)}"
    yield f"{name}head:{head.entry.name}/{definite}/{inside}"
    yield f"{name}length:{bucket(len(scene.forms) // 2)}"


def _beside(scene: Scene, draft: Draft, name: str) -> Iterator[str]:
    """The words before and after it, by place and by word."""
    head = draft.mention.head
    for n in range(1, _NEAR + 1):
        yield f"{name}before{n}:{scene.form(head.first - n)}"
        yield f"{name}before:{scene.stem(head.first - n)}"
        yield f"{name}after{n}:{scene.form(head.last + n - 1)}"
        yield f"{name}after:{scene.stem(head.last + n - 1)}"


def _openings(scene: Scene, draft: Draft, name: str) -> Iterator[str]:
    """The words that open its clause, and the text."""
    opened = _clause_start(scene, draft.mention.head.first)
    for n in range(_OPENING):
        yield f"{name}clause:{scene.stem(opened + n)}"
        yield f"{name}opens:{scene.stem(n)}"


def _clause_start(scene: Scene, at: int) -> int:
    """The token after the last "that" before a token; 0 without one."""
    that = _clause_words(scene)["that"]
    return next((n + 1 for n in range(at - 1, -1, -1) if scene.forms[n] in that), 0)


def _clause_words(scene: Scene) -> Mapping[str, frozenset[str]]:
    """The words of "that" and of "which"."""
    return surrounding_words(scene.analysed.language, "clause_words")
