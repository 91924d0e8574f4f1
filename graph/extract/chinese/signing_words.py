"""The words of signing: what is signed, what is signed by others, and what is not signed yet."""

from __future__ import annotations

import re

from hezuo.graph.extract.chinese.document import Document
from hezuo.graph.extract.chinese.parties import SIGNS, Skeleton

PAPER = (
    "合作共建协议书?|框架协议书?|合作协议书?|协议书?|合同书?|备忘录|意向书|议定书|谅解备忘录"
    "|合约|协定|合作书|契约|订单|意向协议|框架合同|合作意向(?!书)|授权书|任务书|共建书"
)
_VERB = (
    "签署|签订|互签|共签|草签|换签|签了约|签过约|签妥|签约|签下|签定|续签|补签|改签|订立|缔结"
    "|达成|终止|解除|敲定|谈定|谈妥|签有|换文|续(?=了|上)|订(?=过|下|有|了[^，。]{0,20}(?:协议|合同|意向))|(?:交换|互换)(?=了?[^，。]{0,20}(?:协议|合同|文本|备忘录|任务书))|签(?!署|订|约|定|名|证|到|售|发|批|注|收|字)"
)
# Others only look on: 见证|签署. Others than agreements follow: 签|名, 签约|仪式.
_NOT_AFTER = "".join(
    f"(?<!{word})"
    for word in ("见证", "出席", "主持", "参加", "组织", "举行", "集中", "促成", "的")
)
# 签约|仪式, 签约|阶段, 签|到: nothing is signed by these.
NO_SIGNING = (
    "(?!仪式|环节|活动|现场|阶段|在即|前夕|大会|席|台|方|金额|额|率|字确认|确认|字留念|留念|球员"
    "|歌手)"
)
SIGN = re.compile(rf"{_NOT_AFTER}(?P<verb>{_VERB}){NO_SIGNING}(?P<aspect>了|过|下)?")
# 了《战略合作协议》, 一份为期五年的合作协议
_OBJECT = re.compile(
    "(?:(?:(?:一纸|一份)?(?:合约|契约|协议|合同)——|了|过|所|的|一份|一项|一系列|系列|多项"
    "|相关|有关|正式|首份|第一份|[0-9]{1,4}[份项个]|[两三四五]份){0,8})"
    rf"(?P<title>《[^》]{{2,80}}》|[^，。；！？\n{SIGNS}（]{{0,45}}?(?:{PAPER}))"
)
_BEFORE_TITLE = re.compile(
    "^(?:了|过|相关|有关|一份|一项|系列|正式|以.{2,20}为(?:主题|内容)的|为期.{1,4}年的"
    "|关于(?=.{0,80}的)|[0-9]{4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:订立|签订|签署)的)"
)
NO_AGREEMENT = re.compile(
    "责任书|承诺书|目标书|军令状|倡议书|宣言|聘书|公约|意见书|告知书|委托书|劳动合同|经纪合约"
    "|留言簿|签名|题词|竞业|保研|样本|模板|就业协议|责任状|申请书|联名信|请战书"
)
_NOT_YET = re.compile(
    "拟(?!定|人)|将(?:于|与|和|在.{0,12}签|会|同|正式签|择期|择机|签|尽快|尽早|适时|抓紧|陆续|另行)|即将|计划|打算|准备|有望|预计"
    "|或将|可能|不排除|若|如果|一旦|原计划|原定|原拟|考虑|酝酿|商谈|洽谈(?!会)|磋商|探讨|争取"
    "|力争|希望|期待|是否|接近|差点|险些|几乎|假装|审议|最快|谈不上|尚在|仍在|待签|推动.{0,6}签|呼吁|鼓励|支持.{0,8}签|下一步|有意(?!义)|尚未"
    "|未能|没有|并未|未有|未$|并无|从未|未(?:与|就|签|安排)|不会|拒绝|取消|搁置|暂停|坊间传|传(?:出|闻|言)|[据盛风]传"
    "|网传|接洽|正就|正与|愿意?与|愿同|建议|要求|欢迎|邀请.{0,8}签"
)
_CONDITION = re.compile("(?:^|[，。；])(?:如果|假如|倘若|试想|要是|若)(?!说|干|非)")
# …一事仍在磋商, …现已搁置: said after what would have been signed.
_GIVEN_UP = re.compile(
    ".{0,30}(?:一事|事宜).{0,12}(?:搁置|磋商|未|尚)|[^。；]{0,30}(?:尚无定论|谈判破裂|的可能|的议案|误传)|.{0,40}(?:现已搁置|已搁置|未能|告吹|流产)"
)
# 就|签署…|进行磋商
_TALKS_ABOUT = re.compile("(?:就|围绕|针对|关于)[^，。；]{0,12}$")
_TALKED = re.compile(
    "[^。；，]{0,30}(?:进行|展开|开展|举行)了?[^，。；]{0,10}"
    "(?:磋商|洽谈|商谈|协商|谈判|讨论|沟通|探讨|交流|座谈|对接|会谈)|(?:相关|有关)?(?:事宜|事项)"
)
# Said to be false: by whom it is told of, or behind it, in the rest of the sentence.
_DENIED = re.compile(
    "否认|(?:自媒体|网友|网民|有人|网站|帖子|传言|消息|视频)[^，。；]{0,6}[称说传]|所谓|谎称|冒充|假冒|捏造|没有|并未|从未|并无|从来没|不曾|未曾|谣言|辟谣|假消息"
)
_FALSE = re.compile(
    "，[^，。；]{0,10}(?:谣言|不实(?:信息|消息|传闻)?|子虚乌有|[虚失]?假(?:消息|信息)|虚构)(?=[，。；！]|$)"
)
# 将在…开展合作，并签署: another statement began.
_NEXT_STATEMENT = re.compile("，(?!.{0,8}(?:拟|将))")
# 甲签约|落户丙高新区
SETTLES = "(?:并)?(?:正式|成功)?(?:落户|入驻|落地|进驻|落子)"
# 与|某某: words for `with`, where they are that and no 与会, 共同 or 同时.
AND_SOMEBODY = "与(?!会|此|其|时{but})|跟|(?<![共协会一随陪合])同(?!时|期|日|一|天|步|样|意)"
# 与有关企业, 同多家高校: the others are not named.
WITH_UNNAMED = re.compile(
    "[与和同跟](?:有关|相关|多家|多所|多个|数家|数十家|一批|部分|国内外|省内外|当地|其他|众多|各大?|若干|部分"
    "|[0-9两二三四五六七八九十百]{1,4}余?[家所个])[^，。；与和同]{0,12}$"
)
_WHOLE_CONDITIONS = ("原计划", "若", "如果", "原定", "原拟")
_NEAR = 45
# 签下…大单 is an agreement, 签下球员 is none.
_BIG = re.compile("了?.{0,10}(?:合作|项目|大单|之约|长约|合约|订单)")
# 签约两年, 签约成为: players, artists.
_OF_PEOPLE = re.compile("[一二两三四五0-9]{1,4}年|成为|加盟|球员|艺人|歌手|项目[0-9]|作家|医生")
_TOGETHER = re.compile("共同|三方|四方|五方|多方|各方|联合|一起|携手")


