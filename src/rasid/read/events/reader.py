"""Takes a scene, gives its events: mentions judged, anchored, given tolls and roles, merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rasid.language.base import AnalysedText
from rasid.model import (
    UNKNOWN_DATE,
    Article,
    Count,
    DateInterval,
    Event,
    Evidence,
    Modality,
    PlaceMention,
)
from rasid.read.events.accidents import accidental
from rasid.read.events.anchors import YES, Anchor, choose, date_anchors, place_anchors
from rasid.read.events.brief import KINDS, SHORT, assure, is_brief, settle_protest
from rasid.read.events.crowds import settle_crowd, settle_protesters
from rasid.read.events.draft import Draft
from rasid.read.events.explaining import reasons
from rasid.read.events.features import mention_features
from rasid.read.events.harm import stated_counts
from rasid.read.events.judging import KEEP, TRAINED, hand_set, judge_features
from rasid.read.events.linear import LinearModel
from rasid.read.events.machines import settle_machines
from rasid.read.events.mentions import Mention, find_mentions
from rasid.read.events.merging import merge
from rasid.read.events.modality import modality_of, settle_denial
from rasid.read.events.parties import find_parties
from rasid.read.events.planning import settle_plan
from rasid.read.events.recency import is_background, reported_date, weigh_news
from rasid.read.events.retelling import add_retellings
from rasid.read.events.role_casting import cast_roles
from rasid.read.events.roles import assign_roles
from rasid.read.events.roundups import listed, shares_of, split_features
from rasid.read.events.scene import Placed, Scene, build_scene
from rasid.read.events.settling import settle, without_untold
from rasid.read.events.signs import speaks_of_conflict
from rasid.read.events.times import settle_police, settle_times
from rasid.read.events.toll_words import Atom
from rasid.read.events.tolls import attach_tolls, toll
from rasid.read.events.typing import (
    settle_finds,
    settle_means,
    settle_territory,
    type_features,
)

# The types that a brief text is asked about.
_ASKED = frozenset().union(*KINDS.values())


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Chances from which something is said; tuned in cross-validation."""

    counted: float = 0.4
    worth: float = 0.2
    plausible: float = 0.08
    aside: float = 0.5
    told: float = 0.3
    doubt: float = 0.05
    place: float = 0.05
    date: float = 0.18
    split: float = 0.3


