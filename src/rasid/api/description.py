"""The OpenAPI as programs need it: what the framework cannot tell from a route is added."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

# What the framework does not make itself it takes for a string.
_FEATURES: dict[str, Any] = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {"type": "array", "items": {"type": "object"}},
    },
}


def describe(app: FastAPI) -> None:
    """Have the application tell the shape of what it answers."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        made = app.openapi_schema
        if made is None:
            made = plain()
            for verbs in made["paths"].values():
                for route in verbs.values():
                    _tell_shapes(route["responses"].get("200", {}).get("content", {}))
        return made

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's docs extend it


def _tell_shapes(content: dict[str, Any]) -> None:
    for media, told in content.items():
        if media == "application/geo+json":
            told["schema"] = _FEATURES
        elif media == "application/json" and told.get("schema", {}).get("type") == "string":
            told["schema"] = {"type": "object"}
