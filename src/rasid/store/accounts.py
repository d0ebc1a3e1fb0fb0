"""Who may use the desk: accounts and sessions, of which neither password nor token is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from rasid.errors import NotFoundError, UsageError
from rasid.store import codec
from rasid.store.database import Database, Entry
from rasid.store.schema import accounts, sessions

ROLES = ("reader", "analyst", "admin")
# scrypt as OWASP advises for interactive log-in: about 60 ms and 32 MB a guess.
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26}
_SHORTEST_PASSWORD = 10
SESSION_HOURS = 12


@dataclass(frozen=True, slots=True)
class Account:
    """A person's name and what they may do."""

    name: str
    role: str


def _hash(password: str, salt: bytes) -> str:
    digest = hashlib.scrypt(password.encode(), salt=salt, **_COST)
    return f"scrypt${salt.hex()}${digest.hex()}"


# Checked against when the name is unknown, so that a wrong name takes as long as a wrong password.
_NOBODY = _hash("nobody", b"0" * 16)


def _matches(password: str, kept: str) -> bool:
    salt = bytes.fromhex(kept.split("$")[1])
    return hmac.compare_digest(_hash(password, salt), kept)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def put(database: Database, name: str, role: str, password: str, who: str) -> Account:
    """Make an account, or give one another role and password; its sessions end."""
    if role not in ROLES:
        raise UsageError("no such role", subject=role, hint=f"roles: {', '.join(ROLES)}")
    if len(password) < _SHORTEST_PASSWORD:
        raise UsageError(
            "the password is too short", hint=f"{_SHORTEST_PASSWORD} characters or more"
        )
    if not name.strip():
        raise UsageError("an account needs a name")
    with database.writing() as unit:
        connection = unit.connection
        connection.execute(delete(sessions).where(sessions.c.name == name))
        connection.execute(delete(accounts).where(accounts.c.name == name))
        values = {
            "name": name,
            "role": role,
            "password": _hash(password, secrets.token_bytes(16)),
            "created": codec.now(),
        }
        connection.execute(insert(accounts).values(**values))
        unit.entries.append(Entry(who, "account", name, {"role": role}))
    return Account(name, role)


def remove(database: Database, name: str, who: str) -> None:
    """Delete an account with its sessions; raises NotFoundError."""
    with database.writing() as unit:
        unit.connection.execute(delete(sessions).where(sessions.c.name == name))
        done = unit.connection.execute(delete(accounts).where(accounts.c.name == name))
        if not done.rowcount:
            raise NotFoundError("there is no such account", subject=name)
        unit.entries.append(Entry(who, "account removed", name, {}))


def every(database: Database) -> list[Account]:
    """All accounts by name."""
    with database.reading() as connection:
        rows = connection.execute(select(accounts).order_by(accounts.c.name))
        return [Account(row.name, row.role) for row in rows]


def log_in(database: Database, name: str, password: str) -> str | None:
    """A new session's token, or None where name or password is wrong."""
    with database.reading() as connection:
        kept = connection.scalar(select(accounts.c.password).where(accounts.c.name == name))
    if not _matches(password, kept or _NOBODY) or kept is None:
        return None
    token = secrets.token_urlsafe(32)
    expires = dt.datetime.now(dt.UTC) + dt.timedelta(hours=SESSION_HOURS)
    with database.writing() as unit:
        unit.connection.execute(delete(sessions).where(sessions.c.expires < codec.now()))
        unit.connection.execute(
            insert(sessions).values(
                token_hash=_token_hash(token), name=name, expires=expires.isoformat()
            )
        )
    return token


def device_mark(database: Database, name: str) -> str | None:
    """What a browser keeps that someone logged in with to this account; None where there is none.

    Made of the kept password, so that it ends with it.
    """
    with database.reading() as connection:
        kept = connection.scalar(select(accounts.c.password).where(accounts.c.name == name))
    if kept is None:
        return None
    return hmac.new(kept.encode(), f"device {name}".encode(), hashlib.sha256).hexdigest()


def session(database: Database, token: str) -> Account | None:
    """Whose session the token is; None where it is unknown or over."""
    query = (
        select(accounts.c.name, accounts.c.role)
        .join(sessions, sessions.c.name == accounts.c.name)
        .where(sessions.c.token_hash == _token_hash(token), sessions.c.expires > codec.now())
    )
    with database.reading() as connection:
        row = connection.execute(query).one_or_none()
    return Account(row.name, row.role) if row else None


def log_out(database: Database, token: str) -> None:
    """End a session."""
    with database.writing() as unit:
        unit.connection.execute(delete(sessions).where(sessions.c.token_hash == _token_hash(token)))
