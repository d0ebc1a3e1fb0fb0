"""Takes a found name with the words around it, tells names from adjectives and parts of names."""

from __future__ import annotations

from collections.abc import Sequence

from rasid.locate.found import Found
from rasid.locate.words import QUOTES, Words

TELL = "تل"  # mound, as it begins the name of many villages
_AND = "و"  # and
_TO_THE = "لل"  # to the
_ARTICLE = "ال"  # the
_FEMININE = ("ة", "ات")  # endings of feminine words
_ACCUSATIVE = "ا"  # ending of an indefinite masculine object
_CONJUNCTION = "ما"  # ending of "when", "as long as" and the like
_SHORTEST_NOUN = 3
_FOR = "لت"  # for, with the first letter of a verbal noun
_THEIR = ("ها", "هم")  # its, their
_LONG = 6  # letters of the shortest such word
MOST_UNKNOWN = 3  # words of the longest unlisted name
_MOST_QUOTED = 4  # words of the longest unlisted name in quotation marks
_VERBAL = ("ت", "ي")  # letters at the front of verbs, the first also at their end


def no_name(words: Words, form: str) -> bool:
    """Whether no unlisted name holds this word: "to the …", adjectives, words of the text."""
    bare = form.removeprefix(_AND)
    long = len(form) >= _LONG
    told = long and (form.startswith(_FOR) or form.endswith(_THEIR))  # "for making", "its ports"
    return (
        told
        or form.startswith(_TO_THE)
        or any(
            known in words.stops
            or known in words.generic
            or known in words.nationalities
            or _ARTICLE + known in words.nationalities
            for known in (form, bare)
        )
    )


def office(words: Words, forms: Sequence[str], found: Found) -> bool:
    """Whether a name belongs to that of an office: "operations of X", a command."""
    before = forms[found.first - 1] if found.first else ""
    return not found.letter and before.removeprefix(_AND) in words.institutions


def adjective(words: Words, forms: Sequence[str], found: Found, written: str) -> bool:
    """Whether a country's name is the adjective of an indefinite word before it (`written`)."""
    before = forms[found.first - 1] if found.first else ""
    if found.letter or before.startswith(_ARTICLE) or len(before) < _SHORTEST_NOUN:
        return False
    if found.form in words.ambiguous:
        return written.endswith(_FEMININE) or before in words.negations
    noun = before.endswith(_ACCUSATIVE) and not before.endswith(_CONJUNCTION)
    return found.form in words.accusative and noun and before not in words.accusative


def described(words: Words, forms: Sequence[str], at: int) -> bool:
    """Whether a thing and an adjective that tells which stand at `at`: "the municipal stadium".

    An ordinary word with an ordinary adjective is the same ("the military role"). Behind a noun for
    a settlement the thing is a name all the same ("the quarter the Castle …").
    """
    behind = forms[at + 1] if at + 1 < len(forms) else ""
    if not behind.startswith(_ARTICLE):
        return False
    thing = words.thing(forms[at])
    if not thing or (thing == "word" and behind not in words.generic):
        return False
    cue = words.cue(forms[at - 1]) if at else None
    return cue is None or cue[0] in {"around", "area"}


def cut(words: Words, forms: Sequence[str], first: int, *, quoted: bool) -> int:
    """Where an unlisted name that starts at `first` ends; `first` where none starts."""
    if quoted:
        ends = range(first, min(first + _MOST_QUOTED, len(forms)))
        closing = next((n for n in ends if forms[n] in QUOTES), None)
        if closing is not None:
            return closing
    last = first
    while last < len(forms) and last - first < MOST_UNKNOWN:
        form = forms[last]
        if no_name(words, form) or not form[0].isalpha() or form in words.directions:
            break
        if last > first and not _continues(words, forms, first, last):
            break
        last += 1
    return last


def _continues(words: Words, forms: Sequence[str], first: int, last: int) -> bool:
    """Whether the word at `last` still belongs to the unlisted name begun at `first`."""
    before, form = forms[last - 1], forms[last]
    if last - first >= MOST_UNKNOWN - 1:
        return before in words.openers
    annexed = form.startswith(_ARTICLE) and not before.startswith(_ARTICLE)
    return before in words.openers or annexed


def full_name(words: Words, forms: Sequence[str], found: Found) -> Found:
    """A village's name of two words, of which the first alone is listed and means little.

    It is a man's given name ("Khalid Kallo"), a word, or one that many villages' names begin with.
    """
    last = found.last
    part = found.form in words.people or found.form in words.openers or found.form in words.common
    if last - found.first > 1 or not part or not found.first:
        return found
    cue = words.cue(forms[found.first - 1])
    if cue is None or cue[0] != "village" or last >= len(forms):
        return found
    form = forms[last]
    verb = form[0] in _VERBAL or form.endswith(_VERBAL[0])
    if verb or len(form) < _SHORTEST_NOUN or not form.isalpha() or form.startswith(_AND):
        return found
    if no_name(words, form) or form in words.common or form in words.links:
        return found
    if words.cue(form) or words.direction(form) or form in words.referring:
        return found
    return Found(found.first, last + 1, 0, found.form + form, ())
