"""Joint bodies as agreements: a laboratory unveiled by two, an alliance founded by several."""

from __future__ import annotations

import re

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import PARTY, SIGNS, WHOLE_LIST, Party
from hezuo.graph.extract.chinese.party_finding import Skeletons
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signings import Signing
from hezuo.graph.extract.mentions import ANAPHOR, ORGANIZATION, Mention

_KINDS = (
    "联盟", "协作体", "共同体", "联合体", "实验室", "研究院", "研究所", "中心", "平台", "学院",
    "基地",
)  # fmt: skip
_JOINT = re.compile(
    "实验室|研究院|研究中心|研究所|联盟|创新中心|技术中心|研发中心|中心|基地|工作站|学院"
    "|联合体|共同体|协作体|协作网|平台|产业园"
)
_OPENED = re.compile(
    "揭牌|揭幕|挂牌|亮牌|亮出牌子|挂出牌子|挂上牌子|成立|落成|启用|投入运行|投用|授牌|开张|启幕|取得营业执照"
)
_OPENED_BEFORE = re.compile("(?:揭牌|成立|组建|启用)(?:了)?[“]?$")
_NOT_YET = re.compile("拟|将|计划|筹|预计|力争")
# Stands for the joint body among the signs of parties.
_BODY_SIGN = "\0"
_NO_SIGN = f"[^，。；{SIGNS}{_BODY_SIGN}]"
_MORE = "(?:等[^，。；]{0,10})?"
_MADE_BY = (
    # 由甲与乙共建的丙
    f"由?({WHOLE_LIST}){_MORE}(?:联合|携手|共同|合作|校地|校企){{0,3}}"
    "(?:共建共管|共建|联建|合建|共筹|合资|出资|组建|成立|建立|设立|创设|发起|创建|打造|建设|筹建){1,3}"
    f"(?:成立|设立)?的(?:合资|合营)?(?:企业|公司|机构)?[“‘]?{_BODY_SIGN}",
    # 甲、乙……联合成立丙
    f"({WHOLE_LIST}){_MORE}{_NO_SIGN}{{0,10}}"
    "(?:共建|联建|合建|共同出资|合资设立|合资成立|出资设立|出资成立|共同设立|共同成立|联合成立|发起成立|共同组建|联合组建|共同发起|联合发起|携手共建|合作共建)"
    f"{_NO_SIGN}{{0,4}}[“‘]?{_BODY_SIGN}",
    # 甲与乙共同为丙揭牌
    f"({WHOLE_LIST})(?:共同|一起)?为[“‘]?{_BODY_SIGN}[”’]?(?:揭幕|揭牌|剪彩)",
    # 由甲牵头，联合乙、丙组建的丁
    f"由({PARTY}(?:牵头)?，?联合{WHOLE_LIST}){_NO_SIGN}{{0,10}}"
    f"(?:发起|组建|成立|共建)的[“‘]?{_BODY_SIGN}",
)
_PATTERNS = tuple(re.compile(pattern) for pattern in _MADE_BY)
# 联盟|由甲、乙等10家单位共同发起
_FOUNDED_BY = re.compile(
    f"由(?P<who>{WHOLE_LIST})(?:等[^，。；]{{0,12}}|[0-9一二三四五六七八九十]{{1,3}}[家方][^，。；]{{0,6}})?(?:共同|联合|携手){{0,3}}"
    "(?:发起|组建|共建|成立|建设|打造)"
)
# 丙联盟|由甲、乙共同发起
_FOUNDED_BEHIND = re.compile(f"[”’]?(?:是|系)?{_FOUNDED_BY.pattern}")
# 联盟成立，由甲、乙共同发起; 联盟成立，该联盟由…
_FOUNDED_BY_REST = re.compile(f"，(?P<it>{PARTY})?{_FOUNDED_BY.pattern}")
# 联盟|发起单位有五家：甲、乙、丙
_FOUNDERS = re.compile(
    f"(?:发起|创始|成员|共建|理事|首批|牵头)(?:成员|单位|方|会员|发起人){{1,2}}[^，。；{SIGNS}]{{0,8}}?"
    f"(?:有|为|是|包括|包含|：)[^，。；{SIGNS}]{{0,8}}?(?P<who>{WHOLE_LIST})"
)
_VENTURE = re.compile("合资|(?:共同|联合|合作)出资|合股")
_NEXT_SENTENCES = 3
# 甲大学—乙集团 联合实验室
_NAME_OF_JOINT = re.compile(
    "(?:[\u4e00-\u9fff]{0,12}?(?:联合|现代|重点)?(?:产业)?(?:实验室|研究院|学院|研究中心"
    "|创新中心|技术中心|中心|联盟|基地|工作站|研究所))$"
)
_DASH = re.compile("—|-")
# 甲大学与乙集团|联合实验室
_AND = re.compile("[与和](?=.{2,30}联合)")
_BODY = re.compile(".{2,20}(?:大学|学院|研究院|研究所|集团|公司|医院|科学院)")
_PRESS = ("新闻中心", "宣传部", "新闻网")
_KINDS_OF_MAKERS = ("Company", "University", "ResearchInstitute", "")
_MOST_BODIES = 300


