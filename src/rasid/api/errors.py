"""Errors as JSON in Arabic or English, with the status that fits."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from operator import itemgetter
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from rasid.errors import RasidError

log = logging.getLogger("rasid.api")

# What each status means to a person, in both languages of the desk.
MEANINGS: dict[int, dict[str, str]] = {
    400: {"en": "The request makes no sense", "ar": "الطلب غير مفهوم"},
    401: {"en": "Log in first", "ar": "سجّل الدخول أولا"},
    403: {"en": "Your role does not allow this", "ar": "صلاحيتك لا تسمح بهذا"},
    404: {"en": "There is no such thing here", "ar": "لا يوجد شيء بهذا الاسم"},
    405: {"en": "This cannot be done here", "ar": "لا يمكن فعل هذا هنا"},
    406: {"en": "This cannot be given in that form", "ar": "لا يمكن تقديم هذا بهذه الصيغة"},
    408: {"en": "The request took too long", "ar": "استغرق الطلب وقتا طويلا"},
    409: {"en": "Someone changed this before you", "ar": "غيّر شخص آخر هذا قبلك"},
    410: {"en": "This was withdrawn", "ar": "سُحب هذا"},
    413: {"en": "Too large", "ar": "الحجم أكبر من المسموح"},
    415: {"en": "This kind of file is not taken", "ar": "نوع الملف غير مقبول"},
    421: {"en": "Asked by a name that is not ours", "ar": "طُلب الخادم باسم غير اسمه"},
    422: {
        "en": "The request holds something that cannot be used",
        "ar": "في الطلب ما لا يمكن استعماله",
    },
    429: {"en": "Too many requests; wait a little", "ar": "طلبات كثيرة، انتظر قليلا"},
    431: {"en": "The request's headers are too long", "ar": "ترويسات الطلب أطول من المسموح"},
    500: {"en": "Something failed on our side", "ar": "حدث خلل لدينا"},
    502: {"en": "The other server did not answer", "ar": "لم يجب الخادم الآخر"},
}


# The body of every error, as the OpenAPI tells it.
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "message", "detail"],
            "properties": {
                "status": {"type": "integer"},
                "message": {"type": "string", "description": "In the asker's language."},
                "detail": {"type": "string"},
                "hint": {"type": "string", "description": "A way out."},
            },
        }
    },
}
# What any route may answer; JSON whatever the route gives else.
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": words["en"], "content": {"application/json": {"schema": _SCHEMA}}}
    for status, words in MEANINGS.items()
    if status != HTTPStatus.BAD_GATEWAY
}


class RefusedError(RasidError):
    """The request is refused with a given HTTP status."""

    def __init__(
        self, status: int, message: str = "", *, subject: str = "", hint: str = ""
    ) -> None:
        super().__init__(message or MEANINGS[status]["en"], subject=subject, hint=hint)
        self.http_status = status


_SPOKEN = ("ar", "en")


def language_of(request: Request) -> str:
    """Arabic or English ("ar", "en"): what the query asks for, else what the asker prefers."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "")
    return preferred(asked)


@lru_cache(maxsize=256)
def preferred(accepted: str) -> str:
    """Which of our languages an Accept-Language header likes best; English where neither."""
    liked = [
        (_liking(part), part.partition(";")[0].strip().lower()) for part in accepted.split(",")
    ]
    ours = [(much, tag[:2]) for much, tag in liked if tag[:2] in _SPOKEN and tag[2:3] in {"", "-"}]
    much, best = max(ours, key=itemgetter(0), default=(0.0, "en"))
    return best if much > 0 else "en"


def _liking(part: str) -> float:
    """The weight (`q`) of one language of a header, 1 where none is told, 0 where it is none."""
    told = part.partition(";")[2].strip().lower()
    if not told:
        return 1.0
    try:
        return float(told.removeprefix("q="))
    except ValueError:
        return 0.0


def body(request: Request, status: int, detail: str, **more: Any) -> dict[str, Any]:
    """The JSON of an error."""
    meaning = MEANINGS.get(status, MEANINGS[500 if status >= 500 else 400])  # noqa: PLR2004 HTTP
    return {
        "error": {
            "status": status,
            "message": meaning[language_of(request)],
            "detail": detail,
            **more,
        }
    }


def answer(request: Request, status: int, detail: str, **more: Any) -> JSONResponse:
    """The response of an error."""
    headers = {"Retry-After": "30"} if status == HTTPStatus.TOO_MANY_REQUESTS else None
    return JSONResponse(body(request, status, detail, **more), status_code=status, headers=headers)


def failure(request: Request, error: Exception) -> JSONResponse:
    """The response to what should not have happened.

    The detail stays in the log: it may hold text or paths that a visitor must not see.
    """
    log.error("request %s %r failed", request.method, request.scope["path"], exc_info=error)
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "see the server's log")


def register(app: FastAPI, methods: Callable[[str], set[str]]) -> None:
    """Let the application answer every error in this form; the shield answers the unforeseen.

    `methods` gives what may be done at a path.
    """

    @app.exception_handler(RasidError)
    async def known(request: Request, error: RasidError) -> JSONResponse:
        if error.http_status == HTTPStatus.INTERNAL_SERVER_ERROR:
            return failure(request, error)
        return answer(
            request,
            error.http_status,
            error.message,
            subject=error.subject.removeprefix("--"),
            hint=error.hint,
        )

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            told = {"Allow": ", ".join(sorted(methods(request.scope["path"])))}
            if request.method == "OPTIONS":
                return Response(status_code=HTTPStatus.NO_CONTENT, headers=told)
            error.headers = told
        response = answer(request, error.status_code, str(error.detail))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fields = [
            {"where": ".".join(map(str, fault["loc"])), "what": fault["msg"]}
            for fault in error.errors()
        ]
        return answer(request, 422, "some values cannot be used", fields=fields)
