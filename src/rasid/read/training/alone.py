"""Takes an annotated article, gives its sentences as articles of one sentence, with their gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasid import language as languages
from rasid.language.base import AnalysedText, Sentence
from rasid.model import PlaceMention
from rasid.read.events.scene import build_scene
from rasid.read.training.alignment import Annotated

Locate = Callable[[AnalysedText], Sequence[PlaceMention]]
MARK = "#"  # between the article's id and the number of its sentence


def parent(doc_id: str) -> str:
    """The id of the article that a sentence was taken from."""
    return doc_id.split(MARK, maxsplit=1)[0]


def sentences_alone(annotated: Annotated, locate: Locate) -> Iterator[Annotated]:
    """Each sentence with a trigger as an article of its own.

    A sentence without gold in an article that has some is left out where it may retell a row:
    standing alone it would be one.
    """
    scene = annotated.scene
    with_triggers = {scene.sentence_of[hit.first] for hit in scene.triggers}
    for number in sorted(with_triggers):
        sentence = scene.sentences[number]
        gold = list(_gold_in(annotated, sentence))
        if not gold and _may_retell(annotated, sentence):
            continue
        text = scene.article.text[sentence.start : sentence.end]
        article = replace(
            scene.article,
            doc_id=f"{scene.article.doc_id}{MARK}{number}",
            title="",
            text=f"\n\n{text}",
            zones=(),
        )
        analysed = languages.get(article.language).analyse(article)
        alone = build_scene(article, analysed, locate(analysed))
        if alone is not None:
            yield Annotated.of(alone, gold)


def _gold_in(annotated: Annotated, sentence: Sentence) -> Iterator[Mapping[str, Any]]:
    """The gold events whose trigger stands in the sentence, their evidence cut to it."""
    text = annotated.scene.article.text
    for group in annotated.groups:
        if sentence.start <= group.trigger[0] and group.trigger[1] <= sentence.end:
            start = max(group.evidence[0], sentence.start)
            evidence = text[start : min(group.evidence[1], sentence.end)]
            yield from ({**event, "evidence": evidence} for event in group.events)


def _may_retell(annotated: Annotated, sentence: Sentence) -> bool:
    """Whether the sentence states a toll or a deed of the kinds that the article's rows tell."""
    triggers = annotated.scene.triggers
    heads = {hit.entry.group for hit in triggers if _counted(annotated, hit.first)}
    return any(
        hit.entry.group in heads and sentence.first <= hit.first < sentence.last for hit in triggers
    )


def _counted(annotated: Annotated, at: int) -> bool:
    """Whether a token stands in the trigger of a row."""
    start, end = annotated.scene.analysed.span(at, at + 1)
    return any(
        group.label == "counted" and group.trigger[0] < end and start < group.trigger[1]
        for group in annotated.groups
    )
