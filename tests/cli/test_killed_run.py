"""A run that is killed leaves a sound store, which the next run completes."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rasid.store import open_store

ARTICLES = 60
KILLS = 3
# Long enough for any machine; what never comes is given up then.
PATIENCE_S = 300.0
# "A mortar shell fell on an invented village near Raqqa, wounding two people."
STORY = "سقطت قذيفة هاون على قرية مختلقة قرب الرقة ما أدى إلى إصابة شخصين"


def _articles(path: Path, number: int = ARTICLES) -> Path:
    lines = (
        {"doc_id": f"a{n}", "title": "", "published": "2020-05-04", "text": f"{STORY}، رقم {n}."}
        for n in range(number)
    )
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return path


def _run(store: Path, articles: Path, workers: int = 1) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "rasid.cli.main", "--store", store, "run", articles]
    return subprocess.Popen(
        [*map(str, command), "--workers", str(workers)],
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
        deadline = time.monotonic() + PATIENCE_S
        while run.poll() is None and time.monotonic() < deadline and _progress(store) < target:
            time.sleep(0.02)
        run.kill()
        run.wait()
    with open_store(store) as opened:
        assert list(opened.verify()) == []
    assert _run(store, articles).wait(timeout=PATIENCE_S) == 0
    with open_store(store) as opened:
        counts = opened.counts()
        assert (counts.articles, counts.readings) == (ARTICLES, ARTICLES)
        assert counts.events >= ARTICLES
        assert list(opened.verify()) == []
        assert len({reading.doc_id for reading in opened.readings()}) == ARTICLES


def _state(pid: int) -> tuple[str, int]:
    """The state of a process and its parent; ("X", 0) where it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "X", 0
    return fields[0], int(fields[1])


def _children(parent: int) -> list[int]:
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [pid for pid in pids if _state(pid)[1] == parent]


def _wait_until(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_S
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the system has no /proc")
def test_a_killed_run_leaves_no_worker_behind(tmp_path: Path) -> None:
    run = _run(tmp_path / "s.sqlite", _articles(tmp_path / "a.jsonl", 1500), workers=2)
    try:
        assert _wait_until(lambda: len(_children(run.pid)) >= 2)
        workers = _children(run.pid)
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
    # A zombie (Z) has ended; who takes it away is the system's affair.
    assert _wait_until(lambda: all(_state(pid)[0] in "XZ" for pid in workers))
