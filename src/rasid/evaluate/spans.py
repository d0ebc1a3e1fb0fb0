"""Where quotes stand in an article, and how far two of them overlap."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Quotes:
    """An article's text in which quotes are looked up; each is looked up once."""

    text: str
    _found: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def spans(self, quote: str | None) -> list[tuple[int, int]]:
        """Every place where the quote stands, as half-open offsets."""
        if not quote:
            return []
        if quote not in self._found:
            starts, at = [], self.text.find(quote)
            while at >= 0:
                starts.append((at, at + len(quote)))
                at = self.text.find(quote, at + 1)
            self._found[quote] = starts
        return self._found[quote]

    def overlap(self, one: str | None, other: str | None) -> float:
        """Largest share (0-1) of the shorter quote that both hold, over all their places."""
        shares = (
            (min(a[1], b[1]) - max(a[0], b[0])) / max(1, min(a[1] - a[0], b[1] - b[0]))
            for a in self.spans(one)
            for b in self.spans(other)
        )
        return max((share for share in shares if share > 0), default=0.0)
