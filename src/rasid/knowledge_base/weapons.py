"""Takes knowledge/weapons, gives the words for weapons and means, each with its class."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rasid.knowledge_base.fields import Fields
from rasid.knowledge_base.files import read_yaml
from rasid.knowledge_base.words import Word, word_from

WEAPONS = "weapons/weapons.yml"


class WeaponClass(StrEnum):
    """The means of an attack, as far as event types hang on it."""

    AIRCRAFT = "aircraft"
    DRONE = "drone"
    ARTILLERY = "artillery"
    MORTAR = "mortar"
    ROCKET = "rocket"
    SMALL_ARMS = "small_arms"
    CAR_BOMB = "car_bomb"
    IED = "ied"
    SUICIDE = "suicide"
    MINE = "mine"
    GRENADE = "grenade"
    CHEMICAL = "chemical"
    EXPLOSIVE = "explosive"
    BLADE = "blade"
    VEHICLE = "vehicle"
    AIR_DEFENCE = "air_defence"


@dataclass(frozen=True, slots=True)
class Weapon:
    """A word for a weapon or means."""

    word: Word
    weapon_class: WeaponClass


def load_weapons(root: Path) -> tuple[Weapon, ...]:
    """The words for weapons, in the order of the file."""
    fields = Fields(read_yaml(root, WEAPONS), WEAPONS)
    fields.text("source")
    weapons = []
    for where, data in fields.items("weapons"):
        part = Fields(data, where)
        weapons.append(Weapon(word_from(part), part.choice("weapon_class", WeaponClass)))
        part.done()
    fields.done()
    return tuple(weapons)
