"""Takes a folded form, gives what is left without proclitics and article."""

from __future__ import annotations

from functools import cache

from rasid import language as languages

_MOST = 100_000  # forms that are remembered
_LONG = 4  # letters of a word from which its article is taken off


class Stems(dict[str, str]):
    """The stem of each form of one language met so far; emptied when it has grown too large."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._language = languages.get(code)

    def __missing__(self, form: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        bare = self._language.variants(form)[-1]
        if bare.startswith("ال") and len(bare) > _LONG:  # the article
            bare = bare[2:]
        self[form] = bare
        return bare


@cache
def stems_of(code: str) -> Stems:
    """The stems of a language."""
    return Stems(code)


def stem(code: str, form: str) -> str:
    """A form without its proclitics and article."""
    return stems_of(code)[form]
