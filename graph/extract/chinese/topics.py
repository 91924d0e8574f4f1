"""What parties will work on together: the list that follows an agreement."""

from __future__ import annotations

import re

from hezuo.graph.extract.chinese.document import Document

_LEAD = "(?:将|拟|重点|主要|围绕|聚焦|就|在)(?:在|围绕|聚焦|就|重点围绕)?"
# 将在储能、氢能等领域
_FIELDS = re.compile(
    rf"{_LEAD}(?P<list>[^，。；：！？]{{2,90}}?)等?(?:[0-9]{{1,4}}个|多个|几个|诸多)?"
    "(?:方面|领域|方向|环节)"
)
# 将围绕人才培养、平台建设开展
_TOPICS = re.compile(
    rf"{_LEAD}(?P<list>[^，。；：！？]{{2,80}}?)(?:等)?(?:[0-9]{{1,4}}个|多个|几个)?"
    "(?:方面|领域|方向|课题|内容)?"
    "(?:开展|加强|深化|进行|展开|实施|推进|开启|联合攻关|研究|深度|密切|全面|达成)"
)
_SAYS_FIELDS = re.compile("方面|领域")
_AIM = re.compile("为核心|为重点|为目标")
_BETWEEN = re.compile("、|以及|及(?=[^其])")
_SENTENCE_END = re.compile("[。！？]")
_FAR = 220
_SENTENCES = 2
_SHORTEST, _LONGEST = 2, 30


def topics_after(document: Document, place: int) -> tuple[str, ...]:
    """Return the topics said in an agreement's sentence after it, or in the one that follows."""
    text = document.text[place : place + _FAR]
    ends = [match.end() for match in _SENTENCE_END.finditer(text)][:_SENTENCES]
    limit = ends[-1] if ends else len(text)
    line = text.find("\n")
    text = text[: min(limit, line) if line > 0 else limit]
    for match in [*_FIELDS.finditer(text), *_TOPICS.finditer(text)]:
        if "、" in match["list"] or _SAYS_FIELDS.search(match[0]):
            found = _items(document, match["list"], place + match.start("list"))
            if found:
                return tuple(found)
    return ()


def _items(document: Document, listed: str, start: int) -> list[str]:
    """Return the items of a list that stands at a place, as the report writes them."""
    found = []
    for item in _BETWEEN.split(_AIM.split(listed)[-1]):
        at = document.text.find(item, start, start + len(listed))
        if item and at >= 0:
            shown = document.surface(at, at + len(item)).removesuffix("等")
            if _SHORTEST <= len(shown) <= _LONGEST:
                found.append(shown)
    return found
