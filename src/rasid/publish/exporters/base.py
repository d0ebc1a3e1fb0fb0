"""What an exporter is: incidents in, bytes of one file format out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from rasid.model import Incident
from rasid.publish.masking import Masking


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`excel`: bytes and cells that Excel opens right; `hxl`: a row of HXL tags under the heading.

    `language` ("ar" or "en") is that of a workbook's direction and guide; columns keep their names
    unless `headings` is "ar", which is for Rasid's own columns.
    `changed` gives the moment (ISO 8601) at which an incident last changed, by its id.
    """

    masking: Masking
    excel: bool = False
    hxl: bool = False
    language: str = "en"
    headings: str = "en"
    changed: Mapping[str, str] = field(default_factory=dict)


class Exporter(Protocol):
    """One file format; `write` streams and gives the number of rows written."""

    name: str
    title: str
    media_type: str
    suffix: str

    def write(self, incidents: Iterable[Incident], out: BinaryIO, options: ExportOptions) -> int:
        """Write the incidents (already masked) to `out`."""
        ...
