"""A sentence with one sign for each party, so that patterns of signing read as plain text."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.sentences import Sentence

# Signs of the private use area stand for parties. A sentence of 1,500 characters has no more, and a
# wider range would take long to compile in each of the patterns.
_FIRST, _LAST = 0xE000, 0xE3FF
SIGNS = f"{chr(_FIRST)}-{chr(_LAST)}"
PARTY = f"[{SIGNS}]"
AND = "(?:[与和及同跟]|以及|暨)"
# 甲、乙和丙. Nothing that may follow a list goes on with it, so that it is never given back.
WHOLE_LIST = rf"{PARTY}(?:(?:、|和|与|及|以及){PARTY})*+"
_SIGN = re.compile(PARTY)
_NO_PARTY = "\ufffd"


@dataclass(slots=True)
class Party:
    """A party as it is named: the name, where it stands, and people who stand for it."""

    name: str
    start: int
    end: int
    sort: str
    people: list[str] = field(default_factory=list)
    team: str = ""


@dataclass
class Skeleton:
    """A stretch of text in which each party is one sign, with the places of its characters."""

    text: str
    places: array[int]
    parties: list[Party]

    def party(self, sign: str) -> Party:
        """Return the party that a sign stands for."""
        return self.parties[ord(sign) - _FIRST]

    def parties_in(self, text: str) -> list[Party]:
        """Return the parties whose signs stand in a stretch."""
        return [self.party(sign) for sign in _SIGN.findall(text)]

    def names_in(self, text: str) -> list[str]:
        """Return the names of the parties whose signs stand in a stretch."""
        return [party.name for party in self.parties_in(text)]

    def sign_for(self, party: Party) -> str:
        """Add a party that the sentence does not name, and return its sign."""
        self.parties.append(party)
        return chr(_FIRST + len(self.parties) - 1)

    def sign_at(self, place: int) -> str | None:
        """Return the sign of the party that starts at a place of the text."""
        found = (number for number, party in enumerate(self.parties) if party.start == place)
        number = next(found, None)
        return None if number is None else chr(_FIRST + number)

    def after(self, place: int) -> str:
        """Return what stands behind the party that starts at a place of the text."""
        sign = self.sign_at(place)
        return self.text.partition(sign)[2] if sign else ""

    def place(self, position: int) -> int:
        """Return where a character of the skeleton stands in the text."""
        return self.places[min(position, len(self.places) - 1)]


def signs_in(text: str) -> list[str]:
    """Return the signs of parties in a stretch of a skeleton."""
    return _SIGN.findall(text)


def skeleton_of(document: Document, sentence: Sentence, parties: list[Party]) -> Skeleton:
    """Return a sentence with a sign for each of its parties, which are in their order."""
    text: list[str] = []
    places = array("q")
    place = sentence.start
    for number, party in enumerate(parties):
        text.append(_SIGN.sub(_NO_PARTY, document.text[place : party.start]))
        places.extend(range(place, party.start))
        text.append(chr(_FIRST + number))
        places.append(party.start)
        place = party.end
    text.append(_SIGN.sub(_NO_PARTY, document.text[place : sentence.end]))
    places.extend(range(place, sentence.end))
    places.append(sentence.end)
    return Skeleton("".join(text), places, parties)
