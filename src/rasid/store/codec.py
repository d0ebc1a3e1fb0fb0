"""Nouns to JSON and back without loss; every quote is checked against the text on the way in."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import orjson

from rasid.errors import StoreError
from rasid.model import Evidence

T = TypeVar("T")
# A decoder takes a JSON value and the article's text.
Decoder = Callable[[Any, str], Any]


def now() -> str:
    """The present moment, ISO 8601 in UTC with microseconds."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, the same bytes for the same content; takes frozen nouns too."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(value: Any) -> str:
    """SHA-256 (hex) of the canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def to_json(noun: Any) -> Any:
    """A frozen noun as JSON values, with every field."""
    return orjson.loads(orjson.dumps(noun))


def from_json(cls: type[T], value: Any, text: str = "") -> T:
    """The noun back from its JSON values.

    `text` is the article's text that quotes are checked against. Raises EvidenceError for a quote
    that does not stand there and StoreError for values that do not fit the noun.
    """
    try:
        return typing.cast("T", _decoder(typing.cast("Any", cls))(value, text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(
            f"a stored {cls.__name__.lower()} does not fit its definition: {error!r}",
            hint="read the article again with this version",
        ) from error


@cache
def _decoder(kind: Any) -> Decoder:
    """The decoder for a field's type, made once per type."""
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        return _optional(kind)
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if dataclasses.is_dataclass(kind):
        return _dataclass(typing.cast("type[Any]", kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind)
    return lambda value, _: value


def _evidence(value: dict[str, Any], text: str) -> Evidence:
    return Evidence(value["doc_id"], value["start"], value["end"], value["quote"], text)


_PLAIN: dict[Any, Decoder] = {
    Evidence: _evidence,
    dt.datetime: lambda value, _: dt.datetime.fromisoformat(value),
    dt.date: lambda value, _: dt.date.fromisoformat(value),
    float: lambda value, _: float(value),
}


def _enum(kind: type[Enum]) -> Decoder:
    # Calling the enum costs ten times the look-up; it is left to refuse what it does not hold.
    members = {member.value: member for member in kind}
    return lambda value, _: members[value] if value in members else kind(value)


def _optional(kind: Any) -> Decoder:
    (inner_type,) = (arg for arg in typing.get_args(kind) if arg is not types.NoneType)
    inner = _decoder(inner_type)
    return lambda value, text: None if value is None else inner(value, text)


def _tuple(kinds: tuple[Any, ...]) -> Decoder:
    """`tuple[T, ...]` of any length, or `tuple[A, B]` with a type for each place."""
    if kinds[-1] is ...:
        inner = _decoder(kinds[0])
        return lambda value, text: tuple(inner(item, text) for item in value)
    each = [_decoder(kind) for kind in kinds]
    return lambda value, text: tuple(
        decode(item, text) for decode, item in zip(each, value, strict=True)
    )


def _dataclass(cls: type[Any]) -> Decoder:
    hints = typing.get_type_hints(cls)
    decoders = [
        (field.name, _decoder(hints[field.name]), _required(field))
        for field in dataclasses.fields(cls)
    ]

    def decode(value: dict[str, Any], text: str) -> Any:
        given = {
            name: inner(value[name], text)
            for name, inner, required in decoders
            if required or name in value
        }
        return cls(**given)

    return decode


def _required(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing
