"""An agreement being put together, before its parties have names."""

from __future__ import annotations

from dataclasses import dataclass, field

from hezuo.graph.extract.chinese.parties import Party
from hezuo.graph.extract.chinese.sentences import Sentence


@dataclass
class Signing:
    """An agreement: parties as they are named in a sentence, and where that stands."""

    parties: list[Party]
    place: int
    sentence: Sentence
    title: str | None = None
    rule: str = ""
    status: str = "Signed"
    date: str | None = None
    is_date_inferred: bool = False
    topics: tuple[str, ...] = ()
    flags: set[str] = field(default_factory=set)
    confidence: float = 0.9
