"""Takes a name in a scene, says whether it only tells whose friends somebody is."""

from __future__ import annotations

from rasid.read.events.scene import Scene
from rasid.read.events.settled_words import settled_words


def is_patron(scene: Scene, at: int) -> bool:
    """Whether the name at a token is a patron's: "loyal to Damascus", "backed by Ankara"."""
    words = settled_words(scene.analysed.language)
    before = at - 1
    if scene.form(before) in words["loyal_to"]:
        before -= 1
    return scene.form(before) in words["loyal"]
