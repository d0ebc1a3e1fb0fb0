"""Takes the folded form of a verb of speech and of a subject's first word, tells if they agree."""

from __future__ import annotations

from typing import NamedTuple

from rasid.read.statements.lexicon import SpeechVerb
from rasid.read.statements.stems import bare

_FEMININE = "ه"
_CONJUNCTIONS = "وف"  # and, so
_PLURAL_NOUNS = ("ون", "ين")
_PLURAL_PAST = "وا"
_FEMININE_PLURAL = "ات"
_THE = "ال"
_OBLIQUE = "ين"
_LONG = 5


class Form(NamedTuple):
    """Gender and number that a word shows; None where its letters do not tell."""

    feminine: bool | None
    plural: bool | None
    oblique: bool = False


def of_verb(form: str, verb: SpeechVerb) -> Form:
    """What a verb of speech says of its subject when that is not named behind it."""
    if verb.mood == "participle":
        if form.endswith("ين"):
            return Form(False, True)
        return Form(form.endswith(_FEMININE), False)
    if verb.mood != "finite":
        return Form(None, None)
    if form[0] in _CONJUNCTIONS and form[0] != verb.lemma[0]:
        form = form[1:]
    if form.endswith((_PLURAL_PAST, "ون")):
        return Form(False, True)
    if form.startswith(verb.lemma[:2]):
        return Form(form.endswith("ت") and not verb.lemma.endswith("ت"), False)
    return Form(form.startswith("ت"), False)


def of_noun(form: str, *, person: bool, masculine: bool, named: bool) -> Form:
    """What the head of a noun phrase shows.

    `person`: it is an office that one person holds; `masculine`: a body of that gender; `named`: it
    may be a name, whose ending tells nothing.
    """
    definite = form.startswith(_THE)
    if definite and form.endswith(_PLURAL_NOUNS) and len(form) > _LONG:
        return Form(False, True, form.endswith(_OBLIQUE))
    word = bare(form)
    if person:
        return Form(word.endswith(_FEMININE), False)
    if masculine:
        return Form(False, None)
    if named and not definite:
        return Form(None, None)
    feminine = word.endswith(_FEMININE) or (word.endswith(_FEMININE_PLURAL) and len(word) >= _LONG)
    return Form(True if feminine else None, None)


def agree(verb: Form, noun: Form) -> bool:
    """Whether a subject met before can be the one that a verb or participle goes on with.

    Broken plurals take either gender, so that only clear clashes count.
    """
    return not any(
        one is not None and other is (not one)
        for one, other in zip(verb[:2], noun[:2], strict=True)
    )


def clash(verb: Form, noun: Form) -> bool:
    """Whether a noun right behind a finite verb cannot be its subject.

    Before its subject a verb stands in the singular, whatever the number of the subject.
    """
    if verb.plural or noun.oblique:
        return True
    if noun.plural is None:
        return noun.feminine is True and verb.feminine is False
    told = None not in {verb.feminine, noun.feminine}
    return noun.plural is False and told and verb.feminine is not noun.feminine
