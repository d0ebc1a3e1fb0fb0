"""Training: gold annotations in, readable weights out."""

from rasid.read.training.run import Report, train

__all__ = ["Report", "train"]
