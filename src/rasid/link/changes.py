"""What is different between two states of the incidents, as changes for the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rasid.link.identity import Named
from rasid.model import Change, ChangeKind, Incident

# Fields whose change is told one by one; the reports themselves give the articles behind it.
_FIELDS = (
    "type",
    "date",
    "place",
    "initiators",
    "targets",
    "killed",
    "injured",
    "detained",
    "sources",
    "grade",
    "conflicts",
    "review",
    "withdrawn",
)


def find_changes(
    before: Mapping[str, Incident], after: Mapping[str, Incident], named: Named
) -> Iterator[Change]:
    """Changes from `before` to `after`, by id; nothing where they are the same."""
    for incident_id, incident in after.items():
        old = before.get(incident_id)
        if old is None:
            yield _created(incident, named.split_from.get(incident_id))
        elif old != incident:
            yield from _changed(old, incident)
    for incident_id, heir in named.retired.items():
        docs = _doc_ids(before[incident_id])
        if heir is None:
            yield Change(incident_id, ChangeKind.WITHDRAWN, "incident_id", incident_id, None, docs)
        else:
            yield Change(incident_id, ChangeKind.MERGED, "incident_id", incident_id, heir, docs)


def _created(incident: Incident, split_from: str | None) -> Change:
    kind = ChangeKind.SPLIT if split_from else ChangeKind.CREATED
    return Change(
        incident.incident_id,
        kind,
        "incident_id",
        split_from,
        incident.incident_id,
        _doc_ids(incident),
    )


def _changed(old: Incident, new: Incident) -> Iterator[Change]:
    held, holds = ({r.key: r.doc_id for r in incident.reports} for incident in (old, new))
    moved = sorted({**held, **holds}[key] for key in held.keys() ^ holds.keys())
    docs = tuple(dict.fromkeys(moved))
    if held.keys() != holds.keys():
        yield Change(
            new.incident_id, ChangeKind.CHANGED, "reports", sorted(held), sorted(holds), docs
        )
    before, after = old.to_json(), new.to_json()
    for field in _FIELDS:
        if before[field] != after[field]:
            yield Change(
                new.incident_id, ChangeKind.CHANGED, field, before[field], after[field], docs
            )


def _doc_ids(incident: Incident) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.doc_id for report in incident.reports))
