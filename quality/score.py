"""Score the reader on the measuring data beside the checkout and hold it to the floors.

    python quality/score.py [--only NAME …] [--train] [--raise-floors]

Reads ../shared (gold, seed, sentences, incidents) with `rasid read`/`rasid link` as a user would,
gives the output to the scorers that lie there, prints every figure beside its floor, and
exits 1 where one is below. `--raise-floors` writes figures that are better; none is lowered.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rasid.read.events.brief import KINDS

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
# Room left under a figure when a floor is raised to it: ties broken by machine or version.
_ROOM = 0.005


def rasid(*arguments: str | Path) -> list[dict[str, Any]]:
    """The JSON lines that a verb prints; exit code 3 (some inputs need a look) is fine."""
    command = [sys.executable, "-m", "rasid.cli.main", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def scorer(script: str, *files: str | Path) -> dict[str, Any]:
    """What a scorer of the measuring data says of the files."""
    command = [sys.executable, str(SHARED / script), *map(str, files), "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def written(records: list[dict[str, Any]]) -> Path:
    """A temporary file of JSON lines."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8") as file:
        file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    return Path(file.name)


def gold(name: str) -> dict[str, float]:
    """F1 of every row on gold train or dev."""
    documents = SHARED / f"gold/{name}_docs.jsonl"
    result = scorer(
        "gold/score.py", documents, SHARED / f"gold/{name}_gold.jsonl",
        written(rasid("read", documents, "--json")),
    )  # fmt: skip
    figures = {k: v["f"] for k, v in result.items() if isinstance(v, dict)}
    return {**figures, "evidence_found": float(result["unfound_evidence"] == 0)}


def seed() -> dict[str, float]:
    """F1 of the statements of the founding article, and that it dates nothing."""
    readings = rasid("read", SHARED / "seed/doc.jsonl", "--json")
    result = scorer(
        "gold/score.py", SHARED / "seed/doc.jsonl", SHARED / "seed/gold.jsonl", written(readings)
    )
    dated = [e for r in readings for e in r["events"] if e["date"]["start"]]
    return {
        **{name: result[name]["f"] for name in ("event", "figure", "claim", "indicator")},
        "nothing_dated": float(not dated),
    }


def sentences() -> dict[str, float]:
    """F1 and average precision of assault and protest sentences."""
    figures = {}
    for kind, types in KINDS.items():
        path = SHARED / f"bench/sentences/{kind}.jsonl"
        scores = [
            {
                "id": reading["doc_id"],
                "score": max(
                    (e["confidence"] for e in reading["events"] if e["type"] in types), default=0.0
                ),
            }
            for reading in rasid("read", path, "--json")
        ]
        result = scorer("bench/sentences/score.py", path, written(scores))
        figures[f"{kind}_f"], figures[f"{kind}_ap"] = result["all"]["f"], result["all"]["ap"]
        figures[f"{kind}_easy_f"] = result["easy"]["f"]
    return figures


def incidents() -> dict[str, float]:
    """Recall, places and linking on independently coded incidents."""
    articles = SHARED / "bench/incidents/articles.jsonl"
    result = scorer(
        "bench/incidents/score.py", articles, SHARED / "bench/incidents/incidents.jsonl",
        written(rasid("link", articles, "--json")),
    )  # fmt: skip
    names = ("near5", "near20", "dated", "found", "toll", "events", "found_chance")
    linking = {f"linking_{k}": result["linking"][k] for k in "prf"}
    return {**{name: result[name] for name in names}, **linking}


SETS: dict[str, Callable[[], dict[str, float]]] = {
    "dev": lambda: gold("dev"),
    "seed": seed,
    "sentences": sentences,
    "incidents": incidents,
    "train": lambda: gold("train"),
}


def report(name: str, figures: dict[str, float], floors: dict[str, float]) -> Iterator[str]:
    """Print the figures of a set; yields a line for each that is under its floor."""
    print(f"\n{name:12}{'figure':>10}{'floor':>10}")
    for key, value in figures.items():
        floor = floors.get(key)
        print(f"  {key:14}{value:8.3f}{'' if floor is None else f'{floor:10.3f}'}")
        if floor is not None and value < floor:
            yield f"{name}.{key}: {value:.3f} is under its floor of {floor:.3f}"


def main() -> int:
    """Score, print, compare; 1 where a figure is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=SETS)
    parser.add_argument("--train", action="store_true", help="score on gold train as well")
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"score: skipped, as the measuring data ({SHARED.name}) is not beside this checkout")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8"))
    names = options.only or [name for name in SETS if name != "train" or options.train]
    under: list[str] = []
    for name in names:
        figures = SETS[name]()
        under += report(name, figures, floors.get(name, {}))
        if options.raise_floors:
            held = floors.setdefault(name, {})
            for key in held:
                held[key] = max(held[key], round(figures[key] - _ROOM, 3))
    if options.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    for line in under:
        print(line, file=sys.stderr)
    return 1 if under else 0


if __name__ == "__main__":
    sys.exit(main())
