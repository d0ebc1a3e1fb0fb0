"""Reports and the incidents of before in, incidents of now and what changed out.

1. candidate pairs   reports near in time and place, or of one wording
2. compare           every pair by the table of comparisons
3. weigh             levels to bits for or against one happening
4. cluster           pairs to groups, people's decisions first
5. name              groups keep the ids they had
6. build             what the reports of a group agree on, and what they do not
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rasid.link.blocking import candidate_codes, distinct
from rasid.link.building import build, telling_order
from rasid.link.changes import find_changes
from rasid.link.clustering import Constraints, cluster, disjoint
from rasid.link.comparisons import Pairs, compare, level_names
from rasid.link.deciding import constraints_of
from rasid.link.editing import edit
from rasid.link.features import Features, Floats, Ints, features_of, is_linked
from rasid.link.identity import Named, given_back, known_again, name_groups
from rasid.link.rivals import Seen
from rasid.link.weights import Weights, load_weights
from rasid.model import Change, Decision, Incident, Report, TollRule


@dataclass(frozen=True, slots=True)
class LinkResult:
    """The incidents of the reports given, the incident of each report, and what changed.

    `incident_of` maps (doc_id, event_id) to an incident id; habitual and planned events have
    none. `retired` maps ids that are gone to the incident that took them in (None: withdrawn).
    """

    incidents: tuple[Incident, ...]
    incident_of: Mapping[tuple[str, str], str]
    changes: tuple[Change, ...]
    retired: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """Which reports are one happening, with the ids of their groups; nothing is built yet.

    `groups` hold their reports in the order of telling. Of `moved` ones something was judged
    anew; the others stand as they stood.
    """

    groups: Sequence[Sequence[Report]]
    moved: Sequence[bool]
    named: Named


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two reports are, or are not, held for one happening.

    `rows` are comparison, level and weight in bits; `bits` is their sum with `prior`, the weight
    that any pair starts with. Above 0 speaks for one happening.
    """

    first: str
    second: str
    prior: float
    rows: tuple[tuple[str, str, float], ...]
    bits: float


def link(
    reports: Sequence[Report],
    previous: Sequence[Incident] = (),
    decisions: Sequence[Decision] = (),
    *,
    rule: TollRule = TollRule.BEST,
    weights: Weights | None = None,
    again: Collection[str] = (),
    afresh: bool = False,
    elsewhere: Iterable[Seen] = (),
    former: Sequence[Mapping[str, str]] = (),
) -> LinkResult:
    """Link reports to incidents.

    `previous` are the incidents of before that hold any of the reports: their ids are kept, and
    reports they hold together stay so unless a new report, a decision or an article of `again`
    (doc_ids) touches them; `afresh` judges all again. `elsewhere` is what reports that are not
    given saw about the same time, by which rivals are counted. `former` are the incidents of
    report keys before each decision that was taken back, the latest decision first: these reports
    stand again as they stood, under these ids. Decisions always win. Pure: nothing is read or
    stored.
    """
    known = {report.key: one.incident_id for one in previous for report in one.reports}
    judged = judge(
        reports,
        known,
        decisions,
        weights=weights,
        again=again,
        afresh=afresh,
        elsewhere=elsewhere,
        former=former,
    )
    return settle(judged, previous, decisions, rule)


def judge(
    reports: Sequence[Report],
    known: Mapping[str, str],
    decisions: Sequence[Decision] = (),
    *,
    weights: Weights | None = None,
    again: Collection[str] = (),
    afresh: bool = False,
    elsewhere: Iterable[Seen] = (),
    former: Sequence[Mapping[str, str]] = (),
) -> Judged:
    """The first half of `link`: which reports go together, and which id each group has.

    `known` maps the keys of reports of before to their incidents; `former` as in `link`.
    """
    reports = sorted(filter(is_linked, reports), key=lambda r: (r.key, r.event.event_id))
    rows = _rows_by_key(reports)
    constraints = _with_same_keys(constraints_of(decisions, rows), rows)
    former = [given_back(rows, one, known) for one in former]
    settled = {} if afresh else _settled(reports, known, again, former)
    features = features_of(reports, elsewhere)
    kept, anew = _groups(features, settled, constraints, weights or load_weights())
    told = [sorted((reports[row] for row in group), key=telling_order) for group in (*kept, *anew)]
    named = name_groups(
        [[report.key for report in group] for group in told],
        known_again((report.key for report in reports), known),
        former,
    )
    return Judged(told, [False] * len(kept) + [True] * len(anew), named)


