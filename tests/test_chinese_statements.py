"""Events, talks, designations and policies in Chinese reports."""

import pytest
from chinese_reports import only_event, read

from hezuo.graph.extract.facts import DesignationFact, DistrictFact, EventFact, PolicyFact, TalkFact

GIVEN = "海洋科普示范基地"


def test_an_event_with_all_that_is_said_of_it() -> None:
    event = only_event(
        "2022年5月8日，第三届示例论坛在云岭会堂举行，以“海洋药物”为主题，"
        "采用线上线下结合方式，300余人参会，由宁波市科协、蓝湖大学联合主办。"
    )
    assert event.name == "第三届示例论坛"
    assert (event.ordinal, event.theme, event.place) == ("第三届", "海洋药物", "云岭会堂")
    assert (event.date, event.mode, event.audience) == ("2022-05-08", "Hybrid", 300)
    assert event.organizers == ("宁波市科协", "蓝湖大学")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2021年示例学术年会举行。", "2021年示例学术年会"),
        ("宁波海洋药物论坛举行。", "宁波海洋药物论坛"),
        ("第八届宁波海洋药物论坛（2023）举行。", "第八届宁波海洋药物论坛（2023）"),
        ("宁波市茶叶安全工作会在鄞州区召开。", "宁波市茶叶安全工作会"),
        ("2019“蓝湖学者宁波行”启动。", "2019“蓝湖学者宁波行”"),
        ("三地召开茶叶产业联席会第二次会议。", "茶叶产业联席会第二次会议"),
        ("浙江（日本）茶叶产业交流会20日举行。", "浙江（日本）茶叶产业交流会"),
        ("第九届宁波海洋灯会举行。", "第九届宁波海洋灯会"),
        ("第三届浙江茶具设计周将举办。", "第三届浙江茶具设计周"),
    ],
)
def test_names_of_events(text: str, name: str) -> None:
    assert only_event(text).name == name


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("2022年6月2日在宁波举办的第三届茶叶论坛", "宁波", "2022-06-02"),
        ("新华社5月5日电 第三届茶叶论坛2日在宁波举行。", "宁波", "2022-05-02"),
        ("第三届茶叶论坛于2022年6月2日召开。", None, "2022-06-02"),
        ("协会将于明年1月5日在安吉举办第三届茶叶论坛。", "安吉", "2023-01-05"),
        ("9月，第三届茶叶论坛将在宁波召开。", "宁波", "2022-09"),
        ("去年9月，第三届茶叶论坛举行，第四届将更大。", None, "2021-09"),
        ("第三届茶叶论坛2022年3月2日在宁波揭幕。", "宁波", "2022-03-02"),
    ],
)
def test_where_and_when_events_are_held(text: str, place: str | None, date: str) -> None:
    event = only_event(text)
    assert (event.place, event.date) == (place, date)


@pytest.mark.parametrize(
    "text", ["昨日召开座谈会。", "签约仪式举行。", "宁波市科协年会举行。", "工作会议召开。"]
)
def test_gatherings_without_a_name(text: str) -> None:
    assert read(text).of(EventFact) == []


def test_the_name_that_others_end_with_is_their_series() -> None:
    event = only_event("示例双月论坛举行。第二期示例双月论坛举行。".replace("示例", "宁波"))
    assert event.series == "宁波双月论坛"


def test_an_audience_of_absurd_size_is_read() -> None:
    assert only_event(f"第三届示例论坛在宁波市举行，有{'9' * 60}人次观看。").audience is not None


@pytest.mark.parametrize(
    "text",
    [
        "蓝湖大学教授林知远作题为《海洋药物的未来》的主旨报告。",
        "蓝湖大学教授林知远以《海洋药物的未来》为题作主旨报告。",
        "蓝湖大学教授林知远出席。他作题为《海洋药物的未来》的主旨报告。",
    ],
)
def test_talks(text: str) -> None:
    (talk,) = read(text).of(TalkFact)
    assert (talk.title, talk.speaker, talk.kind) == ("海洋药物的未来", "林知远", "KeynoteTalk")


