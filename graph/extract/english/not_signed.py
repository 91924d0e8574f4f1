"""What is planned, denied, doubted or only talked about: no agreement."""

from __future__ import annotations

import re

_AHEAD = (
    "will|would|shall|plans?|planned|planning|intends?|intended|hopes?|hoped|expects?|"
    "expected|is to|are to|may|might|could|"
    "should|about to|set to|ready to|poised to|scheduled to|due to|aims?|aimed|wants?|"
    "wanted|seeks?|sought|considers?|considering|considered|mulls?|"
    "proposes?|proposed|proposals?|drafts?|drafted|drafting|negotiat(?:e|es|ed|ing)|in "
    "talks|talks (?:on|about|over|with)|discuss(?:es|ed|ing)?|explor(?:e|es|ed|ing)|"
    "pledged|vowed|eyes|eyeing"
)
_DENIED = (
    "not|never|no|neither|nor|nothing|without|yet to|failed to|declin(?:ed|es) to|"
    "refus(?:ed|es) to|denied|denies|deny|"
    "reject(?:ed|s)|rumou?rs?|rumou?red|reportedly|speculation|unless|whether|shelved|"
    "scrapped|dropped|withdrew|withdrawn|"
    "turned down|called off|fell through|collapsed|before (?:any|signing)|cannot|"
    "hasn[’']t|haven[’']t|didn[’']t|wasn[’']t|weren[’']t|hadn[’']t|doesn[’']t"
)
_CONDITION = re.compile(
    r"\b[Ii]f\b|\b[Oo]nce\b[^,]{0,60}(?:approv|agree)|\bsubject to\b|\bprovided that\b"
)
_NOT = re.compile(rf"\b(?:{_AHEAD}|{_DENIED})\b", re.IGNORECASE)
# "it said that it had signed" and what comes after `and` stand apart from what is planned before.
_NEW_START = re.compile(
    r", (?:and|but|while|which|who|where|when|after) |; |[^,] and (?:has|have|had|signed|"
    r"inked)\b|\bwhen (?!.{0,30}will)|\bafter (?=\w+ing\b)"
)
_STILL_TO_COME = re.compile(
    r"\b(?:to be|will be|is to be|not|never|would be|being|yet)(?: \w+)? $|\bto (?:\w+ly )?$"
)
# How far before a verb such a word is looked for.
_NEAR = 140
# A relative clause that is closed again is not about the verb: X, which will move, signed.
_RELATIVE = re.compile(r", (?:which|who|whose|where)\b[^,]{0,80}, ?")
# A plan is of the verb at once, not of what follows: "which will …, signed".
_CLOSE = 60


def is_not_yet(text: str, start: int, verb: int) -> bool:
    """Return whether what stands before a verb says that nothing was signed.

    >>> text = "Foo, which will move, signed"
    >>> is_not_yet("Foo plans to sign", 0, 13), is_not_yet(text, 0, 22)
    (True, False)
    """
    before = _RELATIVE.sub(", ", text[max(start, verb - _NEAR) : verb])
    parted = list(_NEW_START.finditer(before))
    before = before[parted[-1].end() :] if parted else before
    if _CONDITION.search(before) or _STILL_TO_COME.search(before[-_CLOSE:]):
        return True
    return bool(_NOT.search(before))
