"""Takes the words that make a speaker, tells of any word whether it may be the first of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rasid.read.statements.stems import bare

_PROCLITICS = ("و", "ل", "ب", "ف", "ك")  # and, for, by, so, like
_SHORTEST_STEM = 3
_MOST_SEEN = 100_000


class SpeakerHeads:
    """The first words of the speaker words, in whatever form a text has them; remembers forms."""

    def __init__(self, speakers: Iterable[tuple[str, ...]]) -> None:
        self._first = frozenset(words[0] for words in speakers)
        self._seen: dict[str, tuple[str, ...]] = {}

    def of(self, form: str) -> tuple[str, ...]:
        """The first words that a folded form may be, likeliest first; mostly none."""
        found = self._seen.get(form)
        if found is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            heads = _heads(bare(form))
            found = self._seen[form] = tuple(head for head in heads if head in self._first)
        return found


def _heads(word: str) -> Iterator[str]:
    """The word, without a joined proclitic, without the ending of the accusative."""
    yield word
    longer = len(word) > _SHORTEST_STEM
    if longer and word[0] in _PROCLITICS:
        yield bare(word[1:])
    if longer and word.endswith("ا"):
        yield word[:-1]
