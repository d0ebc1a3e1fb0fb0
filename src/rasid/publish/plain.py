"""Readings told to a person in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rasid.model import Claim, Count, Event, Figure, Incident, Indicator, Reading, Toll
from rasid.publish.sorting import apart_text, sort_events, tellings
from rasid.wording import counted


def isolate(text: str) -> str:
    """Text in first-strong isolates, so that Arabic and Latin do not reorder each other."""
    return f"\u2068{text}\u2069"


def count_text(count: Count | None) -> str:
    """A count as people write it: 3, 3-5, 3 or more, up to 5; unknown is a question mark."""
    if count is None:
        return "?"
    if count.low == count.high:
        return str(count.low)
    if count.high is None:
        return f"{count.low}+"
    if count.low is None:
        return f"≤{count.high}"
    return f"{count.low}-{count.high}"


def _short(number: float | None) -> str:
    return "" if number is None else f"{number:,.10g}"


def number_text(low: float | None, high: float | None) -> str:
    """A figure's range as people write it."""
    if low == high:
        return _short(low)
    if high is None:
        return f"{_short(low)}+"
    return f"≤{_short(high)}" if low is None else f"{_short(low)}-{_short(high)}"


def date_text(event: Event) -> str:
    """First day of the event's date, its last where they differ; "date unknown" without one."""
    start, end = event.date.start, event.date.end
    if start is None:
        return "date unknown" if end is None else f"until {end}"
    return f"{start}" if end in (None, start) else f"{start}…{end}"


def event_line(event: Event) -> str:
    """Date, type, place, who, toll and the words of one event."""
    place = event.place
    where = (
        ", ".join(filter(None, (place.name, place.admin1, place.country)))
        if place
        else "place unknown"
    )
    who = " → ".join(
        "/".join(dict.fromkeys(actor.actor for actor in side)) or "?"
        for side in (event.initiators, event.targets)
    )
    marks = "".join(
        f" [{mark}]"
        for mark, holds in (
            (event.modality.value, event.modality.value != "asserted"),
            ("habitual", not event.specific),
            ("background", event.background),
        )
        if holds
    )
    toll = f"killed {count_text(event.killed)}, injured {count_text(event.injured)}"
    return (
        f"  {date_text(event)}  {event.type}{marks}  {where}  {who}  {toll}\n"
        f"      {isolate(event.evidence.quote)}"
    )


def claim_line(claim: Claim) -> str:
    """Speaker, kind and words of one claim."""
    hidden = " (anonymous)" if claim.anonymous else ""
    speaker, quote = isolate(claim.speaker.quote), isolate(claim.quote.quote)
    return f"  {claim.kind.value}{hidden}  {speaker}: {quote}"


def figure_line(figure: Figure) -> str:
    """Range, unit, measure and words of one figure."""
    value = number_text(figure.low, figure.high)
    return f"  {value} {figure.unit.value}  {figure.measure}  {isolate(figure.quote.quote)}"


def indicator_line(indicator: Indicator) -> str:
    """Kind, direction and words of one indicator."""
    return f"  {indicator.kind.value} {indicator.direction.value}  {isolate(indicator.quote.quote)}"


def _told_first(rows: Sequence[Event], apart: Sequence[Event]) -> str:
    """What happened and when it did; where nothing did, whether that is for want of a date."""
    dated = sum(event.date.start is not None for event in rows)
    if dated == len(rows) == 1:
        return "1 dated event"
    if dated:
        return f"{counted(len(rows), 'events')}, {dated} of them dated"
    if rows:
        return f"no datable incident ({counted(len(rows), 'undated events')})"
    return "no incident told as having happened" if apart else "no datable incident"


def headline(reading: Reading) -> str:
    """One line that says what kind of article it is, so that no event is not a failure."""
    told = sort_events(reading.events)
    others = ", ".join(
        counted(len(items), noun)
        for items, noun in (
            (reading.claims, "claims"),
            (reading.figures, "figures"),
            (reading.indicators, "indicators"),
        )
    )
    parts = (_told_first(told.rows, told.apart), apart_text(tellings(reading.events)), others)
    return f"{isolate(reading.doc_id)}: {', '.join(filter(None, parts))}"


def reading_lines(reading: Reading, *, doubtful: bool = False) -> Iterator[str]:
    """The whole reading, a heading a kind: first what happened, then what is told otherwise.

    `doubtful` adds the mentions that are most likely echoes; the JSON of a reading holds all.
    """
    yield headline(reading)
    told = sort_events(reading.events)
    for title, lines in (
        ("events", map(event_line, told.rows)),
        ("told as plans, denials or habits", map(event_line, told.apart)),
        ("doubtful", map(event_line, told.doubtful if doubtful else ())),
        ("claims", map(claim_line, reading.claims)),
        ("figures", map(figure_line, reading.figures)),
        ("indicators", map(indicator_line, reading.indicators)),
    ):
        block = list(lines)
        if block:
            yield f" {title}"
            yield from block
    for note in reading.notes:
        yield f" to look at: {note}"


def toll_text(toll: Toll | None) -> str:
    """Low, best and high as people write them: 3, or 2-5 (best 3); unknown is a question mark."""
    if toll is None:
        return "?"
    whole = count_text(Count(toll.low, toll.high))
    return whole if toll.best is None or toll.low == toll.high else f"{whole} (best {toll.best})"


def incident_lines(incidents: Iterable[Incident]) -> Iterator[str]:
    """Each incident in a line with its reports under it; first how many reports became how many."""
    known = sorted(incidents, key=lambda i: (i.date.start is None, i.date.start, i.incident_id))
    reports = sum(len(incident.reports) for incident in known)
    verb = "tells" if reports == 1 else "tell"
    yield f"{counted(reports, 'reports')} {verb} of {counted(len(known), 'incidents')}"
    for incident in known:
        place = incident.place
        where = ", ".join(filter(None, (place.name, place.admin1))) if place else "place unknown"
        day = incident.date.start or "date unknown"
        yield (
            f"{incident.incident_id}  {day}  {incident.type}  {where}  "
            f"killed {toll_text(incident.killed)}, injured {toll_text(incident.injured)}  "
            f"{counted(incident.sources, 'sources')}, {incident.grade.value}"
        )
        for conflict in incident.conflicts:
            values = " / ".join(value for value, _ in conflict.values)
            yield f"    sources differ on {conflict.field}: {values}"
        for report in incident.reports:
            yield f"    {isolate(report.doc_id)}: {isolate(report.event.evidence.quote)}"
