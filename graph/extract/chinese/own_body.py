"""Which body writes a report, and calls itself 我校 or 我院 in it."""

from __future__ import annotations

import re

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.name_context import begins_as_names_do
from hezuo.graph.extract.chinese.places import place_at_start

_OURS = re.compile("我校|我院|本校|学校|校方|该校|我会|我所|我馆|我局|我站|我中心")
# （示例大学新闻网讯
_MASTHEAD = re.compile(
    r"(?:^|[（【(\n])([\u4e00-\u9fff]{2,20}(?:大学|学院))(?:新闻|宣传|官|讯|校报|院报|校讯)"
)
# 示例大学：地热监测有了新法
_TITLED = re.compile(r"^([\u4e00-\u9fff]{2,16}(?:大学|学院|医院|研究院))[：丨|]")
# 来源：示例大学新闻网
_PUBLISHER = re.compile(
    "([\u4e00-\u9fff]{2,20}(?:大学|学院))(?:新闻网|新闻中心|新闻|党委宣传部|宣传部|官网|网)?$"
)
_HEAD_LENGTH = 300
# 我校与…大学, 访…大学: the others.
_PARTNER = re.compile("(?<=我校与)[^，。]{2,20}?(?:大学|学院)|(?<=访)[^，。]{2,20}?(?:大学|学院)")
# What stands behind the name at the end: （示例省眼科医院院办）
_OFFICE = re.compile(
    "(?:院办|办公室|党委宣传部|宣传部|新闻中心|供稿|科教科|宣传科|校长办公室|通讯员.{0,5}){0,4}"
)
_OFFICE_AT_END = re.compile("(?:办公室|新闻中心|宣传部|宣传科|院办|校长办公室)$")
_SPEAKS_OF_COOPERATION = re.compile("合作|协议|签|共建|—|我校|学校")
# （供稿：示例博物馆）
_SUPPLIED = re.compile("^(?:供稿|来稿|供稿单位|发布单位|文)[：:]")
_LAST_LINES = 3
_LONGEST_LINE = 100
_MOST_NAMES = 200


def own_body(document: Document) -> str | None:
    """Return the body that writes, if the report tells: in the text, or as its publisher."""
    signed = _signed_below(document)
    if signed:
        return signed
    masthead = _MASTHEAD.search(document.text[:_HEAD_LENGTH])
    if masthead:
        return masthead[1]
    if not document.has(_OURS):
        return None
    if titled := _TITLED.match(document.text):
        return titled[1]
    publisher = _PUBLISHER.match(document.report.publisher.strip())
    return _school(document) or (publisher[1] if publisher else None)


def _signed_below(document: Document) -> str | None:
    """Return the body whose name ends the report: （示例省眼科医院院办）."""
    lines = [line for line in document.text.strip().split("\n") if line.strip()][-_LAST_LINES:]
    for line in lines[1:] if len(lines) == _LAST_LINES else []:
        bare = _SUPPLIED.sub("", line.strip("（）()。 "))
        if len(bare) > _LONGEST_LINE:
            continue
        for mention in document.organizations:
            if bare.startswith(mention.text[:4]) and mention.text in bare:
                rest = bare.replace(mention.text, "", 1)
                if _OFFICE.fullmatch(rest):
                    return _OFFICE_AT_END.sub("", mention.text)
    return None


def _school(document: Document) -> str | None:
    """Return the university that is named most, or is named where cooperation is spoken of."""
    partners = set(_PARTNER.findall(document.text))
    schools = [
        (count, name)
        for name, count in document.counts.items()
        if name.endswith(("大学", "学院")) and name not in partners
    ][:_MOST_NAMES]
    telling = [
        (count, name)
        for count, name in schools
        if (count > 1 or _is_in_cooperation(document, name))
        and (name.endswith("大学") or place_at_start(name) or begins_as_names_do(name))
    ]
    return max(telling)[1] if telling else None


def _is_in_cooperation(document: Document, name: str) -> bool:
    """Return whether a body is named first where cooperation is spoken of."""
    sentence = document.sentence_at(document.text.find(name))
    said = document.text[sentence.start : sentence.end]
    return _SPEAKS_OF_COOPERATION.search(said) is not None
