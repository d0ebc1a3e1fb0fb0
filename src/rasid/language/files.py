"""Takes a language code and a name, gives that knowledge file of the language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from rasid.errors import KnowledgeError
from rasid.knowledge_base import load


class LanguageFile(dict[str, Any]):
    """The lists of one file; asking for a list that is not there names the file and the list."""

    def __init__(self, lists: Mapping[str, Any], subject: str) -> None:
        super().__init__(lists)
        self._subject = subject

    def __missing__(self, key: str) -> Any:
        raise KnowledgeError(f"has no list {key!r}", subject=self._subject, hint="add the list")


@cache
def language_file(code: str, name: str) -> LanguageFile:
    """The content of `knowledge/languages/<code>/<name>.yml`; callers must not change it.

    Raises KnowledgeError naming the file where it is missing, no YAML, no mapping, or gives no
    source.
    """
    subject = f"languages/{code}/{name}.yml"
    lists = load().table(subject)
    if not isinstance(lists, Mapping):
        raise KnowledgeError("is no mapping", subject=subject, hint="name its lists")
    if not lists.get("source"):
        raise KnowledgeError("says no source", subject=subject, hint="add a line 'source: …'")
    return LanguageFile(lists, subject)
