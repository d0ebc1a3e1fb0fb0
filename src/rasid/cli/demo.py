"""The demonstration: the bundled sample articles read end to end, as README shows it."""

from __future__ import annotations

import shlex
from pathlib import Path

from rasid.cli import main as command_line
from rasid.cli.console import EXIT_LOOK, EXIT_OK, output

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FOLDER = Path("demo")
ARCHIVE = str(FOLDER / "simulated.sqlite")


def step(*arguments: str) -> None:
    """Show one command and run it; stops the demonstration where it fails."""
    output.print(f"\n$ rasid {shlex.join(arguments)}", style="bold", markup=False)
    try:
        command_line.app(list(arguments), standalone_mode=False)
    except SystemExit as stop:
        if stop.code not in (EXIT_OK, EXIT_LOOK, None):
            raise


def main() -> None:
    """Run the main job on the samples, look at three of them, link, export, check the store."""
    FOLDER.mkdir(exist_ok=True)
    store = str(FOLDER / "rasid.sqlite")
    step("--store", store, "run", str(SAMPLES))
    step("--store", store, "link")
    for name in ("01_wire_kirkuk.txt", "02_roundup_idlib.txt", "03_analysis_undated.txt"):
        step("read", str(SAMPLES / name))
    step("--store", store, "export", str(FOLDER / "incidents.csv"), "--public")
    step("--store", store, "show", "sample-10a", "--html", str(FOLDER / "article.html"))
    step("--store", store, "verify")
    archive()
    for kept in (store, ARCHIVE):
        output.print(f"\nTo look around: .venv/bin/rasid --store {kept} serve", markup=False)


def archive() -> None:
    """Two years of an invented conflict, written as Arabic articles, read back and assessed."""
    folder, brief = str(FOLDER / "simulated"), str(FOLDER / "brief.html")
    step("simulate", folder, "--weeks", "108", "--rate", "0.6", "--outlets", "3", "--seed", "1")
    step("--store", ARCHIVE, "run", f"{folder}/articles.jsonl")
    step("--store", ARCHIVE, "link")
    step("--store", ARCHIVE, "brief", "--group", "Islamic State", "--out", brief)


if __name__ == "__main__":
    main()
