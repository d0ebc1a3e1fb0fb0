"""Takes the names of all actors, finds them in analysed text: an index by the first two words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.knowledge_base.actors import Alias
from rasid.language.base import AnalysedText, Language, Token

Aliases = tuple[Alias, ...]
# Names that begin with one word: by the second word ("" for none), the rest and who it may be.
_Group = dict[str, list[tuple[tuple[str, ...], Aliases]]]


class Found(NamedTuple):
    """A name over tokens first:last and who it may be; `stripped` letters stand before it."""

    first: int
    last: int
    aliases: Aliases
    stripped: int


@dataclass(slots=True)
class ActorNames:
    """Every name of every actor in one language's spelling.

    Thousands of names begin with "the forces": looking at the second word before the rest keeps
    the search short.
    """

    language: Language
    by_first: dict[str, _Group] = field(default_factory=dict)
    _seen: dict[str, tuple[tuple[int, _Group], ...]] = field(default_factory=dict)

    def add(self, text: str, aliases: Aliases) -> None:
        """Hold a name; names that fold alike are one name of several actors."""
        words = tuple(self.language.fold(text).split())
        if not words:
            return
        group = self.by_first.setdefault(words[0], {})
        entries = group.setdefault(words[1] if len(words) > 1 else "", [])
        for n, (rest, held) in enumerate(entries):
            if rest == words[2:]:
                new = tuple(a for a in aliases if a.actor_id not in {h.actor_id for h in held})
                entries[n] = (rest, held + new)
                return
        entries.append((words[2:], aliases))

    def find(self, analysed: AnalysedText) -> list[Found]:
        """Longest names from left to right, least stripped first, none overlapping another."""
        tokens = analysed.tokens
        found: list[Found] = []
        free = 0
        for at, token in enumerate(tokens):
            if at < free or not (groups := self._groups(token.form)):
                continue
            best = max(
                self._at(tokens, at, groups), key=lambda f: (f.last, -f.stripped), default=None
            )
            if best is not None:
                found.append(best)
                free = best.last
        return found

    def _groups(self, form: str) -> tuple[tuple[int, _Group], ...]:
        groups = self._seen.get(form)
        if groups is None:
            groups = self._seen[form] = tuple(
                (len(form) - len(variant), self.by_first[variant])
                for variant in self.language.variants(form)
                if variant in self.by_first
            )
        return groups

    def _at(
        self, tokens: Sequence[Token], at: int, groups: tuple[tuple[int, _Group], ...]
    ) -> Iterator[Found]:
        second = tokens[at + 1].form if at + 1 < len(tokens) else ""
        for stripped, group in groups:
            for _, aliases in group.get("", ()):
                yield Found(at, at + 1, aliases, stripped)
            for rest, aliases in group.get(second, ()) if second else ():
                last = at + 2 + len(rest)
                if last <= len(tokens) and all(
                    tokens[at + 2 + n].form == word for n, word in enumerate(rest)
                ):
                    yield Found(at, last, aliases, stripped)


@cache
def actor_names(code: str) -> ActorNames:
    """The names of all actors, loaded once."""
    names = ActorNames(languages.get(code))
    for text, aliases in load().actors.by_alias.items():
        names.add(text, aliases)
    return names