@dataclass(slots=True)
class EventReader:
    """Reads events with the given models; `by_hand` judges rows by hand-set weights instead."""

    models: Mapping[str, LinearModel]
    thresholds: Thresholds = Thresholds()
    by_hand: bool = False

    def read(
        self, article: Article, analysed: AnalysedText, places: Sequence[PlaceMention]
    ) -> list[Event]:
        """The events of an article in text order."""
        scene = build_scene(article, analysed, places)
        if scene is None or not (len(scene.sentences) <= SHORT or speaks_of_conflict(scene)):
            return []
        short, brief = len(scene.sentences) <= SHORT, is_brief(scene)
        drafts = self.brief_drafts(scene) if brief else self.judged(scene)
        if brief:
            assure(scene, drafts, self.models)
        kept = [draft for draft in drafts if draft.confidence >= self.thresholds.counted]
        asides = [
            d
            for d in drafts
            if d.confidence < self.thresholds.counted
            and (self.aside(d) or (short and self.doubtful(d)))
            and (d.assurance is None or d.assurance >= self.thresholds.doubt)
        ]
        weigh_news(scene, kept, drafts, self.models)
        if brief:
            self.cast(scene, asides, stated_counts(scene))
        told = [*self.complete(scene, kept), *asides]
        return self.events(scene, sorted(told, key=lambda d: d.mention.head.first))

    def aside(self, draft: Draft) -> bool:
        """Whether a draft is no row but worth telling: a habit, a plan, a denial."""
        return max(draft.chances["habitual"], draft.chances["planned"]) >= self.thresholds.aside

    def doubtful(self, draft: Draft) -> bool:
        """Whether a draft of a brief text is worth telling though it is neither row nor aside."""
        return draft.type in _ASKED or draft.chances["counted"] >= self.thresholds.plausible

    def brief_drafts(self, scene: Scene) -> list[Draft]:
        """The drafts of a brief text: every mention gets a look."""
        drafts = self.judged(scene, worth=0.0)
        settle_protest(scene, drafts)
        return drafts

    def judged(self, scene: Scene, worth: float | None = None) -> list[Draft]:
        """The drafts worth a look, with place, date, toll and roles, and their last chance.

        `worth` is the first chance from which a draft gets a look, if not the usual one.
        """
        by_hand = self.by_hand or scene.analysed.language not in TRAINED
        if worth is None:
            worth = 0.0 if by_hand else self.thresholds.worth
        drafts = [d for d in self.drafts(scene) if d.chances["counted"] >= worth or self.aside(d)]
        self.anchor(scene, drafts)
        if by_hand or "keep" in self.models:
            judge = hand_set() if by_hand else self.models["keep"]
            for draft in drafts:
                features = judge_features(scene, draft, drafts)
                if by_hand:
                    features |= draft.features
                draft.confidence = judge.probabilities(features)[KEEP]
        for draft in drafts:
            settle_denial(scene, draft)
            settle_plan(scene, draft)
        return drafts

    def complete(self, scene: Scene, kept: Sequence[Draft]) -> list[Draft]:
        """The drafts that are kept with tolls settled among them, retellings made one."""
        for draft in kept:
            draft.atoms = []
        atoms = stated_counts(scene)
        attach_tolls(scene, kept, atoms, self.models.get("toll"))
        for draft in kept:
            draft.atoms = without_untold(scene, draft, draft.atoms)
        merged = merge(scene, kept)
        add_retellings(scene, merged, atoms)
        self.cast(scene, merged, atoms)
        for draft in merged:
            self.spread(scene, draft)
        return merged

    def cast(self, scene: Scene, drafts: Sequence[Draft], atoms: Sequence[Atom]) -> None:
        """Give drafts their parties for good, and what these settle of the types."""
        cast_roles(scene, drafts, atoms, self.models["cast"])
        for draft in drafts:
            settle_territory(scene, draft)
            settle_times(scene, draft)
            settle_police(scene, draft)
            settle_machines(scene, draft)
            settle_protesters(draft)

    def drafts(self, scene: Scene) -> list[Draft]:
        """Every mention with its chances; nothing is dropped yet."""
        drafts: list[Draft] = []
        earlier: list[Mention] = []
        for mention in find_mentions(scene, self.models["join"]):
            if accidental(scene, mention):
                continue
            features = mention_features(scene, mention, earlier)
            chances = self.models["row"].probabilities(features)
            drafts.append(Draft(mention, features, chances, confidence=chances["counted"]))
            earlier.append(mention)
        return drafts

    def anchor(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Give the drafts worth it their place, date and tolls."""
        places, dates = place_anchors(scene), date_anchors(scene)
        told: dict[str, Anchor | None] = {"place": None, "date": None}
        for draft in drafts:
            draft.place = choose(
                scene,
                draft.mention,
                places,
                self.models["place"],
                self.thresholds.place,
                told["place"],
            )
            draft.date = choose(
                scene, draft.mention, dates, self.models["date"], self.thresholds.date, told["date"]
            )
            if draft.place:
                draft.places = [scene.places[draft.place.anchor.index]]
            if draft.chances["counted"] >= self.thresholds.told:
                told["place"] = draft.place.anchor if draft.place else told["place"]
                told["date"] = draft.date.anchor if draft.date else told["date"]
        attach_tolls(scene, drafts, stated_counts(scene), self.models.get("toll"))
        assign_roles(scene, drafts, find_parties(scene), self.models["role"])
        # Where no word is known from training, their sense has to do.
        typing = self.models.get("type" if scene.analysed.language in TRAINED else "sense")
        if typing is not None:
            for draft in drafts:
                draft.types = typing.probabilities(type_features(scene, draft))
                settle_means(scene, draft)
                settle_finds(scene, draft)
                settle(scene, draft)
                settle_crowd(scene, draft)

    def spread(self, scene: Scene, draft: Draft) -> None:
        """Give a round-up a row for each of its places."""
        if draft.place is None or "split" not in self.models:
            return
        places = listed(scene, scene.places[draft.place.anchor.index])
        if len(places) > 1:
            features = split_features(scene, draft, places)
            shares = shares_of(scene, draft.atoms, places)
            likely = self.models["split"].probabilities(features)[YES] >= self.thresholds.split
            if likely and shares is not None:
                draft.places, draft.shares = list(places), shares

    def events(self, scene: Scene, drafts: Sequence[Draft]) -> list[Event]:
        """The events of drafts, one for each place."""
        found: list[Event] = []
        for draft in drafts:
            found += [
                event_of(scene, draft, placed, len(found) + n + 1, self)
                for n, placed in enumerate(draft.places)
            ]
        return found


def event_of(
    scene: Scene,
    draft: Draft,
    placed: Placed | None,
    number: int,
    reader: EventReader,
) -> Event:
    """One event of a draft, at one of its places."""
    start, end = evidence_span(scene, draft)
    head = draft.mention.head
    text = scene.article.text
    kept = draft.confidence >= reader.thresholds.counted
    modality = Modality.ASSERTED if kept else modality_of(draft)
    specific = kept or modality is not Modality.ASSERTED
    atoms = draft.atoms if draft.shares is None or placed is None else draft.shares[placed.index]
    tolls: dict[str, Count | None] = {
        kind: toll(scene, atoms, kind) if specific else None
        for kind in ("killed", "injured", "detained")
    }
    return Event(
        event_id=f"E{number}",
        type=draft.type,
        evidence=Evidence.of(scene.article.doc_id, text, start, end),
        trigger=Evidence.of(
            scene.article.doc_id, text, *scene.analysed.span(head.first, head.last)
        ),
        modality=modality,
        specific=specific,
        background=is_background(scene, draft),
        date=_date(scene, draft, kept=kept, specific=specific),
        place=placed.mention.place if placed else None,
        initiators=tuple(draft.initiators),
        targets=tuple(draft.targets),
        killed=tolls["killed"],
        injured=tolls["injured"],
        detained=tolls["detained"],
        confidence=draft.confidence if draft.assurance is None else draft.assurance,
        why=reasons(scene, draft, reader.models),
    )


_EDGES = frozenset("،,.؛;:«»\"'()[]-–—!؟?…“”")


def _date(scene: Scene, draft: Draft, *, kept: bool, specific: bool) -> DateInterval:
    """The event's date: what the text says, else for news the days in which news is told.

    A habit has no day: the date beside it bounds a period that other words open or close.
    """
    if draft.date is not None and specific:
        return scene.dates[draft.date.anchor.index].interval
    return (reported_date(scene, draft) if kept else None) or UNKNOWN_DATE


def evidence_span(scene: Scene, draft: Draft) -> tuple[int, int]:
    """Offsets of the words that prove a draft: its clause, and what its row says from beside it.

    A place, date or count that stands in another clause of the sentence is proof of the row as much
    as the clause that names the happening; marks at the edges are left out.
    """
    mention = draft.mention
    first, last = mention.first, mention.last
    for start, end in _leaned_on(draft):
        if scene.sentence_of[start] == mention.sentence:
            first, last = min(first, start), max(last, end)
    while first < mention.head.first and scene.form(first) in _EDGES:
        first += 1
    while last - 1 > mention.head.first and scene.form(last - 1) in _EDGES:
        last -= 1
    return scene.analysed.span(first, max(last, mention.head.last))


def _leaned_on(draft: Draft) -> Iterator[tuple[int, int]]:
    """Tokens (first, one past the last) of a draft's place, date and counts."""
    if draft.place is not None:
        yield draft.place.anchor.first, draft.place.anchor.last
    if draft.date is not None:
        yield draft.date.anchor.first, draft.date.anchor.last
    for atom in draft.atoms:
        yield min(atom.first, atom.hit.first), max(atom.last, atom.hit.last)
