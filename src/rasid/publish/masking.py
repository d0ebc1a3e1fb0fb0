"""What a public copy may show: places to a level, no words of articles, no name of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar

from rasid import knowledge_base
from rasid.errors import NotFoundError, UsageError
from rasid.model import (
    ActorMention,
    Conflict,
    Event,
    Evidence,
    ImportedIncident,
    Incident,
    Party,
    Place,
    PlacePrecision,
    Report,
    SourceKind,
    SourceMention,
)
from rasid.publish.aliases import ARTICLE, article_alias, incident_alias, incident_of, renamed

Generalise = Callable[[Place, PlacePrecision], Place]
I = TypeVar("I", bound=Incident)  # noqa: E741 - read as a type, beside no digit

WITHHELD = "withheld"
# Whose office or house answers for what they say; anyone else's words stay with a kind only.
SPEAKS_IN_PUBLIC = frozenset(
    {SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.MEDIA, SourceKind.ARMED_GROUP}
)
# Words of an article in a record's JSON, each with `<name>_span` beside it or not.
_WORDS = ("quote", "evidence", "trigger", "attributed_to", "title", "hedge")
_PLACES = ("place",)


@dataclass(frozen=True, slots=True)
class Masking:
    """How much is hidden: `place_level` None leaves places as they are.

    `generalise` is the one function that coarsens places (the locate stage gives it).
    `people` hides parties that no knowledge file names, and speakers. Either hides all words of
    articles and their ids, as words name places, victims and speakers alike. `key` is the
    store's secret, by which ids are hidden: whoever lacks it cannot tell whose they are, not even
    the owner of an article. Without one (no store is at hand) incidents keep their ids.
    """

    generalise: Generalise
    place_level: PlacePrecision | None = None
    people: bool = False
    key: bytes = field(default=b"", repr=False)

    @property
    def masks(self) -> bool:
        """Whether anything is hidden."""
        return self.people or self.place_level is not None

    @property
    def open(self) -> bool:
        """Whether nothing is hidden."""
        return not self.masks

    def article_name(self, doc_id: str) -> str:
        """What this copy calls an article."""
        return article_alias(doc_id, self.key) if self.masks else doc_id

    def incident_name(self, incident_id: str) -> str:
        """What this copy calls an incident."""
        return incident_alias(incident_id, self.key) if self.masks else incident_id

    def incident_meant(self, name: str) -> str:
        """The incident that this copy calls so; raises NotFoundError for what it calls none."""
        meant = incident_of(name, self.key) if self.masks else name
        if meant is None:
            raise NotFoundError("there is no such incident in the store", subject=name)
        return meant

    def cursor(self, after: str | None) -> str | None:
        """A list's cursor, which ends with an incident's id, as this copy tells it."""
        return renamed(after, self.incident_name)

    def position(self, after: str | None) -> str | None:
        """The cursor that this copy told so; raises UsageError for what it told none."""
        try:
            return renamed(after, self.incident_meant)
        except NotFoundError:
            raise UsageError(
                "not a cursor of this list",
                subject=after or "",
                hint="use `next` of the page before",
            ) from None

    def place(self, place: Place | None) -> Place | None:
        """The place as this copy may show it."""
        if place is None or self.place_level is None:
            return place
        return self.generalise(place, self.place_level)

    def incident(self, incident: I) -> I:
        """The incident as this copy may show it, with all of its reports."""
        if not self.masks:
            return incident
        masked = replace(
            incident,
            incident_id=self.incident_name(incident.incident_id),
            place=self.place(incident.place),
            reports=tuple(map(self._report, incident.reports)),
            initiators=self._parties(incident.initiators, incident),
            targets=self._parties(incident.targets, incident),
            conflicts=tuple(map(self._conflict, incident.conflicts)),
        )
        if isinstance(masked, ImportedIncident):
            masked = replace(masked, row={}, cells={})
        return masked

    def _parties(self, parties: tuple[Party, ...], incident: Incident) -> tuple[Party, ...]:
        """Parties by known names; the tables of others name parties, not persons."""
        if not self.people or isinstance(incident, ImportedIncident):
            return parties
        return tuple(Party(_known(p.actor, p.actor_id), p.actor_id) for p in parties)

    def _conflict(self, conflict: Conflict) -> Conflict:
        def shown(value: str) -> str:
            if conflict.field == "place" and self.place_level is not None:
                return WITHHELD
            if conflict.field in {"initiators", "targets"} and self.people:
                return ", ".join(_known(name, "") for name in value.split(", "))
            return value

        return Conflict(
            conflict.field,
            tuple(
                (shown(value), tuple(map(self.article_name, ids))) for value, ids in conflict.values
            ),
        )

    def _report(self, report: Report) -> Report:
        doc_id = self.article_name(report.doc_id)
        return replace(
            report,
            doc_id=doc_id,
            origin=self.article_name(report.origin),
            event=self.event(report.event),
        )

    def event(self, event: Event) -> Event:
        """The event without the article's words, its place and parties as this copy shows them."""
        if not self.masks:
            return event
        hidden = _hidden(self.article_name(event.evidence.doc_id))

        def side(actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
            return tuple(
                ActorMention(
                    hidden, _known(a.actor, a.actor_id) if self.people else a.actor, a.actor_id
                )
                for a in actors
            )

        return replace(
            event,
            evidence=hidden,
            trigger=hidden,
            place=self.place(event.place),
            initiators=side(event.initiators),
            targets=side(event.targets),
            sources=tuple(SourceMention(hidden, source.kind) for source in event.sources),
            why=(),
        )

    def points(self, table: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Columns of incidents for a map as this copy may show them.

        A masked copy shows every incident as the area of its unit, or nowhere.
        """
        if self.place_level is None:
            return table
        held = list(zip(table["admin1"], table["country"], table["lat"], strict=True))
        keys = [(unit, country if unit or lat is not None else None) for unit, country, lat in held]
        areas = {key: self._area(*key) for key in set(keys)}
        places = [areas[key] for key in keys]
        masked: dict[str, list[Any]] = {
            "id": list(map(self.incident_name, table["id"])),
            "lat": [place and place.lat for place in places],
            "lon": [place and place.lon for place in places],
            "radius": [place and place.radius_km for place in places],
            "place": [place and place.name for place in places],
            "place_ar": [None] * len(places),
            "precision": [
                (place.precision if place else PlacePrecision.UNKNOWN).value for place in places
            ],
            "admin1": [place and place.admin1 for place in places],
        }
        return {**table, **masked}

    def _area(self, unit: str | None, country: str | None) -> Place | None:
        """What stands for any place of a first-level unit, or of a country where none is known."""
        if country is None:
            return None
        return self.place(
            Place(text="", name="", precision=PlacePrecision.SITE, admin1=unit, country=country)
        )

    def statement(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON of an event, claim, figure or indicator as this copy may show it.

        All words of the article go. A speaker stays where the kind of source speaks in public
        and the speaker is neither anonymous nor at risk.
        """
        shown = dict(record)
        if not self.masks:
            return shown
        for key in (*_WORDS, "speaker"):
            if shown.get(key) is None or (key == "speaker" and self._speaks(record)):
                continue
            shown[key] = WITHHELD
            if f"{key}_span" in shown:
                shown[f"{key}_span"] = None
        shown.update(self._names(shown))
        for key in _PLACES:
            if shown.get(key):
                shown[key] = self._place_json(shown[key])
        shown.update(self._sides(record))
        return shown

    def _names(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """What this copy calls the articles and incidents that a record names."""
        found: dict[str, Any] = {}
        named = {"doc_id": self.article_name, "origin": self.article_name}
        for key, name in {**named, "incident_id": self.incident_name}.items():
            if record.get(key) is not None:
                found[key] = name(str(record[key]))
        return found | ({"url": WITHHELD} if record.get("url") is not None else {})

    def listed(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON of an incident without its reports, for lists: as `incident`, sooner made.

        Of what conflicts only the field is told.
        """
        if not self.masks:
            return dict(record)
        conflicts = [{"field": conflict["field"]} for conflict in record["conflicts"]]
        return {**self.statement(record), "conflicts": conflicts}

    def _speaks(self, record: Mapping[str, Any]) -> bool:
        """Whether the speaker of a claim may be named; of other records nobody's risk is known."""
        risk = record.get("at_risk") or record.get("anonymous")
        return not risk and record.get("speaker_kind") in SPEAKS_IN_PUBLIC

    def _sides(self, record: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in {"initiators", "targets"} & record.keys():
            found[key] = [self._party_json(party) for party in record[key]]
        if "sources" in record and isinstance(record["sources"], list):
            found["sources"] = [{**source, "text": WITHHELD} for source in record["sources"]]
        if self.people and record.get("subject"):
            found["subject"] = _known(record["subject"], "")
        return found

    def _party_json(self, party: Mapping[str, Any]) -> dict[str, Any]:
        shown = dict(party)
        if "text" in shown:
            shown["text"] = WITHHELD
        if self.people:
            shown["actor"] = _known(str(party.get("actor", "")), str(party.get("actor_id", "")))
        return shown

    def _place_json(self, record: Mapping[str, Any]) -> dict[str, Any]:
        place = Place(**{**record, "precision": PlacePrecision(record["precision"])})
        shown = self.place(place) or place
        return replace(shown, text="", reason="", rivals=()).to_json()

    def report(self, record: Mapping[str, Any], number: int | None = None) -> dict[str, Any]:
        """A report's JSON for this copy; its article goes by `number` where given."""
        if not self.masks:
            return dict(record)
        event = self.statement(record["event"])
        alias = self.article_name(record["doc_id"]) if number is None else f"{ARTICLE}{number}"
        return {
            **record,
            "doc_id": alias,
            "origin": self.article_name(record["origin"]),
            "event": event,
        }


def _hidden(doc_id: str) -> Evidence:
    """Evidence that shows nothing of an article, which goes by its name in the copy."""
    return Evidence(doc_id, 0, len(WITHHELD), WITHHELD, WITHHELD)


@lru_cache(maxsize=1)
def _known_names() -> frozenset[str]:
    actors = knowledge_base.load().actors.by_id.values()
    return frozenset(name for actor in actors for name in (actor.name, actor.name_ar))


def shown_party(name: str) -> bool:
    """Whether a public copy shows a party under this name."""
    return _known(name, "") == name


def _known(name: str, actor_id: str) -> str:
    """The name where it is that of a party of the knowledge base; else it may be a person's."""
    actors = knowledge_base.load().actors.by_id
    if actor_id in actors or name in _known_names():
        return name
    return WITHHELD
