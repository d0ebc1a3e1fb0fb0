"""Takes an analysed text, says whether it is worth reading for conflict at all."""

from __future__ import annotations

from rasid.knowledge_base import load
from rasid.language.base import AnalysedText
from rasid.read.events.actor_names import names_in
from rasid.read.events.lexicon import LANGUAGES, event_words
from rasid.read.events.signs import signs

# A bulletin line is read whatever it names: it is too short to show what it is about.
_SHORT = 2


def concerns_conflict(analysed: AnalysedText) -> bool:
    """False for a text that names hardly any violence and hardly any force or government.

    Counted are strong words of violence and protest, and the full names of parties; what is
    asked for stands in knowledge/reading/signs.yml. Sport, markets and weather end here, so that
    what is said in them is no claim and costs no time.
    """
    if analysed.language not in LANGUAGES or len(analysed.sentences) <= _SHORT:
        return True
    known = signs(analysed.language)
    telling = sum(
        hit.entry.section == "trigger"
        and hit.entry.name in known.concepts
        and hit.entry.lemma not in known.not_alone
        for hit in event_words(analysed)
    )
    actors, parties = load().actors.by_id, 0
    for found in names_in(analysed):
        if len(found.aliases) != 1:
            continue
        kind = actors[found.aliases[0].actor_id].kind.value
        telling += kind in known.actors
        parties += kind not in known.actors and kind not in known.people
    if telling < known.least and parties < known.parties:
        return False
    sport = sum([token.form in known.sport for token in analysed.tokens])
    return sport < known.most_sport or sport <= telling
