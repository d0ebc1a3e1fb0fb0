"""What the server gives out as files: the built front end and nothing beside it."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from rasid.api import DeskSettings
from rasid.store import Store
from rasid.web import create_desk, desk

from .conftest import MakeClient

LEAVING = [
    "/desk/../desk.py", "/desk/../../api/app.py", "/desk/%2e%2e/desk.py", "/desk/..%2fdesk.py",
    "/desk/assets/../../desk.py", "/desk/....//desk.py", "/desk//etc/passwd", "/desk/..\\desk.py",
    "/desk/assets/%2e%2e%2f%2e%2e%2fdesk.py", "/desk/\u2025/desk.py",
]  # fmt: skip


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a front end of two files, and a secret beside it."""
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<title>the page</title>")
    (folder / "assets/a-1234.js").write_text("1")
    (tmp_path / "desk.py").write_text("secret = 1")
    (folder / "link").symlink_to(tmp_path / "desk.py")
    monkeypatch.setattr(desk, "STATIC", folder)
    return folder


async def _get(app: Any, path: str) -> tuple[int, bytes]:
    """The answer to a path given as it is: clients tidy dots away before they ask."""
    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    given: list[dict[str, Any]] = [{"type": "http.request", "body": b""}]

    async def receive() -> dict[str, Any]:
        if not given:
            await asyncio.Event().wait()
        return given.pop()

    scope = {
        "type": "http", "method": "GET", "path": unquote(path), "raw_path": path.encode(),
        "query_string": b"", "headers": [(b"host", b"localhost")], "scheme": "http",
        "server": ("localhost", 80), "client": ("127.0.0.1", 1), "http_version": "1.1",
        "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.usefixtures("front")
def test_no_path_leads_out_of_the_folder(still_store: Store) -> None:
    app = create_desk(still_store, DeskSettings())
    for path in (*LEAVING, "/desk/link"):
        status, body = asyncio.run(_get(app, path))
        assert b"secret" not in body, path
        assert b"root:" not in body, path
        assert status in {200, 404}, path
        assert status == 404 or b"the page" in body, path


@pytest.mark.usefixtures("front")
def test_screens_are_one_page_and_built_files_are_kept_for_good(desk: MakeClient) -> None:
    client = desk()
    assert client.get("/", follow_redirects=False).headers["location"] == "/desk/"
    for screen in ("/desk/", "/desk/map", "/desk/article/a/b"):
        answer = client.get(screen)
        assert "the page" in answer.text
        assert answer.headers["cache-control"] == "no-cache"
    built = client.get("/desk/assets/a-1234.js")
    assert built.headers["content-type"].startswith("text/javascript")
    assert "immutable" in built.headers["cache-control"]


def test_a_packed_file_is_given_to_those_who_take_it(desk: MakeClient, front: Path) -> None:
    packed = gzip.compress(b"1")
    (front / "assets/a-1234.js.gz").write_bytes(packed)
    client = desk()
    path = "/desk/assets/a-1234.js"
    given = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert given.headers["content-encoding"] == "gzip"
    assert given.headers["content-type"].startswith("text/javascript")
    assert (given.text, int(given.headers["content-length"])) == ("1", len(packed))
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == "1"
    assert given.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert "the page" in client.get(f"{path}.gz").text


def test_without_a_front_end_the_api_serves_and_says_so(
    desk: MakeClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rasid.web import desk as module  # noqa: PLC0415 - the fixture has its name

    monkeypatch.setattr(module, "STATIC", tmp_path / "none")
    client = desk()
    answer = client.get("/desk/map")
    assert answer.status_code == 404
    assert "front end" in answer.json()["error"]["detail"]
    assert client.get("/", follow_redirects=False).headers["location"].endswith("openapi.json")
    assert client.get("/api/v1/incidents").status_code == 200
    twin = client.get("/desk/incidents.csv?admin1=Idlib", follow_redirects=False)
    assert twin.headers["location"] == "/api/v1/incidents.csv?admin1=Idlib"
