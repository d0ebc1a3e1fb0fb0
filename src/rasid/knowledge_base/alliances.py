"""Takes actors/_alliances.yml, gives the parties that fight on one side of one war, with dates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml

ALLIANCES = "actors/_alliances.yml"


@dataclass(frozen=True, slots=True)
class Alliance:
    """Parties on one side; `since`, `until`: its life as an ISO prefix, None where open."""

    name: str
    members: tuple[str, ...]
    since: str | None = None
    until: str | None = None

    def stands(self, day: str | None) -> bool:
        """Whether it stood on an ISO day; on an unknown day it is taken to."""
        if day is None:
            return True
        started = self.since is None or self.since <= day[: len(self.since)]
        return started and (self.until is None or day[: len(self.until)] <= self.until)


def load_alliances(root: Path, known: Collection[str]) -> tuple[Alliance, ...]:
    """The alliances; KnowledgeError for a member that is no actor."""
    fields = Fields(read_yaml(root, ALLIANCES), ALLIANCES)
    fields.text("source")
    found = []
    for where, data in fields.items("alliances"):
        part = Fields(data, where)
        one = Alliance(
            part.text("name"),
            part.texts("members"),
            part.optional("since"),
            part.optional("until"),
        )
        part.done()
        if strange := [member for member in one.members if member not in known]:
            part.fail(f"its member {strange[0]!r} is no actor")
        found.append(one)
    fields.done()
    return tuple(found)
