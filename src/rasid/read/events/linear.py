"""Takes named features, gives probabilities by weights that anyone can read in a file."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from rasid.errors import KnowledgeError

BIAS = "(bias)"
WEIGHTS_FILE = "events.json"
ROLES_FILE = "roles.json"
_FILES = (WEIGHTS_FILE, ROLES_FILE)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A multinomial logistic model: a feature's weights for all classes but the last.

    The last class of `classes` is the base that the others are told from; its score is nought.
    """

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class for a set of features; unknown features count nothing."""
        scores = [*self.weights.get(BIAS, (0.0,) * (len(self.classes) - 1)), 0.0]
        for feature in features:
            row = self.weights.get(feature)
            if row is not None:
                for n, weight in enumerate(row):
                    scores[n] += weight
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(self.classes, powers, strict=True)}

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
    return LinearModel(
        tuple(data["classes"]), {f: tuple(row) for f, row in data["weights"].items()}
    )


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
    for name in _FILES:
        found |= models_from(_packaged_text(name), f"read/weights/{name}")
    return found


@cache
def weights_digest() -> str:
    """Eight hex digits that change with the packaged weights."""
    return hashlib.sha256("".join(map(_packaged_text, _FILES)).encode()).hexdigest()[:8]


# Weights smaller than this in every class say nothing worth a line of the file.
_SMALLEST = 0.04


def trimmed(model: LinearModel, digits: int = 2) -> LinearModel:
    """The model as its file will hold it: rounded, without the features that hardly speak."""
    kept = {
        feature: tuple(round(weight, digits) + 0.0 for weight in row)
        for feature, row in model.weights.items()
        if feature == BIAS or max(map(abs, row)) >= _SMALLEST
    }
    return LinearModel(model.classes, kept)


def write_models(models: Mapping[str, LinearModel], provenance: Mapping[str, Any]) -> str:
    """The text of a weights file: provenance, then one line a feature, sorted."""
    lines = ["{", f' "provenance": {json.dumps(provenance, ensure_ascii=False)},', ' "models": {']
    for at, name in enumerate(sorted(models)):
        model = models[name]
        lines.append(f'  "{name}": {{"classes": {json.dumps(list(model.classes))}, "weights": {{')
        rows = [
            f"{json.dumps(feature, ensure_ascii=False)}:{_row(model.weights[feature])}"
            for feature in sorted(model.weights)
        ]
        lines.append(",\n".join(rows))
        lines.append("  }}" + ("," if at + 1 < len(models) else ""))
    return "\n".join([*lines, " }", "}"]) + "\n"


def _row(row: Sequence[float]) -> str:
    return "[" + ",".join(f"{weight:g}" for weight in row) + "]"
