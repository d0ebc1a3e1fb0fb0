"""Whatever the reports are: each is in one incident, ids are unique, and linking again is still."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.link import link
from rasid.model import Count, Modality, Report, TollRule

from .making import DAY, report, town

PLACES = (town("A"), town("B", 35.95, 38.95), town("C", 33.0, 36.0, "South"), None)
counts = st.one_of(
    st.none(),
    st.integers(0, 30).map(lambda n: Count(n, n)),
    st.integers(0, 30).map(lambda n: Count(n, None)),
    st.integers(0, 30).map(lambda n: Count(None, n)),
)
days = st.one_of(st.none(), st.integers(0, 5).map(lambda n: DAY + dt.timedelta(n)))


class Told(list[Report]):
    """Reports that show themselves by what they say: evidence cannot be shown without its text."""

    def __repr__(self) -> str:
        return "\n".join(f"{r.key} {r.published} {r.origin} {r.event.to_json()}" for r in self)


@st.composite
def many_reports(draw: st.DrawFn) -> Told:
    found = Told()
    for number in range(draw(st.integers(0, 9))):
        place = draw(st.sampled_from(PLACES))
        found.append(
            report(
                f"d{draw(st.integers(0, 5))}",
                event_id=f"E{number}",
                at=number,
                day=draw(days),
                days=draw(st.sampled_from((1, 1, 2, 7, 31))),
                published=draw(days),
                place=place,
                nowhere=place is None,
                killed=draw(counts),
                kind=draw(st.sampled_from(("arrests", "armed_clash"))),
                who=draw(st.sampled_from((None, "One", "Two", "Unidentified"))),
                modality=draw(st.sampled_from(tuple(Modality))),
                origin=draw(st.sampled_from((None, "d0"))),
            )
        )
    return found


@settings(max_examples=60, deadline=None)
@given(many_reports(), st.sampled_from(tuple(TollRule)))
def test_incidents_part_the_reports(reports: Told, rule: TollRule) -> None:
    found = link(reports, rule=rule)
    told = [r for one in found.incidents for r in one.reports]
    happened = [r for r in reports if r.event.modality is not Modality.PLANNED]
    assert sorted(r.event.event_id for r in told) == sorted(r.event.event_id for r in happened)
    ids = [one.incident_id for one in found.incidents]
    assert len(ids) == len(set(ids))
    assert set(found.incident_of.values()) == set(ids)
    for incident in found.incidents:
        for toll in (incident.killed, incident.injured):
            known = [n for n in (toll.low, toll.best, toll.high) if n is not None] if toll else []
            assert known == sorted(known)
        incident.to_json()
    again = link(reports, found.incidents, rule=rule)
    assert again.incidents == found.incidents
    assert again.changes == ()
