"""Requests by address or account: token buckets, bounded in memory."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable

# Addresses remembered at a time; the one asked longest ago is forgotten first.
_REMEMBERED = 10_000
_MINUTE = 60.0


# One who has an IPv6 address has all of its network's.
_ONE_ASKER_BITS = 64
_IPV4 = 4


class Limiter:
    """Lets `per_minute` requests of one key through, in bursts of at most `most` (as many)."""

    def __init__(
        self,
        per_minute: float,
        clock: Callable[[], float] = time.monotonic,
        most: float | None = None,
    ) -> None:
        self._rate = per_minute / _MINUTE
        self._most = float(per_minute if most is None else most)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """True, and one request spent, where the key has any left."""
        now = self._clock()
        left, then = self._buckets.pop(key, (self._most, now))
        left = min(self._most, left + (now - then) * self._rate)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return allowed


def asker(address: str) -> str:
    """Who is counted for an address: the address, of IPv6 its network."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == _IPV4:
        return address
    return str(ipaddress.ip_network((known, _ONE_ASKER_BITS), strict=False))
