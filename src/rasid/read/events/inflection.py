"""Takes a verb or noun of the reading lexicon, gives the folded forms it takes in running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Form(NamedTuple):
    """A folded form and its grammar: `tense` past/present/noun, `definite`, `owned` by a pronoun.

    `plural` for dual and plural nouns; `object` where a verb carries an object pronoun.
    """

    form: str
    tense: str
    definite: bool = False
    owned: bool = False
    plural: bool = False


# Object and possessive pronouns written onto a word: him/his, her/its, them/their, their (dual).
_PRONOUNS = ("ه", "ها", "هم", "هما")
# Subject endings of the past: she, they, two (m), two (f).
_PAST = ("", "ت", "وا", "ا", "تا", "ن", "نا")
# First letters of the imperfect: he/they, she/it, we, I.
_PERSONS = ("ي", "ت", "ن", "ا")


def verb_forms(past: str, present: str) -> Iterator[Form]:
    """Forms of a verb given folded as the past and the present of "he"."""
    for form in sorted(_past_forms(past)):
        yield Form(form, "past")
    for form in sorted(_past_objects(past)):
        yield Form(form, "past", owned=True)
    for person in _PERSONS:
        stem = person + present[1:]
        yield Form(stem, "present")
        open_stem = stem[:-1] if stem[-1] in "يا" else stem
        if person in "يت":
            for ending in ("ون", "ان", "وا"):
                yield Form(open_stem + ending, "present")
        for pronoun in _PRONOUNS:
            yield Form(
                (stem[:-1] + "ا" if stem.endswith("ي") and past[-1] == "ي" else stem) + pronoun,
                "present",
                owned=True,
            )


def _past_forms(past: str) -> set[str]:
    if past[-1] in "يا":  # weak last letter: falls before an ending ("القي", "القت")
        stem = past[:-1]
        return {past, stem + "ت", stem + "وا", stem + "تا", past + "ا"}
    return {past + ending for ending in _PAST}


def _past_objects(past: str) -> set[str]:
    if past[-1] in "يا":
        stem = past[:-1]
        bases = [stem + "ا", stem + "ت"]
    else:
        bases = [past, past + "ت", past + "و"]
    return {base + pronoun for base in bases for pronoun in _PRONOUNS}


def noun_forms(noun: str) -> Iterator[Form]:
    """Forms of a noun given folded; of a noun phrase the last word is left as it is."""
    head, _, rest = noun.partition(" ")
    tail = f" {rest}" if rest else ""
    for form in _noun(head):
        yield form._replace(form=form.form + tail)
        if not form.owned:
            yield Form("ال" + form.form + tail, "noun", definite=True, plural=form.plural)


def _noun(noun: str) -> Iterator[Form]:
    yield Form(noun, "noun")
    feminine = noun.endswith("ه") and noun[:-3] != ""
    stem = noun[:-1] if feminine else noun
    joined = stem + "ت" if feminine else noun
    for pronoun in _PRONOUNS:
        yield Form(joined + pronoun, "noun", owned=True)
    if not feminine:
        yield Form(noun + "ا", "noun")  # accusative
        yield Form(noun + "ه", "noun")  # feminine
        for ending in ("ون", "و"):
            yield Form(noun + ending, "noun", plural=True)
    for pronoun in _PRONOUNS:  # two of hers ("her two children")
        yield Form(joined + "ي" + pronoun, "noun", owned=True, plural=True)
        yield Form(joined + "ا" + pronoun, "noun", owned=True, plural=True)
    for ending in ("ان", "ين", "ا", "ي"):
        yield Form(joined + ending, "noun", plural=True)
    yield Form(stem + "ات", "noun", plural=True)
    for pronoun in _PRONOUNS:
        yield Form(stem + "ات" + pronoun, "noun", owned=True, plural=True)


# English endings of a verb, and the letters that change before them.
_VOWELS = "aeiou"
_SHORT = 4  # letters of a word whose last one may double ("gun", "gunned")


def english_verb_forms(forms: Sequence[str]) -> Iterator[Form]:
    """Forms of an English verb: base, and past and participle where they are irregular.

    Of a verb of several words the first one is inflected ("carry out", "carried out").
    """
    base, _, rest = forms[0].partition(" ")
    tail = f" {rest}" if rest else ""
    yield Form(base + tail, "present")
    yield Form(_with_s(base) + tail, "present")
    for past in forms[1:] or [_regular_past(base) + tail]:
        yield Form(past, "past")
    yield Form(_with_ing(base) + tail, "noun")


def english_noun_forms(noun: str) -> Iterator[Form]:
    """Singular and plural of an English noun or noun phrase."""
    yield Form(noun, "noun")
    yield Form(_with_s(noun), "noun", plural=True)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _doubled(word: str) -> str:
    before, vowel, last = word[-3:-2], word[-2:-1], word[-1]
    closed = vowel in _VOWELS and last not in _VOWELS + "wxy" and before not in _VOWELS
    return word + last if before and closed and len(word) <= _SHORT else word


def _regular_past(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _with_ing(word: str) -> str:
    return (word[:-1] if word.endswith("e") and not word.endswith("ee") else _doubled(word)) + "ing"
