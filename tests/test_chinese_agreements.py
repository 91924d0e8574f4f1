"""Who signs with whom in Chinese reports, in every form that reports say it."""

import pytest
from chinese_reports import agreements, signed

from hezuo.graph.extract import facts
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.rules import RuleExtractor

LAKE, FIRM, CLINIC, SOCIETY = "蓝湖大学", "长宁科技有限公司", "云岭医院", "宁波市科协"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        # Two.
        (f"{LAKE}与{FIRM}签署合作协议。", [(LAKE, FIRM)]),
        (f"{LAKE}和{FIRM}共同签署合作协议。", [(LAKE, FIRM)]),
        (f"{LAKE}同{FIRM}达成合作协议。", [(LAKE, FIRM)]),
        (f"{LAKE}在宁波市与{FIRM}正式签订框架协议。", [(LAKE, FIRM)]),
        # Each with one.
        (f"{LAKE}分别与{FIRM}、{CLINIC}签署合作协议。", [(LAKE, FIRM), (LAKE, CLINIC)]),
        (f"{FIRM}、{CLINIC}分别与{LAKE}签署合作协议。", [(FIRM, LAKE), (CLINIC, LAKE)]),
        # Pairs.
        (
            f"{LAKE}与{FIRM}、{SOCIETY}与{CLINIC}分别签署合作协议。",
            [(LAKE, FIRM), (SOCIETY, CLINIC)],
        ),
        # Together.
        (f"{LAKE}、{FIRM}、{CLINIC}三方签署合作协议。", [(LAKE, FIRM, CLINIC)]),
        (f"{LAKE}与{FIRM}、{CLINIC}共同签署合作协议。", [(LAKE, FIRM, CLINIC)]),
        (f"{LAKE}、{FIRM}、{SOCIETY}和{CLINIC}四方签署合作协议。", [(LAKE, FIRM, SOCIETY, CLINIC)]),
        (f"{LAKE}携手{FIRM}、{CLINIC}签署合作协议。", [(LAKE, FIRM, CLINIC)]),
        (f"{LAKE}联手{FIRM}签署合作协议。", [(LAKE, FIRM)]),
        # In quotes and brackets.
        (f"“{LAKE}”与“{FIRM}”签署合作协议。", [(LAKE, FIRM)]),
        (f"蓝湖大学（宁波）与{FIRM}签署合作协议。", [("蓝湖大学（宁波）", FIRM)]),
        # 与 within a name, and names without an ending.
        (
            f"宁波市自动化与仪器仪表学会与{FIRM}签署合作协议。",
            [("宁波市自动化与仪器仪表学会", FIRM)],
        ),
        (f"华为与{LAKE}签署合作协议。", [("华为", LAKE)]),
        # Said otherwise.
        (f"{LAKE}牵手{FIRM}，5月8日现场签约。", [(LAKE, FIRM)]),
        (f"{FIRM}入驻宁波高新区，5月8日双方签订入驻协议。", [(FIRM, "宁波高新区")]),
        (f"由{LAKE}与{FIRM}共建的海洋药物联合实验室揭牌。", [(LAKE, FIRM)]),
        (f"海洋药物产业联盟成立。联盟由{LAKE}、{FIRM}共同发起。", [(LAKE, FIRM)]),
        (f"{LAKE}与{FIRM}签过一份托管协议。", [(LAKE, FIRM)]),
        (f"{LAKE}2017年5月曾与{FIRM}订过实习协议。", [(LAKE, FIRM)]),
        (f"{LAKE}又同{FIRM}续了五年约。", [(LAKE, FIRM)]),
        (f"{LAKE}与{FIRM}在宁波市办完了专利许可手续。", [(LAKE, FIRM)]),
        (f"{LAKE}与{FIRM}敲定了合作协议。", [(LAKE, FIRM)]),
        (
            f"{LAKE}、{FIRM}、{CLINIC}就合办课堂达成共识，并在合作协议上盖了章。",
            [(LAKE, FIRM, CLINIC)],
        ),
        (
            f"{LAKE}校长林知远代表学校、{FIRM}董事长王思远代表企业，在合作协议上落笔。",
            [(LAKE, FIRM)],
        ),
        (
            f"{LAKE}校长林知远、{FIRM}总经理王思远、{CLINIC}院长陈立三人在协议文本上签了字。",
            [(LAKE, FIRM, CLINIC)],
        ),
        (
            f"林知远、王思远分别代表{FIRM}、{CLINIC}，与{LAKE}签订合作协议。",
            [(FIRM, LAKE), (CLINIC, LAKE)],
        ),
        (f"{LAKE}、{FIRM}共同与{CLINIC}签署合作协议。", [(LAKE, FIRM, CLINIC)]),
        (f"{LAKE}—{FIRM}、{SOCIETY}—{CLINIC}签署合作协议。", [(LAKE, FIRM), (SOCIETY, CLINIC)]),
        (f"{LAKE}赴{FIRM}考察并签署合作协议。", [(LAKE, FIRM)]),
        (f"{FIRM}董事长王思远一行到访{LAKE}，并与{LAKE}签署合作协议。", [(FIRM, LAKE)]),
        (f"{FIRM}投资3亿元的海洋项目签约落户宁波高新区。", [(FIRM, "宁波高新区")]),
        (f"{LAKE}与{FIRM}在{SOCIETY}的主持下签署合作协议。", [(LAKE, FIRM)]),
        (f"{LAKE}牵手{FIRM}、{CLINIC}，分别签订建设协议。", [(LAKE, FIRM), (LAKE, CLINIC)]),
        (f"签约项目如下：（一）{LAKE}＋{FIRM}｜合作协议；", [(LAKE, FIRM)]),
        (f"{LAKE}与“{FIRM}”（全称为长宁生物科技有限公司）签署合作协议。", [(LAKE, FIRM)]),
        (f"{LAKE}教授林知远到会。林知远团队与{FIRM}签署合作协议。", [(LAKE, FIRM)]),
        ("宁波市第一中学开放。学校与云岭医院签订合作协议。", [("宁波市第一中学", CLINIC)]),
        (f"{FIRM}、{CLINIC}与{LAKE}顺利签约。", [(FIRM, CLINIC, LAKE)]),
        (
            f"{LAKE}成立甬城五校联盟，5日与{FIRM}、{CLINIC}签订合作意向书。",
            [(LAKE, FIRM), (LAKE, CLINIC)],
        ),
        (f"宁波市市长林知远与{LAKE}校长周明签署合作协议。", [("宁波市", LAKE)]),
        (f"江北区委书记林知远代表江北区人民政府与{LAKE}签订合作协议。", [("江北区人民政府", LAKE)]),
        ("成都市、德阳市、眉山市三地共同签署合作协议。", [("成都市", "德阳市", "眉山市")]),
        (f"{SOCIETY}副主席周明到访{LAKE}，并与{FIRM}签约。", [(SOCIETY, FIRM)]),
        # What is to be founded signs nothing.
        (f"{LAKE}与{FIRM}就共建海洋药物联合实验室达成协议。", [(LAKE, FIRM)]),
        (
            f"{LAKE}、{FIRM}和{CLINIC}三家单位坐到一起，就共建海洋药物联合实验室达成协议。",
            [(LAKE, FIRM, CLINIC)],
        ),
        # Without a verb.
        (f"5月8日，{LAKE}与{FIRM}战略合作签约仪式举行。", [(LAKE, FIRM)]),
        (f"{LAKE}—{FIRM}合作协议签署活动在宁波市举行。", [(LAKE, FIRM)]),
        # Places.
        (f"宁波市江北区与{LAKE}签署合作协议。", [("宁波市江北区", LAKE)]),
        (
            "达州市与重庆市万州区、重庆市开州区农业部门开会，三地共同签订合作协议。",
            [("达州市", "重庆市万州区", "重庆市开州区")],
        ),
    ],
)
def test_parties(text: str, parties: list[tuple[str, ...]]) -> None:
    assert signed(text) == parties