@pytest.mark.parametrize(
    ("text", "recipients", "by", "batch"),
    [
        (f"蓝湖大学、云岭医院入选首批{GIVEN}名单。", ("蓝湖大学", "云岭医院"), None, "首批"),
        (f"蓝湖大学被宁波市科协认定为{GIVEN}。", ("蓝湖大学",), "宁波市科协", None),
        (f"宁波市科协授予蓝湖大学“{GIVEN}”称号。", ("蓝湖大学",), "宁波市科协", None),
        (f"宁波市科协将蓝湖大学认定为{GIVEN}。", ("蓝湖大学",), "宁波市科协", None),
    ],
)
def test_designations(
    text: str, recipients: tuple[str, ...], by: str | None, batch: str | None
) -> None:
    (given,) = read(text).of(DesignationFact)
    assert (given.title, given.recipients) == (GIVEN, recipients)
    assert (given.conferred_by, given.batch) == (by, batch)


@pytest.mark.parametrize(
    "text",
    [f"蓝湖大学力争入选{GIVEN}。", "蓝湖大学获得好评。", "蓝湖大学荣获一等奖。"],
)
def test_what_is_hoped_for_or_a_prize_is_no_designation(text: str) -> None:
    assert read(text).of(DesignationFact) == []


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (f"蓝湖大学成功跻身{GIVEN}行列。", ("蓝湖大学",)),
        (f"蓝湖大学、云岭医院上榜2022年{GIVEN}。", ("蓝湖大学", "云岭医院")),
        (f"蓝湖大学获批全国首个国家{GIVEN}。", ("蓝湖大学",)),
        (f"蓝湖大学被列入{GIVEN}名单后，游客增多。", ("蓝湖大学",)),
        (f"蓝湖大学顺利通过{GIVEN}认定。", ("蓝湖大学",)),
        (f"蓝湖大学摘得“{GIVEN}”称号。", ("蓝湖大学",)),
        (f"德清县、安吉县等5个县被列为{GIVEN}。", ("德清县", "安吉县")),
        (f"乌审旗、杭锦旗2个旗获批{GIVEN}。", ("乌审旗", "杭锦旗")),
        (
            f"西湖区蓝湖街道、拱墅区云岭街道被列入{GIVEN}名单。",
            ("西湖区蓝湖街道", "拱墅区云岭街道"),
        ),
        (f"云岭县蓝湖茶叶庄园获评{GIVEN}。", ("云岭县蓝湖茶叶庄园",)),
        (f"德清县成为全省首个国家{GIVEN}。", ("德清县",)),
        (f"宁波市科协授予德清县“{GIVEN}”称号。", ("德清县",)),
        (f"宁波市科协将德清县列入{GIVEN}创建名单。", ("德清县",)),
        (f"宁波市科协为蓝湖剧场挂上“{GIVEN}”的牌子。", ("蓝湖剧场",)),
        (f"宁波市科协公布{GIVEN}名单，蓝湖大学名列其中。", ("蓝湖大学",)),
        (f"入选首批“{GIVEN}”的还有德清县和安吉县。", ("德清县", "安吉县")),
        (f"蓝湖大学获宁波市科协批准建设{GIVEN}。", ("蓝湖大学",)),
        (f"德清县再添一块“国字号”招牌——国家{GIVEN}。", ("德清县",)),
        (f"德清县是茶乡。该县去年被认定为{GIVEN}。", ("德清县",)),
        (f"藍湖大學獲評為{GIVEN}。", ("藍湖大學",)),
        (f"宁波市科协把“{GIVEN}”的牌子交到蓝湖大学手里。", ("蓝湖大学",)),
        (f"“{GIVEN}”称号授予云岭医院。", ("云岭医院",)),
        (f"首批{GIVEN}花落德清县。", ("德清县",)),
        (f"名单中有两个“{GIVEN}”：德清县、安吉县获此殊荣。", ("德清县", "安吉县")),
        (f"入选{GIVEN}的单位有：蓝湖大学、云岭医院。", ("蓝湖大学", "云岭医院")),
        (f"德清县、安吉县入列{GIVEN}。", ("德清县", "安吉县")),
        (f"安吉县加冕“{GIVEN}”。", ("安吉县",)),
        (f"蓝湖大学获宁波市科协授“{GIVEN}”匾额。", ("蓝湖大学",)),
        (f"蓝湖大学获准挂牌“{GIVEN}”。", ("蓝湖大学",)),
        (f"云岭医院从宁波市科协手中接过“{GIVEN}”标牌。", ("云岭医院",)),
        (f"蓝湖大学去年获宁波市科协公布为{GIVEN}。", ("蓝湖大学",)),
        (f"全省首批{GIVEN}名单揭晓，德清县、安吉县榜上有名。", ("德清县", "安吉县")),
        (f"宁波市科协公布2022年{GIVEN}，蓝湖大学、德清县位列其中。", ("蓝湖大学", "德清县")),
        (f"蓝湖大学青瓷工坊日前入库{GIVEN}。", ("蓝湖大学青瓷工坊",)),
        (f"云岭医院捧回一块“{GIVEN}”奖牌。", ("云岭医院",)),
        (f"蓝湖大学再次拿下“{GIVEN}”金字招牌。", ("蓝湖大学",)),
        (f"蓝湖竹子博览园由宁波市科协命名为{GIVEN}。", ("蓝湖竹子博览园",)),
        (f"宁波市科协为蓝湖大学挂牌“{GIVEN}”。", ("蓝湖大学",)),
        (f"德清县蝉联“{GIVEN}”。", ("德清县",)),
        (
            f"认定为{GIVEN}的有：\n1. 蓝湖大学\n2. 云岭医院\n\n其他另行公布。",
            ("蓝湖大学", "云岭医院"),
        ),
        (f"经推荐评审，同意认定蓝湖大学等12家单位为{GIVEN}。", ("蓝湖大学",)),
        (f"宁波市科协将“{GIVEN}”的名号颁给德清县。", ("德清县",)),
        (f"德清县获颁“{GIVEN}”铜匾。", ("德清县",)),
        (f"蓝湖水族馆则被确定为{GIVEN}。", ("蓝湖水族馆",)),
        (
            f"命名德清县红窑文化艺术园、安吉县竹海科普大院等4家单位为“{GIVEN}”。",
            ("德清县红窑文化艺术园", "安吉县竹海科普大院"),
        ),
    ],
)
def test_ways_to_say_who_got_a_title(text: str, recipients: tuple[str, ...]) -> None:
    (given,) = read(text).of(DesignationFact)
    assert (given.title.removeprefix("国家"), given.recipients) == (GIVEN, recipients)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("德清县先后荣膺“中国瓷器之乡”“国家园林县城”等称号。", ["中国瓷器之乡", "国家园林县城"]),
        (
            "蓝湖大学2019年被认定为国家茶叶中心，2021年又获评国家绿色工厂。",
            ["国家茶叶中心", "国家绿色工厂"],
        ),
        ("蓝湖大学获评国家科技进步奖、国家茶叶中心等荣誉。", ["国家茶叶中心"]),
        ("宁波市科协向蓝湖大学颁授“德清县茶叶服务站”标牌。", ["德清县茶叶服务站"]),
        ("蓝湖大学获评国家级白茶良种场。", ["国家级白茶良种场"]),
        (
            "德清县拿下国家级茶业示范县、省级竹业示范县两块金字招牌。",
            ["国家级茶业示范县", "省级竹业示范县"],
        ),
        ("蓝湖公司成为国家级专精特新“小巨人”企业。", ["国家级专精特新“小巨人”企业"]),
        ("蓝湖大学获颁“国际暗夜伙伴”称号。", ["国际暗夜伙伴"]),
    ],
)
def test_several_titles_of_one(text: str, titles: list[str]) -> None:
    assert [given.title for given in read(text).of(DesignationFact)] == titles


