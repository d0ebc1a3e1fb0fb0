"""`rasid verify`: re-hash the stored bytes, re-check every quote and the audit chain."""

from __future__ import annotations

import typer

from rasid.cli.console import EXIT_FAILED, output, put_json, track
from rasid.cli.options import AsJson, existing_store
from rasid.wording import counted


def command(context: typer.Context, as_json: AsJson = False) -> None:
    """Check that what is stored is still what was collected and read."""
    with existing_store(context) as store:
        counts = store.counts().to_json()
        findings = list(track(store.verify(), "checking"))
    if as_json:
        put_json({"checked": counts, "findings": [finding.to_json() for finding in findings]})
    else:
        for finding in findings:
            output.print(
                f"{finding.subject}: {finding.kind}: {finding.detail}", style="red", markup=False
            )
        checked = ", ".join(counted(n, noun) for noun, n in counts.items())
        verdict = counted(len(findings), "faults") if findings else "all sound"
        output.print(f"{checked}: {verdict}", markup=False)
    if findings:
        raise typer.Exit(EXIT_FAILED)
