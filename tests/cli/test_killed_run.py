"""A run that is killed leaves a sound store, which the next run completes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from rasid.store import open_store

ARTICLES = 60
KILLS = 3
# "A mortar shell fell on an invented village near Raqqa, wounding two people."
STORY = "سقطت قذيفة هاون على قرية مختلقة قرب الرقة ما أدى إلى إصابة شخصين"


def _articles(path: Path) -> Path:
    lines = (
        {"doc_id": f"a{n}", "title": "", "published": "2020-05-04", "text": f"{STORY}، رقم {n}."}
        for n in range(ARTICLES)
    )
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def _run(store: Path, articles: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rasid.cli.main", "--store", store, "run", articles]
    return subprocess.Popen(
        [*map(str, command), "--workers", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _progress(store: Path) -> int:
    """Articles and readings in the store; 0 before it is there."""
    if not store.exists():
        return 0
    with open_store(store) as opened:
        counts = opened.counts()
        return counts.articles + counts.readings


def test_a_killed_run_is_completed_by_the_next(tmp_path: Path) -> None:
    articles, store = _articles(tmp_path / "a.jsonl"), tmp_path / "s.sqlite"
    rng = random.Random(7)
    for _ in range(KILLS):
        run = _run(store, articles)
        # Killed somewhere between the first article and the last reading.
        target = _progress(store) + rng.randint(1, ARTICLES // 3)
        deadline = time.monotonic() + 60
        while run.poll() is None and time.monotonic() < deadline and _progress(store) < target:
            time.sleep(0.02)
        run.kill()
        run.wait()
    with open_store(store) as opened:
        assert list(opened.verify()) == []
    assert _run(store, articles).wait(timeout=120) == 0
    with open_store(store) as opened:
        counts = opened.counts()
        assert (counts.articles, counts.readings) == (ARTICLES, ARTICLES)
        assert counts.events >= ARTICLES
        assert list(opened.verify()) == []
        assert len({reading.doc_id for reading in opened.readings()}) == ARTICLES