def settle(
    judged: Judged,
    previous: Sequence[Incident],
    decisions: Sequence[Decision] = (),
    rule: TollRule = TollRule.BEST,
    only: Collection[str] | None = None,
) -> LinkResult:
    """The second half of `link`: incidents of the groups, all or those of some ids.

    `previous` must hold the incidents of these ids, and those that are retired, as they were.
    """
    told = {
        incident_id: group
        for incident_id, group in zip(judged.named.ids, judged.groups, strict=True)
        if only is None or incident_id in only
    }
    edits = [decision for decision in decisions if decision.field]
    there = {report.key for group in judged.groups for report in group}
    incidents = {
        incident_id: edit(build(incident_id, group, rule), edits, there)
        for incident_id, group in told.items()
    }
    before = {one.incident_id: one for one in previous}
    return LinkResult(
        incidents=tuple(incidents.values()),
        incident_of={
            (report.doc_id, report.event.event_id): incident_id
            for incident_id, group in told.items()
            for report in group
        },
        changes=tuple(find_changes(before, incidents, judged.named)),
        retired=judged.named.retired,
    )


def explain(
    first: Report,
    second: Report,
    weights: Weights | None = None,
    elsewhere: Iterable[Seen] = (),
) -> Explanation:
    """How two reports compare, with the weight of each answer; `elsewhere` as in `link`."""
    weights = weights or load_weights()
    features = features_of([first, second], elsewhere)
    pair: Pairs = (np.array([0]), np.array([1]))
    levels = compare(features, pair)
    names = level_names(levels[0].tolist())
    bits = [float(table[level]) for table, level in zip(weights.table(), levels[0], strict=True)]
    rows = tuple((name, level, weight) for (name, level), weight in zip(names, bits, strict=True))
    return Explanation(first.key, second.key, weights.prior, rows, float(weights.score(levels)[0]))


def _settled(
    reports: Sequence[Report],
    known: Mapping[str, str],
    again: Collection[str],
    former: Sequence[Mapping[str, str]],
) -> dict[str, str]:
    """The incidents of reports that stand as they stood; after an undoing, as before what it undid.

    What joined an incident while the decision stood is judged anew.
    """
    before: dict[str, str] = {}
    for one in former:
        before |= one
    undone = {known[key] for key in before if key in known}
    stands = {
        report.key: known[report.key]
        for report in reports
        if report.key in known and report.doc_id not in again and known[report.key] not in undone
    }
    return stands | {report.key: before[report.key] for report in reports if report.key in before}


def _rows_by_key(reports: Sequence[Report]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, report in enumerate(reports):
        rows[report.key].append(row)
    return rows


def _with_same_keys(constraints: Constraints, rows: Mapping[str, Sequence[int]]) -> Constraints:
    """Rows that share a key are one report told twice by the reader: they stay together."""
    doubled = [list(group) for group in rows.values() if len(group) > 1]
    return Constraints(disjoint([*constraints.together, *doubled]), constraints.apart)


def _groups(
    features: Features, known: Mapping[str, str], constraints: Constraints, weights: Weights
) -> tuple[list[list[int]], list[list[int]]]:
    """Groups of rows: those that stand as before, and those judged anew for something new."""
    reports = features.reports
    touched = _touched(reports, known, constraints)
    codes = candidate_codes(features)
    pairs, bits = _weighed(features, weights, codes, touched, np.logical_or)
    moving = _moving(reports, known, touched, pairs, bits)
    settled: dict[str, list[int]] = defaultdict(list)
    for row in np.flatnonzero(~moving).tolist():
        settled[known[reports[row].key]].append(row)
    # Where all is new, the pairs inside are those weighed already.
    every = bool(touched.all())
    inside = (pairs, bits) if every else _weighed(features, weights, codes, moving, np.logical_and)
    anew = cluster(len(reports), *inside, constraints)
    return list(settled.values()), [group for group in anew if moving[group[0]]]


def _weighed(
    features: Features,
    weights: Weights,
    codes: Sequence[Ints],
    rows: NDArray[np.bool_],
    both: np.ufunc,
) -> tuple[Pairs, Floats]:
    """The candidate pairs with either row or both among these, and what speaks for each."""
    pairs = distinct([some[both(rows[some >> 32], rows[some & 0xFFFFFFFF])] for some in codes])
    return pairs, weights.score(compare(features, pairs))


def _touched(
    reports: Sequence[Report], known: Mapping[str, str], constraints: Constraints
) -> NDArray[np.bool_]:
    """The rows that are new or decided on."""
    touched = np.array([report.key not in known for report in reports], dtype=np.bool_)
    decided = {row for group in constraints.together for row in group}
    decided |= {row for pair in constraints.apart for row in pair}
    touched[sorted(decided)] = True
    return touched


def _moving(
    reports: Sequence[Report],
    known: Mapping[str, str],
    touched: NDArray[np.bool_],
    pairs: Pairs,
    bits: Floats,
) -> NDArray[np.bool_]:
    """The rows to judge anew: touched ones, and the incidents that they may belong to.

    Others stay as they are: what one article adds is felt where it belongs, and no further.
    `pairs` are those with a touched row.
    """
    first, second = (rows[bits > 0] for rows in pairs)
    met = touched.copy()
    met[first[touched[second]]] = True
    met[second[touched[first]]] = True
    keys = (reports[row].key for row in np.flatnonzero(met).tolist())
    ids = {known[key] for key in keys if key in known}
    return np.array([met[row] or known.get(r.key) in ids for row, r in enumerate(reports)], bool)
