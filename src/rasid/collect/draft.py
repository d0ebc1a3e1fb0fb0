"""An article on its way: what a format gives before text, language and zones are settled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from rasid.model import OffsetMap, Published, Raw


@dataclass(frozen=True, slots=True)
class Draft:
    """What one input says of itself.

    `published` is what the input's own data or page metadata give, None where they are silent;
    `own_date` says that it stands in the input's own data record, which a user's choice does
    not override. `offsets` maps `title` + blank line + `body`.
    """

    raw: Raw
    title: str
    body: str
    doc_id: str | None = None
    published: Published | None = None
    own_date: bool = False
    publisher: str | None = None
    url: str | None = None
    offsets: OffsetMap = field(default_factory=OffsetMap)

    @property
    def text(self) -> str:
        """The text as the article will carry it."""
        return f"{self.title}\n\n{self.body}"


def make_raw(content: bytes, origin: str, media_type: str) -> Raw:
    """The bytes with their digest."""
    return Raw(content, hashlib.sha256(content).hexdigest(), origin, media_type)
