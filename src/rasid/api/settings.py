"""What an administrator chooses about the API and the desk."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from rasid.model import PlacePrecision

MEGABYTE = 1_000_000
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Choices and limits.

    `accounts` False is the single-user mode: whoever reaches the loopback address may do
    everything. `public` lets visitors without an account see the masked view.
    `public_level` is how coarse places are for them. `hosts` are the names by which the server
    may be asked (a defence against DNS rebinding); empty: any. An uploaded article that is longer
    than `max_article_characters` is not read. `requests_per_minute` bounds one
    account, or one address where nobody is logged in, `logins_per_minute` an address's guesses at
    passwords, `guesses_per_hour` those at one account's; all where accounts are on, and in each
    process of the server. `proxies` are the addresses whose word on who asks is taken
    (X-Forwarded-For, X-Forwarded-Proto). `secret` (hex) signs the tokens that writes carry: all
    processes of one server share it.
    """

    accounts: bool = False
    public: bool = False
    public_level: PlacePrecision = PlacePrecision.GOVERNORATE
    hosts: tuple[str, ...] = LOOPBACK
    max_upload_bytes: int = 10 * MEGABYTE
    max_article_characters: int = 200_000
    max_body_bytes: int = MEGABYTE
    requests_per_minute: int = 600
    logins_per_minute: int = 5
    guesses_per_hour: int = 30
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    secure_cookies: bool = False
    secret: str = field(default_factory=lambda: secrets.token_hex(32))
