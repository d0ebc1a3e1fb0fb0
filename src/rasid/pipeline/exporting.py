"""What a store holds to files: its own incidents, imported tables beside them, and records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from rasid import knowledge_base
from rasid.errors import UsageError
from rasid.language import get as language
from rasid.model import ImportedIncident, Incident, Place
from rasid.pipeline.importing import ALL, OWN
from rasid.pipeline.looking import lookup_place, vocabulary
from rasid.publish.compare import Comparison, compare
from rasid.publish.export import export, export_records
from rasid.publish.exporters import ExportOptions
from rasid.publish.rows import parties
from rasid.store import IncidentFilter, Record, RecordFilter, Store, listing

_PAGE = 500
# Places named to someone who asked for one that no incident lies at, and how alike they read.
_CANDIDATES, _LIKE = 5, 0.7


class Selected(NamedTuple):
    """Incidents of the data sets asked for, and how many the machine's own are at most."""

    incidents: Iterator[Incident]
    own: int


def select(store: Store, wanted: IncidentFilter, data: str = OWN) -> Selected:
    """The incidents of `data`: "rasid", the name of an imported table, or "all" of both.

    Raises NotFoundError for a table that was not imported.
    """
    names = [one.name for one in store.imports.sets()] if data == ALL else []
    if data not in {OWN, ALL}:
        names = [store.imports.get(data).name]
    own = data in {OWN, ALL}

    def every() -> Iterator[Incident]:
        if own:
            yield from store.casebook.every(wanted)
        for name in names:
            yield from (row for row in store.imports.every(name) if keeps(row, wanted))

    return Selected(every(), store.casebook.count(wanted) if own else 0)


def export_store(
    store: Store,
    path: Path,
    name: str,
    options: ExportOptions,
    wanted: IncidentFilter,
    filters: Mapping[str, Any],
    data: str = OWN,
    *,
    watch: Callable[[Selected], Iterator[Incident]] = lambda selected: selected.incidents,
) -> dict[str, Any]:
    """Export what `select` gives; `watch` may follow the incidents as they pass."""
    options = keyed(store, options)
    if name == "acled" and data in {OWN, ALL}:
        with store.database.reading() as connection:
            moments = listing.moments(connection, wanted)
            name_of = options.masking.incident_name
            options = replace(options, changed={name_of(k): at for k, at in moments.items()})
    told = {"data": data, **filters}
    chosen = watch(select(store, wanted, data))
    return export(chosen, path, name, options, told, undated_left_out(store, wanted, data))


def keyed(store: Store, options: ExportOptions) -> ExportOptions:
    """The options of a copy of this store: a masked one hides its ids with the store's secret."""
    if options.masking.open or options.masking.key:
        return options
    return replace(options, masking=replace(options.masking, key=store.masking_key))


def undated_left_out(store: Store, wanted: IncidentFilter, data: str = OWN) -> int:
    """How many incidents a filter on days leaves out because no day of theirs is known."""
    if wanted.date_from is None and wanted.date_to is None:
        return 0
    undated = replace(wanted, date_from=None, date_to=None, dated=False)
    return sum(1 for one in select(store, undated, data).incidents)


def export_store_records(
    store: Store,
    path: Path,
    kind: str,
    name: str,
    options: ExportOptions,
    wanted: RecordFilter,
    filters: Mapping[str, Any],
) -> dict[str, Any]:
    """Export the events, claims, figures or indicators of current readings."""
    records = (_json(record) for record in _records(store, kind, wanted))
    return export_records(records, path, kind, name, keyed(store, options), filters)


def compare_with(
    store: Store,
    name: str,
    wanted: IncidentFilter,
    within_km: float = 10.0,
    within_days: int = 1,
    machine: str = OWN,
) -> Comparison:
    """Compare an imported table with the machine's incidents, or with another table.

    Raises NotFoundError for a table that was not imported.
    """
    ours, theirs = (select(store, wanted, data).incidents for data in (machine, name))
    return compare(ours, theirs, within_km, within_days)


def _records(store: Store, kind: str, wanted: RecordFilter) -> Iterator[Record]:
    after: str | None = None
    while True:
        page = store.records(kind, wanted, after, _PAGE)
        yield from page.items
        after = page.after
        if after is None:
            return


def _json(record: Record) -> dict[str, Any]:
    return {
        "doc_id": record.doc_id,
        "title": record.title,
        "publisher": record.publisher,
        "published": record.published.isoformat() if record.published else None,
        "reader": record.reader_version,
        "read_at": record.read_at,
        **record.noun.to_json(),
    }


