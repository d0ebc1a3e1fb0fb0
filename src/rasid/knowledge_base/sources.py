"""Takes knowledge/sources, gives outlets, agencies and monitors, with aliases and owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from rasid.knowledge_base.actors import spellings
from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml, yaml_files
from rasid.model import SourceKind

FOLDER = "sources"


class OutletKind(StrEnum):
    """What kind of publisher a source is."""

    AGENCY = "agency"
    CHANNEL = "channel"
    NEWSPAPER = "newspaper"
    SITE = "site"
    RADIO = "radio"
    MONITOR = "monitor"
    RIGHTS_GROUP = "rights_group"
    RESCUE = "rescue"
    GROUP_OUTLET = "group_outlet"
    OFFICIAL_BODY = "official_body"
    RESEARCH = "research"


class Affiliation(StrEnum):
    """Whose voice a source is; it bears on independence, not on truth."""

    STATE = "state"
    PARTY = "party"
    ARMED_GROUP = "armed_group"
    OPPOSITION = "opposition"
    PRIVATE = "private"
    PUBLIC = "public"
    INTERNATIONAL = "international"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher that articles quote or come from.

    `owner` is who pays or directs it, "" where unknown; `actor`: id of the actor it belongs to.
    `weak`: names that are common words too, and mean the source only beside a word of the media
    or of saying. `domains`: its host names, as in URLs.
    """

    source_id: str
    name: str
    name_ar: str
    kind: OutletKind
    country: str | None
    affiliation: Affiliation
    owner: str
    actor: str | None
    aliases: tuple[str, ...]
    weak: tuple[str, ...]
    domains: tuple[str, ...]

    @property
    def source_kind(self) -> SourceKind:
        """The kind of source in the annotation guidelines' sense."""
        if self.kind in (OutletKind.MONITOR, OutletKind.RIGHTS_GROUP, OutletKind.RESCUE):
            return SourceKind.NGO
        if self.kind is OutletKind.GROUP_OUTLET:
            return SourceKind.ARMED_GROUP
        if self.kind is OutletKind.OFFICIAL_BODY:
            return SourceKind.OFFICIAL
        return SourceKind.OTHER if self.kind is OutletKind.RESEARCH else SourceKind.MEDIA


@dataclass(frozen=True)
class Sources:
    """All sources by id, by alias and by host name."""

    by_id: Mapping[str, Source]

    @cached_property
    def by_alias(self) -> Mapping[str, Source]:
        """Every unmistakable spelling of every name, Arabic and English, with its source."""
        return {
            text: source
            for source in self.by_id.values()
            for text in (source.name, source.name_ar, *source.aliases)
        }

    @cached_property
    def by_weak_alias(self) -> Mapping[str, Source]:
        """Names that are common words too, with the source that they may be."""
        return {text: source for source in self.by_id.values() for text in source.weak}

    @cached_property
    def by_domain(self) -> Mapping[str, Source]:
        """Host names with their sources."""
        return {domain: source for source in self.by_id.values() for domain in source.domains}


def _source(fields: Fields) -> Source:
    source = Source(
        source_id=fields.text("id"),
        name=fields.text("name"),
        name_ar=fields.text("name_ar"),
        kind=fields.choice("kind", OutletKind),
        country=fields.optional("country"),
        affiliation=fields.choice("affiliation", Affiliation),
        owner=fields.optional("owner") or "",
        actor=fields.optional("actor"),
        aliases=tuple(t for alias in fields.texts("aliases") for t in spellings(alias)),
        weak=fields.texts("weak"),
        domains=fields.texts("domains"),
    )
    fields.done()
    return source


def load_sources(root: Path) -> Sources:
    """All sources; KnowledgeError for an id or an alias used twice."""
    sources: dict[str, Source] = {}
    owner_of: dict[str, str] = {}
    for relative in yaml_files(root, FOLDER):
        file = Fields(read_yaml(root, relative), relative)
        file.text("source")
        for where, data in file.items("sources"):
            fields = Fields(data, f"{relative}: {data['id']}" if "id" in data else where)
            source = _source(fields)
            if source.source_id in sources:
                fields.fail("this id is used twice")
            for text in {
                source.name,
                source.name_ar,
                *source.aliases,
                *source.weak,
                *source.domains,
            }:
                if text in owner_of:
                    fields.fail(f"{text!r} also belongs to {owner_of[text]}")
                owner_of[text] = source.source_id
            sources[source.source_id] = source
        file.done()
    return Sources(sources)
