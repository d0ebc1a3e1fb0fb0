"""Takes the names of all actors, finds them in analysed text: an index by the first two words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.knowledge_base.actors import Alias
from rasid.language.base import AnalysedText, Language, Token
from rasid.read.held import once_a_text

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
        seen = self._seen
        for at, token in enumerate(tokens):
            groups = seen.get(token.form)
            if groups is None:
                groups = self._groups(token.form)
            if not groups or at < free:
                continue
            best = self._longest(tokens, at, groups)
            if best is not None:
                found.append(best)
                free = best.last
        return found

    def _groups(self, form: str) -> tuple[tuple[int, _Group], ...]:
        """What the names that a token may begin go on with; remembered by the token's form."""
        groups = self._seen[form] = tuple(
            (len(form) - len(variant), self.by_first[variant])
            for variant in self.language.variants(form)
            if variant in self.by_first
        )
        return groups

    def _longest(
        self, tokens: Sequence[Token], at: int, groups: tuple[tuple[int, _Group], ...]
    ) -> Found | None:
        """The longest name at a token; least stripped come first and win among equals."""
        second = tokens[at + 1].form if at + 1 < len(tokens) else ""
        best: Found | None = None
        reach = 0
        for stripped, group in groups:
            if reach == 0 and "" in group:
                best, reach = Found(at, at + 1, group[""][0][1], stripped), at + 1
            for rest, aliases in group.get(second, ()) if second else ():
                last = at + 2 + len(rest)
                if (
                    last > reach
                    and last <= len(tokens)
                    and all(tokens[at + 2 + n].form == word for n, word in enumerate(rest))
                ):
                    best, reach = Found(at, last, aliases, stripped), last
        return best


@cache
def actor_names(code: str) -> ActorNames:
    """The names of all actors, loaded once."""
    names = ActorNames(languages.get(code))
    for text, aliases in load().actors.by_alias.items():
        names.add(text, aliases)
    return names


@once_a_text
def names_in(analysed: AnalysedText) -> Sequence[Found]:
    """The names of actors in a whole text in order."""
    return actor_names(analysed.language).find(analysed)
