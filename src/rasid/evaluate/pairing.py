"""Which predicted record stands for which gold record, and on what the two agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rasid import knowledge_base
from rasid.evaluate.names import admin1_key, fold, same_actor
from rasid.evaluate.spans import Quotes

Record = dict[str, Any]
Agreement = dict[str, bool]
Judge = Callable[[Record, Record], tuple[float, Agreement]]

# What an agreement adds to a pair's score; the overlap of the evidence adds 0 to 1.
_EVENT_TYPE, _SUBTYPE, _NAME, _DETAIL = 2.0, 1.0, 1.0, 0.5
_CLAIM_OVERLAP, _INDICATOR_OVERLAP = 0.5, 1 / 3
_NO_PAIR: tuple[float, Agreement] = (0.0, {})


def event_class(code: str | None) -> str | None:
    """The event type (battles, explosions …) of a sub-event type code; None for no known code."""
    known = knowledge_base.load().event_types.get(code or "")
    return known.event_class.value if known else None


def toll(event: Record, field: str) -> tuple[int | None, int | None] | None:
    """Low and high of a toll; an empty range and "0 or more" say nothing."""
    value = event.get(field)
    if not value or (not value.get("low") and value.get("high") is None):
        return None
    return value.get("low"), value.get("high")


def _same_place(gold: Record, predicted: Record) -> bool:
    unit = admin1_key(gold.get("admin1"))
    if unit:
        return unit == admin1_key(predicted.get("admin1"))
    return not gold or (gold.get("country") or None) == (predicted.get("country") or None)


def _same_name(gold: Record, predicted: Record) -> bool:
    one, other = fold(gold.get("text")), fold(predicted.get("text"))
    return bool(one and other) and (one in other or other in one)


def judge_events(quotes: Quotes) -> Judge:
    """How well a predicted event stands for a gold one, by the rules of the gold's scorer."""

    def judge(gold: Record, predicted: Record) -> tuple[float, Agreement]:
        gold_place, place = gold.get("place") or {}, predicted.get("place") or {}
        gold_date, date = gold.get("date") or {}, predicted.get("date") or {}
        same_day = gold_date.get("start") == date.get("start")
        agree = {
            "event": event_class(gold["type"]) == event_class(predicted.get("type")),
            "subtype": gold["type"] == predicted.get("type"),
            "where": _same_place(gold_place, place),
            "when": gold_date.get("precision") != "day" or not gold_date.get("start") or same_day,
            "toll": all(toll(gold, f) == toll(predicted, f) for f in ("killed", "injured")),
            "who": all(
                same_actor(gold.get(side) or (), predicted.get(side) or ())
                for side in ("initiators", "targets")
            ),
        }
        overlap = quotes.overlap(gold["evidence"], predicted.get("evidence"))
        same_name = _same_name(gold_place, place)
        dated = bool(gold_date.get("start")) and same_day
        known_unit = admin1_key(gold_place.get("admin1")) is not None and agree["where"]
        if not overlap and not (agree["event"] and (same_name or known_unit) and dated):
            return _NO_PAIR
        details = sum(agree[name] for name in ("where", "when", "toll"))
        return (
            overlap
            + _EVENT_TYPE * agree["event"]
            + _SUBTYPE * agree["subtype"]
            + _NAME * same_name
            + _DETAIL * details
        ), agree

    return judge


def judge_figures(quotes: Quotes) -> Judge:
    """Figures agree in low, high and unit where their quotes overlap."""

    def judge(gold: Record, predicted: Record) -> tuple[float, Agreement]:
        overlap = quotes.overlap(gold["quote"], predicted.get("quote"))
        right = all(gold.get(name) == predicted.get(name) for name in ("low", "high", "unit"))
        return (overlap + right, {"figure": right}) if overlap else _NO_PAIR

    return judge


def judge_claims(quotes: Quotes) -> Judge:
    """Claims agree where quotes overlap by half and the speakers' spans overlap."""

    def judge(gold: Record, predicted: Record) -> tuple[float, Agreement]:
        overlap = quotes.overlap(gold["quote"], predicted.get("quote"))
        speaker = quotes.overlap(gold["speaker"], predicted.get("speaker"))
        return (overlap, {"claim": speaker > 0}) if overlap >= _CLAIM_OVERLAP else _NO_PAIR

    return judge


def judge_indicators(quotes: Quotes) -> Judge:
    """Indicators agree in kind and direction where quotes overlap by a third."""

    def judge(gold: Record, predicted: Record) -> tuple[float, Agreement]:
        overlap = quotes.overlap(gold["quote"], predicted.get("quote"))
        right = all(gold.get(name) == predicted.get(name) for name in ("kind", "direction"))
        if overlap < _INDICATOR_OVERLAP:
            return _NO_PAIR
        return overlap + right, {"indicator": right}

    return judge


def pair(
    gold: Sequence[Record], predicted: Sequence[Record], judge: Judge
) -> list[tuple[int, int, Agreement]]:
    """Pairs one to one, best first: index in gold, index in predicted, what they agree on."""
    judged = [(judge(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)]
    judged.sort(key=lambda item: -item[0][0])
    pairs: list[tuple[int, int, Agreement]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for (value, agree), i, j in judged:
        if value > 0 and i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j, agree))
    return pairs