def title_at(document: Document, bones: Skeleton, place: int) -> str | None:
    """Return what is signed, as the text calls it, behind a verb that ends at a place."""
    match = _OBJECT.match(bones.text, place)
    if not match:
        return None
    title = document.surface(bones.place(match.start("title")), bones.place(match.end("title")))
    return _BEFORE_TITLE.sub("", title.strip("《》〈〉")).strip("《》〈〉") or None


def is_no_agreement(bones: Skeleton, match: re.Match[str], title: str | None) -> bool:
    """Return whether a verb of signing is about something else than cooperation."""
    after = bones.text[match.end() : match.end() + 30]
    if NO_AGREEMENT.search(title or after[:25]):
        return True
    if title is not None:
        return False
    if match["verb"] in ("签下", "续签", "补签"):
        return not _BIG.match(after)
    return _OF_PEOPLE.match(after) is not None


def is_not_yet(before: str, after: str) -> bool:
    """Return whether a signing is planned, wished for, denied or supposed.

    >>> is_not_yet("甲公司拟与乙大学", "合作协议"), is_not_yet("甲公司与乙大学", "合作协议")
    (True, False)
    """
    tail = before[-_NEAR:]
    tail = tail[max(tail.rfind("。"), tail.rfind("；")) + 1 :]
    if _CONDITION.search(before):
        return True
    last = None
    for match in _NOT_YET.finditer(tail):
        last = match
    if last is None:
        is_talk = _TALKS_ABOUT.search(tail) and _TALKED.match(after)
        return bool(is_talk) or _GIVEN_UP.match(after) is not None
    return not _NEXT_STATEMENT.search(tail, last.end()) or last[0] in _WHOLE_CONDITIONS


def is_denied(before: str, after: str) -> bool:
    """Return whether a signing is said not to have been; ``after`` is the rest of the sentence.

    >>> is_denied("甲公司否认与乙大学", "合作协议"), is_denied("甲公司尚未与乙大学", "合作协议")
    (True, False)
    """
    tail = before[-_NEAR:]
    tail = tail[max(tail.rfind("。"), tail.rfind("；")) + 1 :]
    denials = list(_DENIED.finditer(tail))
    if denials and not _NEXT_STATEMENT.search(tail, denials[-1].end()):
        return True
    return _FALSE.search(re.split("[。；！？\\n]", after, maxsplit=1)[0]) is not None


def is_joint(words: str) -> bool:
    """Return whether words say that all sign one paper together: 共同, 三方."""
    return _TOGETHER.search(words) is not None
