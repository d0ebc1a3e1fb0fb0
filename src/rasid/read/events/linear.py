"""Takes named features, gives probabilities by weights that anyone can read in a file."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from rasid.errors import KnowledgeError

BIAS = "(bias)"
# The files of trained weights and the models in each.
WEIGHTS_FILES: dict[str, tuple[str, ...]] = {
    "events_mentions.json": ("join", "row"),
    "events_anchors.json": ("place", "date"),
    "events_roles.json": ("role",),
    "events_cast.json": ("cast",),
    "events_rows.json": ("type", "sense", "keep", "toll", "split", "news"),
}
# Weights of brief texts, trained on labelled sentences after the others.
BRIEF_FILES: dict[str, tuple[str, ...]] = {
    "events_brief.json": (
        "brief_assault_words", "brief_assault_letters",
        "brief_protest_words", "brief_protest_letters",
    ),
}  # fmt: skip


# Weights are summed as whole millionths, those of all classes in one number: each class has a lane
# of bits wide enough for the sum of some thousand weights of a hundred.
_UNIT = 1_000_000
_LANE = 40
_HALF = 1 << (_LANE - 1)


def _pack(row: Sequence[float]) -> int:
    return sum(round(weight * _UNIT) << (_LANE * n) for n, weight in enumerate(row))


def _unpack(total: int, count: int) -> list[float]:
    """What each lane of a sum holds; a lane below nought has borrowed one from the lane above."""
    lanes = []
    for _ in range(count):
        lane = ((total + _HALF) & (2 * _HALF - 1)) - _HALF
        lanes.append(lane / _UNIT)
        total = (total - lane) >> _LANE
    return lanes


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A multinomial logistic model: a feature's weights for all classes but the last.

    The last class of `classes` is the base that the others are told from; its score is nought.
    """

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    _packed: Mapping[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hold each feature's weights for all classes as one whole number."""
        packed = {name: _pack(row) for name, row in self.weights.items()}
        object.__setattr__(self, "_packed", packed)

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class for a set of features; unknown features count nothing."""
        scores = [*self._scores(features), 0.0]
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}

    def _scores(self, features: Iterable[str]) -> list[float]:
        """The summed weights of each class but the last.

        Here most of the reading time is spent, so no loop over features runs in Python. Whole
        numbers give one sum whatever the order; that of a set changes from run to run.
        """
        packed = self._packed
        total = sum(filter(None, map(packed.get, features)), packed.get(BIAS, 0))
        if len(self.classes) == 2:  # noqa: PLR2004 a class and its base
            return [total / _UNIT]
        return _unpack(total, len(self.classes) - 1)

    def log_odds(self, features: Iterable[str], scale: float = 1.0) -> float:
        """Log odds of the first of two classes; what features speak is counted `scale` times."""
        packed = self._packed
        spoken = sum(filter(None, map(packed.get, features)))
        return (packed.get(BIAS, 0) + scale * spoken) / _UNIT

    def strongest(
        self, features: Iterable[str], name: str, count: int = 4
    ) -> list[tuple[str, float]]:
        """The features that speak most for (or against) a class, strongest first."""
        column = self.classes.index(name)
        found = {
            f: self.weights[f][column]
            for f in features
            if f in self.weights and column < len(self.weights[f])
        }
        return sorted(found.items(), key=lambda item: -abs(item[1]))[:count]


def model_from(data: Mapping[str, Any]) -> LinearModel:
    """A model from its JSON form."""
    classes = tuple(data["classes"])
    return LinearModel(classes, {f: _weights(row, classes) for f, row in data["weights"].items()})


def models_from(text: str, subject: str) -> dict[str, LinearModel]:
    """All models of a weights file. Raises KnowledgeError where it is not one."""
    try:
        return {name: model_from(data) for name, data in json.loads(text)["models"].items()}
    except (ValueError, KeyError, TypeError) as error:
        raise KnowledgeError(
            f"not a weights file: {error!r}", subject=subject, hint="train it again"
        ) from error


def _packaged_text(name: str) -> str:
    return (files("rasid") / "read" / "weights" / name).read_text(encoding="utf-8")


@cache
def packaged_models() -> dict[str, LinearModel]:
    """The models that come with the package."""
    found: dict[str, LinearModel] = {}
    for name in (*WEIGHTS_FILES, *BRIEF_FILES):
        found |= models_from(_packaged_text(name), f"read/weights/{name}")
    return found


@cache
def weights_digest() -> str:
    """Eight hex digits that change with the packaged weights."""
    digest = hashlib.sha256()
    for name in (*WEIGHTS_FILES, *BRIEF_FILES):
        digest.update(_packaged_text(name).encode())
    return digest.hexdigest()[:8]


_FEW = 4  # classes up to which a line lists every class's weight


def trimmed(model: LinearModel, smallest: float, digits: int = 2) -> LinearModel:
    """The model as its file will hold it: rounded, without weights smaller than `smallest`."""
    kept = {}
    for feature, row in model.weights.items():
        rounded = tuple(
            round(weight, digits) + 0.0 if abs(weight) >= smallest or feature == BIAS else 0.0
            for weight in row
        )
        if any(rounded):
            kept[feature] = rounded
    return LinearModel(model.classes, kept)


def write_models(models: Mapping[str, LinearModel], provenance: Mapping[str, Any]) -> str:
    """The text of a weights file: provenance, then one line a feature, sorted.

    A line gives one number in a model of two classes, a list in one of few, else the weight of each
    class that has one; the last class, from which the others are told, has none.
    """
    lines = ["{", f' "provenance": {json.dumps(provenance, ensure_ascii=False)},', ' "models": {']
    for at, name in enumerate(sorted(models)):
        model = models[name]
        lines.append(f'  "{name}": {{"classes": {json.dumps(list(model.classes))}, "weights": {{')
        rows = [
            f"{json.dumps(feature, ensure_ascii=False)}:{_row(model, model.weights[feature])}"
            for feature in sorted(model.weights)
        ]
        lines.append(",\n".join(rows))
        lines.append("  }}" + ("," if at + 1 < len(models) else ""))
    return "\n".join([*lines, " }", "}"]) + "\n"


def _row(model: LinearModel, row: Sequence[float]) -> str:
    if len(row) == 1:
        return f"{row[0]:g}"
    if len(model.classes) <= _FEW:
        return "[" + ",".join(f"{weight:g}" for weight in row) + "]"
    named = zip(model.classes, row, strict=False)
    return "{" + ",".join(f'"{name}":{weight:g}' for name, weight in named if weight) + "}"


def _weights(data: Any, classes: Sequence[str]) -> tuple[float, ...]:
    """A feature's weights as a file gives them."""
    if isinstance(data, dict):
        return tuple(float(data.get(name, 0.0)) for name in classes[:-1])
    return tuple(map(float, data)) if isinstance(data, list) else (float(data),)
