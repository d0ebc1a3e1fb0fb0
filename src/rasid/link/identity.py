"""Groups of reports keep the incident ids they had; new ones get one from their first report."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

# Letters of an id after its prefix: 60 bits, so that two of a million ids do not meet.
_LETTERS = 12
PREFIX = "inc-"


@dataclass(frozen=True, slots=True)
class Named:
    """The id of every group, in order, and where the ids went that no group has any more.

    `retired` maps an old id to the id that took in most of its reports, None where none is left.
    `split_from` maps a new id to the old one from which its reports came.
    """

    ids: tuple[str, ...]
    retired: Mapping[str, str | None]
    split_from: Mapping[str, str]


def incident_id(key: str) -> str:
    """The id of an incident first told by the report with this key: the same on every machine."""
    letters = base64.b32encode(hashlib.sha256(key.encode()).digest()).decode().lower()
    return PREFIX + letters[:_LETTERS]


# A report's key up to the end of its trigger: article and place in it.
_TRIGGER = re.compile(r".*#\d+-\d+(?=-)", re.DOTALL)


def trigger_key(key: str) -> str:
    """What is left of a report's key when its reader has changed its mind on type or place."""
    found = _TRIGGER.match(key)
    return found.group() if found else key


def known_again(keys: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Incident ids of report keys: by the whole key, else by trigger where that names one."""
    wanted = {key: trigger_key(key) for key in keys if key not in known}
    triggers = tuple(set(wanted.values()))
    by_trigger: dict[str, set[str]] = {}
    for key, incident in known.items():
        # Most keys begin with none of them, which is told much faster than a key is cut.
        if key.startswith(triggers):
            by_trigger.setdefault(trigger_key(key), set()).add(incident)
    again = dict(known)
    for key, trigger in wanted.items():
        ids = by_trigger.get(trigger, set())
        if len(ids) == 1:
            again[key] = next(iter(ids))
    return again


def given_back(
    keys: Collection[str], former: Mapping[str, str], known: Mapping[str, str]
) -> dict[str, str]:
    """The former ids of the reports with these keys, given the ids that they have now.

    Without an id that an incident with none of these reports has now.
    """
    again = known_again(keys, former)
    mine = {key: again[key] for key in keys if key in again}
    taken = set(known.values()) - {known[key] for key in mine if key in known}
    return {key: old for key, old in mine.items() if old not in taken}


def name_groups(
    groups: Sequence[Sequence[str]],
    previous: Mapping[str, str],
    former: Sequence[Mapping[str, str]] = (),
) -> Named:
    """Ids for groups of report keys (first told first), given the ids that reports had.

    An id stays with the group that holds most of its reports (of equals, the first group); a
    group that could keep several keeps the one with most reports in it. `former` are the ids
    that reports had before decisions that were taken back: these come first.
    """
    votes = _votes(groups, previous)
    ids: dict[int, str] = {}
    taken: dict[str, int] = {}
    for vote in (_votes(groups, _claims(groups, former)), votes):
        for _, group, old in sorted(vote, key=lambda one: (one[0], one[2], one[1])):
            if group not in ids and old not in taken:
                ids[group] = old
                taken[old] = group
    split_from: dict[str, str] = {}
    there = set(previous.values())
    used = there | taken.keys()
    for group, keys in enumerate(groups):
        if group not in ids:
            ids[group] = _new_id(keys, used)
            used.add(ids[group])
        before = Counter(previous[key] for key in keys if key in previous)
        if before and ids[group] not in there:
            split_from[ids[group]] = min(before, key=lambda old: (-before[old], old))
    retired = {old: None for old in set(previous.values()) if old not in taken}
    return Named(
        tuple(ids[group] for group in range(len(groups))),
        {old: _heir(old, votes, ids) for old in retired},
        split_from,
    )


def _votes(groups: Sequence[Sequence[str]], ids: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """How many reports of each group have each id, as (-many, group, id)."""
    return [
        (-many, group, old)
        for group, keys in enumerate(groups)
        for old, many in Counter(ids[key] for key in keys if key in ids).items()
    ]


def _claims(groups: Sequence[Sequence[str]], former: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The ids that reports get back; later ones of `former` go over those before.

    Nothing is given back where all stays one group (another decision holds it together).
    """
    claims: dict[str, str] = {}
    group_of = {key: group for group, keys in enumerate(groups) for key in keys} if former else {}
    for one in former:
        mine = {key: old for key, old in one.items() if key in group_of}
        if len({group_of[key] for key in mine}) == 1 and len(set(mine.values())) > 1:
            continue
        claims |= mine
    return claims


def _new_id(keys: Sequence[str], used: set[str]) -> str:
    """The id of the first report whose id is free; a number is added only where none is."""
    numbered = (f"{keys[0]}/{n}" for n in count(2))
    return next(new for new in map(incident_id, chain(keys, numbered)) if new not in used)


def _heir(old: str, votes: Sequence[tuple[int, int, str]], ids: Mapping[int, str]) -> str | None:
    heirs = [(many, ids[group]) for many, group, name in votes if name == old]
    return min(heirs)[1] if heirs else None
