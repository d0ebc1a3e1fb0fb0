"""Export N incidents in every format, each in a process of its own; say seconds and peak memory.

python quality/export_memory.py [N ...]        (default: 1000 100000)
"""

from __future__ import annotations

import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rasid.locate import generalise
from rasid.model import (
    DateInterval,
    DatePrecision,
    Event,
    Evidence,
    Incident,
    Party,
    Place,
    PlacePrecision,
    Report,
    Toll,
    TollRule,
)
from rasid.publish.export import export
from rasid.publish.exporters import EXPORTERS, ExportOptions
from rasid.publish.masking import Masking

# "An invented clash near an invented village killed two people."
TEXT = "اشتباك مختلق قرب قرية مختلقة أودى بحياة شخصين"
DAYS = 3000


def incidents(number: int) -> Iterator[Incident]:
    """Invented incidents with two reports each, made one at a time."""
    event = Event(
        "E1", "armed_clash", Evidence.of("a", TEXT, 0, len(TEXT)), Evidence.of("a", TEXT, 0, 6)
    )
    place = Place("قرية", "Village", PlacePrecision.TOWN, "Hasakah", None, "SY", 36.5, 40.7, 2.0)
    parties = (Party("Islamic State", "islamic_state"), Party("Syrian Democratic Forces", "sdf"))
    for at in range(number):
        day = dt.date(2015, 1, 1) + dt.timedelta(days=at % DAYS)
        told = tuple(Report(f"{at}-{n}", event, f"o{n}", "ناشر", day) for n in range(2))
        yield Incident(
            f"inc-{at}", "armed_clash", DateInterval(day, day, DatePrecision.DAY),
            replace(place, lat=34 + at % 300 / 100), told, parties[:1], parties[1:],
            Toll(1, 2, 3, TollRule.BEST), sources=2, first_seen=day, last_seen=day,
        )  # fmt: skip


def one(name: str, number: int) -> str:
    """Seconds, peak MB and bytes of one export."""
    options = ExportOptions(Masking(generalise, PlacePrecision.GOVERNORATE, people=True))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        begun = time.perf_counter()
        export(incidents(number), path, name, options, {})
        seconds = time.perf_counter() - begun
        size = path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{name:<12}{number:>8}{seconds:>9.1f} s{peak:>8.0f} MB{size / 1e6:>9.1f} MB file"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(one(sys.argv[2], int(sys.argv[3])))
    else:
        for format_name in EXPORTERS:
            for count in sys.argv[1:] or ["1000", "100000"]:
                command = [sys.executable, __file__, "--one", format_name, count]
                subprocess.run(command, check=True)
