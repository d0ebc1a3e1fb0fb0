"""Takes a URL, gives the bytes of the page, bounded in time, size, hops and reach."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self

import httpx

from rasid.collect.addresses import checked_address
from rasid.collect.deadline import Connections, Deadline
from rasid.collect.options import CollectOptions
from rasid.collect.robots import RobotRules
from rasid.errors import FetchError

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
# A robots file over this many bytes is read no further (RFC 9309 asks for 500 KiB at least).
_ROBOTS_BYTES = 512_000


def user_agent() -> str:
    """How Rasid names itself to servers."""
    try:
        return f"Rasid/{version('rasid')}"
    except PackageNotFoundError:
        return "Rasid/0"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: `url` is where it was found after redirects, `charset` what its header declares."""

    content: bytes
    url: str
    media_type: str
    charset: str | None


class _TooManyBytesError(Exception):
    """The body is larger than allowed."""


class Fetcher:
    """Fetches URLs over one client; opened at the first URL, closed as a context manager."""

    def __init__(self, options: CollectOptions) -> None:
        self._options = options
        self._client: httpx.Client | None = None
        self._rules: dict[str, RobotRules] = {}
        self._connections = Connections()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._client is not None:
            self._client.close()

    def fetch(self, url: str) -> Fetched:
        """The page at a URL; FetchError naming it where it is refused or fails.

        Each hop of a redirect is checked like the first one; all hops share the total time.
        """
        with Deadline(self._options.total_s, self._connections) as deadline:
            try:
                found = self._follow(url)
            except FetchError as error:
                raise (self._too_long(url) if deadline.passed else error) from error
        # A body without a length looks whole where its connection was shut.
        if deadline.passed:
            raise self._too_long(url)
        return found

    def _too_long(self, url: str) -> FetchError:
        return FetchError(
            f"took longer than {self._options.total_s:g} s in all",
            subject=url,
            hint="try again later, or save the page and give the file",
        )

    def _follow(self, url: str) -> Fetched:
        at = self._checked(url, url)
        for _ in range(self._options.max_redirects + 1):
            if self._options.heed_robots and not self._allowed(at):
                raise FetchError(
                    "robots.txt of the site forbids it", subject=url, hint="ask the publisher"
                )
            response, content = self._get(at, url, self._options.max_article_bytes)
            if response.status_code not in _REDIRECTS:
                return self._fetched(response, content, at, url)
            at = self._next(response, at, url)
        raise FetchError(
            f"redirects more than {self._options.max_redirects} times",
            subject=url,
            hint="give the address it ends at",
        )

    def _checked(self, text: str, url: str) -> httpx.URL:
        try:
            parsed = httpx.URL(text)
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError("is no valid URL", subject=url, hint="check the address") from error
        if parsed.scheme not in _PORTS or not parsed.host:
            raise FetchError(
                f"has the scheme {parsed.scheme!r}",
                subject=url,
                hint="only http and https are read",
            )
        return parsed

    def _next(self, response: httpx.Response, at: httpx.URL, url: str) -> httpx.URL:
        location = response.headers.get("location")
        if not location:
            raise FetchError("redirects to nowhere", subject=url, hint="check the address")
        try:
            return self._checked(str(at.join(location)), url)
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError("redirects to no valid URL", subject=url, hint="") from error

    def _fetched(
        self, response: httpx.Response, content: bytes, at: httpx.URL, url: str
    ) -> Fetched:
        if response.status_code != httpx.codes.OK:
            raise FetchError(
                f"the server answered {response.status_code} {response.reason_phrase}",
                subject=url,
                hint="check the address; the page may be gone or closed to programs",
            )
        media_type = response.headers.get("content-type", "")
        return Fetched(content, str(at), media_type, response.charset_encoding)

    def _open_client(self) -> httpx.Client:
        if self._client is None:
            # No proxies or netrc from the environment: they would undo the address check.
            self._client = httpx.Client(
                timeout=self._options.timeout_s, follow_redirects=False, trust_env=False
            )
        return self._client

    def _request(self, at: httpx.URL, url: str) -> httpx.Request:
        """A request to the checked address that names the host in its header and in TLS."""
        port = at.port or _PORTS[at.scheme]
        address = checked_address(at.host, port, url, allow_private=self._options.allow_private)
        headers = {
            "Host": at.netloc.decode("ascii"),
            "User-Agent": user_agent(),
            "Accept": _ACCEPT,
            "Accept-Language": "ar,en;q=0.5",
        }
        return self._open_client().build_request(
            "GET",
            at.copy_with(host=address, fragment=None),
            headers=headers,
            extensions={
                "sni_hostname": at.raw_host.decode("ascii"),
                "trace": self._connections.trace,
            },
        )

    def _get(self, at: httpx.URL, url: str, limit: int) -> tuple[httpx.Response, bytes]:
        """The response and at most `limit` bytes of its body, unpacked."""
        request = self._request(at, url)
        try:
            response = self._open_client().send(request, stream=True)
            try:
                return response, self._body(response, limit)
            finally:
                response.close()
        except _TooManyBytesError:
            raise FetchError(
                f"is larger than the limit of {limit / 1e6:g} MB",
                subject=url,
                hint="raise max_article_bytes, or save and split it",
            ) from None
        except httpx.TimeoutException as error:
            raise FetchError(
                f"the server did not answer within {self._options.timeout_s:g} s",
                subject=url,
                hint="try again later or raise the time-out",
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise FetchError(
                f"could not be fetched: {error or type(error).__name__}",
                subject=url,
                hint="check the address and the network",
            ) from error

    def _body(self, response: httpx.Response, limit: int) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes(65_536):
            body += chunk
            if len(body) > limit:
                raise _TooManyBytesError
        return bytes(body)

    def _allowed(self, at: httpx.URL) -> bool:
        site = f"{at.scheme}://{at.netloc.decode('ascii')}"
        rules = self._rules.get(site)
        if rules is None:
            rules = self._rules[site] = self._read_rules(site)
        return rules.allow(user_agent(), str(at))

    def _read_rules(self, site: str) -> RobotRules:
        """The site's rules: open without a file, closed where it cannot be asked (RFC 9309)."""
        at = httpx.URL(f"{site}/robots.txt")
        for _ in range(self._options.max_redirects + 1):
            response, content = self._get_rules(at)
            if response.status_code not in _REDIRECTS:
                return RobotRules.of(response.status_code, content)
            at = self._next(response, at, str(at))
        return RobotRules.of(httpx.codes.NOT_FOUND, b"")

    def _get_rules(self, at: httpx.URL) -> tuple[httpx.Response, bytes]:
        try:
            return self._get(at, str(at), _ROBOTS_BYTES)
        except FetchError as error:
            raise FetchError(
                f"its robots.txt could not be read: {error.message}",
                subject=str(at),
                hint=error.hint,
            ) from error
