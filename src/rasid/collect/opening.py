"""Takes a file or standard input, gives a stream of its bytes, unpacked and bounded."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from rasid.collect.inputs import Input, InputKind, cause
from rasid.errors import InputError

_GZIP = b"\x1f\x8b"
_PEEK = 4096


def too_large(limit: int, origin: str, *, option: str) -> InputError:
    """The error for an input over a limit in bytes."""
    return InputError(
        f"is larger than the limit of {limit / 1e6:g} MB after unpacking",
        subject=origin,
        hint=f"split it, or raise {option} if it is no bomb",
    )


def damaged_gzip(origin: str) -> InputError:
    """The error for a gzip stream that ends early or does not add up."""
    return InputError(
        "is a gzip file that is cut off or damaged",
        subject=origin,
        hint="fetch or pack it again; what came before the damage was kept",
    )


class Stream:
    """Bytes of one input: looked at first, then read whole or line by line, never past a limit.

    Making one, too, raises InputError where the first bytes cannot be read.
    """

    def __init__(self, raw: IO[bytes], origin: str) -> None:
        self.origin = origin
        buffered = io.BufferedReader(cast("io.RawIOBase", raw), _PEEK * 16)
        with self._errors():
            self.packed = buffered.peek(2)[:2] == _GZIP
        inner = gzip.GzipFile(fileobj=buffered) if self.packed else buffered
        self._stream = io.BufferedReader(cast("io.RawIOBase", inner), _PEEK * 16)

    def peek(self) -> bytes:
        """The first kilobytes, which stay to be read."""
        with self._errors():
            return self._stream.peek(_PEEK)[:_PEEK]

    def read(self, limit: int, *, option: str) -> bytes:
        """All bytes; InputError where there are more than `limit`."""
        with self._errors():
            content = self._stream.read(limit + 1)
        if len(content) > limit:
            raise too_large(limit, self.origin, option=option)
        return content

    def lines(self, limit: int) -> Iterator[bytes]:
        """Lines without their ends; one over the limit is cut off after it, the rest left out."""
        while True:
            with self._errors():
                line = self._stream.readline(limit + 1)
                whole = len(line) <= limit or line.endswith(b"\n")
                while not whole:
                    more = self._stream.readline(limit)
                    whole = not more or more.endswith(b"\n")
            if not line:
                return
            yield line.rstrip(b"\r\n") if len(line) <= limit else line

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise damaged_gzip(self.origin) from error
        except OSError as error:
            raise InputError(
                cause(error), subject=self.origin, hint="check its permissions and the disk"
            ) from error


@contextmanager
def opened(item: Input) -> Iterator[Stream]:
    """The stream of a file or of standard input; InputError where it cannot be opened."""
    if item.kind is InputKind.STDIN or item.path is None:
        yield Stream(cast("IO[bytes]", _Unclosed(sys.stdin.buffer)), item.name)
        return
    try:
        file = item.path.open("rb", buffering=0)
    except OSError as error:
        raise InputError(cause(error), subject=item.name, hint="check its permissions") from error
    with file:
        yield Stream(cast("IO[bytes]", file), item.name)


class _Unclosed(io.RawIOBase):
    """Standard input, which stays open when the stream around it is dropped."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed wants Buffer
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
