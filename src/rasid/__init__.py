"""Rasid reads Arabic news about armed conflict and turns it into data an analyst can defend.

    from rasid import read_text
    reading = read_text("…", published="2023-03-15")

The stages are loaded only when they are used, so that `import rasid` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rasid.errors import RasidError
from rasid.version import __version__

if TYPE_CHECKING:
    from rasid.model import Article, Event, Incident, Reading
    from rasid.pipeline import link_articles, read_article, read_text
    from rasid.store import open_store


__all__ = [
    "Article",
    "Event",
    "Incident",
    "RasidError",
    "Reading",
    "__version__",
    "link_articles",
    "open_store",
    "read_article",
    "read_text",
]

_HOMES = {
    "Article": "rasid.model",
    "Event": "rasid.model",
    "Incident": "rasid.model",
    "Reading": "rasid.model",
    "link_articles": "rasid.pipeline",
    "open_store": "rasid.store",
    "read_article": "rasid.pipeline",
    "read_text": "rasid.pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
