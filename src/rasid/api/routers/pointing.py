"""Maps of what has no place of its own: claims, articles, hits; and a word where there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter

from rasid import pipeline
from rasid.api.answers import GeoJson, all_pages, features_file
from rasid.api.context import TheMasking, TheStore
from rasid.api.errors import RefusedError
from rasid.api.routers.documents import TheArticles, told
from rasid.api.routers.overview import Words, hits
from rasid.api.routers.records import TheRecords, line

router = APIRouter(tags=["twins"])


@router.get("/claims.geojson", response_class=GeoJson)
def claims_as_geojson(store: TheStore, masking: TheMasking, wanted: TheRecords) -> GeoJson:
    """Claims at the place that the same words tell of; without one where they tell of none."""
    reading = pipeline.last_read(store.reading)
    every = all_pages(lambda after, limit: store.records("claims", wanted, after, limit))
    return features_file(
        "claims",
        (
            pipeline.claim_feature(one, masking.statement(line(one)), reading(one.doc_id), masking)
            for one in every
        ),
    )


@router.get("/documents.geojson", response_class=GeoJson)
def documents_as_geojson(store: TheStore, wanted: TheArticles) -> GeoJson:
    """Articles at the places of their events; without one where they have none."""
    every = all_pages(lambda after, limit: store.articles(wanted, after, limit))
    lines = (told(article) for article in every)
    return features_file(
        "documents",
        (pipeline.article_feature(one, store.reading(one["doc_id"])) for one in lines),
    )


@router.get("/search.geojson", response_class=GeoJson)
def search_as_geojson(store: TheStore, q: Words) -> GeoJson:
    """The articles that hold every word, at the places of their events."""
    every = hits(store, q)  # what cannot be searched for is told before the file begins
    return features_file(
        "search",
        (pipeline.article_feature(one, store.reading(one["doc_id"])) for one in every),
    )


def _placeless(name: str) -> Callable[[], Any]:
    def none() -> Any:
        raise RefusedError(
            406, f"{name} have no place", hint="ask for JSON, or for CSV with the suffix .csv"
        )

    none.__name__ = f"{name.replace(' ', '_')}_as_geojson"
    return none


for _path, _name in (("/audit", "entries of the log"), ("/review/decisions", "decisions")):
    router.add_api_route(
        f"{_path}.geojson",
        _placeless(_name),
        response_class=GeoJson,
        summary=f"{_name.capitalize()} have no place: refused (406)",
    )
