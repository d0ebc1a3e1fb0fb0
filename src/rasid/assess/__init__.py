"""Takes incidents, gives the answer to "rising or fading", with all that is behind it."""

from rasid.assess.assessment import Assessment, assess
from rasid.assess.forecast import Backtest, backtest
from rasid.assess.incidents import table_of
from rasid.assess.layouts import read_table
from rasid.assess.question import Question
from rasid.assess.table import COLUMNS, IncidentTable, conform
from rasid.assess.verdict import Verdict

__all__ = [
    "COLUMNS",
    "Assessment",
    "Backtest",
    "IncidentTable",
    "Question",
    "Verdict",
    "assess",
    "backtest",
    "conform",
    "read_table",
    "table_of",
]
