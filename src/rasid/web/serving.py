"""Runs the desk in one process or several that share a listening socket."""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import signal
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Any, ClassVar, cast

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from rasid import pipeline
from rasid.api import DeskSettings
from rasid.api.context import WHOLE, public_copy
from rasid.api.limits import asker
from rasid.errors import RasidError
from rasid.store import Store, open_store
from rasid.web.desk import create_desk

log = logging.getLogger("rasid.web")

# A request's line and headers must be whole within these: nobody holds a connection for nothing.
HEAD_SECONDS = 20.0
HEAD_BYTES = 64_000
# A body may take longer: an upload of the largest size at 1 Mbit/s.
BODY_SECONDS = 100.0
# An answer of which nothing is taken for so long is given up: it holds a view of the store.
TAKING_SECONDS = 60.0
_CONNECTIONS = 500
# Of these one address may hold so many, unless it is a proxy's.
MOST_OF_ONE_ADDRESS = 100
# A thread that works on something long gives way to quick answers this often.
_SWITCH_SECONDS = 0.001
_IDLE_SECONDS = 15
# So many processes may die within so long.
_MOST_DEATHS, _SOON_SECONDS = 5, 60.0
_TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n\r\n"
_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n"


class BoundedProtocol(HttpToolsProtocol):
    """HTTP whose request heads are bounded in bytes and seconds, bodies and taking in seconds."""

    # Connections by address, of this process; those of proxies are not counted.
    held: ClassVar[Counter[str]] = Counter()
    proxies: ClassVar[frozenset[str]] = frozenset(DeskSettings().proxies)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._head_bytes = 0
        self._chunk = 0
        self._late: asyncio.TimerHandle | None = None
        self._untaken: asyncio.TimerHandle | None = None
        self._counted = ""
        self._in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Begin to wait for the first request."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        if address and address not in self.proxies:
            self._counted = asker(address)
            self.held[self._counted] += 1
            if self.held[self._counted] > MOST_OF_ONE_ADDRESS:
                transport.close()
                return
        self._wait()

    def pause_writing(self) -> None:
        """The asker takes nothing just now."""
        super().pause_writing()
        self._untaken = self.loop.call_later(TAKING_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The asker goes on taking."""
        self._stop_untaken()
        super().resume_writing()

    def _stop_untaken(self) -> None:
        if self._untaken is not None:
            self._untaken.cancel()
            self._untaken = None

    def data_received(self, data: bytes) -> None:
        """Count what comes while a head is awaited; a body may come with its end."""
        self._chunk = len(data)
        if self._in_head:
            self._head_bytes += self._chunk
        super().data_received(data)
        if self._in_head and self._head_bytes > HEAD_BYTES:
            self._refuse(_TOO_LONG)

    def on_message_begin(self) -> None:
        """A request begins, in the bytes that came last."""
        super().on_message_begin()
        self._wait()
        self._head_bytes = self._chunk

    def on_headers_complete(self) -> None:
        """The head is whole; what follows is the body, whose bytes the application bounds."""
        self._in_head = False
        self._wait_for(BODY_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole: how long its answer takes is not the asker's doing."""
        self._stop_waiting()
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        self._stop_waiting()
        self._stop_untaken()
        if self._counted:
            self.held[self._counted] -= 1
            if not self.held[self._counted]:
                del self.held[self._counted]
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._in_head = True
        self._head_bytes = 0
        self._wait_for(HEAD_SECONDS)

    def _wait_for(self, seconds: float) -> None:
        self._stop_waiting()
        self._late = self.loop.call_later(seconds, self._refuse, _TOO_SLOW)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _refuse(self, answer: bytes) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()


def serve(where: str, settings: DeskSettings, listening: socket.socket, workers: int = 1) -> None:
    """Serve the store at `where` until told to stop (SIGINT, SIGTERM)."""
    if workers == 1:
        _one(where, settings, listening)
        return
    crew = _Crew(where, settings, listening)
    signal.signal(signal.SIGTERM, crew.stop)
    signal.signal(signal.SIGINT, crew.stop)
    crew.work(workers)


class _Crew:
    """The processes of a server: one that dies is replaced, unless they die one after another."""

    def __init__(self, where: str, settings: DeskSettings, listening: socket.socket) -> None:
        self._given = where, settings, listening
        # Fresh processes: a store's connections must not be shared by a fork.
        self._spawning = multiprocessing.get_context("spawn")
        self._members: dict[int, SpawnProcess] = {}
        self._stopping = False

    def work(self, many: int) -> None:
        """Serve with so many processes until told to stop; raises RasidError where they die."""
        deaths: list[float] = []
        for _ in range(many):
            self._start()
        while self._members:
            for gone in wait(list(self._members)):
                member = self._members.pop(cast("int", gone))  # a sentinel
                if self._stopping:
                    continue
                log.error("a process of the server died (exit code %s)", member.exitcode)
                now = time.monotonic()
                deaths = [*(then for then in deaths if now - then < _SOON_SECONDS), now]
                if len(deaths) > _MOST_DEATHS:
                    self.stop()
                    raise RasidError("the server's processes die one after another")
                self._start()

    def _start(self) -> None:
        member = self._spawning.Process(target=_one, args=self._given, daemon=True)
        member.start()
        self._members[member.sentinel] = member
        if self._stopping:  # told meanwhile
            member.terminate()

    def stop(self, *_: object) -> None:
        """Tell all to end."""
        self._stopping = True
        for member in self._members.values():
            member.terminate()


def _one(where: str, settings: DeskSettings, listening: socket.socket) -> None:
    sys.setswitchinterval(_SWITCH_SECONDS)
    BoundedProtocol.proxies = frozenset(settings.proxies)
    with open_store(where) as store, _warming(store, settings):
        config = uvicorn.Config(
            create_desk(store, settings),
            http=BoundedProtocol,
            ws="none",
            forwarded_allow_ips=list(settings.proxies),
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=5,
            limit_concurrency=_CONNECTIONS,
        )
        uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _warming(store: Store, settings: DeskSettings) -> Iterator[None]:
    """Lists are made ready in the background, so that the first to ask need not wait."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_warm, args=(store, settings, stop), name="warming", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _warm(store: Store, settings: DeskSettings, stop: threading.Event) -> None:
    try:
        pipeline.vocabulary()
        pipeline.unit_centres()
        pipeline.follow_store(store)
        # What stays for good is not looked through again: a collection of it all would make
        # everyone wait for half a second.
        gc.collect()
        gc.freeze()
        for copy in (WHOLE, public_copy(settings, store)) if settings.public else (WHOLE,):
            pipeline.make_rows_ahead(store, stop, copy)
    except RasidError as error:
        # Whoever asks will be told; the desk serves without.
        log.warning("lists were not made ready: %s", error)
