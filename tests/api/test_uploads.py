"""Files from outside: only what can be read, never larger than allowed, never where they say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from fastapi.testclient import TestClient
from httpx import Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rasid.api import DeskSettings
from rasid.store import Store, open_store
from rasid.web import create_desk

from .conftest import ROOT, MakeClient, csrf
from .making import SCRIPT

# Three soldiers were killed when a charge went off near a checkpoint in Kirkuk yesterday.
STORY = "قتل ثلاثة جنود بانفجار عبوة ناسفة قرب حاجز في كركوك أمس، بحسب مصدر أمني مختلق."


def _give(client: TestClient, name: str, content: bytes) -> Response:
    files = {"file": (name, content, "application/octet-stream")}
    return client.post("/api/v1/documents", files=files, headers=csrf(client))


def test_a_text_is_read_and_kept(client: TestClient, store: Store) -> None:
    before = store.counts().articles
    answer = _give(client, "report.txt", f"خبر\n\n{STORY}".encode())
    assert answer.status_code == 201
    assert answer.json()["new_articles"] == 1
    assert store.counts().articles == before + 1


ODD_NAMES = [
    "../../../../tmp/pwned.txt", "..\\..\\pwned.txt", "a/b/c.txt", "con.txt", "\u202egnp.txt",
    f"{SCRIPT}.txt", "ملف.txt", "a" * 300 + ".txt", "-rf.txt", "$(touch pwned).txt", ".txt",
]  # fmt: skip


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_only_ever_a_suffix(
    client: TestClient, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    held = set(Path(tmp_path).rglob("*"))
    answer = _give(client, name, f"خبر {name}\n\n{STORY}".encode())
    assert answer.status_code in {201, 415}
    assert "<script>" not in answer.text
    made = {path for path in Path(tmp_path).rglob("*") if not path.name.startswith("store.db")}
    assert made <= held
    assert not Path("/tmp/pwned.txt").exists()  # noqa: S108 - nothing may be there


@pytest.mark.parametrize("name", ["a.exe", "a.pdf", "a", "a.txt.sh", "a.svg", "a.docx", ""])
def test_other_kinds_of_files_are_refused(client: TestClient, name: str) -> None:
    assert _give(client, name, b"x").status_code in {415, 422}


BROKEN = [
    ("empty.txt", b""),
    ("binary.txt", bytes(range(256)) * 50),
    ("program.txt", b"\x7fELF" + b"\0" * 500),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
    ("broken.json", b'{"text": '),
    ("broken.jsonl", b'{"id": 1, "text": "x"}\n{'),
    ("broken.xml", b"<rss><channel>"),
    ("bomb.xml", b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss>&c;</rss>'),
    ("outside.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>'),
    ("surrogate.json", b'{"id": "a", "text": "\\ud800"}'),
    ("nul.txt", "خبر\0\n\nقتل".encode()),
    ("deep.json", b"[" * 5000),
]


@pytest.mark.parametrize(("name", "content"), BROKEN, ids=[name for name, _ in BROKEN])
def test_broken_files_are_told_and_never_a_failure(
    client: TestClient, name: str, content: bytes
) -> None:
    answer = _give(client, name, content)
    assert answer.status_code in {201, 400, 422}
    assert "root:" not in answer.text
    if answer.status_code == 201 and answer.json()["articles"] == 0:
        assert answer.json()["skipped"]
        # Our temporary folder is nobody's business.
        assert "/tmp" not in answer.text  # noqa: S108 - it must not be there


SOUND = {
    "a.txt": f"خبر\n\n{STORY}".encode(),
    "a.html": f"<html><head><title>خبر</title></head><body><p>{STORY}</p></body></html>".encode(),
    "a.xml": (
        "<rss version='2.0'><channel><item><title>خبر</title><link>https://news.example/1</link>"
        f"<description>{STORY}</description></item></channel></rss>"
    ).encode(),
    "a.json": orjson.dumps({"id": "1", "title": "خبر", "text": STORY}),
    "a.jsonl": orjson.dumps({"id": "2", "title": "خبر", "text": STORY}) + b"\n" * 2,
}


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """A sound file of some kind, cut, with bytes changed, put in or doubled; or bytes alone."""
    name = draw(st.sampled_from(sorted(SOUND)))
    content = bytearray(SOUND[name])
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(content)))
        match draw(st.sampled_from(["cut", "change", "put", "double"])):
            case "cut":
                del content[at:]
            case "change":
                content[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case "put":
                put = draw(st.sampled_from([b"<", b"]]>", b"\0", b"\xff\xfe", b'"', b"{", b"&a;"]))
                content[at:at] = put * draw(st.integers(1, 50))
            case "double":
                content += content[at:]
    other = draw(st.sampled_from([name, *SOUND]))
    return draw(st.sampled_from([name, other])), bytes(content)


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("fuzzed") / "store.db"
    with (
        open_store(path) as store,
        TestClient(create_desk(store, DeskSettings()), base_url=ROOT) as made,
    ):
        yield made


@given(file=spoilt())
@settings(
    max_examples=int(os.environ.get("RASID_EXAMPLES", "40")), deadline=None, derandomize=True,
    database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_made_up_files_are_read_or_told_never_a_failure(
    fuzzed: TestClient, file: tuple[str, bytes]
) -> None:
    name, content = file
    answer = _give(fuzzed, name, content)
    assert answer.status_code in {201, 400, 422}, (name, content, answer.text)
    told = answer.json()
    if answer.status_code == 201:
        assert told["articles"] or told["skipped"]
        assert not told["failed"]
    assert "/tmp" not in answer.text  # noqa: S108 - our temporary folder is nobody's business


def test_a_file_larger_than_allowed_is_refused(desk: MakeClient, store: Store) -> None:
    client = desk(max_upload_bytes=2000)
    before = store.counts().articles
    assert _give(client, "a.txt", b"x" * 2001).status_code == 413
    assert _give(client, "a.txt", b"x" * 200_000).status_code == 413
    assert store.counts().articles == before


def test_an_article_longer_than_any_is_not_read_but_told(desk: MakeClient, store: Store) -> None:
    client = desk(max_article_characters=200)
    before = store.counts().articles
    answer = _give(client, "long.txt", ("خبر" + "\n\n" + STORY * 20).encode())  # news
    assert answer.status_code == 201
    assert answer.json()["articles"] == 0
    assert "characters" in answer.json()["skipped"][0]
    assert store.counts().articles == before


def test_a_form_without_a_file_is_refused(client: TestClient) -> None:
    headers = csrf(client)
    assert client.post("/api/v1/documents", headers=headers).status_code == 422
    answer = client.post("/api/v1/documents", data={"file": "text"}, headers=headers)
    assert answer.status_code == 422


def test_a_script_in_a_page_is_text_or_nothing(client: TestClient) -> None:
    page = f"<html><head><title>خبر</title></head><body><p>{STORY}{SCRIPT}</p></body>"
    assert _give(client, "page.html", page.encode()).status_code == 201
    newest = client.get("/api/v1/documents?limit=1000").json()["items"][-1]
    text = client.get(f"/api/v1/documents/{newest['doc_id']}/text").text
    assert "عبوة" in text
    assert "pwned" not in text
