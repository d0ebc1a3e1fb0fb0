"""URLs against a loopback server: bounded in time, size, hops and reach; robots.txt heeded."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from rasid.collect import Collected, CollectOptions, Skipped, collect
from rasid.collect import addresses as addresses_module
from rasid.collect import fetch as fetch_module
from rasid.collect.addresses import checked_address, is_public
from rasid.collect.deadline import Deadline
from rasid.collect.fetch import Fetcher, user_agent
from rasid.errors import FetchError

OPEN = CollectOptions(allow_private=True, timeout_s=60.0)


def refusal(url, options=OPEN):
    """The message with which a URL is refused; it must name the URL and the way out."""
    (outcome,) = collect([url], options)
    assert isinstance(outcome, Skipped), outcome
    assert isinstance(outcome.error, FetchError)
    assert outcome.origin == url
    assert outcome.error.subject
    assert outcome.error.hint
    return outcome.error.message


def test_page_is_fetched_and_read(site, page, title):
    url = site.put("/2019/03/12/a", page().encode())
    (outcome,) = collect([url], OPEN)
    assert isinstance(outcome, Collected)
    assert outcome.article.title == title
    assert outcome.article.url == url
    assert outcome.article.published.reason == "the URL names it"
    assert outcome.raw.origin == url
    assert [path for path, _, _ in site.seen] == ["/robots.txt", "/2019/03/12/a"]
    assert {agent for _, _, agent in site.seen} == {user_agent()}
    assert user_agent().startswith("Rasid/")
    assert {host for _, host, _ in site.seen} == {site.url.removeprefix("http://")}


def test_header_charset_feed_and_json(site, page, title, record):
    url = site.put("/a", page(charset="none").encode("cp1256"), "text/html; charset=windows-1256")
    (outcome,) = collect([url], OPEN)
    assert outcome.article.title == title
    feed = (
        "<rss><channel><item><title>غارة</title><description>قال سكان القرية</description></item>"
    )
    url = site.put("/feed", f"{feed}</channel></rss>".encode(), "application/rss+xml")
    (outcome,) = collect([url], OPEN)
    assert outcome.article.body == "قال سكان القرية"
    url = site.put("/data", record().encode(), "application/json")
    (outcome,) = collect([url], OPEN)
    assert outcome.article.doc_id == "d1"


def test_loopback_is_refused_unless_allowed(site, page):
    url = site.put("/a", page().encode())
    assert "no public address" in refusal(url, CollectOptions())
    assert "no public address" in refusal(url.replace("127.0.0.1", "localhost"), CollectOptions())
    assert site.seen == []


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x/"])
def test_other_schemes(url):
    assert "scheme" in refusal(url)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "https://a b/"])
def test_no_url(url):
    assert refusal(url)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.1.2.3",
     "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
     "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"],
)  # fmt: skip
def test_addresses_inside(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_addresses_outside(address):
    assert is_public(ipaddress.ip_address(address))


def resolving_to(monkeypatch, *addresses):
    calls = []
    real = socket.getaddrinfo

    def getaddrinfo(host, port, *args, **options):
        calls.append(host)
        if host[0].isdigit():
            return real(host, port, *args, **options)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
        ]

    monkeypatch.setattr(addresses_module.socket, "getaddrinfo", getaddrinfo)
    return calls


def test_every_address_of_a_host_is_checked(monkeypatch):
    resolving_to(monkeypatch, "8.8.8.8", "10.0.0.1")
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        checked_address("news.example", 80, "http://news.example/", allow_private=False)


def test_connection_goes_to_the_checked_address(monkeypatch, site, page):
    """A host is looked up once a request; what it resolves to later plays no part."""
    port = int(site.url.rsplit(":", 1)[1])
    calls = resolving_to(monkeypatch, "127.0.0.1")
    site.put("/a", page().encode())
    options = CollectOptions(allow_private=True, heed_robots=False, timeout_s=60.0)
    with Fetcher(options) as fetcher:
        assert fetcher.fetch(f"http://news.example:{port}/a").content
    assert calls.count("news.example") == 1
    assert site.seen[0][1] == f"news.example:{port}"


def test_host_that_is_not_there():
    assert "cannot be found" in refusal("http://no-such-host.invalid/")


def test_redirects_are_followed_and_counted(site, page, title):
    site.put("/end", page().encode())
    site.answers["/start"] = (302, {"Location": "/end"}, b"")
    (outcome,) = collect([f"{site.url}/start"], OPEN)
    assert outcome.article.title == title
    assert outcome.article.url == f"{site.url}/end"
    assert outcome.raw.origin == f"{site.url}/start"
    site.answers["/loop"] = (301, {"Location": "/loop"}, b"")
    assert "more than 5 times" in refusal(f"{site.url}/loop")


def test_each_hop_is_checked(site):
    site.answers["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert "scheme" in refusal(f"{site.url}/a")
    site.answers["/b"] = (302, {}, b"")
    assert "nowhere" in refusal(f"{site.url}/b")


def test_hop_to_a_private_address(site, monkeypatch):
    """The first host is public, the one it leads to is not."""
    real = addresses_module.is_public
    site.answers["/a"] = (302, {"Location": "http://10.0.0.1/"}, b"")
    monkeypatch.setattr(
        addresses_module, "is_public", lambda address: str(address) == "127.0.0.1" or real(address)
    )
    options = CollectOptions(heed_robots=False, timeout_s=60.0)
    assert "10.0.0.1" in refusal(f"{site.url}/a", options)


def test_robots(site, page):
    site.put("/open/a", page().encode())
    site.put("/closed/a", page().encode())
    site.put("/robots.txt", b"User-agent: *\nDisallow: /closed/\n", "text/plain")
    assert "robots.txt" in refusal(f"{site.url}/closed/a")
    assert "/closed/a" not in [path for path, _, _ in site.seen]
    (outcome,) = collect([f"{site.url}/open/a"], OPEN)
    assert isinstance(outcome, Collected)
    site.put(
        "/robots.txt", b"User-agent: Rasid\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "text/plain"
    )
    assert "robots.txt" in refusal(f"{site.url}/open/a")
    site.answers["/robots.txt"] = (503, {}, b"")
    assert "robots.txt" in refusal(f"{site.url}/open/a")
    ignoring = CollectOptions(allow_private=True, heed_robots=False)
    (outcome,) = collect([f"{site.url}/closed/a"], ignoring)
    assert isinstance(outcome, Collected)


def test_robots_are_asked_once_a_site(site, page, title):
    urls = [site.put(f"/{n}", page(title=f"{title} {n}").encode()) for n in range(3)]
    assert all(isinstance(outcome, Collected) for outcome in collect(urls, OPEN))
    assert [path for path, _, _ in site.seen].count("/robots.txt") == 1


def test_size_limit_also_for_packed_pages(site):
    small = CollectOptions(allow_private=True, max_article_bytes=10_000, timeout_s=60.0)
    assert "larger than" in refusal(site.put("/a", b"a" * 20_000), small)
    bomb = gzip.compress(b"a" * 5_000_000)
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.answers["/b"] = (200, headers, bomb)
    assert len(bomb) < 10_000
    assert "larger than" in refusal(f"{site.url}/b", small)


@pytest.mark.parametrize(("status", "said"), [(404, "404"), (403, "403"), (500, "500")])
def test_status(site, status, said):
    site.answers["/a"] = (status, {}, b"x")
    assert said in refusal(f"{site.url}/a")


def test_time_out():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        options = CollectOptions(allow_private=True, heed_robots=False, timeout_s=0.2)
        started = time.monotonic()
        assert "did not answer within 0.2 s" in refusal(url, options)
        assert time.monotonic() - started < 100  # a time-out of the system would be 130 s


@contextmanager
def dripping(start: bytes, drip: bytes):
    """A server that sends `start` at once, then `drip` by and by; it gives up after 12 s."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = server.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(start)
            for _ in range(120):
                time.sleep(0.1)
                try:
                    connection.sendall(drip)
                except OSError:
                    return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    with server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/a"
        thread.join(20)


