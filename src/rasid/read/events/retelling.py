"""Takes events and the counts that none of them got, hands each event those told of it again."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.model import PlacePrecision
from rasid.read.events.draft import Draft
from rasid.read.events.judging import date_of, place_of
from rasid.read.events.merging import DEEDS, near_counts
from rasid.read.events.scene import Scene, starting_in
from rasid.read.events.toll_words import Atom, toll_words

_UNPLACED = 3  # sentences over which "the raid" points back without a place
_FAR = 12  # the same where its place is named again


def add_retellings(scene: Scene, drafts: Sequence[Draft], atoms: Sequence[Atom]) -> None:
    """Add counts of later sentences that point back: "in the raid on X nine were killed".

    A sentence that tells an event of its own keeps its counts.
    """
    taken = {atom.first for draft in drafts for atom in draft.atoms}
    for atom in atoms:
        if atom.first in taken or atom.count.high == 0 or atom.count.low is None:
            continue
        sentence = scene.sentence_of[atom.first]
        owners = [draft for draft in drafts if sentence in _sentences(draft)]
        home = next((d for d in reversed(drafts) if _told_again(scene, d, atom, sentence)), None)
        if home is not None and (not owners or home in owners):
            home.atoms.append(atom)


def _sentences(draft: Draft) -> set[int]:
    """The sentences that tell an event."""
    return {draft.mention.sentence, *(mention.sentence for mention in draft.retold)}


def _told_again(scene: Scene, draft: Draft, atom: Atom, sentence: int) -> bool:
    """Whether a count's sentence points back to an event whose toll it may be."""
    away = sentence - draft.mention.sentence
    counts = {
        a.count.low for a in draft.atoms if a.kind == atom.kind and a.count.low and a.count.high
    }
    if not 0 < away <= _FAR or not counts or atom.count.low is None:
        return False
    return (
        near_counts(counts, {atom.count.low})
        and _points(scene, draft, atom, sentence)
        and _in_place(scene, draft, sentence, away)
        and _in_time(scene, draft, sentence)
    )


def _points(scene: Scene, draft: Draft, atom: Atom, sentence: int) -> bool:
    """Whether the sentence names the deed as known, or the toll as a whole."""
    span = scene.sentences[sentence]
    group = draft.mention.head.entry.group
    for hit in starting_in(scene.triggers, span.first, span.last):
        known = hit.entry.form.definite or hit.entry.form.owned
        if known and hit.entry.group in DEEDS and hit.entry.group in (group, "attack", "echo"):
            return True
    words = toll_words(scene.analysed.language)
    return atom.rose or any(
        words.has("total", scene.form(at)) for at in range(span.first, span.last)
    )


def _in_place(scene: Scene, draft: Draft, sentence: int, away: int) -> bool:
    """Whether the sentence names the event's place, or none and stands near."""
    span, place = scene.sentences[sentence], place_of(scene, draft)
    named = {p.mention.place.name for p in starting_in(scene.places, span.first, span.last)}
    if not named:
        return away <= _UNPLACED
    if place is None:
        return False
    point = place.precision in (PlacePrecision.SITE, PlacePrecision.TOWN)
    return any(
        place.name == name or (point and place.name.startswith(f"{name} (")) for name in named
    )


def _in_time(scene: Scene, draft: Draft, sentence: int) -> bool:
    """Whether the sentence gives no other day than the event's."""
    span, date = scene.sentences[sentence], date_of(scene, draft)
    days = {
        d.interval.start
        for d in starting_in(scene.dates, span.first, span.last)
        if d.interval.start is not None
    }
    return not days or (date is not None and date.start in days)