@pytest.mark.parametrize(
    "text",
    [
        f"德清县12家企业入选{GIVEN}。",
        f"蓝湖大学与云岭医院合作，其中4个还被授予“{GIVEN}”称号。",
        f"蓝湖大学林知远教授的茶叶项目入选{GIVEN}。",
        f"德清县有望成为国家级{GIVEN}。",
        "蓝湖大学成为宁波科技集团的重要供应商和合作企业。",
        "蓝湖大学被列入失信企业名单。",
        f"拟认定为{GIVEN}的单位如下：\n蓝湖大学\n云岭医院",
        "德清县摘下“国家级贫困县”的帽子。",
        "蓝湖大学指定云岭医院为体检医院。",
        "蓝湖公司成为市级最大的企业。",
        "蓝湖公司拿下示范基地建设项目合同。",
        "蓝湖公司领取国家示范项目补贴资金。",
        "云岭医院被指定为蓝湖大学体检单位。",
        "蓝湖公司挂牌上市。",
        "蓝湖公司被选为蓝湖大学的供应商。",
        f"宁波市科协党组书记在德清县被认定为{GIVEN}前调研。".replace("被认定", "拟认定"),
    ],
)
def test_what_others_got_is_no_designation(text: str) -> None:
    assert read(text).of(DesignationFact) == []


