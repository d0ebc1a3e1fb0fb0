"""Evidence: the exact words of an article that support what the program says."""

from __future__ import annotations

from dataclasses import InitVar, dataclass

from rasid.errors import EvidenceError


@dataclass(frozen=True, slots=True)
class Evidence:
    """A slice of an article's text; it cannot be built unless quote == text[start:end].

    `start` and `end` are half-open code-point offsets into `Article.text`.
    `text` is that text, needed once for the check and not kept.
    """

    doc_id: str
    start: int
    end: int
    quote: str
    text: InitVar[str]

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text) or text[self.start : self.end] != self.quote:
            raise EvidenceError(
                f"quote {self.quote[:40]!r} does not stand at {self.start}:{self.end}",
                subject=self.doc_id,
                hint="read the article again; its stored text and its records differ",
            )

    @classmethod
    def of(cls, doc_id: str, text: str, start: int, end: int) -> Evidence:
        """Evidence for the slice start:end of the text."""
        return cls(doc_id, start, end, text[start:end], text)

    def overlaps(self, other: Evidence) -> bool:
        """True where the two share at least one code point of one article."""
        return self.doc_id == other.doc_id and self.start < other.end and other.start < self.end
