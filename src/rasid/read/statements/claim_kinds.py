"""Takes a piece of speech and its verb, gives what kind of claim it is."""

from __future__ import annotations

from rasid.model import ClaimKind
from rasid.read.statements.candidates import Candidate
from rasid.read.statements.context import Context
from rasid.read.statements.stems import stem

_OF_ACT = {
    "assess": ClaimKind.ASSESSMENT,
    "warn": ClaimKind.WARNING,
    "accuse": ClaimKind.ACCUSATION,
    "condemn": ClaimKind.ACCUSATION,
    "deny": ClaimKind.DENIAL,
    "promise": ClaimKind.PROMISE,
    "demand": ClaimKind.DEMAND,
    "responsibility": ClaimKind.RESPONSIBILITY,
    "doubt": ClaimKind.ASSESSMENT,
}
_LOOKS_AT = 25


def claim_kind(context: Context, candidate: Candidate) -> ClaimKind:
    """The kind that the verb decides, else the kind whose words come first in what is said."""
    verb = candidate.frame.verb
    kinds = context.lexicon.claim_words
    if _own_responsibility(context, candidate):
        return ClaimKind.RESPONSIBILITY
    if verb is not None and verb.act in _OF_ACT and verb.act not in {"assess", "demand"}:
        return _OF_ACT[verb.act]
    for form in context.forms[candidate.first : min(candidate.last, candidate.first + _LOOKS_AT)]:
        kind = kinds.get(form) or kinds.get(stem(form))
        if kind is not None:
            return kind
    if verb is not None and verb.act in _OF_ACT:
        return _OF_ACT[verb.act]
    return ClaimKind.ASSESSMENT


def _own_responsibility(context: Context, candidate: Candidate) -> bool:
    """Whether "his responsibility for" leads from the verb to what is said: "X announced …"."""
    verb = candidate.frame.verb
    if verb is None or verb.act != "state" or candidate.number:
        return False
    between = context.forms[candidate.frame.last : candidate.first]
    kinds = context.lexicon.claim_words
    return any(kinds.get(form) is ClaimKind.RESPONSIBILITY for form in between)
