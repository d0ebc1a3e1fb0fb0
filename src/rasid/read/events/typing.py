"""Takes a draft with its roles and toll, gives the features from which its event type is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.knowledge_base.actors import ActorKind
from rasid.model import ActorMention
from rasid.read.events.draft import Draft
from rasid.read.events.judging import place_of
from rasid.read.events.scene import Scene

# First-look features that tell where and how a mention stands, not what happened.
_STANDING = (
    "opens=",
    "clause-opens=",
    "sentence=",
    "length=",
    "density=",
    "ahead=",
    "told-before=",
    "group-before=",
    "beside=",
    "first=",
    "zone=",
    "ground=",
    "date=",
    "place=",
    "number=",
    "mark",
)
# Features that hang on the very words, which no other language has.
_WORDED = ("lemma=", "word=", "before", "after")
_BESIDE = ("/before=", "/after=")
NOBODY = "none"
# Laid devices settle the type of what is told as one of these.
_DEVICE = "ied_landmine"
_OVERRULED = frozenset(
    {"armed_clash", "attack_on_civilians", "shelling_missile", "air_drone_strike"}
)
# Weapons named before they are fired: what was found is a find.
_FIND = "disrupted_weapons_use"
_WEAPONS = frozenset({"bomb", "projectile", "drone"})
_FIRED = frozenset({"shelling_missile", "air_drone_strike", "ied_landmine"})
_MEANS = 7  # words from a trigger within which its means stand
# A place changes hands to its government, or to anybody else (guidelines, settled doubts 11, 22).
_TO_STATE, _TO_OTHERS = "gov_regains_territory", "nonstate_overtakes_territory"
_STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.POLICE})
_OTHERS = frozenset({ActorKind.REBEL, ActorKind.JIHADIST})


def type_features(scene: Scene, draft: Draft) -> frozenset[str]:
    """What was seen at the trigger, who took part, who was hurt and which weapon is nearest."""
    found = {feature for feature in draft.features if not feature.startswith(_STANDING)}
    found |= set(_cast(draft, "initiator", draft.initiators))
    found |= set(_cast(draft, "target", draft.targets))
    pair = (_first_kind(draft.initiators), _first_kind(draft.targets))
    found.add(f"pair={pair[0]}>{pair[1]}")
    found |= set(_harm(draft))
    found |= set(_weapon(scene, draft))
    return frozenset(found)


def settle_means(scene: Scene, draft: Draft) -> None:
    """Take what was done "with a device", "with a mine" for that, and not for a clash or a raid."""
    mention, head = draft.mention, draft.mention.head
    near = range(max(mention.first, head.first - _MEANS), min(mention.last, head.first + _MEANS))
    laid = _listed(scene.analysed.language, "laid")
    means = any(
        hit.first in near and hit.clitic[-1:] == "ب" and hit.entry.lemma in laid  # "with"
        for hit in scene.weapons
    )
    if means and draft.type in _OVERRULED:
        draft.types = _moved(draft.types, draft.type, _DEVICE)


def _moved(chances: Mapping[str, float], wrong: str, right: str) -> dict[str, float]:
    """The chances with those of the wrong type given to the right one."""
    both = chances.get(right, 0.0) + chances.get(wrong, 0.0)
    return {**chances, right: both, wrong: 0.0}


def settle_finds(scene: Scene, draft: Draft) -> None:
    """Take weapons told after "seized", "a cache" for a find, and not for an attack."""
    mention, head = draft.mention, draft.mention.head
    if head.entry.name not in _WEAPONS or draft.type not in _FIRED:
        return
    before = range(max(mention.first, head.first - _MEANS), head.first)
    seized = _listed(scene.analysed.language, "seized")
    if any(scene.form(at).removeprefix("و") in seized for at in before):  # "and"
        draft.types = {**draft.types, _FIND: 1.0}


@cache
def _listed(code: str, name: str) -> frozenset[str]:
    """Words of the table of triggers that say how a weapon is told, folded."""
    words = load().table(f"reading/{code}_triggers.yml")["concepts"]["bomb"].get(name, ())
    return frozenset(languages.get(code).fold(word) for word in words)


def settle_territory(scene: Scene, draft: Draft) -> None:
    """Say who took a place by who acted, where that is beyond doubt; the weights may have erred.

    Rebels and jihadists overtake; the forces of the place's own country regain.
    """
    actor_id = draft.initiators[0].actor_id if draft.initiators else None
    if draft.type not in (_TO_STATE, _TO_OTHERS) or not actor_id:
        return
    actor, place = load().actors.by_id[actor_id], place_of(scene, draft)
    if actor.kind in _OTHERS:
        right = _TO_OTHERS
    elif actor.kind in _STATE and place is not None and place.country == actor.country:
        right = _TO_STATE
    else:
        return
    wrong = _TO_STATE if right == _TO_OTHERS else _TO_OTHERS
    draft.types = _moved(draft.types, wrong, right)


def of_sense(features: frozenset[str]) -> frozenset[str]:
    """What is left of features where no word of theirs is known: concepts, roles, counts."""
    return frozenset(
        name
        for name in features
        if not name.startswith(_WORDED) and not any(part in name for part in _BESIDE)
    )


def _kind(actor: ActorMention) -> tuple[str, str]:
    """The kind of an actor and the head of its family; its bare name where it has no entry."""
    if not actor.actor_id:
        return actor.actor, actor.actor
    actors = load().actors
    return actors.by_id[actor.actor_id].kind.value, actors.family(actor.actor_id)[-1]


def _first_kind(actors: Sequence[ActorMention]) -> str:
    return _kind(actors[0])[0] if actors else NOBODY


def _cast(draft: Draft, role: str, actors: Sequence[ActorMention]) -> Iterator[str]:
    head = draft.mention.head.entry
    kind, family = _kind(actors[0]) if actors else (NOBODY, NOBODY)
    yield f"{role}={kind}"
    yield f"{role}={kind}/group={head.group}"
    yield f"{role}={kind}/head={head.name}"
    yield f"{role}-family={family}"
    yield f"{role}-family={family}/group={head.group}"
    yield f"{role}-family={family}/head={head.name}"
    yield from (f"{role}-too={_kind(actor)[0]}" for actor in actors[1:2])


def _harm(draft: Draft) -> Iterator[str]:
    head = draft.mention.head.entry
    hurt = [atom for atom in draft.atoms if atom.kind != "detained"]
    for victim in sorted({atom.victim for atom in hurt}):
        yield f"victim={victim}"
        yield f"victim={victim}/group={head.group}"
        yield f"victim={victim}/head={head.name}"
    yield f"detained={any(atom.kind == 'detained' for atom in draft.atoms)}"
    killed = any(atom.kind == "killed" and atom.count.high != 0 for atom in hurt)
    yield f"killed={killed}/group={head.group}"


def _weapon(scene: Scene, draft: Draft) -> Iterator[str]:
    head, mention = draft.mention.head, draft.mention
    inside = [hit for hit in scene.weapons if mention.first <= hit.first < mention.last]
    nearest = min(inside, key=lambda hit: abs(hit.first - head.first), default=None)
    name = nearest.entry.name if nearest else NOBODY
    yield f"nearest={name}"
    yield f"nearest={name}/head={head.entry.name}"
    yield f"weapons={'+'.join(sorted({hit.entry.name for hit in inside}))}"
