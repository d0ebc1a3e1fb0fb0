"""`rasid search` and `rasid history`: finding articles, and how an incident came to be."""

from __future__ import annotations

from typing import Annotated

import typer

from rasid.cli.console import output, put_json
from rasid.cli.options import AsJson, existing_store


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help='Words; "in quotes" for a phrase, * for an end.')],
    limit: Annotated[int, typer.Option(help="Articles at most.", min=1)] = 50,
    as_json: AsJson = False,
) -> None:
    """Find stored articles that hold every word, with or without prefixes and vowel marks."""
    with existing_store(context) as store:
        hits = store.search(query, limit=limit).items
    for hit in hits:
        day = hit.published.isoformat() if hit.published else None
        if as_json:
            put_json({"doc_id": hit.doc_id, "title": hit.title, "published": day})
        else:
            output.print(
                f"{hit.doc_id}  {day or 'date unknown'}  \u2068{hit.title}\u2069", markup=False
            )


def history(
    context: typer.Context,
    incident_id: Annotated[str | None, typer.Argument(help="An incident's id.")] = None,
    since: Annotated[
        str | None, typer.Option(help="All changes after this moment (ISO 8601, UTC).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show how an incident came to be, or all that changed since a moment, deletions included."""
    from rasid.errors import UsageError  # noqa: PLC0415
    from rasid.publish.changes import change_line  # noqa: PLC0415

    if (incident_id is None) == (since is None):
        raise UsageError("give an incident's id, or --since with a moment")
    with existing_store(context) as store:
        book = store.casebook
        if incident_id is not None:
            changes = book.history(incident_id)
        else:
            changes = []
            after = None
            while True:
                page = book.changes_since(since or "", after)
                changes += page.items
                after = page.after
                if after is None:
                    break
        graves = book.tombstones_since(since) if since is not None else []
    for change in changes:
        if as_json:
            put_json(change.to_json())
        else:
            output.print(change_line(change), markup=False)
    for grave in graves:
        if as_json:
            put_json(
                {
                    "deleted": grave.item_id,
                    "kind": grave.kind,
                    "at": grave.at,
                    "reason": grave.reason,
                    "replaced_by": grave.replaced_by,
                }
            )
        else:
            output.print(f"{grave.at}  {grave.item_id}  deleted: {grave.reason}", markup=False)
