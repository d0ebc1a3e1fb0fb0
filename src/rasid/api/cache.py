"""Answers kept while the store does not change, with an ETag."""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rasid.api.errors import preferred

# The store is asked for its state this often; an answer is older than it by twice that at most.
_STATE_SECONDS = 0.5
_MOST_BYTES = 64_000_000
_MOST_ANSWERS = 5000
_LARGEST_ANSWER = 4_000_000
# Seconds after which an answer is made anew: some tell of the last days.
_LONGEST_KEPT = 600
_READING = ("GET", "HEAD", "OPTIONS")
# Answers that depend on who asks or that are no list are never kept.
NEVER = (
    "/api/v1/session",
    "/api/v1/review",
    "/api/v1/audit",
    "/api/v1/accounts",
    "/api/v1/exports",
)


_CACHING = (
    (b"cache-control", b"private, no-cache"),
    (b"vary", b"accept-language, cookie"),
)


class _Kept(NamedTuple):
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: bytes


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key == name), b"")


class AnswerCache:
    """Keeps successful answers to GET by path, query, language and masking, up to 64 MB.

    It stands behind the shield, so that a kept answer is given to nobody who may not ask.

    `state` gives something that changes with every commit to the store; answers to another state
    are forgotten, and all some minutes after (`clock`, seconds). Every kept answer carries an
    ETag, and a request that has it is answered 304.
    """

    def __init__(
        self,
        app: ASGIApp,
        state: Callable[[], object],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._app = app
        self._state = state
        self._clock = clock
        self._known: object = None
        self._asked = -math.inf
        self._asking: asyncio.Task[None] | None = None
        self._answers: OrderedDict[tuple[bytes, ...], _Kept] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or let the application answer and keep that."""
        if scope["type"] != "http" or scope["method"] != "GET" or not self._keeps(scope["path"]):
            await self._app(scope, receive, send)
            if scope["type"] == "http" and scope["method"] not in _READING:
                # Whoever wrote through this process sees it at once.
                self._asked = -math.inf
            return
        await self._refresh()
        masked = scope["state"]["visitor"].masked
        key = (
            scope["path"].encode(),
            scope["query_string"],
            preferred(_header(scope, b"accept-language").decode("latin-1")).encode(),
            b"masked" if masked else b"whole",
            b"gzip" if b"gzip" in _header(scope, b"accept-encoding") else b"",
        )
        kept = self._answers.get(key)
        if kept is None:
            await self._ask(key, scope, receive, send)
        else:
            self._answers.move_to_end(key)
            await _give(kept, scope, send)

    @staticmethod
    def _keeps(path: str) -> bool:
        return path.startswith("/api/v1/") and not path.startswith(NEVER)

    async def _refresh(self) -> None:
        """Ask the store for its state, where that was long ago; who comes soon need not wait."""
        now = time.monotonic()
        age = now - self._asked
        if age < _STATE_SECONDS:
            return
        self._asked = now
        if age > 2 * _STATE_SECONDS:
            await self._take_state()
        elif self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._take_state())

    async def _take_state(self) -> None:
        told = await asyncio.get_running_loop().run_in_executor(None, self._state)
        # What is new this week is not so for good, though nothing is written.
        state = (told, self._clock() // _LONGEST_KEPT)
        if state != self._known:
            self._known = state
            self._answers.clear()
            self._bytes = 0

    async def _ask(
        self, key: tuple[bytes, ...], scope: Scope, receive: Receive, send: Send
    ) -> None:
        state = self._known
        head: Message | None = None
        body = bytearray()
        passing = False

        async def keep(message: Message) -> None:
            nonlocal head, passing
            if passing:
                await send(message)
            elif message["type"] == "http.response.start":
                head = message
                if message["status"] != 200:  # noqa: PLR2004 HTTP OK
                    passing = True
                    await send(message)
            else:
                body.extend(message.get("body", b""))
                if message.get("more_body"):
                    if len(body) > _LARGEST_ANSWER and head is not None:
                        passing = True
                        await send(head)
                        await send({**message, "body": bytes(body)})
                    return
                assert head is not None  # noqa: S101 ASGI sends the head first
                kept = _kept(head, bytes(body))
                if state == self._known and len(body) <= _LARGEST_ANSWER:
                    self._store(key, kept)
                await _give(kept, scope, send)

        await self._app(scope, receive, keep)

    def _store(self, key: tuple[bytes, ...], kept: _Kept) -> None:
        before = self._answers.pop(key, None)
        self._bytes += len(kept.body) - (len(before.body) if before else 0)
        self._answers[key] = kept
        while self._bytes > _MOST_BYTES or len(self._answers) > _MOST_ANSWERS:
            _, oldest = self._answers.popitem(last=False)
            self._bytes -= len(oldest.body)


def _kept(head: Message, body: bytes) -> _Kept:
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'.encode()
    headers = [*head["headers"], (b"etag", etag), *_CACHING]
    return _Kept(head["status"], headers, body, etag)


async def _give(kept: _Kept, scope: Scope, send: Send) -> None:
    if kept.etag in _header(scope, b"if-none-match"):
        headers = [h for h in kept.headers if h[0] not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": kept.status, "headers": kept.headers})
    await send({"type": "http.response.body", "body": kept.body})
