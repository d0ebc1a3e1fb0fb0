"""An export as blocks of bytes while it is made, so that no server holds a file in memory."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from rasid.pipeline.exporting import keyed, select
from rasid.pipeline.importing import ALL, OWN
from rasid.publish.export import exporter
from rasid.publish.exporters import ExportOptions
from rasid.store import IncidentFilter, Store, listing

_BLOCK = 1 << 16
# Blocks that wait for a slow reader; the exporter waits when there are as many.
_WAITING = 8
_SECONDS = 0.5


class _LeftError(Exception):
    """Whoever asked is gone: the exporter stops."""


class _Pipe(io.RawIOBase):
    """A file that an exporter writes to and that a reader takes blocks from."""

    def __init__(self) -> None:
        self._blocks: queue.Queue[bytes | BaseException | None] = queue.Queue(_WAITING)
        self._left = threading.Event()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        block = bytes(cast("bytes", data))
        self._put(block)
        return len(block)

    def end(self, error: BaseException | None = None) -> None:
        """Nothing more comes, or what went wrong."""
        try:
            self._put(error)
        except _LeftError:
            return

    def _put(self, item: bytes | BaseException | None) -> None:
        while not self._left.is_set():
            try:
                self._blocks.put(item, timeout=_SECONDS)
            except queue.Full:
                continue
            return
        raise _LeftError

    def blocks(self) -> Iterator[bytes]:
        """What was written, in its order; raises what the writer raised."""
        try:
            while True:
                item = self._blocks.get()
                if item is None:
                    return
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            self._left.set()


def written(write: Callable[[BinaryIO], object]) -> Iterator[bytes]:
    """The bytes that `write` writes, in blocks, as they come; raises what it raises.

    A generator that is closed early makes the writer stop.
    """
    pipe = _Pipe()

    def work() -> None:
        try:
            out = io.BufferedWriter(pipe, _BLOCK)
            write(cast("BinaryIO", out))
            out.flush()
        except _LeftError:
            pipe.end()
        except BaseException as error:  # noqa: BLE001 - told to whoever reads
            pipe.end(error)
        else:
            pipe.end()

    threading.Thread(target=work, name="export", daemon=True).start()
    yield from pipe.blocks()


def export_stream(
    store: Store,
    name: str,
    options: ExportOptions,
    wanted: IncidentFilter,
    data: str = OWN,
) -> Iterator[bytes]:
    """An export of `data` ("rasid", an imported table, "all"), masked by its options.

    Raises UsageError or NotFoundError before the first block where it cannot be made.
    """
    chosen, options = exporter(name), keyed(store, options)
    if name == "acled" and data in {OWN, ALL}:
        with store.database.reading() as connection:
            moments = listing.moments(connection, wanted)
            name_of = options.masking.incident_name
            options = replace(options, changed={name_of(k): at for k, at in moments.items()})
    incidents = select(store, wanted, data).incidents
    masked = (options.masking.incident(incident) for incident in incidents)
    blocks = written(lambda out: chosen.write(masked, out, options))
    first = next(blocks, b"")

    def every() -> Iterator[bytes]:
        yield first
        yield from blocks

    return every()
