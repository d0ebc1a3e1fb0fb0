"""Who stands on which side of an incident, in the codes of ACLED and UCDP."""

from __future__ import annotations

from collections.abc import Iterable

from rasid import knowledge_base
from rasid.knowledge_base import Actor, ActorKind, EventType
from rasid.knowledge_base.layouts import layout_codes
from rasid.model import ImportedIncident, Incident, Party

_STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.POLICE, ActorKind.GOVERNMENT})
_PEOPLE = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS})
_STATE_INTER = frozenset({1, 8})
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_WRITTEN = {"state-based": STATE_BASED, "non-state": NON_STATE, "one-sided": ONE_SIDED}


def kind_of(incident: Incident) -> EventType | None:
    """The event type, None for a type of somebody else's table that has no code of ours."""
    return knowledge_base.load().event_types.get(incident.type)


def actor_of(party: Party) -> Actor | None:
    """The actor of the knowledge base that a party is, by id or by name; None where unknown."""
    actors = knowledge_base.load().actors
    if party.actor_id in actors.by_id:
        return actors.by_id[party.actor_id]
    held = actors.by_alias.get(party.actor, ())
    return actors.by_id[held[0].actor_id] if len(held) == 1 and held[0].strong else None


def both_sides(incident: Incident) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Initiators and targets; of an imported row without direction, its parties as they stand."""
    if isinstance(incident, ImportedIncident) and not incident.initiators and not incident.targets:
        named = tuple(Party(name) for name in incident.parties)
        return named[:1], named[1:]
    return incident.initiators, incident.targets


def inter(parties: tuple[Party, ...]) -> int | None:
    """ACLED's interaction code of the first party; None where its kind is not known."""
    actor = actor_of(parties[0]) if parties else None
    return actor.inter if actor else None


def interaction(incident: Incident, first: int | None, second: int | None) -> str:
    """Both codes, the lower first; a party that may act alone stands with 0, else "" if unknown."""
    kind = kind_of(incident)
    alone = kind is not None and kind.event_class.value in layout_codes().alone
    if first is not None and second is None and alone and not incident.targets:
        return f"{first}0"
    if first is None or second is None:
        return ""
    return "".join(map(str, sorted((first, second))))


def civilians_targeted(incident: Incident) -> bool:
    """Whether people without arms are among the targets."""
    return any(_is_people(party) for party in incident.targets)


def only_civilians(parties: tuple[Party, ...]) -> bool:
    """Whether a side is known and nobody on it bears arms."""
    return bool(parties) and all(_is_people(party) for party in parties)


def _is_people(party: Party) -> bool:
    actor = actor_of(party)
    return actor is not None and actor.kind in _PEOPLE


def violence(incident: Incident) -> int | None:
    """UCDP's type of violence by who the sides are; None where that cannot be told.

    1 state-based, 2 between organised groups, 3 against civilians (UCDP GED codebook). Types that
    UCDP does not code, and unknown sides where they decide, give None.
    """
    if isinstance(incident, ImportedIncident) and incident.type_as_written in _WRITTEN:
        return _WRITTEN[incident.type_as_written]
    kind = kind_of(incident)
    if kind is None or kind.codes.ucdp is None:
        return None
    if not kind.codes.ucdp_note:
        return kind.codes.ucdp
    if only_civilians(incident.targets):
        return ONE_SIDED
    first, second = _armed(incident.initiators), _armed(incident.targets)
    if first is None or second is None:
        return None
    return STATE_BASED if {first, second} & _STATE_INTER else NON_STATE


def _armed(parties: tuple[Party, ...]) -> int | None:
    """The interaction code of a side that is named; None where it is unidentified."""
    actor = actor_of(parties[0]) if parties else None
    return None if actor is None or actor.kind is ActorKind.UNIDENTIFIED else actor.inter


def state_of(parties: Iterable[Party]) -> str | None:
    """The country (ISO code) whose forces or government stand on a side."""
    for party in parties:
        actor = actor_of(party)
        if actor is not None and actor.kind in _STATE and actor.country:
            return actor.country
    return None


def ucdp_name(party: Party) -> str:
    """The party as UCDP writes it: a state's army and police are its government."""
    state = state_of((party,))
    country = layout_codes().countries.get(state or "")
    return f"Government of {country.ucdp_name}" if country and country.ucdp_name else party.actor
