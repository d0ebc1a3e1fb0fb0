"""One family of errors: each names the input it is about and the way out."""

from __future__ import annotations


class RasidError(Exception):
    """Root of every error that Rasid raises on purpose.

    `subject` names the input (a path, a URL, a field); `hint` says what the user can do.
    """

    http_status = 500

    def __init__(self, message: str, *, subject: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.subject}: {self.message}" if self.subject else self.message
        return f"{head} ({self.hint})" if self.hint else head


class InputError(RasidError):
    """An input cannot be read: empty, binary, truncated, of another language, too large."""

    http_status = 422


class FetchError(RasidError):
    """A URL was refused or could not be fetched."""

    http_status = 502


class EvidenceError(RasidError):
    """A quote is not what stands at its offsets."""


class KnowledgeError(RasidError):
    """A knowledge file breaks its own rules; the message names file and entry."""


class StoreError(RasidError):
    """The store cannot be opened, is of another version, or fails its own checks."""


class OvertakenError(StoreError):
    """Something else was saved in the meantime that this work should have known; do it again."""


class ConflictError(RasidError):
    """What was decided on is not any more as it was seen."""

    http_status = 409


class NotFoundError(RasidError):
    """What was asked for by name or id is not there."""

    http_status = 404


class UsageError(RasidError):
    """The call itself makes no sense: options that exclude one another, an unknown name."""

    http_status = 400
