"""Languages: the text itself, before anyone looks for events in it."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from rasid.errors import NotFoundError
from rasid.language.base import Language

# Code of each language: module and class that speak it. Loaded when first asked for.
LANGUAGES = {
    "ar": ("rasid.language.arabic", "Arabic"),
    "en": ("rasid.language.english", "English"),
}


@cache
def get(code: str) -> Language:
    """The language of an ISO 639-1 code. Raises NotFoundError for one that is not supported."""
    try:
        module, name = LANGUAGES[code]
    except KeyError:
        raise NotFoundError(
            "this language is not read yet", subject=code, hint=f"one of: {', '.join(LANGUAGES)}"
        ) from None
    language: Language = getattr(import_module(module), name)()
    return language
