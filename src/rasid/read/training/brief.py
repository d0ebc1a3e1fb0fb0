"""Takes labelled sentences as brief texts, gives the models of how surely each reports a kind."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rasid import language as languages
from rasid.model import Article
from rasid.read.events.brief import KINDS, PART, brief_features, is_brief, model_name
from rasid.read.events.judging import DROP, KEEP
from rasid.read.events.linear import BIAS, BRIEF_FILES, LinearModel, trimmed, write_models
from rasid.read.events.reader import EventReader
from rasid.read.events.scene import build_scene
from rasid.read.training.alone import Locate
from rasid.read.training.logistic import Example, fit

FOLDS = 5
EVEN = 0.5
YES_LABEL, EASY_LABEL = "yes", "easy no"
_PENALTY = {"assault": 8.0, "protest": 8.0, "letters": 5.0}
_LEAST = 4  # sentences in which a feature must stand
_NOUGHT = (0.0,)
_SMALLEST = {"assault": 0.03, "protest": 0.02}
_NUMBER = re.compile(r"[-_]\d+$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One judged sentence: its features for its kind, its label and the document it is from.

    `told` says whether the reader has an event of the kind to tell at all.
    """

    features: frozenset[str]
    label: str
    document: str
    told: bool

    @property
    def yes(self) -> bool:
        """Whether the judges say that it reports the kind."""
        return self.label == YES_LABEL


@dataclass(frozen=True, slots=True)
class Figures:
    """F1 at even odds and average precision."""

    f1: float
    ap: float


@dataclass(frozen=True, slots=True)
class BriefReport:
    """The weights file by name, and for each kind cross-validated figures: all, easy no alone."""

    weights: Mapping[str, str]
    unseen: Mapping[str, tuple[Figures, Figures]]


def labelled(
    articles: Iterable[Article],
    labels: Mapping[str, str],
    kind: str,
    reader: EventReader,
    locate: Locate,
) -> Iterator[Labelled]:
    """The sentences with their features; `labels` by id, those without a label are left out."""
    for article in articles:
        if article.doc_id not in labels:
            continue
        analysed = languages.get(article.language).analyse(article)
        scene = build_scene(article, analysed, locate(analysed))
        if scene is None or not is_brief(scene):
            continue
        drafts = reader.brief_drafts(scene)
        yield Labelled(
            brief_features(scene, drafts, kind),
            labels[article.doc_id],
            _NUMBER.sub("", article.doc_id),
            any(draft.type in KINDS[kind] for draft in drafts),
        )


def train_brief(sentences: Mapping[str, Sequence[Labelled]], digest_of: object) -> BriefReport:
    """Train a model for each kind; its 0.5 is where F1 is best on sentences not seen.

    `digest_of` is what the sentences were read from; only its hash is kept.
    """
    models: dict[str, LinearModel] = {}
    unseen: dict[str, tuple[Figures, Figures]] = {}
    for kind, held in sentences.items():
        chances = _chances_unseen(held, kind)
        unseen[kind] = _figures(held, chances)
        model = trimmed(_fit(held, kind), _SMALLEST[kind])
        models[model_name(kind)] = shifted(model, -_logit(best_threshold(held, chances)))
    made_from = {
        "sentences": {k: len(held) for k, held in sentences.items()},
        "yes": {k: sum(s.yes for s in held) for k, held in sentences.items()},
        "sentences_sha256": hashlib.sha256(json.dumps(digest_of).encode()).hexdigest(),
    }
    return BriefReport({name: write_models(models, made_from) for name in BRIEF_FILES}, unseen)


def _fit(held: Sequence[Labelled], kind: str) -> LinearModel:
    """The mean of two models, of letters and of all else, which err on different sentences."""
    letters = _fitted(held, True, _PENALTY["letters"]).weights
    words = _fitted(held, False, _PENALTY[kind]).weights
    return LinearModel(
        (KEEP, DROP),
        {
            feature: ((letters.get(feature, _NOUGHT)[0] + words.get(feature, _NOUGHT)[0]) / 2,)
            for feature in letters.keys() | words.keys()
        },
    )


def _fitted(held: Sequence[Labelled], letters: bool, penalty: float) -> LinearModel:
    examples: list[Example] = [
        (
            frozenset(f for f in s.features if f.startswith(PART) is letters),
            KEEP if s.yes else DROP,
        )
        for s in held
    ]
    return fit(examples, (KEEP, DROP), penalty=penalty, least=_LEAST)


def _chances_unseen(held: Sequence[Labelled], kind: str) -> list[float]:
    """Each sentence's chance by a model trained on sentences of other documents."""
    fold_of = folds(held)
    chances = [0.0] * len(held)
    for fold in range(FOLDS):
        model = _fit([s for s, f in zip(held, fold_of, strict=True) if f != fold], kind)
        for n, sentence in enumerate(held):
            if fold_of[n] == fold and sentence.told:
                chances[n] = model.probabilities(sentence.features)[KEEP]
    return chances


def folds(held: Sequence[Labelled]) -> list[int]:
    """The fold of each sentence; sentences of one document share theirs."""
    numbers = {name: n for n, name in enumerate(sorted({s.document for s in held}))}
    return [numbers[sentence.document] % FOLDS for sentence in held]


def _figures(held: Sequence[Labelled], chances: Sequence[float]) -> tuple[Figures, Figures]:
    """Figures against every no and the easy no alone; each fold's threshold is the others'."""
    fold_of = folds(held)
    said = [False] * len(held)
    for fold in range(FOLDS):
        others = [n for n in range(len(held)) if fold_of[n] != fold]
        threshold = best_threshold([held[n] for n in others], [chances[n] for n in others])
        for n in range(len(held)):
            if fold_of[n] == fold:
                said[n] = chances[n] >= threshold
    every = list(range(len(held)))
    easy = [n for n in every if held[n].label in (YES_LABEL, EASY_LABEL)]
    return _measured(every, held, chances, said), _measured(easy, held, chances, said)


def _measured(
    at: Sequence[int], held: Sequence[Labelled], chances: Sequence[float], said: Sequence[bool]
) -> Figures:
    hits = sum(held[n].yes and said[n] for n in at)
    wanted = sum(held[n].yes for n in at)
    seen, area = 0, 0.0
    for rank, n in enumerate(sorted(at, key=lambda n: -chances[n]), 1):
        if held[n].yes:
            seen += 1
            area += seen / rank
    total = sum(said[n] for n in at) + wanted
    return Figures(2 * hits / total if total else 0.0, area / wanted if wanted else 0.0)


def best_threshold(held: Sequence[Labelled], chances: Sequence[float]) -> float:
    """The chance from which saying yes gives the best F1: midway to the next chance below."""
    ranked = sorted(zip(chances, (s.yes for s in held), strict=True), reverse=True)
    wanted, seen, best, at = sum(yes for _, yes in ranked), 0, 0.0, 0
    for rank, (_, yes) in enumerate(ranked, 1):
        seen += yes
        f1 = 2 * seen / (rank + wanted) if wanted else 0.0
        if f1 > best:
            best, at = f1, rank
    if not at:
        return EVEN
    below = ranked[at][0] if at < len(ranked) else 0.0
    return (ranked[at - 1][0] + below) / 2


def shifted(model: LinearModel, by: float) -> LinearModel:
    """The model with its bias moved."""
    bias = model.weights.get(BIAS, (0.0,))[0]
    return LinearModel(model.classes, {**model.weights, BIAS: (round(bias + by, 2),)})


def _logit(chance: float) -> float:
    clipped = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(clipped / (1 - clipped))
