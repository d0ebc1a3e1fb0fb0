"""The registry of forecasting methods: all of them, the baselines, the members of the pool."""

from rasid.assess.forecast.analogue import analogue
from rasid.assess.forecast.base import Floats, Method
from rasid.assess.forecast.conflictology import conflictology
from rasid.assess.forecast.last_poisson import last_poisson
from rasid.assess.forecast.nb_blend import nb_blend
from rasid.assess.forecast.nb_ewma import nb_ewma
from rasid.assess.forecast.nb_fitted import nb_fitted
from rasid.assess.forecast.nb_moments import nb_moments
from rasid.assess.forecast.nb_recent import nb_recent
from rasid.assess.forecast.zero import zero

# Every method of the ladder by name; all are run and all are printed.
METHODS: dict[str, Method] = {
    "zero": zero,
    "last_poisson": last_poisson,
    "conflictology_3": conflictology(3),
    "conflictology_6": conflictology(6),
    "conflictology_12": conflictology(12),
    "nb_moments_12": nb_moments(12),
    "nb_recent": nb_recent,
    "nb_ewma_4": nb_ewma(4.0),
    "nb_fitted_0.5": nb_fitted(0.5),
    "nb_fitted_1": nb_fitted(1.0),
    "nb_fitted_4": nb_fitted(4.0),
    "nb_blend": nb_blend,
    "analogue_0.5": analogue(0.5),
    "analogue_1": analogue(1.0),
    "analogue_4": analogue(4.0),
}

# What anyone can do without a model; the gain is counted from the best of these.
BASELINES = (
    "zero",
    "last_poisson",
    "conflictology_3",
    "conflictology_6",
    "conflictology_12",
    "nb_moments_12",
    "nb_recent",
    "nb_ewma_4",
)

# The members of the pool and what each weighs one period ahead before anything is known. Chosen
# on panels other than those reported: other parties' incidents, deaths, weeks, made-up panels.
MEMBERS: dict[str, float] = {
    "nb_moments_12": 0.3,
    "nb_fitted_0.5": 1.0,
    "nb_blend": 1.0,
    "analogue_0.5": 1.0,
    "analogue_1": 1.0,
}
# The further ahead, the more a long memory and a unit's own spread are worth from the start.
LONG_MEMORY, LONG_MEMORY_MOST = "nb_moments_12", 2.0


def start_weights(horizon: int) -> dict[str, float]:
    """What each member of the pool weighs at this horizon before anything is known."""
    long = min(MEMBERS[LONG_MEMORY] * horizon, LONG_MEMORY_MOST)
    return MEMBERS | {LONG_MEMORY: long}


__all__ = ["BASELINES", "MEMBERS", "METHODS", "Floats", "Method", "start_weights"]