def test_an_unveiling() -> None:
    (given,) = read("5月8日，蓝湖大学海洋药物研究院正式揭牌。").of(DesignationFact)
    assert (given.title, given.kind) == ("蓝湖大学海洋药物研究院揭牌", "Unveiling")
    assert given.date == "2022-05-08"


def test_where_something_is_unveiled_is_not_unveiled() -> None:
    assert read("“海洋之声”展览在蓝湖大学揭牌。").of(DesignationFact) == []


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("宁波市科协、宁波市教育局联合印发《海洋科普管理办法》。", ("宁波市科协", "宁波市教育局")),
        ("《海洋科普管理办法》正式出台。", ()),
        (
            "宁波市科协制定了一份方案；《海洋科普管理办法》则由宁波市教育局印发。",
            ("宁波市教育局",),
        ),
    ],
)
def test_policies(text: str, issuers: tuple[str, ...]) -> None:
    (policy,) = read(text).of(PolicyFact)
    assert (policy.title, policy.issuers) == ("海洋科普管理办法", issuers)


@pytest.mark.parametrize(
    "text",
    [
        "根据《海洋科普管理办法》，会议召开。",
        "宁波市科协拟印发《海洋科普管理办法》。",
        "宁波市科协发布《海洋科普白皮书》。",
    ],
)
def test_what_issues_no_policy(text: str) -> None:
    assert read(text).of(PolicyFact) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("宁波市科协制定的《海洋科普技术导则》已于2022年3月10日发布。", "2022-03-10"),
        ("由宁波市科协制定的《海洋科普技术导则》日前印发。", "2022-05"),
    ],
)
def test_when_a_policy_was_issued(text: str, date: str) -> None:
    (policy,) = read(text).of(PolicyFact)
    assert (policy.issuers, policy.date) == (("宁波市科协",), date)


def test_when_a_policy_comes_into_force_is_not_when_it_was_issued() -> None:
    (policy,) = read("2022年5月8日起施行的《海洋科普管理办法》由宁波市教育局印发。").of(PolicyFact)
    assert policy.date is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("会议在宁波举行，古城新建了两座茶园。", ["宁波"]),
        ("德清县、安吉县列入示范县。", ["德清县", "安吉县"]),
        ("宁波市茶叶代表队获得第一名。", []),
        ("蓝湖大学（深圳）的学生到宁波调研。", ["宁波"]),
        ("青瓷谷·绍兴产业园与宁波企业签约。", ["宁波"]),
        ("规划抓住蓝湖开发区建设的机遇，蓝湖开发区将扩大。", ["蓝湖开发区"]),
        ("全省建设开发区，各类开发区增多。", []),
        ("浙江网讯（记者 林知远）江西民族报记者、湖南新闻客户端报道。", []),
        ("来源：宁波发布、浙江观察", []),
        ("湖南发布消息称，宁波召开新闻发布会。", ["湖南", "宁波"]),
        ("他们到兴国乡和青海湖，走上上海南京东路。", ["上海"]),
        ("武汉江夏区与天津河西区来人。", ["武汉", "江夏区", "天津", "河西区"]),
        ("蓝湖中学获福建青少年茶艺竞赛二等奖。", []),
        ("泉州选手夺得锦标赛冠军，青岛迎来帆船锦标赛。", ["泉州", "青岛"]),
        ("德清县竹海文创园因改变用途被撤销。", []),
        ("杭州兴建水族馆，德清县居民走进农庄。", ["杭州", "德清县"]),
        ("景宁县、巴马县与前郭县、海南州来人。", ["景宁县", "巴马县", "前郭县", "海南州"]),
        ("福建平潭新区和蓝湖新区签署合作协议。", ["福建平潭新区", "蓝湖新区"]),
        ("中国（广西）自由贸易试验区钦州港片区签约。", ["中国（广西）自由贸易试验区钦州港片区"]),
    ],
)
def test_divisions_and_zones_on_their_own(text: str, names: list[str]) -> None:
    assert [district.name for district in read(text).of(DistrictFact)] == names
