"""Takes a host name, gives the address to connect to, refusing those inside a network."""

from __future__ import annotations

import ipaddress
import socket

from rasid.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Networks that carry IPv4 addresses inside IPv6 ones: NAT64 (RFC 6052) and 6to4 (RFC 3056).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one leads to, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return ipaddress.IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return address


def is_public(address: Address) -> bool:
    """True for an address of the open internet, also as seen through IPv6 tunnels."""
    inner = _inner(address)
    return inner.is_global and not (inner.is_multicast or inner.is_reserved)


def _resolve(host: str, port: int, url: str) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"host {host!r} cannot be found", subject=url, hint="check the address and the network"
        ) from error
    return [ipaddress.ip_address(str(entry[4][0]).split("%")[0]) for entry in found]


def checked_address(host: str, port: int, url: str, *, allow_private: bool) -> str:
    """An address of the host, all of whose addresses are public unless private ones are allowed.

    The connection is made to this very address, so that a name which changes its address between
    check and use gains nothing. Raises FetchError.
    """
    addresses = _resolve(host, port, url)
    if not addresses:
        raise FetchError(f"host {host!r} has no address", subject=url, hint="check the address")
    inside = [address for address in addresses if not is_public(address)]
    if inside and not allow_private:
        raise FetchError(
            f"leads to {inside[0]}, which is no public address",
            subject=url,
            hint="allow private addresses if you mean a server of your own",
        )
    return str(addresses[0])
