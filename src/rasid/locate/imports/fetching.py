"""Takes country codes, downloads their GeoNames dumps and imports them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from rasid.errors import FetchError, UsageError
from rasid.locate.imports.reading import import_tables
from rasid.locate.imports.tables import ImportReport

GEONAMES = "https://download.geonames.org/export/dump"
_MOST_BYTES = 500_000_000  # the largest country dump is some 200 MB
_SECONDS = 60.0


def fetch(
    countries: Sequence[str], folder: Path | None = None, base_url: str = GEONAMES
) -> list[ImportReport]:
    """Download and import the GeoNames dumps of some countries (ISO codes, as IQ).

    FetchError names the address that could not be read; what came before it stays imported.
    """
    codes = [code.upper() for code in countries]
    for code in codes:
        if len(code) != len("IQ") or not code.isalpha():
            raise UsageError("is no country code", subject=code, hint="two letters, as IQ or SY")
    reports = []
    with tempfile.TemporaryDirectory() as scratch:
        for code in codes:
            path = Path(scratch) / f"{code}.zip"
            _download(f"{base_url.rstrip('/')}/{code}.zip", path)
            reports += import_tables(path, folder)
    return reports


def _download(url: str, path: Path) -> None:
    import httpx  # noqa: PLC0415 slow to load, and only this function speaks to the net

    try:
        with (
            httpx.stream("GET", url, timeout=_SECONDS, follow_redirects=True) as answer,
            path.open("wb") as file,
        ):
            answer.raise_for_status()
            size = 0
            for chunk in answer.iter_bytes():
                size += len(chunk)
                if size > _MOST_BYTES:
                    raise FetchError("is larger than any country dump", subject=url)
                file.write(chunk)
    except httpx.HTTPError as error:
        raise FetchError(
            str(error) or type(error).__name__,
            subject=url,
            hint="without internet, copy a dump here and use: rasid places import FILE",
        ) from error
