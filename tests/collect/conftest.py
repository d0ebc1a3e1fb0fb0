"""Invented articles and a loopback server for the tests of collecting."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

TITLE = "غارتان على قرية الزهراء توقعان جرحى"
BODY = (
    "شنت طائرات مجهولة غارتين على أطراف قرية الزهراء فجر الاثنين، بحسب سكان تحدثوا إلى مراسلنا.",
    "وأضاف السكان أن ثلاثة أشخاص أصيبوا بجروح متفاوتة، وأن منزلين تضررا جراء القصف العنيف.",
    "وقال مصدر في المجلس المحلي إن فرق الإسعاف وصلت بعد نصف ساعة ونقلت المصابين إلى المشفى.",
    "ولم تعلن أي جهة مسؤوليتها عن الهجوم حتى ساعة إعداد الخبر، فيما تستمر التحقيقات هناك.",
)
TEASERS = (
    "انفجار سيارة ملغومة في سوق بلدة النخيل يقتل عشرة",
    "حريق ضخم يلتهم مستودعات القمح شرق مدينة الوادي",
    "مجلس المدينة يناقش أزمة المياه في الأحياء الشمالية",
    "فريق الأمل يتوج بطلا للدوري للمرة الثالثة",
)


@pytest.fixture
def title() -> str:
    return TITLE


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    return BODY


@pytest.fixture
def teasers() -> tuple[str, ...]:
    return TEASERS


@pytest.fixture
def record() -> Callable[..., str]:
    """One JSON line of an invented article; keywords replace or (None) null its properties."""

    def make(*, ascii_only: bool = False, **changes: Any) -> str:
        base = {
            "doc_id": "d1",
            "title": TITLE,
            "published": "2019-03-12",
            "text": "\n\n".join(BODY),
        }
        return json.dumps(base | changes, ensure_ascii=ascii_only)

    return make


@pytest.fixture
def page() -> Callable[..., str]:
    """An invented web page with a menu, related stories and a copyright year."""

    def make(*, head: str = "", date: str = "", charset: str = "utf-8", title: str = TITLE) -> str:
        body = "".join(f"<p>{text}</p>" for text in BODY)
        links = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(TEASERS))
        return (
            f'<!DOCTYPE html><html lang="ar"><head><meta charset="{charset}">'
            f"<title>{title} | موقع النشرة</title>{head}</head><body>"
            '<nav><a href="/">الرئيسية</a><a href="/p">سياسة</a></nav>'
            f"<article><h1>{title}</h1><div>{date}</div>{body}</article>"
            f"<aside><h3>اقرأ أيضا</h3><ul>{links}</ul></aside>"
            "<footer>2024 موقع النشرة</footer></body></html>"
        )

    return make


class Site:
    """A loopback server: `answers[path]` is (status, headers, body); `seen` what was asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.seen: list[tuple[str, str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = self.headers
                site.seen.append((self.path, headers["Host"], headers["User-Agent"]))
                status, extra, body = site.answers.get(self.path, (404, {}, b"nothing here"))
                self.send_response(status)
                for name, value in extra.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def put(self, path: str, body: bytes, media_type: str = "text/html; charset=utf-8") -> str:
        self.answers[path] = (200, {"Content-Type": media_type}, body)
        return self.url + path

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    yield server
    server.close()
