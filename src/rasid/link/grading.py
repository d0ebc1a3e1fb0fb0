"""How well an incident is supported, by a stated rule."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rasid.model import Conflict, Grade, Modality, Report, SourceKind

# Fields about which a disagreement puts the incident itself in doubt, not only a number.
_GRAVE = ("modality", "initiators")
# Kinds of source that took part or answer for those who did: their own word confirms.
_INVOLVED = frozenset({SourceKind.MILITARY, SourceKind.ARMED_GROUP, SourceKind.OFFICIAL})
_CONFIRMING_ORIGINS, _FAIR_ORIGINS = 3, 2


def grade(
    reports: Sequence[Report], origins: Collection[str], conflicts: Sequence[Conflict]
) -> tuple[Grade, str]:
    """The grade and its reason.

    contested: sources deny it or name different perpetrators. confirmed: three independent
    origins, or two of which one gives the word of a side, an army or an authority. fair: two
    independent origins. weak: one.
    """
    grave = [conflict.field for conflict in conflicts if conflict.field in _GRAVE]
    if grave:
        return Grade.CONTESTED, f"sources disagree on {' and '.join(grave)}"
    if all(report.event.modality is Modality.DENIED for report in reports):
        return Grade.CONTESTED, "it is only told as denied"
    if len(origins) >= _CONFIRMING_ORIGINS:
        return Grade.CONFIRMED, f"{len(origins)} independent origins tell it"
    if len(origins) >= _FAIR_ORIGINS:
        kinds = {source.kind for report in reports for source in report.event.sources}
        if kinds & _INVOLVED:
            word = min(kind.value for kind in kinds & _INVOLVED)
            return Grade.CONFIRMED, f"two independent origins, one with a source of kind {word}"
        return Grade.FAIR, "two independent origins tell it"
    return Grade.WEAK, "one origin tells it"
