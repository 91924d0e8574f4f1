"""People in the lines about who made a report or came: 林知远/摄, 经办：林知远, □ 林知远."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.chinese.person_names import PersonNames

# 林知远 摄, 林知远/图, 林知远、郑远帆 摄影报道
_MAKERS = re.compile(
    "[/／|｜]?(?:摄影(?:报道)?|摄|供图|供稿|图文|(?:文[/／])?图|(?:图[/／])?文)(?=[。，；）)】\n]|$)"
)
_BEFORE_MAKERS = frozenset("。，；！？\n）)（(：:、｜|/／")
# 经办：林知远; 出席：林知远、郑远帆
_LABEL = re.compile(
    "(?:^|(?<=[\n。；;，（(\u3000 \u4e00-\u9fff]))"
    "(?:经办人?|承办人|文案|编校|版式|美编|校检|教练|指导(?:老师|教师)|审签|签发人?|统筹|策划|监制"
    "|出品人?|制图|绘图|漫画|插画|译者|翻译|整理|口述|来稿|通联|记录人?|主持人?|出席(?:人员|领导)?"
    "|列席(?:人员)?|参会(?:人员)?|参加人员|与会人员|缺席|请假|到会)"
    "[：:／/|｜]"
)
# □ 林知远
_SIGN = re.compile("[□◎○](?=[\u4e00-\u9fff])")
_LISTING = re.compile("[、和与及 ]|")
_LENGTHS = (3, 2, 4, 5, 6, 7, 8)
_MOST_IN_LIST = 30


def makers(text: str, start: int, end: int, names: PersonNames) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of the names before 摄, 供图 and the like, and what they did."""
    for sign in _MAKERS.finditer(text, start, end):
        stop = sign.start()
        for _ in range(_MOST_IN_LIST):
            first = _start_of_name(text, start, stop, names)
            if first is None:
                break
            yield first, stop, sign[0]
            if text[first - 1 : first] != "、":
                break
            stop = first - 1


def _start_of_name(text: str, start: int, end: int, names: PersonNames) -> int | None:
    """Return where a name starts that ends at a place, with a mark or a blank before it."""
    for length in _LENGTHS:
        first = end - length
        if first < start:
            continue
        before = text[first - 1] if first > start else "\n"
        is_apart = before in _BEFORE_MAKERS or first in names.gaps
        if is_apart and names.length_at(first, end) == length:
            return first
    return None


def labelled(text: str, start: int, end: int, names: PersonNames) -> Iterator[tuple[int, int]]:
    """Yield the names behind a label such as 经办：, and behind a sign such as □."""
    for pattern in (_LABEL, _SIGN):
        for label in pattern.finditer(text, start, end):
            place = label.end()
            for _ in range(_MOST_IN_LIST):
                length = names.length_at(place)
                if not length or not _ends_name(text, place + length, end, names):
                    break
                yield place, place + length
                place += length
                listing = _LISTING.match(text, place, end)
                place = listing.end() if listing else place


def _ends_name(text: str, place: int, end: int, names: PersonNames) -> bool:
    """Return whether a name of such a line is over: it goes on with a mark or a blank."""
    return place >= end or place in names.gaps or not "\u4e00" <= text[place] <= "\u9fff"
