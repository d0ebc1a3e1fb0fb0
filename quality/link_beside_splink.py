"""Link the same reports with Rasid and with splink, and judge both by what is known to be true.

    pip install splink
    python quality/link_beside_splink.py [--happenings 1500] [--days 180] [--seed 0] [--monitored]

A simulated press is linked (`tests/link/newsroom.py`), or with --monitored the pages of
../shared/bench/incidents, of which the events found are judged by its own scorer.
Both have learned or learn without labels; splink is judged at its default threshold, 0.5, and at
others, as if it knew which is best.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from rasid import pipeline
from rasid.link import find_origins, link, sign
from rasid.link.features import is_linked
from rasid.link.wording import words_of
from rasid.model import PlacePrecision, Reading, Report
from rasid.pipeline.linking import reports_of

ROOT = Path(__file__).parent.parent
THRESHOLDS = (0.5, 0.1, 0.3, 0.7, 0.9, 0.95, 0.99, 0.999)
FINE = {PlacePrecision.SITE, PlacePrecision.TOWN}


def row_of(number: int, report: Report) -> dict[str, Any]:
    """The columns that splink compares, as Rasid compares them; None where not known."""
    event, place = report.event, report.event.place
    fine = place if place and place.precision in FINE else None
    day = event.date.start if event.date.start == event.date.end else None
    return {
        "unique_id": number,
        "kind": event.type,
        "place": place.place_id or place.name if place else None,
        "admin1": place.admin1 if place else None,
        "lat": fine.lat if fine else None,
        "lon": fine.lon if fine else None,
        "day": day.isoformat() if day else None,
        "killed": _whole(event.killed),
        "injured": _whole(event.injured),
        "who": event.initiators[0].actor if event.initiators else None,
        "words": sorted(set(words_of(report))) or None,
        "origin": report.origin,
    }


def _whole(count: Any) -> str | None:
    return None if count is None or count.low is None else str(count.low)


def by_splink(reports: Sequence[Report]) -> dict[float, list[str]]:
    """The cluster of every report, in their order, by threshold."""
    import splink.comparison_library as cl  # noqa: PLC0415 - an extra of this check alone
    from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415
    from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415

    table = pd.DataFrame([row_of(n, report) for n, report in enumerate(reports)])
    rules = [block_on("day", "admin1"), block_on("place"), block_on("origin")]
    sure = [block_on("origin"), block_on("day", "place", "kind")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.ExactMatch("kind"),
            cl.DistanceInKMAtThresholds("lat", "lon", [3, 10, 25]),
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day"], thresholds=[1, 3]
            ),
            cl.ExactMatch("killed"),
            cl.ExactMatch("injured"),
            cl.ExactMatch("who"),
            cl.ArrayIntersectAtSizes("words", [6, 4, 2, 1]),
            cl.ExactMatch("origin"),
        ],
        blocking_rules_to_generate_predictions=rules,
    )
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(sure, recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in rules[:2]:
        training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict()
    found = {}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold)
        frame = clusters.as_pandas_dataframe()
        found[threshold] = frame.set_index("unique_id")["cluster_id"].sort_index().map(str).tolist()
    return found


Judge = Callable[[Sequence[str]], tuple[float, float, float]]


def simulated(happenings: int, days: int, seed: int) -> tuple[list[Report], Judge]:
    """Reports of a simulated press, and B-cubed precision, recall and F1 of their labels."""
    sys.path.insert(0, str(ROOT / "tests" / "link"))
    from newsroom import bcubed, simulate  # noqa: PLC0415 - beside the tests

    reports, truth = simulate(happenings, seed, days=days)
    true = [truth[report.doc_id] for report in reports]
    return reports, lambda found: bcubed(list(zip(true, found, strict=True)))


def monitored(folder: Path) -> tuple[list[Report], Judge]:
    """Reports of the monitored pages, and B-cubed over the events that match an incident."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder} holds no scorer")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    paths = folder / "articles.jsonl", folder / "incidents.jsonl"
    pages, incidents = ([json.loads(x) for x in p.open(encoding="utf-8")] for p in paths)
    by_id = {incident["incident"]: incident for incident in incidents}
    articles = list(pipeline.articles_of([str(paths[0])], pipeline.CollectOptions(), []))
    read = pipeline.read_articles(articles, 1)
    readings = [reading for reading in read if isinstance(reading, Reading)]
    reports = reports_of(articles, readings, find_origins(list(sign(articles))))
    reports = [report for report in reports if is_linked(report)]

    def judge(found: Sequence[str]) -> tuple[float, float, float]:
        events: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for report, label in zip(reports, found, strict=True):
            events[report.doc_id].append({**report.event.to_json(), "incident_id": label})
        predicted = {doc_id: {"events": some} for doc_id, some in events.items()}
        p, r, f = scorer.bcubed(scorer.tally(pages, by_id, predicted)[1])
        return p, r, f

    return reports, judge


def told(name: str, scores: tuple[float, float, float], seconds: float) -> None:
    """Print one line of B-cubed scores and processor time."""
    print("{:24} P {:.3f}  R {:.3f}  F1 {:.3f}".format(name, *scores), f" {seconds:.1f} s")


def main() -> None:
    """Link twice and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--happenings", type=int, default=1500)
    parser.add_argument("--days", type=int, default=180)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--monitored", action="store_true")
    options = parser.parse_args()
    if options.monitored:
        reports, judge = monitored(ROOT.parent / "shared" / "bench" / "incidents")
    else:
        reports, judge = simulated(options.happenings, options.days, options.seed)
    start = time.process_time()
    linked = link(reports).incident_of
    ours = [linked[report.doc_id, report.event.event_id] for report in reports]
    seconds = time.process_time() - start
    told("ours", judge(ours), seconds)
    start = time.process_time()
    theirs = by_splink(reports)
    seconds = time.process_time() - start
    for threshold, found in theirs.items():
        told(f"splink, threshold {threshold}", judge(found), seconds)


if __name__ == "__main__":
    main()