def test_a_list_without_a_mark_is_ambiguous() -> None:
    found = agreements(f"{LAKE}与{FIRM}、{CLINIC}签署合作协议。")
    ambiguous = [a for a in found if facts.AMBIGUOUS_GROUPING in a.flags]
    assert [a.parties for a in found if a not in ambiguous] == [(LAKE, FIRM), (LAKE, CLINIC)]
    assert [a.parties for a in ambiguous] == [(LAKE, FIRM, CLINIC)]
    assert all(a.confidence == 0.5 for a in ambiguous)


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}副校长林知远与{FIRM}总经理郑远帆分别代表双方签署合作协议。",
        f"{LAKE}副校长林知远代表学校与{FIRM}总经理郑远帆签署合作协议。",
    ],
)
def test_who_signs_for_a_party_is_none(text: str) -> None:
    (found,) = agreements(text)
    assert found.parties == (LAKE, FIRM)
    assert found.signatories == ("林知远", "郑远帆")


def test_a_team_stands_for_its_body() -> None:
    (found,) = agreements(f"{LAKE}林知远教授团队与{FIRM}签署合作协议。")
    assert found.parties == (LAKE, FIRM)
    assert found.teams == ("林知远教授团队",)


def test_both_sides_are_those_spoken_of_before() -> None:
    assert signed(f"{LAKE}与{FIRM}座谈合作。会上，双方签署合作协议。") == [(LAKE, FIRM)]


