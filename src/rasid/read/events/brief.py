"""Takes the drafts of a text of one or two sentences, gives how surely the text reports them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from rasid.read.events.draft import Draft
from rasid.read.events.judging import KEEP, TRAINED, logit_level
from rasid.read.events.linear import LinearModel
from rasid.read.events.scene import Scene
from rasid.read.events.standing import standing_features
from rasid.read.events.stems import stem

# Sentences up to which a text is brief: whoever asks about one sentence wants to know how likely
# it is, not only whether it is a row.
SHORT = 2
# Words up to which it is: a page without full stops is an article all the same.
_LENGTH = 160
# What a text can be asked to report, with the event types that are it: deliberate violence against
# people and public protest. Force against protesters is both.
KINDS: Mapping[str, frozenset[str]] = {
    "assault": frozenset(
        {
            "armed_clash", "gov_regains_territory", "nonstate_overtakes_territory",
            "air_drone_strike", "suicide_bomb", "shelling_missile", "ied_landmine", "grenade",
            "chemical_weapon", "attack_on_civilians", "abduction", "sexual_violence",
            "mob_violence", "excessive_force_protesters",
        }
    ),
    "protest": frozenset(
        {
            "peaceful_protest", "protest_with_intervention", "excessive_force_protesters",
            "violent_demonstration",
        }
    ),
}  # fmt: skip
_OF_KIND = 0.3  # chance of the kind's types from which a mention's own features count
_PLAUSIBLE = 0.04  # chance of protest from which a word of protest is taken at its word
_BESIDE = 2  # words before a clause that are looked at with it: "by an aircraft [, a drone]"
_START = 4  # letters that tell a word's family in most inflections
PART = "part:"  # opens the name of a run of letters
_LETTERS = 4  # length of such a run, word ends included


def is_brief(scene: Scene) -> bool:
    """Whether a text is brief: few sentences, few words, a language with trained judgement."""
    tokens = scene.analysed.tokens
    few = len(scene.sentences) <= SHORT and len(tokens) <= _LENGTH
    return few and scene.analysed.language in TRAINED


def settle_protest(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give drafts named by a word of protest a type of protest if plausible.

    Standing alone, such a sentence often names police or an army, which speaks for a clash. A word
    that is spelt as a weapon's too ("march", "drone") is one of protest where no weapon is near.
    """
    for draft in drafts:
        mention = draft.mention
        head = mention.head
        clause = range(mention.first - _BESIDE, mention.last)
        weapons = [hit for hit in scene.weapons if hit.first in clause]
        spelt = any(head.first <= hit.first < head.last for hit in weapons)
        armed = spelt and any(not head.first <= hit.first < head.last for hit in weapons)
        whole = share(draft, "protest")
        if head.entry.group == "protest" and not armed and whole >= _PLAUSIBLE:
            draft.types = {
                name: chance / whole
                for name, chance in draft.types.items()
                if name in KINDS["protest"]
            }


def model_name(kind: str) -> str:
    """Name of the model that says how surely a brief text reports the kind."""
    return f"brief_{kind}"


def share(draft: Draft, kind: str) -> float:
    """Chance that a draft's type is one of the kind's."""
    return math.fsum(draft.types.get(name, 0.0) for name in KINDS[kind])


def brief_features(scene: Scene, drafts: Sequence[Draft], kind: str) -> frozenset[str]:
    """Features of a whole text and all its drafts (judged and typed), asked about one kind."""
    found = set(_words(scene)) | set(_parts(scene))
    found |= set(_found(scene))
    found |= set(_best(drafts, kind))
    ours = [draft for draft in drafts if share(draft, kind) > _OF_KIND]
    for draft in ours:
        found |= {f"at:{f}" for f in draft.features if not f.startswith("word=")}
    if ours:
        best = max(ours, key=lambda draft: draft.confidence * share(draft, kind))
        found |= set(standing_features(scene, ours, best))
    return frozenset(found)


def _words(scene: Scene) -> Iterator[str]:
    for token in scene.analysed.tokens:
        bare = stem(scene.analysed.language, token.form)
        if len(bare) > 1:
            yield f"word:{bare}"
            yield f"start:{bare[:_START]}"


def _parts(scene: Scene) -> Iterator[str]:
    text = " ".join(token.form for token in scene.analysed.tokens)
    yield from (f"{PART}{text[at : at + _LETTERS]}" for at in range(len(text) - _LETTERS + 1))


def _found(scene: Scene) -> Iterator[str]:
    for section, hits in (
        ("trigger", scene.triggers),
        ("weapon", scene.weapons),
        ("people", scene.people),
        ("mark", scene.marks),
        ("force", scene.forces),
    ):
        yield from (f"{section}:{hit.entry.name}" for hit in hits)
    yield from (f"trigger:{hit.entry.name}/{hit.entry.form.tense}" for hit in scene.triggers)
    yield from (f"actor:{named.actor.kind.value}" for named in scene.actors)


def _best(drafts: Sequence[Draft], kind: str) -> Iterator[str]:
    """The best chances that the article models give any draft, as levels."""
    shares = [share(draft, kind) for draft in drafts]
    pairs = list(zip(drafts, shares, strict=True))
    for name, best in (
        ("keep", max((d.confidence * s for d, s in pairs), default=0.0)),
        ("counted", max((d.chances["counted"] * s for d, s in pairs), default=0.0)),
        ("share", max(shares, default=0.0)),
    ):
        yield from (f"{name}>{n}" for n in range(logit_level(best)))


def assure(scene: Scene, drafts: Sequence[Draft], models: Mapping[str, LinearModel]) -> None:
    """Set the assurance of each draft of a kind that a brief text may be asked about.

    The draft that the article models like best has the whole chance that the text reports the
    kind; the others have a part of it, as they compare with the best.
    """
    for kind, types in KINDS.items():
        ours = [draft for draft in drafts if draft.type in types]
        if not ours or model_name(kind) not in models:
            continue
        features = brief_features(scene, drafts, kind)
        chance = models[model_name(kind)].probabilities(features)[KEEP]
        best = max(draft.confidence for draft in ours)
        for draft in ours:
            part = draft.confidence / best if best else 1.0
            draft.assurance = max(draft.assurance or 0.0, chance * part)
