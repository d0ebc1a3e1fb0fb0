"""Takes the drafts of a text of one or two sentences, gives how surely the text reports them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rasid.read.events.brief_features import (
    BriefFeatures,
    Member,
    brief_features,
    chance,
    model_name,
)
from rasid.read.events.draft import Draft
from rasid.read.events.judging import TRAINED
from rasid.read.events.linear import LinearModel
from rasid.read.events.scene import Scene

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
_PLAUSIBLE = 0.04  # chance of protest from which a word of protest is taken at its word
_BESIDE = 2  # words before a clause that are looked at with it: "by an aircraft [, a drone]"


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


def share(draft: Draft, kind: str) -> float:
    """Chance that a draft's type is one of the kind's."""
    return math.fsum(draft.types.get(name, 0.0) for name in KINDS[kind])


def features_of(scene: Scene, drafts: Sequence[Draft], kind: str) -> BriefFeatures:
    """Features of a brief text that is asked about a kind."""
    return brief_features(scene, [(draft, share(draft, kind)) for draft in drafts])


def assure(scene: Scene, drafts: Sequence[Draft], models: Mapping[str, LinearModel]) -> None:
    """Set the assurance of each draft of a kind that a brief text may be asked about.

    The draft that the article models like best has the whole chance that the text reports the
    kind; the others have a part of it, as they compare with the best.
    """
    for kind, types in KINDS.items():
        ours = [draft for draft in drafts if draft.type in types]
        if not ours or model_name(kind, Member.WORDS) not in models:
            continue
        sure = chance(models, kind, features_of(scene, drafts, kind))
        best = max(draft.confidence for draft in ours)
        for draft in ours:
            part = draft.confidence / best if best else 1.0
            draft.assurance = max(draft.assurance or 0.0, sure * part)