def test_who_is_called_by_a_word() -> None:
    ours = f"（{LAKE}新闻网讯）5月8日，我校与{FIRM}签署合作协议。"
    assert signed(ours) == [(LAKE, FIRM)]
    its = f"{FIRM}成立于宁波市。5月8日，该公司与{LAKE}签署合作协议。"
    assert signed(its) == [(FIRM, LAKE)]
    firm = f"{FIRM}与{CLINIC}签约。{LAKE}则与该企业签订了采购意向书。"
    assert signed(firm) == [(FIRM, CLINIC), (LAKE, FIRM)]
    said = f"{FIRM}（下称“公司”）公布，公司与{LAKE}签订《共建协议》。"
    assert signed(said) == [(FIRM, LAKE)]
    side = f"甲方：{LAKE}\n乙方：{FIRM}\n乙方曾与{CLINIC}签有《服务合同》。"
    assert (FIRM, CLINIC) in signed(side)
    (unknown,) = agreements(f"5月8日，我校与{FIRM}签署合作协议。")
    assert unknown.parties == ("我校", FIRM)
    assert facts.ANAPHORIC_PARTY in unknown.flags


def test_one_party_alone_is_flagged() -> None:
    (found,) = agreements(f"{LAKE}签署了海洋药物合作协议。")
    assert found.parties == (LAKE,)
    assert facts.COUNTERPARTY_MISSING in found.flags


