"""The OpenAPI as programs need it: what the framework cannot tell from a route is added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI

from rasid import pipeline
from rasid.api.access import COOKIE, CSRF_HEADER, Role, needed
from rasid.api.paging import API

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE_TEXT: dict[str, Any] = {"type": ["string", "null"]}
# What the framework does not make itself it takes for a string.
_FEATURES: dict[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": {"type": "object"}},
    },
}
_RECORD = ("doc_id", "title", "publisher", "published", "reader", "read_at", "id")
_GRAVE = ("kind", "id", "doc_id", "at", "reason", "replaced_by")
# The fields of what each list holds, in every item.
_ITEMS: dict[str, Iterable[str]] = {
    "/incidents": (*pipeline.INCIDENT_COLUMNS, "updated_at"),
    "/documents": pipeline.RECORD_COLUMNS["documents"],
    "/search": pipeline.RECORD_COLUMNS["search"],
    "/audit": pipeline.RECORD_COLUMNS["audit"],
    "/review/decisions": pipeline.RECORD_COLUMNS["decisions"],
    "/deleted": _GRAVE,
    **dict.fromkeys(("/events", "/claims", "/figures", "/indicators"), _RECORD),
}
_FOLLOWED = frozenset(_ITEMS) - {"/search", "/audit", "/review/decisions"}
_LANGUAGE: list[dict[str, Any]] = [
    {
        "name": "lang", "in": "query", "required": False, "schema": _TEXT,
        "description": "Language of messages: ar or en; else as Accept-Language likes best.",
    },
]  # fmt: skip
_TOKEN: dict[str, Any] = {
    "name": CSRF_HEADER, "in": "header", "required": True, "schema": _TEXT,
    "description": f"`csrf` of {API}/session.",
}  # fmt: skip
_KNOWN: dict[str, Any] = {
    "name": "if-none-match", "in": "header", "required": False, "schema": _TEXT,
    "description": "The ETag of an answer that is known.",
}  # fmt: skip
_ETAG: dict[str, Any] = {"ETag": {"schema": _TEXT, "description": "Names this very answer."}}
_SCHEME: dict[str, Any] = {
    "type": "apiKey", "in": "cookie", "name": COOKIE,
    "description": f"Set by POST {API}/session.",
}  # fmt: skip


def describe(app: FastAPI, unkept: Iterable[str], guest: Role) -> None:
    """Have the application tell the shape of what it answers, and how it is asked.

    `unkept` are the starts of the paths whose answers are never kept, and so bear no ETag; `guest`
    is what someone may do who has not logged in.
    """
    plain = app.openapi
    never = tuple(unkept)

    def openapi() -> dict[str, Any]:
        made = app.openapi_schema
        if made is None:
            made = plain()
            schemes = made.setdefault("components", {}).setdefault("securitySchemes", {})
            schemes["session"] = _SCHEME
            for path, verbs in made["paths"].items():
                for verb, route in verbs.items():
                    _tell(path, verb, route, kept=not path.startswith(never))
                    if needed(path.removeprefix(API), verb.upper()) > guest:
                        route["security"] = [{"session": []}]
        return made

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's docs extend it


def _tell(path: str, verb: str, route: dict[str, Any], *, kept: bool) -> None:
    """Add what a route takes and gives beside what the framework knows of it."""
    within = path.removeprefix(API)
    told = {parameter["name"] for parameter in route.get("parameters", ())}
    more = [one for one in _LANGUAGE if one["name"] not in told]
    if verb != "get":
        more.append(_TOKEN)
    elif kept:
        more.append(_KNOWN)
        route["responses"]["304"] = {"description": "The answer that is known still holds."}
        route["responses"]["200"]["headers"] = _ETAG
    route.setdefault("parameters", []).extend(more)
    for response in ("200", "201"):
        _tell_shapes(within, route["responses"].get(response, {}).get("content", {}))


def _tell_shapes(within: str, content: dict[str, Any]) -> None:
    for media, told in content.items():
        if media == "application/geo+json":
            told["schema"] = _FEATURES
        elif media == "application/json" and within in _ITEMS:
            told["schema"] = _page(within)
        elif media == "application/json" and told.get("schema", {}).get("type") == "string":
            told["schema"] = {"type": "object"}


def _page(within: str) -> dict[str, Any]:
    """The shape of a list's page."""
    fields = list(_ITEMS[within])
    item = {"type": "object", "required": fields, "properties": {name: {} for name in fields}}
    shape: dict[str, Any] = {
        "items": {"type": "array", "items": item},
        "next": {**_MAYBE_TEXT, "description": "`after` of the next page; null on the last."},
    }
    if within in _FOLLOWED:
        shape["as_of"] = {
            **_MAYBE_TEXT,
            "description": "The first page's is `updated_since` of the next time.",
        }
    required = list(shape)
    if within in _FOLLOWED - {"/deleted"}:
        shape["total"] = {"type": "integer", "description": "With `total=true`."}
    return {"type": "object", "required": required, "properties": shape}
