"""The scores agree to the digit with those of the gold's own scorer."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from rasid.evaluate import score


def _load(path: Path) -> dict[str, dict]:
    return {r["doc_id"]: r for r in map(json.loads, path.read_text("utf-8").splitlines())}


def _disturbed(gold: dict[str, dict], rng: random.Random) -> dict[str, dict]:
    """Gold with records dropped, doubled, retyped, redated and misquoted."""
    out = json.loads(json.dumps(gold))
    pool = [e for record in gold.values() for e in record["events"]]
    for record in out.values():
        events = [e for e in record["events"] if rng.random() > 0.2]
        for event in events:
            other = rng.choice(pool)
            for key in ("type", "date", "place", "initiators", "targets", "killed", "injured"):
                if rng.random() < 0.15:
                    event[key] = other[key]
            if rng.random() < 0.1:
                event["evidence"] = event["evidence"][3:] or "x"
            if rng.random() < 0.05:
                event["evidence"] = other["evidence"]
        record["events"] = events + [e for e in events if rng.random() < 0.1]
        for kind in ("figures", "claims", "indicators"):
            record[kind] = [r for r in record.get(kind, []) if rng.random() > 0.3]
    return out


@pytest.mark.shared
@pytest.mark.parametrize(("name", "seed"), [("train", 1), ("dev", 2)])
def test_same_scores(shared: Path, tmp_path: Path, name: str, seed: int) -> None:
    documents, gold = shared / f"gold/{name}_docs.jsonl", shared / f"gold/{name}_gold.jsonl"
    predicted = _disturbed(_load(gold), random.Random(seed))
    path = tmp_path / "predicted.jsonl"
    path.write_text(
        "\n".join(json.dumps(r, ensure_ascii=False) for r in predicted.values()), "utf-8"
    )
    theirs = json.loads(
        subprocess.run(
            [sys.executable, shared / "gold/score.py", documents, gold, path, "--json"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )
    ours = score(_load(documents), _load(gold), predicted).to_json()
    assert ours == theirs
