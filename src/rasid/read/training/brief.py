"""Takes labelled sentences as brief texts, gives the models of how surely each reports a kind."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rasid import language as languages
from rasid.model import Article
from rasid.read.events.brief import KINDS, features_of, is_brief
from rasid.read.events.brief_features import (
    BriefFeatures,
    Member,
    chance,
    model_name,
    scale,
)
from rasid.read.events.draft import Draft
from rasid.read.events.judging import DROP, KEEP
from rasid.read.events.linear import BIAS, BRIEF_FILES, LinearModel, trimmed, write_models
from rasid.read.events.reader import EventReader
from rasid.read.events.scene import Scene, build_scene
from rasid.read.training.alone import Locate
from rasid.read.training.logistic import Example, fit

FOLDS = 5
TURNS = 3  # cross-validations, each with its own folds: one alone varies with so few sentences
EVEN = 0.5
YES_LABEL, EASY_LABEL = "yes", "easy no"
# Of each member, by kind where they differ.
# Of each member, by kind where they differ.
_PENALTY = {("assault", Member.WORDS): 10.0, ("protest", Member.WORDS): 3.0}
_PENALTY_OF_LETTERS = 50.0
# What a sentence counts that one judge rated: less than one that several coders agreed on.
_RATED = 0.5
_LEAST = 4  # sentences in which a feature must stand
_ROUNDS = 200  # of fitting
_STEPS = 20  # cuts a logit that are tried
_STRETCH = 4  # cuts to either side of one that count with it
_TIE = 1e-9
_SMALLEST = {Member.WORDS: 0.02, Member.LETTERS: 0.01}  # weights of less are not kept
_NUMBER = re.compile(r"[-_]\d+$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One judged sentence: its features for its kind, its label and the document it is from.

    `told` says whether the reader has an event of the kind to tell at all.
    """

    features: BriefFeatures
    label: str
    document: str
    told: bool

    @property
    def yes(self) -> bool:
        """Whether the judges say that it reports the kind."""
        return self.label == YES_LABEL


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence that is learned from and never scored: its features and its chance of a yes."""

    features: BriefFeatures
    chance: float


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


def _looked_at(
    article: Article, reader: EventReader, locate: Locate
) -> tuple[Scene, list[Draft]] | None:
    """A sentence with its drafts; None for one with nothing to look at, or one not brief."""
    analysed = languages.get(article.language).analyse(article)
    scene = build_scene(article, analysed, locate(analysed))
    if scene is None or not is_brief(scene):
        return None
    return scene, reader.brief_drafts(scene)


def labelled(
    articles: Iterable[Article],
    labels: Mapping[str, str],
    kind: str,
    reader: EventReader,
    locate: Locate,
) -> Iterator[Labelled]:
    """The sentences with their features; `labels` by id, those without a label are left out."""
    for article in articles:
        seen = _looked_at(article, reader, locate) if article.doc_id in labels else None
        if seen is not None:
            yield Labelled(
                features_of(*seen, kind),
                labels[article.doc_id],
                _NUMBER.sub("", article.doc_id),
                any(draft.type in KINDS[kind] for draft in seen[1]),
            )


def rated(
    articles: Iterable[Article],
    chances: Mapping[str, Mapping[str, float]],
    reader: EventReader,
    locate: Locate,
) -> dict[str, list[Rated]]:
    """The sentences that a judge rated, for each kind; `chances` of a yes by kind, then id."""
    found: dict[str, list[Rated]] = {kind: [] for kind in chances}
    for article in articles:
        seen = _looked_at(article, reader, locate)
        if seen is None:
            continue
        for kind, by_id in chances.items():
            found[kind].append(Rated(features_of(*seen, kind), by_id[article.doc_id]))
    return found


def train_brief(
    sentences: Mapping[str, Sequence[Labelled]],
    digest_of: object,
    also: Mapping[str, Sequence[Rated]] | None = None,
) -> BriefReport:
    """Train a model for each kind; its 0.5 is where F1 is best on sentences not seen.

    `digest_of` is what the sentences were read from; only its hash is kept. `also` are sentences
    that every fold learns from.
    """
    more = also or {}
    models: dict[str, LinearModel] = {}
    unseen: dict[str, tuple[Figures, Figures]] = {}
    for kind, held in sentences.items():
        figures, thresholds = [], []
        for turn in range(TURNS):
            fold_of = folds(held, turn)
            chances = _chances_unseen(held, more.get(kind, ()), kind, fold_of)
            figures.append(_figures(held, chances, fold_of))
            thresholds.append(_logit(best_threshold(held, chances)))
        unseen[kind] = _mean(figures)
        fitted = _fit(held, more.get(kind, ()), kind)
        for member in Member:
            name = model_name(kind, member)
            model = trimmed(fitted[name], _SMALLEST[member], digits=3)
            models[name] = shifted(model, -sum(thresholds) / TURNS)
    made_from = {
        "sentences": {k: len(held) for k, held in sentences.items()},
        "rated": {k: len(rows) for k, rows in more.items()},
        "yes": {k: sum(s.yes for s in held) for k, held in sentences.items()},
        "sentences_sha256": hashlib.sha256(json.dumps(digest_of).encode()).hexdigest(),
    }
    return BriefReport({name: write_models(models, made_from) for name in BRIEF_FILES}, unseen)


def _fit(held: Sequence[Labelled], also: Sequence[Rated], kind: str) -> dict[str, LinearModel]:
    """The members' models by name."""
    return {model_name(kind, member): _fitted(held, also, kind, member) for member in Member}


