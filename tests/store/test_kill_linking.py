"""kill -9 in the middle of a linking: the incidents of before stay, the next one does it all."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

from rasid.pipeline.linking import link_store
from rasid.store import open_store

from .telling import DAY, tell

# Seconds after its start at which a linking is killed: some before, some in, some after its work.
KILLS = (0.7, 1.1, 1.4, 1.8)
OLD, NEW = 20, 40
COMMAND = """
import sys
from rasid.pipeline.linking import link_store
from rasid.store import open_store
with open_store(sys.argv[1]) as store:
    link_store(store, afresh=True)
"""


def test_a_killed_linking_leaves_what_was_and_is_done_by_the_next(address: str) -> None:
    with open_store(address) as store:
        for n in range(OLD):
            tell(store, f"old{n}", day=DAY + n * dt.timedelta(7))
        link_store(store)
        before = {one.incident_id: one for one in store.casebook.every()}
        for n in range(NEW):
            tell(store, f"new{n}", day=DAY + n * dt.timedelta(7), killed=3)
        for seconds in KILLS:
            process = subprocess.Popen(
                [sys.executable, "-c", COMMAND, address], cwd=Path(__file__).parents[2]
            )
            try:
                process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert {one.incident_id for one in store.casebook.every()} >= before.keys()
            assert store.counts().incidents in {OLD, NEW}
        link_store(store)
        assert store.counts().incidents == NEW
        for incident_id in before:
            reports = store.casebook.get(incident_id).reports
            assert len(reports) == 2
            created = [c for c in store.casebook.history(incident_id) if c.field == "incident_id"]
            assert len(created) == 1
        assert list(store.verify()) == []
