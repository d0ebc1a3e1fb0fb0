"""Claims, figures and indicators: what a text says that is no event."""

from rasid.read.statements.attribution import Frame, find_frames
from rasid.read.statements.context import Context
from rasid.read.statements.reading import Statements, read_statements

__all__ = ["Context", "Frame", "Statements", "find_frames", "read_statements"]
