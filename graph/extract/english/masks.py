"""A text in which each name is a run of one character, so that patterns can ask for names."""

from __future__ import annotations

import re

from hezuo.graph.extract.mentions import Mention

# In the masked text each character of a name is one of these, so that patterns can ask for names.
BODY, PLACE, PERSON, GATHERING = "\ue000", "\ue001", "\ue002", "\ue003"
_PRIVATE = re.compile("[\ue000-\ue00f]")


def unmaskable(text: str) -> str:
    """Return a text without the characters that stand for names."""
    return _PRIVATE.sub("?", text)


def mask(text: str, named: list[tuple[Mention, str]]) -> str:
    """Return a text of the same length in which names are runs of one character."""
    made = []
    place = 0
    for mention, character in sorted(named, key=lambda pair: pair[0].start):
        if mention.start < place:
            continue
        made += [text[place : mention.start], character * (mention.end - mention.start)]
        place = mention.end
    return "".join([*made, text[place:]])