@pytest.mark.parametrize(
    ("stated", "differs"), [("等8家单位", True), ("等2家单位", False), ("等3家单位", False),
                            ("等十余家单位", True), ("等单位", False)]
)  # fmt: skip
def test_a_stated_count_is_compared(stated: str, differs: bool) -> None:
    found = agreements(f"{LAKE}与{FIRM}、{CLINIC}{stated}签署合作协议。")
    assert found
    assert all((facts.COUNT_DIFFERS in a.flags) is differs for a in found)


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}拟与{FIRM}签署合作协议。",
        f"{LAKE}将于下月与{FIRM}签署合作协议。",
        f"{LAKE}尚未与{FIRM}签署合作协议。",
        f"{LAKE}未与{FIRM}签署合作协议。",
        f"如果条件成熟，{LAKE}将与{FIRM}签署合作协议。",
        f"{LAKE}有望与{FIRM}签署合作协议。",
        f"原计划{LAKE}与{FIRM}签署合作协议，后来推迟。",
        f"{LAKE}是否与{FIRM}签署协议，尚无定论。",
        f"{LAKE}曾一度接近与{FIRM}签约，最终谈判破裂。",
        f"{LAKE}与{FIRM}战略合作签约仪式被推迟。",
        f"{LAKE}与{FIRM}的谈判刚刚开始，谈不上签约。",
    ],
)
def test_what_is_planned_denied_or_supposed_is_no_tie(text: str) -> None:
    assert signed(text) == []
    assert all(a.status == "Planned" and facts.PLANNED in a.flags for a in agreements(text))


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}与{FIRM}签署安全责任书。",
        f"{LAKE}与球员林知远签约两年。",
        f"{LAKE}与{FIRM}座谈。",
        f"{LAKE}参观了{FIRM}，并观看签约仪式。",
        f"{LAKE}、{CLINIC}分别与有关企业签署合作协议。",
        f"{LAKE}、{CLINIC}与多家高校签署合作协议。",
        f"{LAKE}、{CLINIC}与帆鲸那边签署合作协议。",
        f"{FIRM}正与{LAKE}商谈合作，但未到签约阶段。",
        f"{LAKE}与{FIRM}签约在即。",
        f"{LAKE}、{FIRM}、{CLINIC}三家单位签约入驻高新技术园。",
        f"在与{LAKE}、{FIRM}签约之后，云岭又获得投资。",
        f"{LAKE}前往{FIRM}参观，并签署留言簿。",
        f"由{LAKE}投资、{FIRM}承建的项目签约。",
        f"{LAKE}携手{FIRM}参展，签约金额达3亿元。",
        f"{LAKE}与{FIRM}的竞业协议引发讨论。",
        f"{LAKE}代表队与{FIRM}代表队签字确认比赛成绩。",
        f"{LAKE}与{FIRM}联合主办大会，现场签约项目20个。",
    ],
)
def test_what_is_no_agreement(text: str) -> None:
    assert agreements(text) == []


@pytest.mark.parametrize(
    ("verb", "status"), [("签署", "Signed"), ("续签", "Renewed"), ("终止", "Terminated")]
)
def test_status(verb: str, status: str) -> None:
    (found,) = agreements(f"5月8日，{LAKE}与{FIRM}{verb}合作协议。")
    assert (found.status, found.date) == (status, "2022-05-08")


@pytest.mark.parametrize(
    ("said", "date", "is_inferred"),
    [
        ("2022年5月8日", "2022-05-08", False),
        ("5月8日", "2022-05-08", True),
        ("昨日", "2022-05-09", True),
        ("上周三", "2022-05-04", True),
        ("去年12月", "2021-12", True),
        ("近日", "2022-05", True),
        ("本月5日", "2022-05-05", True),
    ],
)
def test_dates(said: str, date: str, is_inferred: bool) -> None:
    (found,) = agreements(f"{said}，{LAKE}与{FIRM}签署合作协议。")
    assert found.date == date
    assert (facts.DATE_INFERRED in found.flags) is is_inferred


def test_the_date_of_the_event_holds_for_what_was_signed_there() -> None:
    text = f"2022年5月8日，第三届示例论坛在宁波市举行。论坛上，{LAKE}与{FIRM}签署合作协议。"
    (found,) = agreements(text)
    assert (found.date, found.event) == ("2022-05-08", "第三届示例论坛")


@pytest.mark.parametrize(
    ("paper", "title", "kind"),
    [
        ("《战略合作框架协议》", "战略合作框架协议", "StrategicAgreement"),
        ("共建实验室协议", "共建实验室协议", "JointDevelopmentAgreement"),
        ("了一份为期三年的合作协议", "合作协议", "CooperationAgreement"),
        ("谅解备忘录", "谅解备忘录", "Agreement"),
    ],
)
def test_titles(paper: str, title: str, kind: str) -> None:
    (found,) = agreements(f"{LAKE}与{FIRM}签署{paper}。")
    assert (found.title, found.kind) == (title, kind)


