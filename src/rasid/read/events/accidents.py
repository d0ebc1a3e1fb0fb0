"""Takes a mention in its scene, says whether an accident or a disaster is told, not violence."""

from __future__ import annotations

from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.read.events.mentions import Mention
from rasid.read.events.scene import Scene
from rasid.read.events.signs import signs
from rasid.read.events.stems import stem

# What an accident is told with as well as an attack.
_GROUPS = frozenset(
    {"explosion", "strike", "killing", "attack", "bodies", "outcome", "destruction"}
)


@cache
def phrases(code: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a language's table of accidents, word by word, by their first word."""
    fold = languages.get(code).fold
    table = load().table(f"reading/{code}_accidents.yml")
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in table["phrases"]:
        for phrase in entry["words"]:
            words = tuple(stem(code, fold(word)) for word in phrase.split())
            found.setdefault(words[0], []).append(words)
    return {first: tuple(group) for first, group in found.items()}


def accidental(scene: Scene, mention: Mention) -> bool:
    """Whether the mention's sentence names the cause of an accident and nobody under arms."""
    if _GROUPS.isdisjoint(hit.entry.group for hit in mention.triggers):
        return False
    sentence = scene.sentences[mention.sentence]
    inside = range(sentence.first, sentence.last)
    code = scene.analysed.language
    if not _tells_of_one(scene, inside):
        return False
    known = signs(code)
    armed = known.actors - known.people
    return not any(hit.first in inside for hit in scene.weapons) and not any(
        named.first in inside and named.actor.kind.value in armed for named in scene.actors
    )


def _tells_of_one(scene: Scene, inside: range) -> bool:
    """Whether a phrase of the table stands among these tokens."""
    known = phrases(scene.analysed.language)
    words = [scene.stem(at) for at in inside]
    return any(
        tuple(words[at : at + len(phrase)]) == phrase
        for at, word in enumerate(words)
        if word in known
        for phrase in known[word]
    )
