"""What stands before every request: known host, size, rate, access; and every answer's headers."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rasid.api.access import Gate
from rasid.api.errors import RefusedError, answer, failure
from rasid.api.limits import Limiter, asker
from rasid.api.paging import API
from rasid.api.settings import DeskSettings

# The map library makes its worker from a file of ours; styles are set by scripts on elements.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=()"),
]
_LONGEST_HEADERS = 16_000
_LONGEST_ADDRESS = 8_000
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?", re.ASCII)
# What a form adds around an uploaded file.
_FORM_BYTES = 100_000


class Shield:
    """The outermost layer; what it lets through carries `scope["state"]["visitor"]`."""

    def __init__(
        self, app: ASGIApp, gate: Gate, settings: DeskSettings, clock: Callable[[], float]
    ) -> None:
        self._app = app
        self._gate = gate
        self._settings = settings
        self._requests = Limiter(settings.requests_per_minute, clock)
        self._logins = Limiter(settings.logins_per_minute, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on; either way with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def dressed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = [*message["headers"], *_HEADERS]
                if all(name != b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"no-store"))
                message = {**message, "headers": headers}
            await send(message)

        request = Request(scope, receive)
        try:
            await self._check(request)
            await self._app(scope, self._bounded(request, receive), dressed)
        except RefusedError as error:
            if begun:
                raise
            refusal = answer(request, error.http_status, error.message, hint=error.hint)
            await refusal(scope, receive, dressed)
        except Exception as error:
            if begun:
                raise
            await failure(request, error)(scope, receive, dressed)

    async def _check(self, request: Request) -> None:
        scope = request.scope
        if b"\0" in scope["path"].encode() or b"%00" in scope["query_string"]:
            raise RefusedError(400, "the address holds a NUL")
        if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
            raise RefusedError(400, "the address is too long")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > _LONGEST_HEADERS:
            raise RefusedError(431)
        self._check_host(request)
        # Never the address that the framework puts together: the Host header is a part of it.
        path = scope["path"]
        if self._settings.accounts:
            self._check_rate(request, path)
        if path.startswith(f"{API}/"):
            visitor = await self._gate.admit(request, path.removeprefix(API))
            scope.setdefault("state", {})["visitor"] = visitor

    def _check_host(self, request: Request) -> None:
        told = request.headers.getlist("host")
        host = host_name(told[0]) if len(told) == 1 else None
        if self._settings.hosts and host not in self._settings.hosts:
            raise RefusedError(421, subject=host or "", hint="name the host when starting the desk")

    def _check_rate(self, request: Request, path: str) -> None:
        login = request.method == "POST" and path == f"{API}/session"
        if login:
            allowed = self._logins.allows(asker(request.client.host if request.client else ""))
        else:
            allowed = self._requests.allows(self._gate.counted_as(request))
        if not allowed:
            raise RefusedError(429)

    def _bounded(self, request: Request, receive: Receive) -> Receive:
        """The request's body, refused (413) once it is longer than this route takes."""
        upload = request.scope["path"] == f"{API}/documents"
        settings = self._settings
        most = settings.max_upload_bytes + _FORM_BYTES if upload else settings.max_body_bytes
        told = request.headers.get("content-length", "0")
        if told.isdecimal() and int(told) > most:
            raise RefusedError(413, hint=f"{most} bytes at most")
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                # Of this kind, so that whoever parses the body lets it through.
                raise HTTPException(413, f"{most} bytes at most")
            return message

        return counted


def host_name(header: str) -> str | None:
    """The name in a Host header, without its port; None where it is none.

    An IPv6 address keeps its brackets.
    """
    told = _HOST.fullmatch(header)
    return told[1].lower() if told else None