@pytest.mark.parametrize(
    ("start", "drip"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<p>", "قال سكان القرية ".encode()),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
    ],
    ids=["body", "body without a length", "head"],
)
def test_a_server_that_drips_is_left_in_time(start, drip):
    options = CollectOptions(allow_private=True, heed_robots=False, timeout_s=5.0, total_s=0.6)
    with dripping(start, drip) as url:
        assert "longer than 0.6 s in all" in refusal(url, options)


def test_a_deadline_harms_no_later_fetch(site, page, monkeypatch):
    # Only the one that drips is hurried: no machine is too slow for the others.
    seconds = iter([60.0, 0.6, 60.0])
    monkeypatch.setattr(fetch_module, "Deadline", lambda _, held: Deadline(next(seconds), held))
    options = CollectOptions(allow_private=True, heed_robots=False, timeout_s=60.0)
    good = site.put("/a", page().encode())
    with dripping(b"HTTP/1.1 200 OK\r\nX: ", b"a") as slow:
        outcomes = list(collect([good, slow, site.put("/b", page(title="آخر").encode())], options))
    assert [type(outcome) for outcome in outcomes] == [Collected, Skipped, Collected]


def test_plain_text_keeps_its_url_and_the_day_in_it(site):
    body = "عنوان الخبر\n\nقال سكان القرية إن القصف تجدد.".encode()
    url = site.put("/2019/03/12/a.txt", body, "text/plain; charset=utf-8")
    (outcome,) = collect([url], OPEN)
    assert outcome.article.url == url
    assert outcome.article.published.reason == "the URL names it"


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "could not be" in refusal(f"http://127.0.0.1:{port}/")


def test_the_others_are_still_done(site, page):
    url = site.put("/a", page().encode())
    outcomes = list(collect([f"{site.url}/missing", url], OPEN))
    assert [type(outcome) for outcome in outcomes] == [Skipped, Collected]