def test_topics() -> None:
    text = f"{LAKE}与{FIRM}签署合作协议，双方将在海洋药物、人才培养等方面开展合作。"
    (found,) = agreements(text)
    assert found.topics == ("海洋药物", "人才培养")


def test_who_holds_or_attends_a_signing_signs_nothing() -> None:
    held = f"{SOCIETY}与{LAKE}联合主办的签约会上，{FIRM}与{CLINIC}签署合作协议。"
    assert signed(held) == [(FIRM, CLINIC)]
    assert signed(f"{SOCIETY}、{LAKE}等单位参加了签约仪式。") == []


def test_a_list_is_not_read_from_its_middle() -> None:
    text = f"{SOCIETY}与{LAKE}、{FIRM}与{CLINIC}签约仪式举行。"
    assert (LAKE, FIRM, CLINIC) not in signed(text)


def test_a_place_before_the_field_of_a_company_signs_nothing() -> None:
    assert all(
        "四川省" not in a and "四川" not in a for a in signed(f"{LAKE}与四川能源签署合作协议。")
    )


def test_what_is_told_twice_is_one() -> None:
    text = f"{LAKE}与{FIRM}签约\n\n5月8日，{LAKE}与{FIRM}签署《海洋药物合作协议》。"
    (found,) = agreements(text)
    assert (found.title, found.date) == ("海洋药物合作协议", "2022-05-08")


def test_lists_of_signings() -> None:
    text = f"签约项目：\n{LAKE}——{FIRM}：海洋药物合作协议\n{SOCIETY}——{CLINIC}：智慧医疗合作协议\n"
    found = {a.parties: a.title for a in agreements(text)}
    assert found == {(LAKE, FIRM): "海洋药物合作协议", (SOCIETY, CLINIC): "智慧医疗合作协议"}


def test_tables_of_signings() -> None:
    text = (
        f"现场签约如下。\n{LAKE}  {FIRM}  海洋药物  5月8日\n{CLINIC}  {SOCIETY}  智慧医疗  5月9日\n"
    )
    found = {a.parties: (a.topics, a.date) for a in agreements(text)}
    assert found[LAKE, FIRM] == (("海洋药物",), "2022-05-08")
    assert found[CLINIC, SOCIETY] == (("智慧医疗",), "2022-05-09")


def test_traditional_names_stay_as_they_are_written() -> None:
    assert signed("5月8日，重慶市科學技術協會與藍湖大學簽署合作協議。") == [
        ("重慶市科學技術協會", "藍湖大學")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}否认与{FIRM}签署合作协议。",
        f"{LAKE}没有与{FIRM}签署合作协议。",
        f"{LAKE}从未与{FIRM}签署过合作协议。",
        f"网传{LAKE}与{FIRM}签署合作协议，系谣言。",
        f"有消息称{LAKE}与{FIRM}签署了合作协议，该消息不实。",
    ],
)
def test_what_is_denied_is_neither_signed_nor_planned(text: str) -> None:
    assert agreements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{LAKE}过去没有科研平台，5月8日与{FIRM}签署合作协议。",
        f"{LAKE}与{FIRM}签署网络谣言治理合作协议。",
        f"{LAKE}与{FIRM}签署合作协议。此前的谣言不攻自破。",
    ],
)
def test_a_denial_of_something_else_leaves_what_is_signed(text: str) -> None:
    assert signed(text) == [(LAKE, FIRM)]


def test_our_school_is_the_one_that_publishes_the_report() -> None:
    text = f"5月8日，我校与{FIRM}签署合作协议。"
    report = Report("test", text, published="2022-05-10", publisher=f"{LAKE}新闻网")
    (found,) = RuleExtractor().extract(report).of(facts.AgreementFact)
    assert (found.parties, found.flags) == ((LAKE, FIRM), (facts.DATE_INFERRED,))
