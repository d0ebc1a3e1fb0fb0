"""Takes a draft whose words leave no doubt what it is (foiled, freed, tried), gives it the type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rasid.read.events.draft import Draft
from rasid.read.events.lexicon import Hit
from rasid.read.events.releases import frees, lets_go
from rasid.read.events.scene import Scene, starting_in
from rasid.read.events.settled_words import settled_words
from rasid.read.events.toll_words import Atom

_FOILED = 6  # words before a plot in which its foiling may be told
_PLOT = 4  # words behind a plot's first that may tell its means
_KEPT = 8  # words behind a happening in which "before he blew himself up" may stand
_CRIME = 5  # words before a crime in which its accused stand
_FOR = ("ل", "ب")  # to, by: before a noun that is spelt as a verb of the past
_NAMED = 2  # words before "suicide" in which the drone may stand
_SUICIDE, _DRONE = "suicide_bomb", "air_drone_strike"
_FIND, _OTHER = "disrupted_weapons_use", "other_strategic"
_ARMED = frozenset({"device", "suicide", "vehicle_bomb"})
_HARM = frozenset({"killed", "injured"})
_CRIMES = frozenset({"explosion", "strike", "killing", "attack", "outcome", "seizing", "clash"})
Words = Mapping[str, frozenset[str]]


def settle(scene: Scene, draft: Draft) -> None:
    """Give a draft the type that its words leave no doubt of."""
    if foiled(scene, draft) is not None:
        draft.settle_type(_FIND)
    elif (
        frees(scene, draft.mention.head)
        or lets_go(scene, draft.mention.head)
        or _tried(scene, draft)
    ):
        draft.settle_type(_OTHER)
    elif draft.type == _SUICIDE and _flies(scene, draft.mention.head):
        draft.settle_type(_DRONE)


def _flies(scene: Scene, head: Hit) -> bool:
    """Whether "suicide" is said of a drone: "a Turkish suicide drone"."""
    words = settled_words(scene.analysed.language)
    return any(scene.form(at) in words["march"] for at in range(head.first - _NAMED, head.first))


def foiled(scene: Scene, draft: Draft) -> int | None:
    """The token that says that a plot was foiled; None where nothing does."""
    words = settled_words(scene.analysed.language)
    mention, head = draft.mention, draft.mention.head
    start = max(scene.sentences[mention.sentence].first, mention.triggers[0].first - _FOILED)
    at = scene.met(range(head.last - 1, start - 1, -1), words["foiled"])
    if at is None:
        return _kept_from(scene, words, draft)
    return at if _is_plot(scene, words, draft, at) else None


def _is_plot(scene: Scene, words: Words, draft: Draft, start: int) -> bool:
    """Whether what was foiled is a plot: a bomb, a killing, and no assault fought off."""
    head = draft.mention.head
    if any(hit.entry.name in words["plotted"] for hit in draft.mention.triggers):
        return True
    last = head.last + _PLOT
    armed = any(hit.entry.name in _ARMED for hit in starting_in(scene.weapons, start, last))
    return armed or any(scene.form(at) in words["plot"] for at in range(start, last))


def _kept_from(scene: Scene, words: Words, draft: Draft) -> int | None:
    """Where it is told that an arrest or a find came "before he blew himself up"."""
    mention = draft.mention
    groups = {hit.entry.group for hit in mention.triggers}
    if not {"seizing", "foiling"} & groups or "explosion" not in groups:
        return None
    end = min(mention.head.last + _KEPT, scene.sentences[mention.sentence].last)
    for at in range(mention.triggers[0].last, end):
        behind = starting_in(scene.triggers, at + 1, at + 3)
        if scene.form(at) in words["before"] and any(h.entry.group == "explosion" for h in behind):
            return at
    return None


def _tried(scene: Scene, draft: Draft) -> bool:
    """Whether a court's word and the crime it speaks of are told as one."""
    groups = {hit.entry.group for hit in draft.mention.triggers}
    return "court" in groups and of_a_crime(scene, draft.mention.head)


def of_a_crime(scene: Scene, head: Hit) -> bool:
    """Whether somebody accused or convicted of it stands before a deed: "accused of killing"."""
    words = settled_words(scene.analysed.language)
    if head.entry.group not in _CRIMES:
        return False
    first = scene.sentences[scene.sentence_of[head.first]].first
    before = range(head.first - 1, max(first, head.first - _CRIME) - 1, -1)
    return scene.met(before, words["crime"]) is not None


def without_untold(scene: Scene, draft: Draft, atoms: Sequence[Atom]) -> list[Atom]:
    """A draft's counts without what a foiled plot was to bring and what a court speaks of."""
    court = any(hit.entry.group == "court" for hit in draft.mention.triggers)
    told = [atom for atom in atoms if not (court and of_a_crime(scene, atom.hit))]
    at = foiled(scene, draft)
    if at is None:
        return told
    last = draft.mention.head.last + _KEPT
    return [
        atom
        for atom in told
        if atom.kind not in _HARM
        or not at < atom.hit.first < last
        or (atom.hit.entry.form.tense == "past" and atom.hit.clitic[-1:] not in _FOR)
    ]
