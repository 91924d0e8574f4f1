"""Names of bodies in Chinese reports: where they start and end, and their full forms."""

import pytest
from chinese_reports import bodies, document, read

from hezuo.graph.extract.chinese.places import place_names, zones
from hezuo.graph.extract.facts import DistrictFact, OrganizationFact


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("宁波市江北区科协与蓝湖大学座谈。", ["宁波市江北区科协", "蓝湖大学"]),
        ("赴长宁科技有限公司调研。", ["长宁科技有限公司"]),
        ("走进云岭医院参观。", ["云岭医院"]),
        # 与 and 和 within names.
        ("宁波市自动化与仪器仪表学会成立。", ["宁波市自动化与仪器仪表学会"]),
        ("蓝湖大学化学与材料学院揭牌。", ["蓝湖大学化学与材料学院"]),
        # 联合 joins two bodies, or makes one.
        ("蓝湖大学联合云岭农业科学院攻关。", ["蓝湖大学", "云岭农业科学院"]),
        ("长宁科技有限公司联合蓝湖大学攻关。", ["长宁科技有限公司", "蓝湖大学"]),
        ("蓝湖大学联合人工智能实验室揭牌。", ["蓝湖大学联合人工智能实验室"]),
        ("蓝湖大学与中标软件有限公司签约。", ["蓝湖大学", "中标软件有限公司"]),
        # Brackets and quotes.
        ("长宁科技（宁波）有限公司发布消息。", ["长宁科技（宁波）有限公司"]),
        ("中国蓝湖大学（武汉）举行会议。", ["中国蓝湖大学（武汉）"]),
        # Listed names.
        ("华为参加会议。", ["华为"]),
        # Two fields of an office, behind a level alone; words that the segmenter makes one.
        ("市林业和草原局公布名单。", ["市林业和草原局"]),
        ("会上与区农业农村局座谈。", ["区农业农村局"]),
        ("蓝湖大学和区文化和旅游局座谈。", ["蓝湖大学", "区文化和旅游局"]),
        ("宁波市民政局已将文件印发。", ["宁波市民政局"]),
        ("国家发展改革委在宁波组织活动。", ["国家发展改革委"]),
        ("宁波市经济信息委出台办法。", ["宁波市经济信息委"]),
        # Parts of bodies, and offices that prepare something.
        ("蓝湖大学宁波校区筹建办公室揭牌。", ["蓝湖大学宁波校区筹建办公室"]),
        ("蓝湖大学管理委员会公共服务局揭牌。", ["蓝湖大学管理委员会公共服务局"]),
        ("云岭医院神经内科主任医师林知远出席。", ["云岭医院神经内科"]),
        ("中国驻法国大使馆参赞林知远出席。", ["中国驻法国大使馆"]),
        ("全国院士管理委员会办公室公布名单。", ["全国院士管理委员会办公室"]),
        # Other sorts of bodies.
        ("柳湾街道办事处主任林知远出席。", ["柳湾街道办事处"]),
        ("宁波话剧团和宁波文物管理所参加。", ["宁波话剧团", "宁波文物管理所"]),
        ("与宁波蓝湾度假村签约。", ["宁波蓝湾度假村"]),
        ("《宁波青年报》报道此事。", ["宁波青年报"]),
        # Verbs that end no name.
        ("蓝湖大学拿下云岭医院的订单。", ["蓝湖大学", "云岭医院"]),
        ("在宁波市建立蓝湖大学研究院。", ["蓝湖大学研究院"]),
        ("蓝湖大学与长宁集团科技创新合作。", ["蓝湖大学", "长宁集团"]),
        # Where something takes place, and what has a grade.
        ("会议在桃溪大剧院举行。", []),
        ("获批宁波市重点实验室和省级农业示范园。", []),
        ("宁波市印发《宁波市科协简报》。", []),
        # Prepositions and verbs that the segmenter takes for parts of unknown words.
        ("双方分别同鲁登镇中心小学签约。", ["鲁登镇中心小学"]),
        ("协会随后为鲁登镇中心小学赠书。", ["鲁登镇中心小学"]),
        ("经与市经信局会商答复。", ["市经信局"]),
        ("合同文本经县司法局审查后签署。", ["县司法局"]),
        (
            "深圳市同泰怡科技有限公司、同泰怡科技有限公司参会。",
            ["深圳市同泰怡科技有限公司", "同泰怡科技有限公司"],
        ),
        ("蓝湖大学许可宁波市长宁科技有限公司使用专利。", ["蓝湖大学", "宁波市长宁科技有限公司"]),
        ("蓝湖大学附属宁波医院开诊。", ["蓝湖大学附属宁波医院"]),
        ("港大续约昆明植物所。", ["港大", "昆明植物所"]),
        # Schools of several fields, of which one is an ending of companies, too.
        ("蓝湖学院食品与制药工程学院揭牌。", ["蓝湖学院食品与制药工程学院"]),
        ("蓝湖农业大学能源与交通工程学院揭牌。", ["蓝湖农业大学能源与交通工程学院"]),
        ("蓝湖大学生物系开课，大学生物理竞赛开赛。", ["蓝湖大学生物系"]),
        ("蓝湖大学校报刊文，与蓝湖大学校方座谈。", ["蓝湖大学"]),
        # What a name begins with before its place.
        ("国立台湾蓝湖大学来访。", ["国立台湾蓝湖大学"]),
        ("南昌（国家级）蓝湖产业园区揭牌。", ["南昌（国家级）蓝湖产业园区"]),
        ("送各县农牧局、某市教育局。", []),
        ("获文化和旅游部、水利部和公安部表彰。", ["文化和旅游部", "水利部", "公安部"]),
        # Titles that are given, in quotes.
        ("向蓝湖学院颁授“海湾市大豆科技服务站”标牌。", ["蓝湖学院"]),
        ("为“海湾市大豆科技服务站”揭牌。", ["海湾市大豆科技服务站"]),
        # Parts of companies for countries, companies in Latin letters, clipped names.
        ("蓝湖大学与星巴克中国签约，星巴克中国市场增长。", ["蓝湖大学", "星巴克中国", "星巴克"]),
        ("Siemens Mobility 与蓝湖大学签约。", ["Siemens Mobility", "蓝湖大学"]),
        (
            "蓝湖大学、波兰PKP Blue与TÜV莱茵大中华区昨天签署协议。",
            ["蓝湖大学", "PKP Blue", "TÜV莱茵大中华区"],
        ),
        ("中储粮运安直属库开库。", ["中储粮运安直属库"]),
        ("大熊猫国家公园宝兴管护总站揭牌。", ["大熊猫国家公园宝兴管护总站"]),
        ("宁波建成2处养老驿站，宁波驿站受欢迎。", []),
        # What bodies are like names none.
        ("20家企业和高新技术企业参会，科研院所到场。", []),
        ("宁波市召开会议，副院长讲话。", []),
        ("人工智能、生物医药等产业发展。", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert bodies(text) == names


def test_a_short_name_stands_for_the_full_one() -> None:
    text = "宁波岚起航空科技有限公司（以下简称“岚起航空”）成立。岚起航空与蓝湖大学座谈。"
    found = {o.name: o.canonical for o in read(text).of(OrganizationFact)}
    assert found["岚起航空"] == "宁波岚起航空科技有限公司"


def test_a_short_name_that_the_text_only_uses() -> None:
    text = "宁波岚起微纳科技有限公司成立。昨日，岚起微纳与蓝湖大学座谈。"
    found = {o.name: o.canonical for o in read(text).of(OrganizationFact)}
    assert found["岚起微纳"] == "宁波岚起微纳科技有限公司"


@pytest.mark.parametrize(
    ("text", "name", "canonical"),
    [
        ("宁波市科协召开会议。市科协负责人讲话。", "市科协", "宁波市科学技术协会"),
        ("宁波市江北区科协召开会议。", "宁波市江北区科协", "宁波市江北区科学技术协会"),
        ("宁波市政府印发通知。", "宁波市政府", "宁波市人民政府"),
        # A level alone: the division named most, and not those that it lies in.
        ("余姚市科协、余姚市科技局到会。宁波市派员。市科协讲话。", "市科协", "余姚市科学技术协会"),
        ("宁夏回族自治区科协到会，自治区水利厅讲话。", "自治区水利厅", "宁夏回族自治区水利厅"),
        ("宁波市发展改革局召开会议。", "宁波市发展改革局", "宁波市发展和改革局"),
        # Companies without their place or their legal form.
        (
            "万岚公司签约。万岚时代科技有限公司成立。",
            "万岚公司",
            "万岚时代科技有限公司",
        ),
        (
            "岚起食品有限公司签约。宁波岚起食品有限公司成立。",
            "岚起食品有限公司",
            "宁波岚起食品有限公司",
        ),
        ("万岚公司签约。万岚重工有限公司与万岚新材有限公司成立。", "万岚公司", ""),
        # Short names in brackets, and those under which shares are traded.
        ("宁波星海工业大学（星工大）揭牌。星工大讲话。", "星工大", "宁波星海工业大学"),
        (
            "岚起新材(300999.SZ)公布。宁波岚起新材料股份有限公司成立。",
            "岚起新材",
            "宁波岚起新材料股份有限公司",
        ),
        ("证券简称：岚起环境 公告编号：2023-027", "岚起环境", ""),
        ("港中大（深圳）校长讲话。", "港中大（深圳）", "香港中文大学（深圳）"),
        (
            "中国科学院合肥自动化研究所开放。合肥自动化所讲话。",
            "合肥自动化所",
            "中国科学院合肥自动化研究所",
        ),
        ("青海省开会，省市场监管局出席。", "省市场监管局", "青海省市场监督管理局"),
        # The script is that of the report.
        ("寧波市江北區工商聯舉行會議。", "寧波市江北區工商聯", "寧波市江北區工商業聯合會"),
        ("長寧集團與嶺南大學發展研究院簽約，四川省科協出席。", "四川省科協", "四川省科學技術協會"),
        ("长宁科技有限公司成立。", "长宁科技有限公司", ""),
    ],
)
def test_full_forms(text: str, name: str, canonical: str) -> None:
    found = {o.name: o.canonical for o in read(text).of(OrganizationFact)}
    assert found[name] == canonical


def test_a_clipped_name_without_its_place() -> None:
    text = "宁波磁岚新材与蓝湖大学签约。磁岚新材董事会秘书林知远说，一切顺利。"
    found = {o.name: o.canonical for o in read(text).of(OrganizationFact)}
    assert found["磁岚新材"] == "宁波磁岚新材"


def test_a_short_name_in_quotes_and_brackets() -> None:
    text = "海岚通用航空股份有限公司（“海岚通航”）宣布，海岚通航获奖。"
    found = {o.name: o.canonical for o in read(text).of(OrganizationFact)}
    assert found["海岚通航"] == "海岚通用航空股份有限公司"


def test_a_word_for_any_company_is_no_name() -> None:
    text = "宁波岚起水处理股份有限公司（下称“公司”）与蓝湖大学签约。公司表示欢迎。"
    assert bodies(text) == ["宁波岚起水处理股份有限公司", "蓝湖大学"]


def test_kinds_and_districts() -> None:
    (found,) = read("宁波市江北区科协召开会议。").of(OrganizationFact)
    assert (found.kind, found.district) == ("ScienceAssociation", "330205")


def test_names_in_titles_and_events_are_no_bodies() -> None:
    assert bodies("宁波市印发《宁波市科协章程》。") == []


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("宁波市江北区召开会议。", [("宁波市", "330200"), ("江北区", "330205")]),
        ("成都市民参观。", [("成都", "510100")]),
        ("宁波高新区召开会议。", [("宁波高新区", None)]),
        ("台北市召开会议。", []),
    ],
)
def test_districts(text: str, districts: list[tuple[str, str | None]]) -> None:
    found = read(text).of(DistrictFact)
    assert [(d.name, d.code) for d in found] == districts


