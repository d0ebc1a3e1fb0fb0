"""Takes the speakers of an article, says which of them are one and the same."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from rasid.read.statements.lexicon import SpeechLexicon
from rasid.read.statements.speakers import Speaker
from rasid.read.statements.stems import bare, stem

_SHORTEST_NAME = 3


def speaker_keys(
    speakers: Sequence[Speaker], forms: Sequence[str], lexicon: SpeechLexicon
) -> list[Hashable]:
    """One key for each speaker, equal where two share a name, or all their words if unnamed."""
    owners: dict[str, int] = {}
    keys: list[int] = []
    for number, speaker in enumerate(speakers):
        names = _names(forms[speaker.first : speaker.last], lexicon)
        key = next((owners[name] for name in names if name in owners), number)
        for name in names:
            owners.setdefault(name, key)
        keys.append(key)
    return list(keys)


def _names(words: Sequence[str], lexicon: SpeechLexicon) -> list[str]:
    """The words that name somebody; of a speaker without any, all his words as one."""
    stems = [stem(word) for word in words if word[0].isalnum()]
    names = [
        word
        for word, raw in zip(stems, (w for w in words if w[0].isalnum()), strict=True)
        if len(word) >= _SHORTEST_NAME
        and (bare(word),) not in lexicon.speakers
        and not raw.startswith("ال")
        and raw not in lexicon.stops
    ]
    return names or [" ".join(stems)]
