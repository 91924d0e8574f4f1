"""Licences, sales and credits told by what passes from one to the other: 甲将专利许可给乙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.chinese.parties import PARTY, SIGNS, Skeleton
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signing_words import is_denied, is_not_yet
from hezuo.graph.extract.chinese.signings import Signing

_SOME = f"[^，。；！？{SIGNS}]"
_RIGHTS = (
    "(?:专利|技术|成果|著作权|商标|品种权?|配方|工艺|软件|知识产权|使用权|经营权|设备|系统|菌株"
    "|机组|模拟机)"
)
_GIVES = "(?:独占|排他|普通|独家)?(?:转让|许可|授权|出售|转卖|作价转让|出让|租赁|出租)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 甲将两项专利以300万元转让给乙
        f"(?P<one>{PARTY}){_SOME}{{0,16}}[将把]{_SOME}{{0,30}}{_RIGHTS}{_SOME}{{0,16}}{_GIVES}给了?(?P<other>{PARTY})",
        # 甲许可乙使用一项专利
        f"(?P<one>{PARTY})(?:已|日前|正式|独家)?(?:许可|授权)(?P<other>{PARTY}){_SOME}{{0,16}}{_RIGHTS}",
        # 甲从乙受让了一套技术
        f"(?P<one>{PARTY}){_SOME}{{0,10}}从(?P<other>{PARTY})(?:处|手中|那里)?{_SOME}{{0,6}}"
        f"(?:受让|购得|买下|购入|买断|引进)了?{_SOME}{{0,20}}{_RIGHTS}",
        # 甲以1200万元受让乙的专利
        f"(?P<one>{PARTY}){_SOME}{{0,16}}(?:受让|买断|买下|购得)了?(?P<other>{PARTY}){_SOME}{{0,20}}{_RIGHTS}",
        # 甲给予乙1.5亿元授信
        f"(?P<one>{PARTY}){_SOME}{{0,8}}(?:给予|授予|提供给|发放给)了?{_SOME}{{0,10}}(?P<other>{PARTY})"
        f"{_SOME}{{0,12}}(?:亿|万)元{_SOME}{{0,8}}(?:授信|贷款|融资)",
        # 甲……，同时向乙采购首条产线，合同金额3600万元
        f"(?P<one>{PARTY})[^。；]{{0,60}}?(?:，(?:同时|并|还|另)?|已|日前)向(?P<other>{PARTY}){_SOME}{{0,6}}"
        "(?:采购|购买|订购|购置|租用)了?(?=[^。；]{0,40}(?:合同|元))",
        # 甲向乙转让专利技术
        f"(?P<one>{PARTY}){_SOME}{{0,10}}向(?P<other>{PARTY}){_SOME}{{0,4}}{_GIVES}了?{_SOME}{{0,20}}{_RIGHTS}",
    )
)
_HINT = re.compile("转让|许可|授权|出售|受让|买[下断]|购|租用|引进|授信|贷款|融资|出让|租")
# It happened: it has a price, or is said to be done.
_DONE = re.compile("[0-9](?:\\.[0-9]+)?(?:余)?[万亿]?元|了|签|已|[0-9]日|[0-9]月")
_CONFIDENCE = 0.75


def transfers(bones: Skeleton, sentence: Sentence) -> Iterator[Signing]:
    """Yield agreements by which rights, goods or credit pass from one party to the other."""
    if not _HINT.search(bones.text) or not _DONE.search(bones.text):
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(bones.text):
            before, after = bones.text[: match.start("other")], bones.text[match.end() :]
            if is_not_yet(before, after[:30]) or is_denied(before, after):
                continue
            parties = bones.parties_in(match["one"] + match["other"])
            place = bones.place(match.start("other"))
            yield Signing(parties, place, sentence, None, "transfer", confidence=_CONFIDENCE)
