"""The demonstration: the bundled sample articles read end to end, as README shows it."""

from __future__ import annotations

from pathlib import Path

from rasid.cli import main as command_line
from rasid.cli.console import EXIT_LOOK, EXIT_OK, output

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FOLDER = Path("demo")


def step(*arguments: str) -> None:
    """Show one command and run it; stops the demonstration where it fails."""
    output.print(f"\n$ rasid {' '.join(arguments)}", style="bold", markup=False)
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
    output.print(
        f"\nTo look around: .venv/bin/rasid --store {store} serve, and open the address it prints.",
        markup=False,
    )


if __name__ == "__main__":
    main()
