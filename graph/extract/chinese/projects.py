"""Projects that bodies carry out: 由甲牵头、乙参与的丙项目, 甲与乙共同实施的丙工程."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hezuo.graph.extract import facts
from hezuo.graph.extract.chinese.anaphors import Anaphors
from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import WHOLE_LIST, Skeleton
from hezuo.graph.extract.chinese.party_finding import Skeletons
from hezuo.graph.extract.chinese.sentences import Sentence
from hezuo.graph.extract.chinese.signing_patterns import MORE

# A name may hold signs of bodies: 青湖产业园|项目. 项目|经理 and the like are no names of projects.
_NAME = (
    "(?P<name>[“《][^“”《》。；\n]{2,40}(?:项目|课题|工程)[”》]"
    "|[^，。；：、！？\n“”《》（）的]{0,20}(?:项目|课题)“[^“”\n]{2,50}”"
    "|(?:[^，。；：、！？\n“”《》（）的]{0,16}[“《][^“”《》。；\n]{2,50}[”》]"
    "[^，。；：、！？\n“”《》（）的]{0,10}?|[^，。；：！？\n“”《》（）的]{1,40}?)"
    "(?:项目|课题|工程))"
    "(?!组|经理|负责人|部|库|制|资金|申报|指南|评审|化|师|院|技术|学|有限|公司|指挥|办公|中心"
    "|协议|合同|合作协议|推介|签约|[“”])"
)
_DONE = (
    "(?:承担|牵头|实施|申报|完成|开展|投资建设|投资兴建|投资|建设|兴建|承建|研发|推进|推动|打造"
    "|启动|发起|共建|合作|主持|主导|负责|参与|落地|运营|中标|承接)"
)
_TOGETHER = "(?:共同|联合|合作|携手|合力|协同)"
_OTHERS = (
    f"(?:[，、](?:联合|会同|协同)?(?P<others>{WHOLE_LIST}){MORE}(?:共同|联合|协作)?"
    "(?:参与|参加|协作|承担|共建)?(?:建设|实施|承担|完成|研发)?)?"
)
_WHO = f"(?P<who>{WHOLE_LIST}){MORE}(?:(?:携手|联合|会同|协同)(?P<more>{WHOLE_LIST}){MORE})?"
_PATTERNS = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        # 由甲牵头，乙、丙共同参与的丁项目
        (f"由{_WHO}{_TOGETHER}{{0,2}}{_DONE}{{1,2}}{_OTHERS}的{_NAME}", "project:carried-out-by"),
        # 甲与乙共同实施（的）丙项目
        (f"{_WHO}{_TOGETHER}{{1,2}}{_DONE}{{0,2}}(?:了|的)?{_NAME}", "project:together"),
        # 甲投资建设的乙项目
        (f"{_WHO}(?:投资建设|投资兴建|承担|牵头|牵头承担|承建|主持)的{_NAME}", "project:of"),
        # 丙项目由甲牵头，乙、丁共同参与
        (f"{_NAME}，?(?:是|系)?由{_WHO}{_TOGETHER}{{0,2}}{_DONE}{{1,2}}{_OTHERS}", "project:by"),
    )
)
_NOT_YET = re.compile(
    "拟|将|计划|筹备|预计|力争|有望|希望|争取|支持|鼓励|欢迎|围绕|探讨|商讨|洽谈|磋商|如果|若"
    "|未能|没有|并未|尚未|否认|取消|终止|申报"
)
_BEFORE = 12
_START = re.compile(
    "^(?:了|的|一批|一个|首个|其|该|本|此|这|这个|相关|有关|上述|等|开展|启动|实施)+"
)
# What is left of 重点合作项目, 10个科研项目 and their like when words that name nothing go.
_NAMES_NOTHING = re.compile(
    "(?:该|本|此|这|其|各|多|批|一|系列|相关|有关|重点|重大|科研|研究|合作|国家|省|市|区|产业|招商|投资|建设"
    "|科技|横向|纵向|创新|大型|首|共建|示范|民生|攻关|开发|级|类|和|及|、|余|个|项|[0-9两二三四五六七八九十百]"
    "|重要|关键|技术|优质|产学研|系统|签约|引进|落地|新|等|地方|企业|校企|校地|国际|国内|项目|课题|工程)*"
)
# 国家重点研发计划“…”项目 has a name, 国家重点研发计划项目 has none.
_PROGRAMME = re.compile("(?:计划|专项|基金|规划)(?:重点|重大|面上|青年)?(?:专项)?(?:项目|课题)$")
_SHORTEST, _LONGEST = 4, 60


def projects(
    document: Document, skeletons: Skeletons, anaphors: Anaphors
) -> Iterator[facts.ProjectFact]:
    """Yield projects with the bodies that carry them out; not those that are only planned."""
    for sentence in document.sentences:
        bones = skeletons.of(sentence)
        if not bones.parties or not re.search("项目|课题|工程", bones.text):
            continue
        seen: set[str] = set()
        for pattern, rule in _PATTERNS:
            for match in pattern.finditer(bones.text):
                fact = _project(document, sentence, bones, match, anaphors)
                if fact is not None and fact.name not in seen:
                    seen.add(fact.name)
                    yield fact.model_copy(update={"rule": rule})


def _project(
    document: Document,
    sentence: Sentence,
    bones: Skeleton,
    match: re.Match[str],
    anaphors: Anaphors,
) -> facts.ProjectFact | None:
    before = bones.text[max(0, match.start() - _BEFORE) : match.start()]
    said = before.rsplit("，", 1)[-1] + match[0].replace(match["name"], "")
    start, end = _place_of_name(match)
    start, end = bones.place(start), bones.place(end)
    name = document.surface(start, end)
    if _NOT_YET.search(said) or not _is_name(name):
        return None
    signs = "".join(match[group] or "" for group in _groups(match))
    named = [anaphors.meaning(party) for party in bones.parties_in(signs)]
    participants = tuple(dict.fromkeys(filter(None, named)))
    if not participants:
        return None
    date = document.date_near(bones.place(match.start()))
    return facts.ProjectFact(
        name=name,
        participants=participants,
        date=date.date if date else None,
        flags=(facts.DATE_INFERRED,) if date and date.is_inferred else (),
        confidence=0.8,
        spans=(document.plain.span(start, end),),
        sentence=document.span_of(sentence),
    )


def _groups(match: re.Match[str]) -> list[str]:
    """Return the groups of a pattern that hold who takes part, in their order."""
    return [name for name in ("who", "more", "others") if name in match.re.groupindex]


def _place_of_name(match: re.Match[str]) -> tuple[int, int]:
    """Return where a name starts and ends, without quotes around all of it and words before it."""
    start, end = match.span("name")
    if match["name"][0] in "“《" and match["name"][-1] in "”》":
        return start + 1, end - 1
    leading = _START.match(match["name"])
    return start + (leading.end() if leading else 0), end


def _is_name(shown: str) -> bool:
    """Return whether words name a project: 重点合作项目 names none."""
    if _NAMES_NOTHING.fullmatch(shown) or not _SHORTEST <= len(shown) <= _LONGEST:
        return False
    return "“" in shown or not _PROGRAMME.search(shown)
