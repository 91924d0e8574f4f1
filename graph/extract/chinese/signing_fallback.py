"""Agreements of the only parties of a clause that speaks of signing, however it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import PARTY, SIGNS, Party, Skeleton, signs_in
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signing_words import (
    AND_SOMEBODY,
    NO_AGREEMENT,
    NO_SIGNING,
    PAPER,
    SETTLES,
    WITH_UNNAMED,
    is_denied,
    is_not_yet,
    title_at,
)
from hezuo.graph.extract.chinese.signings import Signing
from hezuo.graph.extract.mentions import PLACE, ZONE

JOINT_BODY = re.compile(
    "(?:实验室|研究中心|研究院|联盟|中心|基地|联合体|学院|實驗室|聯盟|聯合體|學院)$"
)
# 就共建|丙实验室|签署
_MADE = re.compile(
    "((?:共建|合建|建设|建立|成立|组建|设立|打造|筹建|创建|创办|合办|举办)(?:的|了)?[“‘]?"
    f"[^，。；、与和同跟{SIGNS}]{{0,8}}?)({PARTY})"
)
# 现场签约, 完成了协议的签署, 协议落地
_SAYS_SIGNED = re.compile(
    "(?:完成|正式|现场|当场|同日|当天|先后|共同|随后|又|再|已|双双|分别){0,4}"
    "(?:签署|签订|签约|续签|换签|补签|互签|签下|签了|签有|签过|签的?是|落笔|敲定|缔约|缔结"
    f"|互换|交换|订立|签字){NO_SIGNING}(?!(?:合作)?(?:项目|协议|合同)[0-9])"
    f"|完成了?[^，。；]{{0,14}}(?:{PAPER})|(?:三方|多方|双方|四方)签约"
    f"|(?:{PAPER})[^，。；]{{0,6}}(?:签字|签啦|签了|签定|生效|落地|落笔|敲定|到手|续签|已签|已经签)"
    f"|(?:{PAPER}|文本|合作书)[^，。；]{{0,4}}上(?:共同|分别|逐一|郑重|依次|先后|各自)?"
    "(?:签(?:下|上)?了?(?:字|名|约)?|盖(?:了|下|上)?(?:公|印)?章|落(?:了|下)?(?:笔|款)|署名|按(?:下|了)?手印)"
    "|(?:办完|办妥|办结|办好|完成)了?[^，。；]{0,14}(?:许可|转让|授权|过户|备案|签约)手续"
    "|续(?:了|上了?|下)?[^，。；]{0,20}(?:约|合同|协议)(?!期|束)|结(?:成|为)?(?:对子|伙伴|盟)"
)
_ONLY_SEEN = re.compile(
    "(?:见证|旁听|观摩|列席|围观|观看)了?(?:签约|签署|签字)|代言|球员|歌手|艺人|经纪|劳动合同|聘任"
)
# 参加|签约: others sign.
_OTHERS_DO = ("参加", "出席", "见证", "参与", "主持", "观摩", "列席", "旁听", "旁听了", "观看")
# 甲、乙和丙……签约
_LIST = re.compile(rf"({PARTY}(?:(?:、|和|与|及|以及){PARTY}){{2,}})")
# 由甲投资、乙承建的项目签约; 甲、乙签约|入驻
_OTHER_DEED = re.compile("承建的|投资、|获颁|颁奖|参展")
_SETTLES = re.compile(SETTLES)
_AND = re.compile("[与和及]")
# Leaders of the two sides may sign: 副校长陈某与总经理周某.
_LEADERS = "|副?(?:校长|总经理|董事长|院长|主任|主席|书记|[局区市县会]长|总裁)"
_WITH_SOMEBODY = re.compile(AND_SOMEBODY.format(but=_LEADERS))
# 《甲乙合作协议》, “双千计划”协议
_NAMED_PAPER = re.compile(f"[“《][^”》]{{2,40}}[”》][^，。；“]{{0,6}}(?:{PAPER})")
# 在|甲, 走进|甲: where it happens; 甲|见证: before whom.
_BEFORE_ASIDE = re.compile("[在于赴]$|位于$|走进$|落户$|见证$")
_AFTER_ASIDE = re.compile("[^，]{0,4}(?:见证|主持|指导|支持|牵线|领导下|出席)")
_AFTER_PLACE = re.compile("[与和同、]|人民政府")
_FAR = 500
# So much of the rest of a sentence is read.
_REST = 80
_LONGEST_BETWEEN = 45
_CONFIDENCE = 0.65
_MOST = 20


def without_what_is_made(text: str, bones: Skeleton) -> str:
    """Return a stretch, as long as it was, without the signs of bodies that are to be founded."""
    return _MADE.sub(
        lambda m: f"{m[1]}\ufffd" if JOINT_BODY.search(bones.party(m[2]).name) else m[0], text
    )


def two_alone(
    document: Document, bones: Skeleton, sentence: Sentence, anaphors: Anaphors
) -> Iterator[Signing]:
    """Yield the first agreement that no pattern knows, of the parties that stand alone in a clause.

    This is for the many ways to say it, and less sure than the patterns.
    """
    for match in list(_SAYS_SIGNED.finditer(bones.text))[:_MOST]:
        clause = _Clause(document, bones, match)
        if clause.is_signed():
            found = clause.list_alone() or clause.two(anaphors)
            if found:
                parties, title, rule = found
                place = bones.place(match.start())
                yield Signing(parties, place, sentence, title, rule, confidence=_CONFIDENCE)
                return


class _Clause:
    """A clause that says in any way that something was signed."""

    def __init__(self, document: Document, bones: Skeleton, match: re.Match[str]) -> None:
        self.document, self.bones, self.match = document, bones, match
        ends = (bones.text.rfind(mark, 0, match.start()) for mark in "。；！？\n")
        self.start = max(max(ends) + 1, match.start() - _FAR)
        text = bones.text[self.start : match.end() + 25]
        self.text = text.split("。", maxsplit=1)[0].split("；", maxsplit=1)[0]
        self.before = bones.text[self.start : match.start()]
        named = [s for s in signs_in(self.before) if not self._is_aside(s)]
        self.signs = [s for s in named if not self._is_what_is_made(s)]

    def is_signed(self) -> bool:
        """Return whether it is signed indeed, and by those who are named."""
        after = self.bones.text[self.match.end() : self.match.end() + _REST]
        is_other = (
            NO_AGREEMENT.search(self.text) is not None
            or _ONLY_SEEN.search(self.text) is not None
            or self.before.endswith(_OTHERS_DO)
            or _OTHER_DEED.search(self.before) is not None
            or _SETTLES.match(after) is not None
            or WITH_UNNAMED.search(self.before) is not None
            or is_denied(self.before, after)
        )
        return not is_other and not is_not_yet(self.before, after[:30])

    def list_alone(self) -> tuple[list[Party], str | None, str] | None:
        """Return the parties of a list, if no others are named."""
        listed = _LIST.search(self.before)
        if listed and len(_AND.findall(listed[1])) > 1:
            return None  # 甲与乙、丙与丁: pairs
        if listed and _WITH_SOMEBODY.search(self.before, listed.end()):
            return None
        if listed and len(set(self.signs)) == len(signs_in(listed[1])):
            return self.bones.parties_in(listed[1]), self._title(), "list-alone"
        return None

    def two(self, anaphors: Anaphors) -> tuple[list[Party], str | None, str] | None:
        """Return the only two parties, if they stand near to one another."""
        first_signs: dict[str, str] = {}
        for sign in self.signs:
            first_signs.setdefault(self.bones.party(sign).name, sign)
        signs = list(first_signs.values())
        if len(signs) != 2:
            return None
        between = self.text[self.text.find(signs[0]) : self.text.find(signs[1])]
        lone = self.before[: self.before.find(signs[0])].endswith(("与", "同", "跟"))
        if lone or _WITH_SOMEBODY.search(self.before, self.before.rfind(signs[1])):
            return None  # 与甲、乙签署, 甲、乙与某某签署
        parties = [self.bones.party(sign) for sign in signs]
        are_one = len({anaphors.meaning(party) for party in parties}) < 2
        if len(between) > _LONGEST_BETWEEN or are_one:
            return None
        return parties, self._title() or self._named_paper(), "two-alone"

    def _title(self) -> str | None:
        return title_at(self.document, self.bones, self.match.end())

    def _named_paper(self) -> str | None:
        """Return a paper that is named anywhere in the clause."""
        named = _NAMED_PAPER.search(self.text)
        if not named:
            return None
        start, end = self.start + named.start(), self.start + named.end()
        return self.document.surface(self.bones.place(start), self.bones.place(end))

    def _is_aside(self, sign: str) -> bool:
        """Return whether a party is only where, or before whom, it happened."""
        at = self.before.find(sign)
        party = self.bones.party(sign)
        before, after = self.before[max(0, at - 3) : at], self.before[at + 1 : at + 8]
        if _BEFORE_ASIDE.search(before) or _AFTER_ASIDE.match(after):
            return True
        return party.sort in (PLACE, ZONE) and not _AFTER_PLACE.match(after)

    def _is_what_is_made(self, sign: str) -> bool:
        """Return whether a party is the body that is founded: “联合实验室”."""
        is_joint = JOINT_BODY.search(self.bones.party(sign).name) is not None
        return is_joint and f"“{sign}" in self.before
