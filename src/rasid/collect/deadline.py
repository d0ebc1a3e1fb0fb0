"""Ends a fetch after so many seconds in all, however slowly its server sends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

_OPENED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


class Connections:
    """The sockets that a client opened, learnt from the events that its requests tell."""

    def __init__(self) -> None:
        self._open: WeakSet[socket.socket] = WeakSet()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Takes the events of httpcore; given to each request as its extension "trace"."""
        if event in _OPENED:
            self._open.add(info["return_value"].get_extra_info("socket"))

    def shut(self) -> None:
        """Shut all of them: a read that waits for one of them ends at once."""
        for one in list(self._open):
            with suppress(OSError):  # closed already
                # Not the method of a TLS socket, which would take its state from the reader.
                socket.socket.shutdown(one, socket.SHUT_RDWR)


class Deadline:
    """A context that shuts the connections when its seconds are over; `passed` says so.

    The time-outs of a client count from byte to byte, so that a server which sends one byte a
    second could hold it for hours.
    """

    def __init__(self, seconds: float, connections: Connections) -> None:
        self._passed = threading.Event()
        self._connections = connections
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return self._passed.is_set()

    def _end(self) -> None:
        self._passed.set()
        self._connections.shut()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
