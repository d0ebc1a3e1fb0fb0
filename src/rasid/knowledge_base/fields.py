"""Takes one raw entry of a knowledge file, gives its properties checked, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from rasid.errors import KnowledgeError

E = TypeVar("E", bound=StrEnum)


class Fields:
    """The properties of one entry; every one must be asked for, or `done` objects.

    `where` names file and entry in errors, as "actors/iraq.yml: iq_army".
    """

    def __init__(self, data: Any, where: str) -> None:
        self.where = where
        if not isinstance(data, Mapping):
            self.fail(f"should be a mapping of properties, not {type(data).__name__}")
        self._data: dict[str, Any] = dict(data)
        self._asked: set[str] = set()

    def fail(self, message: str) -> NoReturn:
        """Raise the error of this entry."""
        raise KnowledgeError(message, subject=self.where, hint="mend this entry and load again")

    def get(self, name: str, default: Any = None) -> Any:
        """The raw value of a property."""
        self._asked.add(name)
        return self._data.get(name, default)

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def text(self, name: str) -> str:
        """A string that must be there and not be empty."""
        value = self.get(name)
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{name} should be a non-empty string, not {value!r}")
        return value.strip()

    def optional(self, name: str) -> str | None:
        """A string, or None where the property is absent."""
        return self.text(name) if self.get(name) is not None else None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of non-empty strings; empty where the property is absent."""
        values = self.get(name, [])
        if not isinstance(values, list):
            self.fail(f"{name} should be a list, not {values!r}")
        for value in values:
            if not isinstance(value, str) or not value.strip():
                self.fail(f"{name} should hold non-empty strings, not {value!r}")
        return tuple(value.strip() for value in values)

    def choice(self, name: str, kind: type[E], default: E | None = None) -> E:
        """One of the values of an enumeration."""
        value = self.get(name)
        if value is None and default is not None:
            return default
        try:
            return kind(value)
        except ValueError:
            self.fail(f"{name} is {value!r}; it should be one of {', '.join(kind)}")

    def flag(self, name: str) -> bool:
        """True or false; false where the property is absent."""
        value = self.get(name, False)
        if not isinstance(value, bool):
            self.fail(f"{name} should be true or false, not {value!r}")
        return value

    def whole(self, name: str) -> int | None:
        """A whole number, or None where the property is absent."""
        value = self.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            self.fail(f"{name} should be a whole number, not {value!r}")
        return value

    def day(self, name: str) -> dt.date | None:
        """A date (YAML 2014-06-29), or None where the property is absent."""
        value = self.get(name)
        if value is not None and not isinstance(value, dt.date):
            self.fail(f"{name} should be a day as 2014-06-29, not {value!r}")
        return value

    def items(self, name: str) -> list[tuple[str, Any]]:
        """Each element of a list with the name that errors give it."""
        values = self.get(name, [])
        if not isinstance(values, list):
            self.fail(f"{name} should be a list, not {type(values).__name__}")
        return [(f"{self.where}: {name}[{n}]", value) for n, value in enumerate(values)]

    def part(self, name: str) -> Fields:
        """A nested mapping as fields of its own; empty where the property is absent."""
        return Fields(self.get(name, {}), f"{self.where}: {name}")

    def keys(self) -> tuple[str, ...]:
        """The names of all properties that are there."""
        return tuple(self._data)

    def done(self) -> None:
        """Object to properties that nobody asked for: a misspelt name must not pass."""
        unknown = sorted(set(self._data) - self._asked)
        if unknown:
            self.fail(f"unknown property {', '.join(unknown)}")
