"""Takes the pieces of speech of an article, gives features of how much each one stands out in it.

An analyst notes a few telling statements an article: what the headline takes up, who is heard once
and who many times, what one party says of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rasid.model import ZoneKind
from rasid.read.statements.candidates import Candidate
from rasid.read.statements.context import Context

_SHORTEST_WORD = 3
_SENTENCES = (0, 1, 2, 3, 5, 8, 12)
_TENTHS = (0, 1, 3, 5, 7)
_CANDIDATES = (1, 2, 4, 6, 9, 13)
# A speaker met again is known by the end of his name.
_NAME_END = 2


def bucket(value: int, edges: Sequence[int]) -> int:
    """Index of the first edge that the value does not pass."""
    return next((n for n, edge in enumerate(edges) if value <= edge), len(edges))


def salience(context: Context, found: Sequence[Candidate]) -> list[frozenset[str]]:
    """For each candidate: its place, what it shares with the headline, its speaker's turns."""
    headline = _headline(context)
    totals = Counter(_speaker_name(context, candidate) for candidate in found)
    turns: Counter[str] = Counter()
    features = []
    crowd = {
        f"speakers={min(len(totals), 6)}",
        f"pieces_a_hundred={min(6, 100 * len(found) // max(1, len(context.forms)))}",
    }
    for at, candidate in enumerate(found):
        name = _speaker_name(context, candidate)
        own = {
            f"speaker_turn={min(turns[name], 4)}",
            f"speaker_total={min(totals[name], 5)}",
            f"candidates={bucket(len(found), _CANDIDATES)}",
            *crowd,
            *_order(context, found, at),
            *_place(context, candidate),
            *_in_headline(context, candidate, headline),
            *_parties(context, candidate),
        }
        turns[name] += 1
        features.append(frozenset(own))
    return features


def _headline(context: Context) -> frozenset[str]:
    """The words of the headline, without short ones."""
    words = (
        word
        for sentence in context.analysed.sentences
        if sentence.zone is ZoneKind.HEADLINE
        for word in context.stems[sentence.first : sentence.last]
    )
    return frozenset(word for word in words if len(word) >= _SHORTEST_WORD)


def _speaker_name(context: Context, candidate: Candidate) -> str:
    speaker = candidate.frame.speaker
    return " ".join(context.forms[speaker.first : speaker.last][-_NAME_END:])


def _order(context: Context, found: Sequence[Candidate], at: int) -> Iterator[str]:
    """Which piece of speech it is, and whether the speaker of the one before goes on."""
    yield f"order={min(at, 6)}"
    yield f"last={at == len(found) - 1}"
    if at:
        here, before = found[at].frame, found[at - 1].frame
        ends = [context.forms[frame.speaker.last - 1] for frame in (here, before)]
        yield f"goes_on={ends[0] == ends[1]}"
        yield f"gap={max(0, min(here.sentence - before.sentence, 3))}"


def _place(context: Context, candidate: Candidate) -> Iterator[str]:
    """How far down the article it stands."""
    at = candidate.frame.sentence
    yield f"sentence={bucket(at, _SENTENCES)}"
    yield f"tenth={bucket(10 * at // max(len(context.analysed.sentences), 1), _TENTHS)}"


def _in_headline(context: Context, candidate: Candidate, headline: frozenset[str]) -> Iterator[str]:
    """What the headline takes up of it, and whether it names the speaker."""
    speaker = candidate.frame.speaker
    said = set(context.stems[candidate.first : candidate.last])
    names = set(context.stems[speaker.first : speaker.last])
    yield f"headline_words={min(len(said & headline), 4)}"
    yield f"headline_speaker={bool(names & headline)}"


def _parties(context: Context, candidate: Candidate) -> Iterator[str]:
    """Which kinds of party speak, and which are spoken of."""
    speaker = candidate.frame.speaker
    named = context.actors_in(candidate.first, candidate.last)
    yield f"parties={min(len(named), 3)}"
    about = {actor.actor.kind.value for actor in named}
    by = {actor.actor.kind.value for actor in context.actors_in(speaker.first, speaker.last)}
    yield from (f"about={kind}" for kind in about)
    for kind in by:
        yield f"by={kind}"
        yield from (f"by&about={kind}&{other}" for other in about)
