"""Who asks, and what each role may do: one table, checked on every request."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import IntEnum

from fastapi import Request

from rasid.api.errors import RefusedError
from rasid.api.settings import DeskSettings
from rasid.store import Store
from rasid.store.accounts import session

COOKIE = "rasid_session"
CSRF_HEADER = "x-rasid-csrf"
_SAFE = ("GET", "HEAD", "OPTIONS")


class Role(IntEnum):
    """What someone may do; each role may do what those before it may."""

    NOBODY = 0
    PUBLIC = 1
    READER = 2
    ANALYST = 3
    ADMIN = 4


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a name, a role, and whether they see the masked view."""

    name: str
    role: Role

    @property
    def masked(self) -> bool:
        """True for visitors without an account."""
        return self.role <= Role.PUBLIC


# The least role for a route, by the start of its path under /api/v1; the longest that fits counts.
# Writing needs the second role.
ROUTES: dict[str, tuple[Role, Role]] = {
    "/session": (Role.NOBODY, Role.NOBODY),
    "/incidents": (Role.PUBLIC, Role.ADMIN),
    "/deleted": (Role.PUBLIC, Role.ADMIN),
    "/summary": (Role.PUBLIC, Role.ADMIN),
    "/vocabulary": (Role.PUBLIC, Role.ADMIN),
    "/places": (Role.PUBLIC, Role.ADMIN),
    "/assessments": (Role.PUBLIC, Role.ADMIN),
    "/exports": (Role.PUBLIC, Role.ADMIN),
    "/documents": (Role.READER, Role.ANALYST),
    "/events": (Role.READER, Role.ADMIN),
    "/claims": (Role.READER, Role.ADMIN),
    "/figures": (Role.READER, Role.ADMIN),
    "/indicators": (Role.READER, Role.ADMIN),
    "/search": (Role.READER, Role.ADMIN),
    "/review": (Role.ANALYST, Role.ANALYST),
    "/audit": (Role.ANALYST, Role.ADMIN),
    "/accounts": (Role.ADMIN, Role.ADMIN),
}


def needed(path: str, method: str) -> Role:
    """The least role for a request; what the table does not name is for administrators."""
    fitting = [
        prefix
        for prefix in ROUTES
        if path == prefix or path.startswith((f"{prefix}/", f"{prefix}."))
    ]
    if not fitting:
        return Role.ADMIN
    reading, writing = ROUTES[max(fitting, key=len)]
    return reading if method in _SAFE else writing


class Gate:
    """Tells who asks, and refuses what their role does not allow."""

    def __init__(self, store: Store, settings: DeskSettings) -> None:
        self._store = store
        self._settings = settings
        self._secret = secrets.token_bytes(32)

    def visitor(self, request: Request) -> Visitor:
        """Who asks, by the session cookie; in single-user mode the one user."""
        if not self._settings.accounts:
            return Visitor("desk", Role.ADMIN)
        token = request.cookies.get(COOKIE)
        account = session(self._store.database, token) if token else None
        if account:
            return Visitor(account.name, Role[account.role.upper()])
        return Visitor("", Role.PUBLIC if self._settings.public else Role.NOBODY)

    def csrf_token(self, request: Request) -> str:
        """What a page of ours sends with every write; one of another origin cannot read it."""
        token = request.cookies.get(COOKIE, "single-user")
        return hmac.new(self._secret, token.encode(), hashlib.sha256).hexdigest()

    def admit(self, request: Request, path: str) -> Visitor:
        """The visitor, if the request may be answered; raises RefusedError (401, 403)."""
        visitor = self.visitor(request)
        role = needed(path, request.method)
        if visitor.role < role:
            raise RefusedError(401 if visitor.role <= Role.PUBLIC else 403)
        if request.method not in _SAFE:
            sent = request.headers.get(CSRF_HEADER, "")
            if not hmac.compare_digest(sent.encode(), self.csrf_token(request).encode()):
                raise RefusedError(
                    403, "the request lacks the desk's token", hint="read it from /api/v1/session"
                )
        return visitor
