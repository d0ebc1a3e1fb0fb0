"""Logging in and out, and who one is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from rasid.api.access import COOKIE, Role
from rasid.api.context import TheGate, TheSettings, TheStore, TheVisitor
from rasid.api.errors import RefusedError
from rasid.store import accounts

router = APIRouter(prefix="/session", tags=["session"])


class Credentials(BaseModel):
    """A name and a password."""

    name: str = Field(max_length=200)
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
def log_in(given: Credentials, response: Response, store: TheStore, settings: TheSettings) -> None:
    """Begin a session; its cookie is out of reach of scripts and of other sites."""
    token = accounts.log_in(store.database, given.name, given.password)
    if token is None:
        raise RefusedError(401, "name or password is wrong")
    response.set_cookie(
        COOKIE,
        token,
        max_age=accounts.SESSION_HOURS * 3600,
        httponly=True,
        samesite="strict",
        secure=settings.secure_cookies,
    )


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
