"""Reads what stands over a report: when it was published, by whom, and who wrote it.

2021年6月17日 来源：江城日报 作者：林若溪

Only a line near the top that holds nothing else is taken for that; a date that stands in a sentence
is what the report tells of, and not when it was published.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from hezuo.graph.sources.dates import read_date

_MOST_LINES = 12
_LONGEST_LINE = 150
_LONGEST_TITLE = 100
# A line so long that ends a sentence belongs to the body, and what follows is no masthead.
_BODY_LINE = 30
_SENTENCE_ENDS = ("。", "！", "？", "。”", "!", "?")

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = f"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)}|Sept)\\.?"
_DIGITS = "〇○零一二三四五六七八九十"
_DATE = "|".join(
    (
        r"(?:19|20)\d\d ?(?P<mark>[-/.]) ?\d{1,2} ?(?P=mark) ?\d{1,2}(?!\d)",
        r"(?:19|20)\d\d ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?[日号])?",
        f"[{_DIGITS}]{{4}}年[{_DIGITS}]{{1,2}}月(?:[{_DIGITS}]{{1,3}}日)?",
        rf"{_MONTH} \d{{1,2}}, ?(?:19|20)\d\d(?!\d)",
        rf"\d{{1,2}} {_MONTH},? (?:19|20)\d\d(?!\d)",
    )
)
_TIME = (
    r"(?: ?[(（]?(?:星期|周)[一二三四五六日天][)）]?)?"
    r"(?:[T ]?(?:上午|下午)? ?\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?"
)
_ISSUED = "(?:发布|发表|发稿|更新|印发|发文|成文|刊发)(?:时间|日期)|Published(?: on)?|Updated|Date"
_SOURCE = "(?:信息|文章|稿件|新闻|消息|内容)?来源|稿源|发布(?:机构|单位)|供稿单位|Source"
_AUTHOR = "作者|撰稿|撰文|记者|通讯员|Author"
_OTHER = "责任编辑|责编|编辑|校对|审核|审校|初审|复审|终审|摄影|供稿|发布者|发布人|索引号|字号|字体"
_READERS = "(?:浏览|阅读|点击|访问)(?:次数|数|量|人数)?|人气"
_NAME = "(?![从在据今昨近获日本]|记者|通讯员)[\u4e00-\u9fff](?:[\u4e00-\u9fff·]{1,7})"
_NAMES = f"{_NAME}(?:[ 、,]{{1,2}}{_NAME}(?![:\u4e00-\u9fff]))*"
_LATIN_NAME = r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*){1,3}"
_MEDIUM = "[\u4e00-\u9fff]{1,12}(?:报|网|社|台|刊|杂志|客户端|新闻)"
_PIECE = re.compile(
    "|".join(
        (
            f"(?:(?P<label>{_ISSUED}|时间|日期) ?:? ?)?(?P<date>{_DATE}){_TIME}",
            rf"(?:{_SOURCE}) ?: ?(?P<publisher>[^ |:;。]{{2,40}}(?: [A-Za-z&]{{1,20}}){{0,6}})",
            f"(?:{_AUTHOR}) ?[: ] ?(?P<author>{_NAMES}|{_LATIN_NAME})",
            f"(?P<medium>{_MEDIUM})?(?:首席|见习|实习|全媒体|特约|融媒体)?(?:记者|通讯员)[: ]"
            f"(?P<reporter>{_NAMES})",
            # Only beside a date: 2021-06-18 09:12 江城日报
            f"(?P<bare>{_MEDIUM})(?=[ |]|$)",
            r"第? ?[A-Z]?\d{1,2} ?版",
            f"文 ?/ ?(?P<writer>{_NAMES})",
            f"(?:By|by|BY) (?P<byline>{_LATIN_NAME})",
            rf"(?:{_READERS}) ?:? ?\d{{0,9}} ?次?",
            rf"(?:{_OTHER}) ?:(?: ?[^ |:;。]{{1,20}}){{1,3}}?(?=[ |\])】]|$)",
            r"打印|关闭|分享到?|收藏|评论|[大中小](?![\u4e00-\u9fff])|A[+-]",
            r"(?P<gap>[ |;,，、/·•\[\]()（）【】―—-]+)",
        )
    )
)
# What is at a time and at a place is announced, and no report of it.
_PLACE = re.compile("(?:活动|会议|论坛)?(?:地点|地址|主题)")
_OUR = ("本报", "本网", "本台", "本刊", "本社", "我台", "我报", "我网")


@dataclass(frozen=True)
class Masthead:
    """What the head of a report says; what it does not say is empty."""

    published: str = ""
    publisher: str = ""
    author: str = ""

    def or_else(self, other: Masthead) -> Masthead:
        """Return this with what it does not say taken from another."""
        return Masthead(
            self.published or other.published,
            self.publisher or other.publisher,
            self.author or other.author,
        )


def masthead(text: str) -> Masthead:
    r"""Return what the lines at the top of a text say of its publication.

    >>> masthead("两地签约\n2021年6月17日 来源：江城日报 作者：林若溪\n6月16日，两地签约。")
    Masthead(published='2021-06-17', publisher='江城日报', author='林若溪')
    """
    return masthead_of_lines(_top_lines(text))


def masthead_of_lines(lines: Iterable[str]) -> Masthead:
    """Return what lines say that are known to stand over a report."""
    shown = [_plain(line) for line in lines]
    found = Masthead()
    for number, line in enumerate(shown):
        is_announced = any(_PLACE.match(near) for near in shown[number : number + 3])
        said = _line(line, is_announced)
        found = found.or_else(said) if said else found
    return found


def title_of(text: str) -> str:
    """Return the first line of a text that is no masthead, as a title; none if it is too long."""
    for line in _top_lines(text):
        if line and _line(_plain(line), False) is None:
            return line if len(line) <= _LONGEST_TITLE else ""
    return ""


def stated_date(text: str) -> str:
    """Return a date in any of the forms of a masthead; raise ValueError for what is none.

    >>> stated_date("June 17, 2021"), stated_date("2021年6月17日 09:30"), stated_date("2021-06")
    ('2021-06-17', '2021-06-17', '2021-06')
    """
    plain = _plain(text)
    match = re.fullmatch(f"(?P<date>{_DATE}){_TIME}", plain)
    return _date(match["date"]) if match else read_date(text)


def _top_lines(text: str) -> list[str]:
    """Return the lines at the top that are not empty, the first of the body being the last."""
    found: list[str] = []
    for match in re.finditer(r"[^\r\n]+", text[: _MOST_LINES * _LONGEST_LINE * 10]):
        line = match[0].strip()
        if line:
            found.append(line)
        is_body = len(line) > _BODY_LINE and line.endswith(_SENTENCE_ENDS)
        if is_body or len(found) == _MOST_LINES:
            break
    return found


def _plain(line: str) -> str:
    """Return a line in one width and with single blanks; nothing of one that is too long."""
    if len(line) > _LONGEST_LINE:
        return ""
    return " ".join(unicodedata.normalize("NFKC", line).split())


def _line(line: str, is_announced: bool) -> Masthead | None:
    """Return what a line says if it is a masthead from its first to its last character."""
    found, place, is_bare = Masthead(), 0, False
    while place < len(line):
        match = _PIECE.match(line, place)
        if match is None or match.end() == place:
            return None
        place = match.end()
        said = _piece(match)
        if match["date"] and (not said.published or (match["label"] == "时间" and is_announced)):
            return None
        is_bare = is_bare or bool(match["bare"])
        found = found.or_else(said)
    return None if is_bare and not found.published else found


def _piece(match: re.Match[str]) -> Masthead:
    if match["date"]:
        try:
            date = _date(match["date"])
        except ValueError:
            return Masthead()
        return Masthead(published=date if match["label"] or len(date) == len("2021-06-17") else "")
    medium = match["medium"] or match["bare"] or ""
    names = match["author"] or match["reporter"] or match["writer"] or match["byline"] or ""
    return Masthead(
        publisher=(match["publisher"] or ("" if medium.startswith(_OUR) else medium)).strip(
            "()（）"
        ),
        author="、".join(re.split("[ 、,]+", names)) if not names.isascii() else names,
    )


def _date(text: str) -> str:
    """Return the date of a match; raise ValueError for a day that is none."""
    word = re.search("[A-Z][a-z]{2}", text)
    if word is None:
        return read_date(text.replace(" ", ""))
    month = [name[:3] for name in _MONTHS].index(word[0]) + 1
    day, year = (int(number) for number in re.findall(r"\d+", text))
    return datetime.date(year, month, day).isoformat()
