"""Takes incidents, gives the answer to "rising or fading", with all that is behind it."""

from rasid.assess.assessment import Assessment, assess
from rasid.assess.claims import Check, Stated, check, stated
from rasid.assess.forecast import Backtest, backtest
from rasid.assess.incidents import table_of, table_of_outlines
from rasid.assess.layouts import read_table
from rasid.assess.question import Question
from rasid.assess.statements import Told, indicator_table, stock_figures
from rasid.assess.table import COLUMNS, IncidentTable, conform
from rasid.assess.verdict import Verdict

__all__ = [
    "COLUMNS",
    "Assessment",
    "Backtest",
    "Check",
    "IncidentTable",
    "Question",
    "Stated",
    "Told",
    "Verdict",
    "assess",
    "backtest",
    "check",
    "conform",
    "indicator_table",
    "read_table",
    "stated",
    "stock_figures",
    "table_of",
    "table_of_outlines",
]
