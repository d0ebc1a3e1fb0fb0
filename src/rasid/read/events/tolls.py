"""Takes counted dead, hurt and taken and the events of an article, gives each event its toll."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.model import Count
from rasid.read.events.draft import Draft
from rasid.read.events.harm import Atom
from rasid.read.events.scene import Scene


def attach_tolls(scene: Scene, drafts: Sequence[Draft], atoms: Sequence[Atom]) -> None:
    """Hand each count to the event it belongs to."""
    for atom in atoms:
        sentence = scene.sentence_of[atom.first]
        inside = [d for d in drafts if d.mention.first <= atom.hit.first < d.mention.last]
        same = [d for d in drafts if d.mention.sentence == sentence]
        before = [d for d in drafts if d.mention.sentence == sentence - 1]
        if inside:
            inside[0].atoms.append(atom)
        elif same:
            min(same, key=lambda d: abs(d.mention.head.first - atom.first)).atoms.append(atom)
        elif before:
            before[-1].atoms.append(atom)


def toll(scene: Scene, atoms: Sequence[Atom], kind: str) -> Count | None:
    """The total of one kind, or None where the text says nothing.

    Counts of one sentence are added up (sides given apart); counts of different sentences are
    tellings of the same, so the range spans them; one that the toll rose to replaces all others.
    """
    told = [atom for atom in atoms if atom.kind == kind]
    risen = [atom for atom in told if atom.rose]
    totals: dict[int, Count] = {}
    for atom in risen[-1:] or told:
        sentence = scene.sentence_of[atom.first]
        before = totals.get(sentence)
        totals[sentence] = atom.count if before is None else _added(before, atom.count)
    counts = list(totals.values())
    if not counts:
        return None
    total = counts[0]
    for count in counts[1:]:
        total = _spanned(total, count)
    return total


def _added(one: Count, other: Count) -> Count:
    """The sum; nought adds nothing, and a count told twice in a sentence is one count."""
    return one if one == other and (one.low or 0) > 2 else one.plus(other)  # noqa: PLR2004


_SOME = Count(2, None)


def _spanned(one: Count, other: Count) -> Count:
    """The range of two tellings; an unspecified plural gives way to a number."""
    for vague, exact in ((one, other), (other, one)):
        if vague == _SOME or vague.low == 0 and vague.high is None:
            return exact
    return one.union(other)
