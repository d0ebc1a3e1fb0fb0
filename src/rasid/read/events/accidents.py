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
def phrases(code: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a language's table of accidents, word by word."""
    fold = languages.get(code).fold
    table = load().table(f"reading/{code}_accidents.yml")
    found = [phrase for entry in table["phrases"] for phrase in entry["words"]]
    return tuple(tuple(stem(code, fold(word)) for word in phrase.split()) for phrase in found)


def accidental(scene: Scene, mention: Mention) -> bool:
    """Whether the mention's sentence names the cause of an accident and nobody under arms."""
    if mention.head.entry.group not in _GROUPS:
        return False
    sentence = scene.sentences[mention.sentence]
    inside = range(sentence.first, sentence.last)
    code = scene.analysed.language
    words = [scene.stem(at) for at in inside]
    if not any(_stands(phrase, words) for phrase in phrases(code)):
        return False
    known = signs(code)
    armed = known.actors - known.people
    return not any(hit.first in inside for hit in scene.weapons) and not any(
        named.first in inside and named.actor.kind.value in armed for named in scene.actors
    )


def _stands(phrase: tuple[str, ...], words: list[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == phrase for at in range(len(words) - size + 1))
