"""Training: deterministic, readable, told what it was trained on; models round-trip."""

import json

import pytest

from rasid.errors import KnowledgeError
from rasid.read.events.linear import (
    BRIEF_FILES,
    WEIGHTS_FILES,
    LinearModel,
    models_from,
    packaged_models,
    trimmed,
    write_models,
)
from rasid.read.training.logistic import fit

EXAMPLES = [
    (frozenset({"bomb", "dead"}), "yes"),
    (frozenset({"bomb"}), "yes"),
    (frozenset({"goal"}), "no"),
    (frozenset({"goal", "dead"}), "no"),
] * 4


def test_fitting_is_deterministic_and_learns() -> None:
    model = fit(EXAMPLES, ("yes", "no"), penalty=0.5, least=1)
    assert model == fit(EXAMPLES, ("yes", "no"), penalty=0.5, least=1)
    assert model.probabilities({"bomb"})["yes"] > 0.8
    assert model.probabilities({"goal"})["yes"] < 0.2
    assert model.strongest({"bomb", "goal", "unknown"}, "yes")[0][0] in ("bomb", "goal")


def test_weights_files_round_trip_sorted_and_rounded() -> None:
    model = LinearModel(
        ("a", "b", "c"), {"z": (0.123456, -1.0), "(bias)": (0.5, 0.0), "q": (0.001, 0)}
    )
    text = write_models({"m": trimmed(model, 0.01)}, {"articles": 2})
    read = models_from(text, "weights")["m"]
    assert read.weights == {"(bias)": (0.5, 0.0), "z": (0.12, -1.0)}
    assert text.index("(bias)") < text.index('"z"')
    assert json.loads(text)["provenance"] == {"articles": 2}


def test_a_broken_weights_file_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"weights/x\.json"):
        models_from('{"models": {"m": {}}}', "weights/x.json")


def test_the_package_carries_every_model() -> None:
    wanted = {name for names in (WEIGHTS_FILES | BRIEF_FILES).values() for name in names}
    assert set(packaged_models()) == wanted


def test_a_probability_does_not_hang_on_the_order_of_features() -> None:
    weights = {"a": (0.1,), "b": (0.2,), "c": (0.3,), "d": (-0.6,)}
    model = LinearModel(("yes", "no"), weights)
    assert model.probabilities(["a", "b", "c", "d"]) == model.probabilities(["d", "c", "b", "a"])
