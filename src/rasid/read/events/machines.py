"""Takes the cast of a draft, says that nobody knows whose aircraft are that have no owner."""

from __future__ import annotations

from dataclasses import replace

from rasid import language as languages
from rasid.model import ActorMention
from rasid.read.events.draft import Draft
from rasid.read.events.scene import Scene
from rasid.read.events.settled_words import settled_words

UNIDENTIFIED = "Unidentified"


def settle_machines(scene: Scene, draft: Draft) -> None:
    """Take aircraft whose owner the text does not name for attackers that nobody has identified."""
    known = [one for one in draft.initiators if not _is_machine(scene, one)]
    unknown = (one for one in draft.initiators if _is_machine(scene, one))
    draft.initiators = known or [replace(one, actor=UNIDENTIFIED) for one in unknown][:1]
    draft.targets = [one for one in draft.targets if not _is_machine(scene, one)]


def _is_machine(scene: Scene, party: ActorMention) -> bool:
    code = scene.analysed.language
    first = languages.get(code).fold(party.evidence.quote).split(" ", 1)[0]
    return not party.actor_id and first in settled_words(code)["machines"]
