"""Rasid reads Arabic news about armed conflict and turns it into data an analyst can defend."""

from rasid.errors import RasidError

__version__ = "0.1.0"

__all__ = ["RasidError", "__version__"]
