"""Measures a running desk from a second process: cached lists, filtered pages, the map's points.

    python quality/load_api.py fill STORE 100000      invented incidents
    rasid --store STORE serve --port 8352 --workers 2
    python quality/load_api.py ask http://127.0.0.1:8352 --readers 50 --seconds 10

Loopback only, bounded in time. Figures are printed as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import ipaddress
import itertools
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httptools

CACHED = "/api/v1/incidents?limit=100"
_MOST_SECONDS = 60
_UNITS = ("Nineveh", "Diyala", "Al Anbar", "Kirkuk", "Deir ez-Zor", "Aleppo", "Idlib", "Homs")
_CLASSES = ("battles", "explosions", "violence_against_civilians", "strategic")
_ACTORS = ("Islamic State", "Iraqi Army", "Civilians", "Nobody at all")
_GRADES = ("confirmed", "fair", "weak")


def filtered_pages(seed: int) -> Iterator[str]:
    """Addresses of pages under filters as analysts combine them, hardly one twice."""
    luck = random.Random(seed)  # noqa: S311 - which pages are asked is no secret
    while True:
        year = luck.randint(2016, 2025)
        query: dict[str, str | int] = {
            "date_from": f"{year}-{luck.randint(1, 12):02}-{luck.randint(1, 28):02}",
            "limit": 100,
        }
        if luck.random() < 0.7:  # noqa: PLR2004 - shares of filters, made up
            query["date_to"] = f"{year + 1}-{luck.randint(1, 12):02}-01"
        for name, values, share in (
            ("admin1", _UNITS, 0.4), ("class", _CLASSES, 0.4), ("actor", _ACTORS, 0.3),
            ("grade", _GRADES, 0.3), ("min_sources", ("2", "3"), 0.2),
            ("country", ("IQ", "SY"), 0.3),
        ):  # fmt: skip
            if luck.random() < share:
                query[name] = luck.choice(values)
        yield f"/api/v1/incidents?{urlencode(query)}"


class Reader(asyncio.Protocol):
    """One connection that asks one address after another and times the answers."""

    def __init__(self, host: str, addresses: Iterator[str], until: float, headers: str) -> None:
        self._host, self._addresses, self._until, self._headers = host, addresses, until, headers
        self.seconds: list[float] = []
        self.statuses: dict[int, int] = {}
        self.bytes = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the first address."""
        self._transport = transport
        self._ask()

    def _ask(self) -> None:
        self._began = time.perf_counter()
        if self._began >= self._until:
            self._transport.close()
            return
        self._parser = httptools.HttpResponseParser(self)
        request = (
            f"GET {next(self._addresses)} HTTP/1.1\r\nHost: {self._host}\r\n{self._headers}\r\n"
        )
        self._transport.write(request.encode())  # type: ignore[attr-defined]  # a transport of TCP

    def data_received(self, data: bytes) -> None:
        """Read on."""
        self.bytes += len(data)
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        """Note how long it took, and ask the next."""
        self.seconds.append(time.perf_counter() - self._began)
        status = self._parser.get_status_code()
        self.statuses[status] = self.statuses.get(status, 0) + 1
        asyncio.get_running_loop().call_soon(self._ask)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002 asyncio's
        """Nothing more comes."""
        if not self.done.done():
            self.done.set_result(None)


async def ask(
    root: str, readers: int, seconds: float, addresses: Callable[[int], Iterator[str]],
    headers: str = "Accept-Encoding: gzip\r\n",
) -> dict[str, object]:  # fmt: skip
    """Let readers ask at once for some seconds; rate, percentiles (ms), statuses."""
    parts = urlsplit(root)
    loop = asyncio.get_running_loop()
    until = time.perf_counter() + seconds
    made = [
        await loop.create_connection(
            lambda n=n: Reader(parts.netloc, addresses(n), until, headers),  # type: ignore[misc]  # bound now
            parts.hostname,
            parts.port,
        )
        for n in range(readers)
    ]
    began = time.perf_counter()
    await asyncio.gather(*(reader.done for _, reader in made))
    took = time.perf_counter() - began
    times = sorted(itertools.chain.from_iterable(reader.seconds for _, reader in made))
    statuses: dict[int, int] = {}
    for _, reader in made:
        for status, count in reader.statuses.items():
            statuses[status] = statuses.get(status, 0) + count

    def percentile(share: float) -> float:
        return round(1000 * times[min(int(share * len(times)), len(times) - 1)], 1)

    return {
        "requests": len(times),
        "per_second": round(len(times) / took),
        "ms": {"p50": percentile(0.5), "p95": percentile(0.95), "p99": percentile(0.99)},
        "statuses": statuses,
        "megabytes": round(sum(reader.bytes for _, reader in made) / 1e6, 1),
    }


async def measure(root: str, readers: int, seconds: float) -> dict[str, object]:
    """All figures, one load after the other."""
    etag = "".join(await _etag(root))
    known = f"Accept-Encoding: gzip\r\nIf-None-Match: {etag}\r\n"
    return {
        "cached list": await ask(root, readers, seconds, lambda _: itertools.repeat(CACHED)),
        "cached list, not modified": await ask(
            root, readers, seconds, lambda _: itertools.repeat(CACHED), known
        ),
        "filtered page": await ask(root, readers, seconds, filtered_pages),
        "points of the map": await _size(root, "/api/v1/incidents/points"),
    }


async def _fetch(root: str, path: str) -> tuple[dict[str, str], bytes]:
    parts = urlsplit(root)
    stream, out = await asyncio.open_connection(parts.hostname, parts.port)
    asked = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n"
    out.write(f"{asked}Connection: close\r\n\r\n".encode())
    head, _, body = (await stream.read()).partition(b"\r\n\r\n")
    out.close()
    lines = (line.partition(": ") for line in head.decode().splitlines()[1:])
    return {name.lower(): value for name, _, value in lines}, body


async def _etag(root: str) -> str:
    headers, _ = await _fetch(root, CACHED)
    return headers["etag"]


async def _size(root: str, path: str) -> dict[str, object]:
    began = time.perf_counter()
    headers, body = await _fetch(root, path)
    took = time.perf_counter() - began
    whole = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
    return {
        "incidents": len(json.loads(whole)["id"]),
        "kilobytes": round(len(body) / 1000),
        "ms": round(1000 * took),
    }


def main() -> None:
    """Fill a store, or ask a desk."""
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    filling = verbs.add_parser("fill")
    filling.add_argument("store")
    filling.add_argument("count", type=int)
    asking = verbs.add_parser("ask")
    asking.add_argument("root")
    asking.add_argument("--readers", type=int, default=50)
    asking.add_argument("--seconds", type=float, default=10)
    given = parser.parse_args()
    if given.verb == "fill":
        sys.path.insert(0, str(Path(__file__).parent))
        from many_incidents import fill  # noqa: PLC0415 - needs the product, asking does not

        from rasid.store import open_store  # noqa: PLC0415

        with open_store(given.store) as store:
            fill(store, given.count)
        return
    host = urlsplit(given.root).hostname or ""
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        parser.error("only a desk on this machine is put under load")
    seconds = min(given.seconds, _MOST_SECONDS)
    print(json.dumps(asyncio.run(measure(given.root, given.readers, seconds)), indent=1))


if __name__ == "__main__":
    main()
