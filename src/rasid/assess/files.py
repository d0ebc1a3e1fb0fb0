"""Read a table of any common file kind as text cells, for the layouts to make sense of."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd

from rasid.errors import InputError, UsageError

PACKED = {".gz", ".bz2", ".xz", ".zip", ".zst"}
SEPARATORS = ",;\t|"


def read_cells(path: Path) -> pd.DataFrame:
    """All cells as text (missing ones as NA), column names as written.

    Kinds: CSV with any common separator, TSV, Excel, Parquet, JSON, JSON lines; CSV packed or not.
    Raises UsageError where there is no such file, InputError where it cannot be read.
    """
    if not path.is_file():
        raise UsageError("there is no such file", subject=str(path))
    suffixes = [suffix.lower() for suffix in path.suffixes]
    kind = next((suffix for suffix in reversed(suffixes) if suffix not in PACKED), "")
    try:
        frame = _read(path, kind)
    except (ValueError, OSError, UnicodeError, ImportError, EOFError) as error:
        raise InputError(
            f"the table cannot be read: {error}",
            subject=str(path),
            hint='CSV in UTF-8 (in Excel: "CSV UTF-8"), Excel, Parquet or JSON are read',
        ) from error
    if is_tagged(frame):  # the row is dropped, the numbers of the others stay
        frame = frame.iloc[1:]
    if frame.empty:
        raise InputError("the table has no rows", subject=str(path))
    return frame


def is_tagged(frame: pd.DataFrame) -> bool:
    """True where the first row holds HXL tags (#date, #adm1+name), as tables of HDX do."""
    first = frame.iloc[0].dropna() if len(frame) else frame
    return len(first) > 0 and all(str(cell).startswith("#") for cell in first)


def encoding_of(path: Path) -> str:
    """UTF-16 where the file begins with its mark, as "Unicode text" of Excel does; else UTF-8."""
    with path.open("rb") as file:
        return "utf-16" if file.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"


def _without_shapes(frame: pd.DataFrame) -> pd.DataFrame:
    """Without columns of bytes, as the geometry of GeoParquet; coordinates have their own."""
    shapes = [
        name
        for name, column in frame.items()
        if any(isinstance(cell, bytes) for cell in column.dropna().head(1))
    ]
    return frame.drop(columns=shapes)


def _read(path: Path, kind: str) -> pd.DataFrame:
    if kind in {".xlsx", ".xls"}:
        return pd.read_excel(path, dtype=str)
    if kind == ".parquet":
        return _without_shapes(pd.read_parquet(path)).astype("string")
    if kind == ".json":
        return _records(path)
    if kind in {".jsonl", ".ndjson"}:
        return pd.read_json(path, lines=True, dtype=False, convert_dates=False).astype("string")
    return _read_separated(path)


def _records(path: Path) -> pd.DataFrame:
    """A JSON array of rows, or an object that holds one (as ACLED's interface answers)."""
    told = json.loads(path.read_text(encoding="utf-8-sig"))
    if isinstance(told, dict):
        told = next((value for value in told.values() if isinstance(value, list)), [])
    if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
        raise ValueError("it holds no list of rows")
    return pd.DataFrame(told).astype("string")


def _read_separated(path: Path) -> pd.DataFrame:
    """A text table; the separator is taken from its first line."""
    encoding = encoding_of(path)
    head = pd.read_csv(
        path, sep="\x00", header=None, nrows=1, dtype=str, engine="c",
        encoding=encoding, quoting=csv.QUOTE_NONE, compression="infer",
    )  # fmt: skip
    line = str(head.iloc[0, 0])
    separator = max(SEPARATORS, key=line.count)
    return pd.read_csv(
        path, sep=separator, dtype=str, encoding=encoding, keep_default_na=False,
        na_values=[""], compression="infer", on_bad_lines="error",
    )  # fmt: skip
