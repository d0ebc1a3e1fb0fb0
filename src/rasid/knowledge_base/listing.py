"""Takes the knowledge base, gives a page that lists what it holds, for readers and the docs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rasid.knowledge_base.base import KnowledgeBase


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = list(head)
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _event_types(kb: KnowledgeBase) -> Iterator[str]:
    yield "## Event types"
    yield ""
    rows = []
    for code, event_type in kb.event_types.items():
        codes = event_type.codes
        triggers = event_type.triggers.get("ar", ())
        plover = " ".join(filter(None, (codes.plover_type, codes.plover_mode)))
        rows.append(
            (
                f"`{code}`",
                event_type.label["ar"],
                codes.acled_sub_event_type,
                plover,
                str(codes.ucdp or "none"),
                str(sum(trigger.strong for trigger in triggers)),
                str(sum(not trigger.strong for trigger in triggers)),
            )
        )
    head = ("code", "Arabic", "ACLED", "PLOVER", "UCDP type", "strong triggers", "weak triggers")
    yield from _table(head, rows)


def _actors(kb: KnowledgeBase) -> Iterator[str]:
    yield "## Actors"
    yield ""
    kinds = Counter(actor.kind.value for actor in kb.actors.by_id.values())
    yield from _table(("kind", "actors"), ((kind, str(n)) for kind, n in kinds.most_common()))


def _sources(kb: KnowledgeBase) -> Iterator[str]:
    yield "## Sources"
    yield ""
    kinds = Counter((s.kind.value, s.affiliation.value) for s in kb.sources.by_id.values())
    rows = ((kind, voice, str(n)) for (kind, voice), n in sorted(kinds.items()))
    yield from _table(("kind", "voice of", "sources"), rows)


def catalogue(kb: KnowledgeBase) -> str:
    """A Markdown page with the event types and their public codes, and counts of the rest."""
    lines = [f"# What Rasid knows (version {kb.version})", ""]
    for section in (_event_types(kb), _actors(kb), _sources(kb)):
        lines += [*section, ""]
    return "\n".join(lines)
