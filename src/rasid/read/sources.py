"""Takes the events of an article and who says what in it, gives the events with their sources."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from rasid.language.base import AnalysedText
from rasid.model import Event, Evidence, SourceMention
from rasid.read.statements.attribution import Frame, find_frames
from rasid.read.statements.lexicon import speech_lexicon


def with_sources(analysed: AnalysedText, events: Sequence[Event]) -> list[Event]:
    """The events, each with the speakers whose words hold its trigger, in text order.

    Where nobody is said to say it, the article itself asserts it and `sources` stays empty.
    """
    lexicon = speech_lexicon(analysed.language)
    if not events or lexicon is None:
        return list(events)
    frames = find_frames(analysed, lexicon)
    starts = [token.start for token in analysed.tokens]
    return [
        replace(event, sources=_sources(analysed, frames, event, _token(starts, event)))
        for event in events
    ]


def _token(starts: Sequence[int], event: Event) -> int:
    """The token at which the event's trigger begins."""
    return bisect_right(starts, event.trigger.start) - 1


def _sources(
    analysed: AnalysedText, frames: Sequence[Frame], event: Event, at: int
) -> tuple[SourceMention, ...]:
    found: dict[tuple[int, int], SourceMention] = {}
    for frame in frames:
        if frame.content[0] <= at < frame.content[1]:
            start, end = analysed.span(frame.speaker.first, frame.speaker.last)
            evidence = Evidence.of(event.evidence.doc_id, analysed.text, start, end)
            found[start, end] = SourceMention(evidence, frame.speaker.kind)
    return tuple(found[span] for span in sorted(found))
