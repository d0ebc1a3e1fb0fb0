"""Takes the features of a piece of speech, adds those pairs of them that mean more together."""

from __future__ import annotations

from rasid.read.statements.candidates import Candidate
from rasid.read.statements.claim_kinds import claim_kind
from rasid.read.statements.context import Context

_TONE, _LENGTH, _ABOUT = "tone=", "length=", "about="
_REPEATED = ">1"


def together(context: Context, candidate: Candidate, features: frozenset[str]) -> frozenset[str]:
    """The features with the kind of claim, and tone and length beside who speaks and how.

    Blame means more from an officer than from an analyst, a long quotation more behind a bare verb
    of saying than behind one of warning.
    """
    frame = candidate.frame
    act = frame.verb.act if frame.verb is not None else frame.how
    by = frame.speaker.kind.value
    kind = claim_kind(context, candidate).value
    pairs = {f"claim={kind}", f"claim&by={kind}&{by}", f"claim&act={kind}&{act}"}
    about = any(name.startswith(_ABOUT) for name in features)
    if about:
        pairs.add("about_a_party")
    for name in features:
        if name.startswith(_TONE) and not name.endswith(_REPEATED):
            pairs |= {f"{name}&act={act}", f"{name}&by={by}"}
            if about:
                pairs.add(f"{name}&about")
        elif name.startswith(_LENGTH):
            pairs |= {f"{name}&act={act}", f"{name}&by={by}"}
    return features | pairs
