"""Takes a plan, gives an invented conflict: simulated articles and the truth behind them."""

from rasid.simulate.press import Outlet, Report
from rasid.simulate.score import Recovery, recovered
from rasid.simulate.simulation import GOVERNORATES, Plan, Simulation, simulate
from rasid.simulate.world import Step

__all__ = [
    "GOVERNORATES",
    "Outlet",
    "Plan",
    "Recovery",
    "Report",
    "Simulation",
    "Step",
    "recovered",
    "simulate",
]
