"""Logging in and out, and who one is."""

from __future__ import annotations

import hmac
from typing import Any, NamedTuple

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from rasid.api.access import COOKIE, Gate, Role
from rasid.api.answers import one_of_few
from rasid.api.context import TheGate, TheSettings, TheStore, TheVisitor
from rasid.api.errors import RefusedError
from rasid.api.paging import NO_NUL
from rasid.store import Store, accounts

router = APIRouter(prefix="/session", tags=["session"])

# By this a browser is known on which someone logged in before.
DEVICE = "rasid_device"
_SESSION_SECONDS = accounts.SESSION_HOURS * 3600
_DEVICE_SECONDS = 365 * 24 * 3600


class Credentials(BaseModel):
    """A name and a password."""

    name: str = Field(max_length=200, pattern=NO_NUL)
    password: str = Field(max_length=1000)


@router.get("")
def who(
    request: Request, gate: TheGate, settings: TheSettings, visitor: TheVisitor
) -> dict[str, Any]:
    """Who asks, what they may do, and the token that every write must carry."""
    return {
        "name": visitor.name,
        "role": visitor.role.name.lower(),
        "masked": visitor.masked,
        "accounts": settings.accounts,
        "csrf": gate.csrf_token(request),
    }


@router.post("", status_code=204)
async def log_in(
    given: Credentials,
    request: Request,
    response: Response,
    store: TheStore,
    settings: TheSettings,
    gate: TheGate,
) -> None:
    """Begin a session; its cookie is out of reach of scripts and of other sites."""
    made = await one_of_few(request, "logins", 2, _log_in, store, gate, given, request)
    old = request.cookies.get(COOKIE)
    if old:
        await run_in_threadpool(accounts.log_out, store.database, old)
        gate.forget(old)
    secure = settings.secure_cookies or request.scope["scheme"] == "https"
    lasting = ((COOKIE, made.token, _SESSION_SECONDS), (DEVICE, made.device, _DEVICE_SECONDS))
    for name, value, seconds in lasting:
        response.set_cookie(
            name, value, max_age=seconds, httponly=True, samesite="strict", secure=secure
        )


class _LoggedIn(NamedTuple):
    token: str
    device: str


def _log_in(store: Store, gate: Gate, given: Credentials, request: Request) -> _LoggedIn:
    """A session for who knows the password; raises RefusedError (401, 429)."""
    mark = accounts.device_mark(store.database, given.name) or ""
    shown = request.cookies.get(DEVICE, "")
    known_device = bool(mark) and hmac.compare_digest(mark.encode(), shown.encode())
    if not gate.may_guess(given.name, known_device=known_device):
        raise RefusedError(429, "too many passwords were tried for this account")
    token = accounts.log_in(store.database, given.name, given.password)
    if token is None:
        raise RefusedError(401, "name or password is wrong")
    return _LoggedIn(token, mark)


@router.delete("", status_code=204)
def log_out(
    request: Request, response: Response, store: TheStore, gate: TheGate, visitor: TheVisitor
) -> None:
    """End the session."""
    token = request.cookies.get(COOKIE)
    if token and visitor.role > Role.PUBLIC:
        accounts.log_out(store.database, token)
        gate.forget(token)
    response.delete_cookie(COOKIE)