def _fitted(
    held: Sequence[Labelled], also: Sequence[Rated], kind: str, member: Member
) -> LinearModel:
    """A rated sentence is both a yes and a no, each with as much weight as its chance says."""
    told = [(s.features, 1.0 if s.yes else 0.0, 1.0) for s in held]
    told += [(s.features, s.chance, _RATED) for s in also]
    common = _common(features.of(member) for features, _, _ in told)
    examples: list[Example] = []
    weights: list[float] = []
    scales: list[float] = []
    for features, chance_of_yes, weight in told:
        for label, share in ((KEEP, chance_of_yes), (DROP, 1.0 - chance_of_yes)):
            if share > 0:
                examples.append((features.of(member) & common, label))
                weights.append(weight * share)
                scales.append(scale(kind, member, features))
    return fit(
        examples,
        (KEEP, DROP),
        penalty=_PENALTY.get((kind, member), _PENALTY_OF_LETTERS),
        least=1,
        weights=weights,
        scales=scales,
        rounds=_ROUNDS,
    )


def _common(texts: Iterable[frozenset[str]]) -> frozenset[str]:
    """The features that stand in enough texts to learn from, a rated one counted once."""
    counts = Counter(feature for features in texts for feature in features)
    return frozenset(feature for feature, count in counts.items() if count >= _LEAST)


def _mean(figures: Sequence[tuple[Figures, Figures]]) -> tuple[Figures, Figures]:
    every, easy = (
        Figures(sum(f.f1 for f in side) / len(side), sum(f.ap for f in side) / len(side))
        for side in zip(*figures, strict=True)
    )
    return every, easy


def _chances_unseen(
    held: Sequence[Labelled], also: Sequence[Rated], kind: str, fold_of: Sequence[int]
) -> list[float]:
    """Each sentence's chance by a model trained on sentences of other documents."""
    chances = [0.0] * len(held)
    for fold in range(FOLDS):
        models = _fit([s for s, f in zip(held, fold_of, strict=True) if f != fold], also, kind)
        for n, sentence in enumerate(held):
            if fold_of[n] == fold and sentence.told:
                chances[n] = chance(models, kind, sentence.features)
    return chances


def folds(held: Sequence[Labelled], turn: int = 0) -> list[int]:
    """The fold of each sentence in a turn; sentences of one document share theirs."""

    def drawn(document: str) -> str:
        return hashlib.sha256(f"{turn}/{document}".encode()).hexdigest()

    documents = sorted({sentence.document for sentence in held}, key=drawn)
    numbers = {document: n % FOLDS for n, document in enumerate(documents)}
    return [numbers[sentence.document] for sentence in held]


def _figures(
    held: Sequence[Labelled], chances: Sequence[float], fold_of: Sequence[int]
) -> tuple[Figures, Figures]:
    """Figures against every no and the easy no alone; each fold's threshold is the others'."""
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
    """The chance from which saying yes gives the best F1, its neighbours' F1 counted in.

    The single best cut of so few sentences hangs on one of them; the middle of the best stretch
    carries over.
    """
    cuts = [1 / (1 + math.exp(-level / _STEPS)) for level in range(-6 * _STEPS, 4 * _STEPS + 1)]
    scores = [_f1(held, chances, cut) for cut in cuts]
    stretches = [scores[max(0, n - _STRETCH) : n + _STRETCH + 1] for n in range(len(cuts))]
    means = [sum(stretch) / len(stretch) for stretch in stretches]
    best = max(means)
    level = [n for n, mean in enumerate(means) if mean > best - _TIE]
    return cuts[level[len(level) // 2]] if best else EVEN


def _f1(held: Sequence[Labelled], chances: Sequence[float], cut: float) -> float:
    said = [sentence.yes for sentence, chance in zip(held, chances, strict=True) if chance >= cut]
    total = len(said) + sum(sentence.yes for sentence in held)
    return 2 * sum(said) / total if total else 0.0


def shifted(model: LinearModel, by: float) -> LinearModel:
    """The model with its bias moved."""
    bias = model.weights.get(BIAS, (0.0,))[0]
    return LinearModel(model.classes, {**model.weights, BIAS: (round(bias + by, 2),)})


def _logit(chance: float) -> float:
    clipped = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(clipped / (1 - clipped))
