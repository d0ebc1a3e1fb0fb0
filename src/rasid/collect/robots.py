"""Takes the robots file of a site, says which of its pages may be fetched."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

_SERVER_ERROR = 500
_CLIENT_ERROR = 400


@dataclass(frozen=True, slots=True)
class RobotRules:
    """Rules of one site; without a parser everything or nothing is open."""

    parser: RobotFileParser | None
    open: bool = True

    @classmethod
    def of(cls, status: int, content: bytes) -> RobotRules:
        """Rules by the answer to robots.txt, as RFC 9309 has it.

        A missing file (4xx) opens the site, a failing server (5xx) closes it.
        """
        if status >= _SERVER_ERROR:
            return cls(None, open=False)
        if status >= _CLIENT_ERROR:
            return cls(None)
        parser = RobotFileParser()
        parser.parse(content.decode("utf-8", "replace").splitlines())
        return cls(parser)

    def allow(self, agent: str, url: str) -> bool:
        """True where the agent may fetch the URL."""
        return self.parser.can_fetch(agent, url) if self.parser else self.open
