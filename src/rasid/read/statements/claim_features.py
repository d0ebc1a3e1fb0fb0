"""Takes a piece of speech in its article, gives the named features that say if it is a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rasid.read.events.scene import starting_in
from rasid.read.statements.candidates import Candidate, in_headline
from rasid.read.statements.context import Context
from rasid.read.statements.feature_pairs import together
from rasid.read.statements.indicator_patterns import indicator_patterns
from rasid.read.statements.quotes import MARKS
from rasid.read.statements.salience import bucket, salience
from rasid.read.statements.speakers import Speaker
from rasid.read.statements.stems import bare

_LENGTHS = (4, 8, 14, 22, 35, 60)
_COUNTS = (1, 2, 4, 7, 11)
_TOKENS = (120, 250, 400, 700)
_WORDS = 40
_SHARES = (0, 1, 2, 4, 6, 9)
_EARLY = 6
_JUDGING = ("duty", "will", "danger", "blame", "praise", "judgement", "denial", "condition")
_TELLING = ("people", "harm", "place_words", "time_words")
_TOLD_OR_JUDGED = frozenset(
    ["judged>told=True", "toll=True", "triggers=0", "judged=0", "told=0", "numbers=0"]
)
_FUTURE = ("سي", "ست", "سن", "سا")  # "will" joined to he, she, we, I
_SPEAKERS = (1, 2, 3, 5, 8)
_THE = "ال"
_PROCLITICS = "بلوفك"  # by, for, and, so, like
_OPENINGS = "يتسنال"  # letters of imperfect verbs, the future, the article, "for"
_SHORTEST_FUTURE = 4


def claim_features(context: Context, found: Sequence[Candidate]) -> list[frozenset[str]]:
    """The features of every candidate of an article, by itself and among the others."""
    return [
        together(context, candidate, _own_features(context, candidate) | beside)
        for candidate, beside in zip(found, salience(context, found), strict=True)
    ]


def _own_features(context: Context, candidate: Candidate) -> frozenset[str]:
    """Features of the cue, the speaker, the words said, and where it stands."""
    frame, analysed = candidate.frame, context.analysed
    forms = context.forms[candidate.first : candidate.last]
    stems = context.stems[candidate.first : candidate.last]
    features = {
        f"how={frame.how}",
        f"kind={frame.speaker.kind.value}",
        f"length={bucket(len(forms), _LENGTHS)}",
        f"frames={bucket(len(context.frames), _COUNTS)}",
        f"tokens={bucket(len(context.forms), _TOKENS)}",
        f"piece={min(candidate.number, 3)}",
        f"pieces={min(candidate.count, 3)}",
    }
    violent, armed = context.subject_matter
    features.add(f"violent={bucket(violent, _SHARES)}")
    features.add(f"armed={bucket(armed, _SHARES)}")
    features.update(_cue_features(candidate))
    features.update(_speaker_features(context, candidate))
    features.add(f"head={_head(context, frame.speaker)}")
    features.update(_word_features(forms, stems))
    features.update(_event_words(context, candidate))
    features.update(_tones(context, forms, stems))
    patterns = indicator_patterns(analysed.language)
    if patterns is not None:
        met = patterns.find(stems)
        features.update(f"indicator={m.pattern.kind}" for m in met)
        features.add(f"indicators={min(len(met), 2)}")
    features |= {f"{name}&{frame.how}" for name in features & _TOLD_OR_JUDGED}
    features.update(_shape(context, candidate))
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
    if frame.aside:
        yield "aside"


def _speaker_features(context: Context, candidate: Candidate) -> Iterable[str]:
    frame = candidate.frame
    speaker = frame.speaker
    yield f"explicit={frame.explicit}"
    yield f"anonymous={speaker.anonymous}"
    yield f"at_risk={speaker.at_risk}"
    yield f"kind&explicit={speaker.kind.value}&{frame.explicit}"
    for word in context.stems[speaker.first : speaker.last]:
        yield f"speaker:{word}"
    yield f"speaker_length={bucket(speaker.last - speaker.first, _SPEAKERS)}"


def _head(context: Context, speaker: Speaker) -> str:
    """What the speaker's first word is: an office, a speaker word, a party, or none of them."""
    form, lexicon = context.forms[speaker.first], context.lexicon
    word = bare(form)
    if word in lexicon.persons or form in lexicon.ranks:
        return "office"
    if (word,) in lexicon.speakers:
        return "speaker"
    if context.actors_in(speaker.first, speaker.last):
        return "party"
    if form.startswith(_THE):
        return "definite"
    return form[0] if form[0] in _PROCLITICS else "plain"