def test_places_and_zones() -> None:
    text = "湖北襄阳高新区与湘江新区座谈"
    places = place_names(text)
    assert [place.text for place in places] == ["湖北", "襄阳"]
    assert [zone.text for zone in zones(text, places)] == ["湖北襄阳高新区", "湘江新区"]


def test_a_sentence_without_an_end_is_cut_where_words_do() -> None:
    made = document("宁波市科协与蓝湖大学在" * 400)
    assert len(made.sentences) > 2
    assert made.sentences[0].start == 0
    for before, after in zip(made.sentences, made.sentences[1:], strict=False):
        assert before.end == after.start
        assert after.end - after.start <= 1500
    # Names at the cuts may be lost.
    assert min(made.counts["宁波市科协"], made.counts["蓝湖大学"]) >= 397


def test_questions_of_a_document() -> None:
    made = document("标题\n2022年5月8日，甲公司来访。会上签约。\n次段无日期。")
    first, second = made.sentences[1], made.sentences[2]
    assert made.sentence_at(first.start + 3) is first
    near = made.date_near(second.start + 1)
    assert near is not None
    assert near.date == "2022-05-08"
    assert made.date_near(made.sentences[3].start + 1) is None
    assert made.paragraph_span(second) == (first.start, second.end)


def test_a_company_that_is_called_like_a_place_does_not_lie_there() -> None:
    (company,) = read("阿里巴巴集团参加活动。").of(OrganizationFact)
    assert (company.name, company.district) == ("阿里巴巴集团", "")
