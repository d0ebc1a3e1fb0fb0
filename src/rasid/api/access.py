"""Who asks, and what each role may do: one table, checked on every request."""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from rasid.api.errors import RefusedError
from rasid.api.limits import Limiter, asker
from rasid.api.settings import DeskSettings
from rasid.store import Store
from rasid.store.accounts import Account, session

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
    "/openapi.json": (Role.NOBODY, Role.ADMIN),
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
}


def row_of(path: str) -> str | None:
    """The row of the table that rules a path under /api/v1; None where there is none."""
    fitting = (
        prefix
        for prefix in ROUTES
        if path == prefix or path.startswith((f"{prefix}/", f"{prefix}."))
    )
    return max(fitting, key=len, default=None)


def needed(path: str, method: str) -> Role:
    """The least role for a request; what the table does not name is for administrators."""
    row = row_of(path)
    if row is None:
        return Role.ADMIN
    reading, writing = ROUTES[row]
    return reading if method in _SAFE else writing


# How long a session is taken to stand without asking the store, and how many are remembered.
# Tokens of no session are not: they would push out those of others.
_SESSION_SECONDS = 2.0
_SESSIONS = 1000


class Gate:
    """Tells who asks, and refuses what their role does not allow."""

    def __init__(
        self, store: Store, settings: DeskSettings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._secret = bytes.fromhex(settings.secret)
        self._sessions: OrderedDict[str, tuple[Account, float]] = OrderedDict()
        hourly = settings.guesses_per_hour
        self._guesses = Limiter(hourly / 60, clock, most=hourly)

    @property
    def guest(self) -> Role:
        """What someone may do who has not logged in."""
        if not self._settings.accounts:
            return Role.ADMIN
        return Role.PUBLIC if self._settings.public else Role.NOBODY

    async def visitor(self, request: Request) -> Visitor:
        """Who asks, by the session cookie; in single-user mode the one user."""
        if not self._settings.accounts:
            return Visitor("desk", self.guest)
        token = request.cookies.get(COOKIE)
        account = await self._account(token) if token else None
        if account:
            return Visitor(account.name, Role[account.role.upper()])
        return Visitor("", self.guest)

    async def _account(self, token: str) -> Account | None:
        now = self._clock()
        known, until = self._sessions.get(token, (None, -math.inf))
        if known is not None and until >= now:
            return known
        account = await run_in_threadpool(session, self._store.database, token)
        self._sessions.pop(token, None)
        if account is not None:
            self._sessions[token] = (account, now + _SESSION_SECONDS)
            if len(self._sessions) > _SESSIONS:
                self._sessions.popitem(last=False)
        return account

    def counted_as(self, request: Request) -> str:
        """Who a request counts for: an account whose session was seen lately, else the address."""
        known = self._sessions.get(request.cookies.get(COOKIE, ""))
        if known is not None:
            return f"account {known[0].name}"
        return asker(request.client.host if request.client else "")

    def may_guess(self, name: str, *, known_device: bool) -> bool:
        """Whether one more password may be tried for an account.

        Devices on which someone logged in to it before are counted apart: whoever guesses from
        elsewhere cannot lock the person out.
        """
        return self._guesses.allows(f"{'known' if known_device else 'new'} {name}")

    def forget(self, token: str) -> None:
        """Ask the store again about a session that ended."""
        self._sessions.pop(token, None)

    def csrf_token(self, request: Request) -> str:
        """What a page of ours sends with every write; one of another origin cannot read it."""
        token = request.cookies.get(COOKIE, "single-user")
        return hmac.new(self._secret, token.encode(), hashlib.sha256).hexdigest()

    async def admit(self, request: Request, path: str) -> Visitor:
        """The visitor, if the request may be answered; raises RefusedError (401, 403)."""
        visitor = await self.visitor(request)
        if visitor.role < needed(path, request.method):
            raise RefusedError(401 if visitor.role <= Role.PUBLIC else 403)
        if request.method not in _SAFE:
            sent = request.headers.get(CSRF_HEADER, "")
            if not hmac.compare_digest(sent.encode(), self.csrf_token(request).encode()):
                raise RefusedError(
                    403, "the request lacks the desk's token", hint="read it from /api/v1/session"
                )
        return visitor