def joint_agreements(document: Document, skeletons: Skeletons) -> list[Signing]:
    """Return an agreement for each joint body that was opened, with those who made it."""
    found: list[Signing] = []
    for sentence in document.sentences:
        for mention in document.names.within(sentence.start, sentence.end, ORGANIZATION):
            is_joint = _JOINT.search(mention.text[-5:]) or _is_venture(document, sentence, mention)
            is_founded = is_joint and (
                _is_opened(document, sentence, mention)
                or _FOUNDED_BEHIND.match(skeletons.of(sentence).after(mention.start)) is not None
            )
            if not is_founded:
                continue
            parties = _makers(document, skeletons, sentence, mention)
            if len({party.name for party in parties}) < 2:
                continue
            name = document.surface(mention.start, mention.end)
            signing = Signing(parties, mention.start, sentence, name, "joint-body", confidence=0.85)
            date = document.date_near(mention.start)
            if date:
                signing.date, signing.is_date_inferred = date.date, date.is_inferred
            found.append(signing)
    return found


def _is_venture(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """Return whether a company is said to be a venture of several: 甲、乙共同出资的丙公司."""
    if mention.kind != "Company":
        return False
    return _VENTURE.search(document.text, sentence.start, sentence.end) is not None


def _is_opened(document: Document, sentence: Sentence, mention: Mention) -> bool:
    """Return whether a body is said to be opened, and not only to be planned."""
    after = document.text[mention.end : min(sentence.end, mention.end + 30)]
    before = document.text[max(sentence.start, mention.start - 12) : mention.start]
    opened = _OPENED.search(after)
    if opened:
        return not _NOT_YET.search(after[: opened.start()])
    return _OPENED_BEFORE.search(before) is not None and not _NOT_YET.search(before)


def _makers(
    document: Document, skeletons: Skeletons, sentence: Sentence, mention: Mention
) -> list[Party]:
    """Return who made a joint body: 由甲与乙共建的…, 联盟由甲、乙发起, 甲—乙联合实验室."""
    bones = skeletons.of(sentence)
    sign = bones.sign_at(mention.start)
    if sign is not None:
        text = bones.text.replace(sign, _BODY_SIGN)
        for pattern in _PATTERNS:
            match = pattern.search(text)
            if match:
                return bones.parties_in(match[1])
    return _founders_after(document, skeletons, sentence, mention) or _named_in(document, mention)


def _founders_after(
    document: Document, skeletons: Skeletons, sentence: Sentence, mention: Mention
) -> list[Party]:
    """Return founders said later in the sentence or in the next: 联盟由甲、乙共同发起."""
    kind = next((kind for kind in _KINDS if mention.text.endswith(kind)), None)
    if kind is None:
        return []
    bones = skeletons.of(sentence)
    rest = bones.after(mention.start)
    if match := _FOUNDED_BEHIND.match(rest):
        return bones.parties_in(match["who"])
    match = _FOUNDED_BY_REST.search(rest)
    if match and (not match["it"] or bones.party(match["it"]).sort == ANAPHOR):
        return bones.parties_in(match["who"])
    later = document.sentences[sentence.number + 1 : sentence.number + 1 + _NEXT_SENTENCES]
    for other in later:
        if other.paragraph <= sentence.paragraph + 1:
            bones = skeletons.of(other)
            match = _FOUNDED_BY.search(bones.text) or _FOUNDERS.search(bones.text)
            if match:
                return bones.parties_in(match["who"])
    return []


def _named_in(document: Document, mention: Mention) -> list[Party]:
    """Return the bodies that the name of a joint body is made of: 甲—乙联合实验室."""
    parts = _DASH.split(mention.text)
    if len(parts) < 2:
        parts = _AND.split(mention.text, maxsplit=1)
    if len(parts) < 2:
        return []
    bodies = [b for b in document.organizations[:_MOST_BODIES] if b.text != mention.text]
    whole = _BODY.match(parts[-1])
    last = whole[0] if whole else _NAME_OF_JOINT.sub("", parts[-1])
    found: list[Party] = []
    for part in [*parts[:-1], last or parts[-1]]:
        best = _body_called(part, mention.start + mention.text.index(part), bodies)
        if best is None:
            return []
        start, end = best
        found.append(Party(document.surface(start, end), start, start, ORGANIZATION))
    return found


def _body_called(part: str, start: int, bodies: list[Mention]) -> tuple[int, int] | None:
    """Return where the body is named that a part of a name means: of those that share most."""
    whole = _BODY.match(part)
    if whole and whole.end() == len(part):
        return start, start + len(part)
    best: Mention | None = None
    most = 1
    for body in bodies:
        shared = _shared(part, body.text)
        is_maker = body.kind in _KINDS_OF_MAKERS and not body.text.endswith(_PRESS)
        if shared > most and is_maker:
            best, most = body, shared
    if best is not None:
        return best.start, best.end
    return (start, start + whole.end()) if whole else None


def _shared(part: str, name: str) -> int:
    """Return how many characters of the start of a part stand in a name."""
    return max((n for n in range(2, len(part) + 1) if part[:n] in name), default=0)
