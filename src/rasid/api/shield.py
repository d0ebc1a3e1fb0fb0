"""What stands before every request: known host, rate, access; and the headers of every answer."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rasid.api.access import Gate
from rasid.api.errors import RefusedError, body
from rasid.api.limits import Limiter
from rasid.api.settings import DeskSettings

API = "/api/v1"
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


class Shield:
    """The outermost layer; what it lets through carries `scope["state"]["visitor"]`."""

    def __init__(self, app: ASGIApp, gate: Gate, settings: DeskSettings) -> None:
        self._app = app
        self._gate = gate
        self._settings = settings
        self._requests = Limiter(settings.requests_per_minute)
        self._logins = Limiter(settings.logins_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on; either way with our headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        request = Request(scope, receive)
        try:
            self._check(request)
        except RefusedError as error:
            answer = body(request, error.http_status, error.message, hint=error.hint)
            refusal = JSONResponse(answer, status_code=error.http_status)
            await refusal(scope, receive, dressed)
            return
        await self._app(scope, receive, dressed)

    def _check(self, request: Request) -> None:
        host = _host_name(request.headers.get("host", ""))
        if self._settings.hosts and host not in self._settings.hosts:
            raise RefusedError(421, subject=host, hint="name the host when starting the desk")
        path = request.url.path
        if self._settings.accounts:
            address = request.client.host if request.client else ""
            login = request.method == "POST" and path == f"{API}/session"
            if not (self._logins if login else self._requests).allows(address):
                raise RefusedError(429)
        if path.startswith(f"{API}/"):
            visitor = self._gate.admit(request, path.removeprefix(API))
            request.scope.setdefault("state", {})["visitor"] = visitor


def _host_name(header: str) -> str:
    """The name in a Host header, without its port; an IPv6 address keeps its brackets."""
    if header.startswith("["):
        return header.split("]", maxsplit=1)[0] + "]"
    return header.split(":", maxsplit=1)[0]
