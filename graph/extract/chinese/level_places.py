"""What 市, 省, 区 or 自治区 alone means in a report, as in 市科协: the division it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from hezuo.graph import divisions
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.places import place_at_start
from hezuo.graph.extract.mentions import PLACE

_LEVELS = frozenset("省市区县州旗")
_REGION = "自治区"
# A division that is named counts for more than those that it lies in: 临海市 lies in 台州市.
_NAMED = 2


def main_places(document: Document, codes: Mapping[str, str]) -> dict[str, str]:
    """Return for each level the division that it alone means: the one named most."""
    found = (place_at_start(mention.text) for mention in document.organizations)
    named = [division.code for division in found if division]
    named += [codes[m.text] for m in document.names if m.sort == PLACE and m.text in codes]
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code in named:
        for division in (divisions.by_code(code), *divisions.ancestors(code)):
            if division is None:
                continue
            weight = _NAMED if division.code == code else 1
            for level in _levels_of(division):
                counts[level][division.name] += weight
    return {level: max(names, key=lambda name: names[name]) for level, names in counts.items()}


def _levels_of(division: divisions.Division) -> tuple[str, ...]:
    """Return what a division is called by its level alone."""
    last = division.name[-1]
    if division.level == "Province" and last != "市":
        return ("省", _REGION) if division.name.endswith(_REGION) else ("省",)
    return (last,) if last in _LEVELS else ()
