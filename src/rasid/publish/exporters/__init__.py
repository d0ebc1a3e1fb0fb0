"""The ways out: one exporter a file format, listed in EXPORTERS."""

from rasid.publish.exporters.acled import ACLED
from rasid.publish.exporters.base import Exporter, ExportOptions
from rasid.publish.exporters.csv_file import CSV
from rasid.publish.exporters.geo import GeoJsonExporter, GeoParquetExporter
from rasid.publish.exporters.json_lines import JsonLinesExporter
from rasid.publish.exporters.plover import PloverExporter
from rasid.publish.exporters.ucdp import UCDP
from rasid.publish.exporters.xlsx import XlsxExporter

EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        CSV,
        XlsxExporter(),
        JsonLinesExporter(),
        GeoJsonExporter(),
        GeoParquetExporter(),
        ACLED,
        UCDP,
        PloverExporter(),
    )
}

__all__ = ["EXPORTERS", "ExportOptions", "Exporter"]
