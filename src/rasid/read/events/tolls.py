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


def toll(atoms: Sequence[Atom], kind: str) -> Count | None:
    """The total of one kind, or None where the text says nothing."""
    counts = [atom.count for atom in atoms if atom.kind == kind]
    if not counts:
        return None
    total = counts[0]
    for count in counts[1:]:
        total = total if total == count else total.plus(count)
    return total
