"""Forecasts as draws: a ladder of simple methods, a pool of them, and their scores."""

from rasid.assess.forecast.backtest import Backtest, backtest
from rasid.assess.forecast.ladder import POOL, Ladder
from rasid.assess.forecast.methods import BASELINES, MEMBERS, METHODS

__all__ = ["BASELINES", "MEMBERS", "METHODS", "POOL", "Backtest", "Ladder", "backtest"]
