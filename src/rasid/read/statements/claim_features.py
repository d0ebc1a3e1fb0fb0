"""Takes a piece of speech in its article, gives the named features that say if it is a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasid.language.base import AnalysedText
from rasid.read.statements.candidates import Candidate, in_headline
from rasid.read.statements.context import Context
from rasid.read.statements.lexicon import bare
from rasid.read.statements.quotes import MARKS

_LENGTHS = (4, 8, 14, 22, 35, 60)
_COUNTS = (1, 2, 4, 7, 11)
_TOKENS = (120, 250, 400, 700)
_WORDS = 40


def bucket(value: int, edges: Sequence[int]) -> int:
    """Index of the first edge that the value does not pass."""
    return next((n for n, edge in enumerate(edges) if value <= edge), len(edges))


def stem(form: str) -> str:
    """A word without "and", the article and joined prepositions: enough to unite its forms."""
    if len(form) > 4 and form[0] in "وف":  # noqa: PLR2004 "and", "so" before a whole word
        form = form[1:]
    return bare(form)


def claim_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Features of the cue, the speaker, the words said, and where it stands."""
    frame, analysed = candidate.frame, context.analysed
    forms = context.forms[candidate.first : candidate.last]
    features = {
        f"how={frame.how}",
        f"kind={frame.speaker.kind.value}",
        f"length={bucket(len(forms), _LENGTHS)}",
        f"frames={bucket(len(context.frames), _COUNTS)}",
        f"tokens={bucket(len(context.forms), _TOKENS)}",
        f"piece={min(candidate.number, 3)}",
        f"pieces={min(candidate.count, 3)}",
    }
    features.update(_cue_features(candidate))
    features.update(_speaker_features(analysed, candidate))
    features.update(_word_features(forms))
    if in_headline(analysed, candidate):
        features.add("headline")
    before = analysed.tokens[candidate.first - 1].form if candidate.first else ""
    if before in MARKS:
        features.add("quoted")
        features.add(f"quoted&{frame.how}")
    return frozenset(features)


def _cue_features(candidate: Candidate) -> Iterable[str]:
    frame = candidate.frame
    if frame.verb is not None:
        yield f"verb={frame.verb.lemma}"
        yield f"act={frame.verb.act}"
        yield f"act&kind={frame.verb.act}&{frame.speaker.kind.value}"
        yield f"stance={frame.verb.stance}"


def _speaker_features(analysed: AnalysedText, candidate: Candidate) -> Iterable[str]:
    frame = candidate.frame
    speaker = frame.speaker
    yield f"explicit={frame.explicit}"
    yield f"anonymous={speaker.anonymous}"
    yield f"kind&explicit={speaker.kind.value}&{frame.explicit}"
    for token in analysed.tokens[speaker.first : speaker.last]:
        yield f"speaker:{stem(token.form)}"


def _word_features(forms: Sequence[str]) -> Iterable[str]:
    yield f"first:{stem(forms[0])}"
    if len(forms) > 1:
        yield f"opening:{stem(forms[0])} {stem(forms[1])}"
    if any(form[0].isdigit() for form in forms):
        yield "digits"
    for form in forms[:_WORDS]:
        if form[0].isalpha():
            yield f"word:{stem(form)}"
    if any(form[0] == "ن" and len(form) > 3 for form in forms[:3]):  # noqa: PLR2004 "we …" verbs
        yield "we"
