"""kill -9 in the middle of writing: what was committed stays, the next run does the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rasid.store import open_store

from .making import make_article, make_reading
from .writer import ARTICLES

# After how many lines of the run it is killed; uneven, so that all its moments are met.
KILLS = (1, 2, 5, 11, 14)


def start(address: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.store.writer", address]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


def test_a_killed_run_loses_nothing_and_is_completed_by_the_next(address: str) -> None:
    added = read = 0
    for lines in KILLS:
        process = start(address)
        assert process.stdout is not None
        for _, line in zip(range(lines), process.stdout, strict=False):
            word, number = line.split()
            added = max(added, int(number) if word == "added" else 0)
            read = max(read, int(number) if word == "read" else 0)
        process.kill()
        process.wait()
        process.stdout.close()
        with open_store(address) as store:
            counts = store.counts()
            assert counts.articles >= added
            assert counts.readings >= read
            assert list(store.verify()) == []
    last = start(address)
    last.communicate(timeout=300)
    assert last.returncode == 0
    with open_store(address) as store:
        counts = store.counts()
        held = (counts.articles, counts.versions, counts.readings, counts.events, counts.raws)
        assert held == (ARTICLES,) * 5
        assert list(store.verify()) == []
        raw, article = make_article("d7", body="انفجار 7 " * 40)
        assert store.article("d7") == article
        assert store.raw(raw.sha256) == raw
        assert store.reading("d7") == make_reading(article)