def canonical(kind: str, name: str | None) -> str | None:
    """The canonical name of an actor ("actors") or first-level unit ("admin1") given in Arabic.

    Any other name is given back as it is. Raises UsageError for an Arabic name that is not known.
    """
    if name is None or name.isascii():
        return name
    known = vocabulary()
    pairs: list[tuple[str, str]] = [(label, actor) for actor, label in known["actors"].items()]
    if kind == "admin1":
        pairs = [(unit["name_ar"], unit["name"]) for unit in known["admin1"]]
    fold = language("ar").fold
    same = (english for arabic, english in pairs if fold(name) in (fold(arabic), fold(english)))
    found = next(same, None)
    if found is None:
        raise UsageError(
            "no such name is known", subject=name, hint="give it as the export's column writes it"
        )
    return found


def place_named(store: Store, name: str | None) -> str | None:
    """The name under which incidents of the store lie at a place, given in Arabic or English.

    Raises UsageError where no incident lies there, naming places that read alike.
    """
    if name is None:
        return None
    fold = language("ar").fold
    held = {fold(place).casefold(): place for place in store.casebook.place_names()}
    meant = [name]
    for place in lookup_place(name):
        meant += [str(place["name"]), *([place["name_ar"]] if place["name_ar"] else [])]
    keys = [fold(one.partition(" (")[0]).casefold() for one in meant]
    found = next((held[key] for key in keys if key in held), None)
    if found is not None:
        return found
    near = [held[key] for key in dict.fromkeys(_alike(keys, held))][:_CANDIDATES]
    told = dict.fromkeys(one for one in meant[1:] if one != name)
    raise UsageError(
        "no incident lies there" if told else "no such place is known",
        subject=name,
        hint=(f"places with incidents that read alike: {', '.join(near)}" if near else "")
        or (f"it was taken for {', '.join(list(told)[:_CANDIDATES])}" if told else "")
        or "look it up with: rasid places",
    )


def _alike(keys: Sequence[str], held: Mapping[str, str]) -> Iterator[str]:
    for key in keys:
        yield from get_close_matches(key, held, n=_CANDIDATES, cutoff=_LIKE)


def types_of(names: Sequence[str]) -> tuple[str, ...]:
    """Event types by code, or all types of a class ("battles"); UsageError for any other name."""
    kinds = knowledge_base.load().event_types
    classes = {kind.event_class.value for kind in kinds.values()}
    for name in names:
        if name not in kinds and name not in classes:
            raise UsageError(
                "no such type of event",
                subject=name,
                hint=f"classes: {', '.join(sorted(classes))}; types: {', '.join(kinds)}",
            )
    return tuple(k.code for k in kinds.values() if {k.code, k.event_class.value} & set(names))


def keeps(row: ImportedIncident, wanted: IncidentFilter) -> bool:
    """Whether a row of an imported table passes a filter made for incidents.

    What only Rasid and its reviewers say (grade, review, disagreement, change) is not there, so
    that a filter on it lets no row of others through.
    """
    judged = (wanted.grades, wanted.reviews, wanted.disputed, wanted.changed_since, wanted.doc_id)
    if any(judged):
        return False
    place = row.place
    equal = (
        (wanted.country, place and place.country),
        (wanted.admin1, place and place.admin1),
    )
    if wanted.within and not _inside(place, wanted.within):
        return False
    named = place.name if place else ""
    if wanted.place and named != wanted.place and not named.startswith(f"{wanted.place} ("):
        return False
    among = (
        (wanted.types, row.type),
        (wanted.precisions, place.precision.value if place else None),
    )
    return (
        all(asked is None or asked == held for asked, held in equal)
        and all(not asked or held in asked for asked, held in among)
        and (wanted.actor is None or wanted.actor in parties(row))
        and (wanted.publisher is None or wanted.publisher in row.outlets)
        and row.sources >= (wanted.least_sources or 0)
        and wanted.dated in {None, row.date.start is not None}
        and _meets(row, wanted.date_from, wanted.date_to)
    )


def _inside(place: Place | None, frame: tuple[float, float, float, float]) -> bool:
    west, south, east, north = frame
    if place is None or place.lat is None or place.lon is None:
        return False
    return south <= place.lat <= north and west <= place.lon <= east


def _meets(row: ImportedIncident, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether the row's days meet those asked for; what is not known meets none."""
    start, end = row.date.start, row.date.end
    return (first is None or (end is not None and end >= first)) and (
        last is None or (start is not None and start <= last)
    )
