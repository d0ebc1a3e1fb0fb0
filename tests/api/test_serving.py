"""The server itself: heads of requests that are too long or never end, and several processes."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import uvicorn

from rasid.api import DeskSettings
from rasid.store import Store
from rasid.web import create_desk, serving

from .conftest import copy_of

# Long enough for any machine; what never comes is given up then.
PATIENCE_S = 120.0


@pytest.fixture
def stranger(port: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The port, where who asks from this machine is no proxy and may hold three connections."""
    monkeypatch.setattr(serving.BoundedProtocol, "proxies", frozenset())
    monkeypatch.setattr(serving, "MOST_OF_ONE_ADDRESS", 3)
    return port


@pytest.fixture
def hurried(port: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """The port of a server that waits for requests a moment only."""
    monkeypatch.setattr(serving, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(serving, "BODY_SECONDS", 0.3)
    return port


@pytest.fixture
def port(still_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(serving, "HEAD_SECONDS", PATIENCE_S)
    listening = socket.create_server(("127.0.0.1", 0))
    app = create_desk(still_store, DeskSettings())
    config = uvicorn.Config(app, http=serving.BoundedProtocol, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join(PATIENCE_S)
    listening.close()


def _say(port: int, *parts: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as client:
        answer = b""
        with suppress(ConnectionError):  # what was answered before the end is read all the same
            for part in parts:
                client.sendall(part)
        try:
            while data := client.recv(65536):
                answer += data
        except ConnectionError:
            pass
        return answer


def _ask_on_one_connection(port: int, times: int) -> None:
    """Ask for the session some times on a connection that is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    for _ in range(times):
        connection.request("GET", "/api/v1/session", headers={"Host": "localhost"})
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read()
    connection.close()


def test_a_head_that_never_ends_is_not_waited_for(hurried: int) -> None:
    assert _say(hurried, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ").startswith(b"HTTP/1.1 408")
    assert _say(hurried).startswith(b"HTTP/1.1 408")


def test_a_body_that_never_ends_is_not_waited_for(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "BODY_SECONDS", 0.3)
    head = b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{"
    assert b"HTTP/1.1 408" in _say(port, head)
    chunked = b"PUT /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
    assert b" 408 " in _say(port, chunked)


def test_an_answer_may_take_longer_than_its_request(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock stops with the request; the next one on the connection is still answered."""
    clocks: list[object] = []
    whole = serving.BoundedProtocol.on_message_complete

    def told(protocol: serving.BoundedProtocol) -> None:
        whole(protocol)
        clocks.append(protocol._late)

    monkeypatch.setattr(serving.BoundedProtocol, "on_message_complete", told)
    _ask_on_one_connection(port, 2)
    assert clocks == [None, None]


def test_a_head_without_bound_is_cut_off(port: int) -> None:
    lines = [b"X-%d: " % n + b"a" * 8000 + b"\r\n" for n in range(20)]
    answer = _say(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n", *lines)
    assert not answer or answer.startswith(b"HTTP/1.1 431")
    assert _say(port, b"GET /" + b"a" * 100_000)[:12] in {b"HTTP/1.1 431", b"", b"HTTP/1.1 400"}


def test_a_long_body_that_comes_with_its_head_is_no_long_head(port: int) -> None:
    body = b'{"name": "' + b"a" * 300_000 + b'"}'
    head = b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    answer = _say(port, head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert answer.startswith(b"HTTP/1.1 403")


def test_a_connection_is_used_again(port: int) -> None:
    _ask_on_one_connection(port, 3)


def test_one_address_holds_some_connections_and_no_more(stranger: int) -> None:
    def closed(one: socket.socket) -> bool:
        one.settimeout(PATIENCE_S)
        return one.recv(1) == b""

    def asks() -> bytes:
        return _say(stranger, b"GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\n"
                    b"Connection: close\r\n\r\n")  # fmt: skip

    where = ("127.0.0.1", stranger)
    held = [socket.create_connection(where) for _ in range(3)]
    assert closed(socket.create_connection(where))
    for one in held:
        one.close()
    until = time.monotonic() + PATIENCE_S
    while not (answer := asks()) and time.monotonic() < until:
        pass
    assert answer.startswith(b"HTTP/1.1 200")
    while serving.BoundedProtocol.held and time.monotonic() < until:
        time.sleep(0.01)
    assert not serving.BoundedProtocol.held


def test_an_answer_that_nobody_takes_is_given_up(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "TAKING_SECONDS", 0.2)
    given_up = threading.Event()
    lost = serving.BoundedProtocol.connection_lost

    def told(protocol: serving.BoundedProtocol, exc: Exception | None) -> None:
        untaken = protocol._untaken
        lost(protocol, exc)
        if untaken is not None:
            given_up.set()

    monkeypatch.setattr(serving.BoundedProtocol, "connection_lost", told)
    ask = b"GET /api/v1/vocabulary HTTP/1.1\r\nHost: localhost\r\n%b\r\n"
    whole, many = len(_say(port, ask % b"Connection: close\r\n")), 100
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(PATIENCE_S)
        client.connect(("127.0.0.1", port))
        client.sendall(ask % b"" * many)
        assert given_up.wait(PATIENCE_S)
        taken = 0
        try:
            while data := client.recv(65536):
                taken += len(data)
        except ConnectionError:
            pass
    assert taken < whole * many / 2


def test_what_is_no_http_is_refused(port: int) -> None:
    assert _say(port, b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n").startswith(b"HTTP/1.1 400")


def _children(pid: int) -> list[int]:
    """The server's own processes; spawning brings one more, which tracks resources."""
    found = []
    for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        try:
            line = Path(f"/proc/{one}/cmdline").read_bytes()
        except OSError:
            continue  # gone meanwhile
        found += [int(one)] if b"spawn_main" in line else []
    return found


def _two(pid: int, but: int = 0) -> list[int]:
    """The two processes of a server, once both are there and the one named is gone."""
    until = time.monotonic() + PATIENCE_S
    while len(now := _children(pid)) != 2 or but in now:
        assert time.monotonic() < until, "there are no two processes"
        time.sleep(0.05)
    return now


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel for a process's children")
def test_two_processes_serve_one_address_are_replaced_and_stop_when_told(
    filled_file: Path, tmp_path: Path
) -> None:
    store = copy_of(filled_file, tmp_path)
    command = [
        sys.executable, "-m", "rasid.cli.main", "--store", str(store), "serve", "--port", "0",
        "--workers", "2",
    ]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            told = ""
            while "desk:" not in told:
                told = process.stderr.readline()
                assert told or process.poll() is None
            port = int(told.split("127.0.0.1:")[1].split("/")[0])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
            connection.request("GET", "/api/v1/session")
            assert connection.getresponse().status == 200
            connection.close()
            first, _ = _two(process.pid)
            os.kill(first, signal.SIGKILL)
            _two(process.pid, but=first)
            os.kill(process.pid, signal.SIGTERM)
            assert process.wait(PATIENCE_S) is not None
        finally:
            process.kill()  # else leaving the block would wait for it
