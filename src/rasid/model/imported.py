"""Imported incident: a row of somebody else's table, kept beside the machine's own incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasid.model.incident import Incident


@dataclass(frozen=True, slots=True)
class ImportedIncident(Incident):
    """One row of an imported table as an incident: it has no reports and is never linked.

    `incident_id` is the row's id in its table. `type` is Rasid's code where the table's word has
    one, else ""; `type_as_written` is that word. `parties` are all parties; `initiators` and
    `targets` only those whose direction the table gives. `row` holds the row under the columns
    of the assessment's incident table, `cells` every filled cell of the file by its heading.
    """

    dataset: str = ""
    layout: str = "own"
    type_as_written: str = ""
    parties: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        own = Incident.to_json(self)
        del own["reports"]
        return {
            "dataset": self.dataset,
            **own,
            "type": self.type or None,
            "type_as_written": self.type_as_written,
            "parties": list(self.parties),
            "outlets": list(self.outlets),
        }
