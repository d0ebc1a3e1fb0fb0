"""The one place where the stages meet.

1. collect  inputs -> articles (raw bytes kept)
2. language an article's text -> tokens and sentences
3. locate   tokens -> place mentions, resolved in the context of their article
4. read     tokens and places -> events, claims, figures, indicators
5. store    all of it, each row with its reader's version
6. link     events of many articles -> incidents
7. assess   incidents -> an answer (called by its own verbs on a table of incidents)
8. publish  records -> files and briefs

Adapters (command line, API, web) call this package and the store, never a stage.
"""

from rasid.collect import CollectOptions, Skipped
from rasid.link import LinkResult
from rasid.model import TollRule
from rasid.pipeline.annotating import agreement, articles_of_gold, gold, only_reviewed
from rasid.pipeline.finding import beside, others
from rasid.pipeline.linking import LinkSummary, link_articles, link_store
from rasid.pipeline.looking import (
    lookup_place,
    masking,
    tombstone,
    unit_centres,
    vocabulary,
)
from rasid.pipeline.placing import article_feature, claim_feature, last_read
from rasid.pipeline.reading import (
    ReadingFailure,
    articles_of,
    cores,
    fold,
    lexicon_phrases,
    read_article,
    read_articles,
    read_text,
    read_with,
    reader_version,
    worker_processes,
)
from rasid.pipeline.review import Doubt, RivalIncident, decide, doubt, doubts, merge, undo, version
from rasid.pipeline.rows import (
    as_of,
    count_incidents,
    follow_store,
    incident_rows,
    incident_rows_at_once,
    incident_rows_json,
    make_rows_ahead,
)
from rasid.pipeline.running import RunSummary, add_files, run
from rasid.pipeline.streaming import export_stream
from rasid.publish.article_page import article_page, spans
from rasid.publish.export import export, exporter
from rasid.publish.exporters import EXPORTERS, ExportOptions
from rasid.publish.masking import Masking, shown_party
from rasid.publish.plain import incident_lines, reading_lines
from rasid.publish.record_rows import RECORD_COLUMNS, csv_lines, record_feature, unit_feature
from rasid.publish.rows import COLUMNS as INCIDENT_COLUMNS
from rasid.publish.rows import incident_row
from rasid.publish.sorting import apart_text

__all__ = [
    "EXPORTERS",
    "INCIDENT_COLUMNS",
    "RECORD_COLUMNS",
    "CollectOptions",
    "Doubt",
    "ExportOptions",
    "LinkResult",
    "LinkSummary",
    "Masking",
    "ReadingFailure",
    "RivalIncident",
    "RunSummary",
    "Skipped",
    "TollRule",
    "add_files",
    "agreement",
    "apart_text",
    "article_feature",
    "article_page",
    "articles_of",
    "articles_of_gold",
    "as_of",
    "beside",
    "claim_feature",
    "cores",
    "count_incidents",
    "csv_lines",
    "decide",
    "doubt",
    "doubts",
    "export",
    "export_stream",
    "exporter",
    "fold",
    "follow_store",
    "gold",
    "incident_lines",
    "incident_row",
    "incident_rows",
    "incident_rows_at_once",
    "incident_rows_json",
    "last_read",
    "lexicon_phrases",
    "link_articles",
    "link_store",
    "lookup_place",
    "make_rows_ahead",
    "masking",
    "merge",
    "only_reviewed",
    "others",
    "read_article",
    "read_articles",
    "read_text",
    "read_with",
    "reader_version",
    "reading_lines",
    "record_feature",
    "run",
    "shown_party",
    "spans",
    "tombstone",
    "undo",
    "unit_centres",
    "unit_feature",
    "version",
    "vocabulary",
    "worker_processes",
]
