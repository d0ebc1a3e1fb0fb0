"""HEAD at every route that GET has: the answer's head, and no body made in vain."""

from __future__ import annotations

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _SentError(OSError):
    """All that HEAD asks for was sent: to the application it is as if the asker had left."""


class Heads:
    """The outermost layer: what stands behind it sees GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer HEAD; pass all else on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def head_alone(message: Message) -> None:
            if message["type"] == "http.response.body":
                await send({"type": "http.response.body", "body": b""})
                raise _SentError
            await send(message)

        try:
            await self._app({**scope, "method": "GET"}, receive, head_alone)
        except (_SentError, ClientDisconnect):
            return
