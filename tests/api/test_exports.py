"""Exports are sent while they are made, and hold the data set that was asked for."""

from __future__ import annotations

import csv
import gc
import threading
from typing import BinaryIO

import pytest
from fastapi.testclient import TestClient

from rasid.pipeline.streaming import written
from rasid.store import Store

from ..store.test_imported import row  # noqa: TID252 - tests have no root package
from .conftest import MakeClient


def _datasets(text: str) -> list[str]:
    return [line["dataset"] for line in csv.DictReader(text.splitlines())]


def test_an_imported_table_is_exported_alone_and_with_ours(
    client: TestClient, store: Store
) -> None:
    store.imports.save("t", "own", "t.csv", "0" * 64, [row(n) for n in range(5)])
    path = "/api/v1/exports/csv?public=false"
    ours = _datasets(client.get(path).text)
    assert set(ours) == {"rasid"}
    assert _datasets(client.get(f"{path}&data=rasid").text) == ours
    assert _datasets(client.get(f"{path}&data=t").text) == ["t"] * 5
    assert _datasets(client.get(f"{path}&data=all").text) == [*ours, *["t"] * 5]
    assert _datasets(client.get(f"{path}&data=all&country=IQ&date_to=1999-01-01").text) == []
    unknown = client.get(f"{path}&data=nothing")
    assert unknown.status_code == 404
    assert "t" in unknown.json()["error"]["hint"]


def test_visitors_get_no_table_of_others(desk: MakeClient, store: Store) -> None:
    store.imports.save("t", "own", "t.csv", "0" * 64, [row(1)])
    visitor = desk(accounts=True, public=True)
    assert visitor.get("/api/v1/exports/csv").status_code == 200
    for data in ("t", "all"):
        assert visitor.get(f"/api/v1/exports/csv?data={data}").status_code == 403


def test_blocks_come_before_the_writer_is_done() -> None:
    go = threading.Event()

    def write(out: BinaryIO) -> None:
        out.write(b"a" * 200_000)
        assert go.wait(120)
        out.write(b"b" * 10)

    blocks = written(write)
    got = next(blocks)
    assert got
    go.set()
    assert got + b"".join(blocks) == b"a" * 200_000 + b"b" * 10


def test_what_the_writer_raises_is_raised() -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"a")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        list(written(write))


def test_a_writer_stops_when_nobody_reads_any_more() -> None:
    blocks_written = 0

    def write(out: BinaryIO) -> None:
        nonlocal blocks_written
        while True:
            out.write(b"x" * 100_000)
            blocks_written += 1

    blocks = written(write)
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]  # a generator
    gc.collect()
    for thread in threading.enumerate():
        if thread.name == "export":
            thread.join(120)
    assert not any(thread.name == "export" for thread in threading.enumerate())
    assert blocks_written < 100