def _word_features(forms: Sequence[str], stems: Sequence[str]) -> Iterable[str]:
    yield f"first:{stems[0]}"
    if len(forms) > 1:
        yield f"opening:{stems[0]} {stems[1]}"
    if any(form[0].isdigit() for form in forms):
        yield "digits"
    for form, word in zip(forms[:_WORDS], stems, strict=False):
        if form[0].isalpha():
            yield f"word:{word}"
    if any(form[0] == "ن" and len(form) > 3 for form in forms[:3]):  # noqa: PLR2004 "we …" verbs
        yield "we"


def _shape(context: Context, candidate: Candidate) -> Iterable[str]:
    """Negations, words held at a distance, the letter it opens with, its share of the sentence."""
    forms = context.forms[candidate.first : candidate.last]
    negations = sum(form in context.lexicon.negations for form in forms)
    yield f"negations={min(negations, 2)}"
    yield f"marks={min(sum(form in MARKS for form in forms), 3)}"
    yield f"opens={forms[0][0] if forms[0][0] in _OPENINGS else 'other'}"
    sentence = context.analysed.sentences[candidate.frame.sentence]
    yield f"fifths={5 * len(forms) // max(1, sentence.last - sentence.first)}"


def _event_words(context: Context, candidate: Candidate) -> Iterable[str]:
    """What the event lexicon knows of the words said: a bare report of an event is no claim."""
    triggers = set()
    people = 0
    for hit in context.hits_in(candidate.first, candidate.last):
        if hit.entry.section == "trigger":
            triggers.add(hit.entry.name)
            if hit.first - candidate.first <= _EARLY:
                yield f"early_trigger={hit.entry.name}"
        elif hit.entry.section == "people":
            people += 1
        elif hit.entry.section == "marks":
            yield f"mark={hit.entry.name}"
    yield from (f"trigger={name}" for name in triggers)
    yield f"triggers={min(len(triggers), 4)}"
    yield f"people={min(people, 3)}"
    numbers = len(starting_in(context.numbers, candidate.first, candidate.last))
    yield f"numbers={min(numbers, 3)}"
    yield f"toll={bool(triggers) and numbers > 0 and people > 0}"
    places = context.places_in(candidate.first, candidate.last)
    yield f"places={min(len(places), 3)}"
    if places:
        yield f"place={places[0].place.precision.value}"
    yield f"dates={min(len(starting_in(context.dates, candidate.first, candidate.last)), 2)}"


def _tones(context: Context, forms: Sequence[str], stems: Sequence[str]) -> Iterable[str]:
    """Classes of words said: duty, danger, blame, bare harm …; and future verbs."""
    met = context.lexicon.tones.find(stems)
    counts = Counter(name for _, name in met)
    for name, count in counts.items():
        yield f"tone={name}"
        if count > 1:
            yield f"tone={name}>1"
    for at, name in met:
        if at <= _EARLY:
            yield f"early_tone={name}"
    judged = sum(counts[name] for name in _JUDGING)
    told = sum(counts[name] for name in _TELLING)
    yield f"judged={min(judged, 4)}"
    yield f"told={min(told, 4)}"
    yield f"judged>told={judged > told}"
    if any(form[:2] in _FUTURE and len(form) > _SHORTEST_FUTURE for form in forms):
        yield "future"
