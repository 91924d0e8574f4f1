"""When an agreement was signed, where its own sentence does not say so plainly."""

from chinese_reports import agreements

LAKE, FIRM, CLINIC, FARM = "蓝湖大学", "长宁科技有限公司", "云岭医院", "青山农业科学院"


def dates(text: str) -> list[str | None]:
    return [found.date for found in agreements(text)]


def test_a_later_paragraph_tells_of_the_ceremony() -> None:
    held = "5月6日，示例集中签约仪式举行。\n\n"
    assert dates(f"{held}{FIRM}与{LAKE}签约海洋项目。") == ["2022-05-06"]
    assert dates(f"{held}仪式上，来宾致辞。{FIRM}与{LAKE}签约海洋项目。") == ["2022-05-06"]
    assert dates(f"{held}此前，{FIRM}与{LAKE}签署合作协议。") == [None]


def test_what_only_the_title_tells_has_the_day_told_below_it() -> None:
    title = f"{FIRM}与{LAKE}战略合作签约仪式举行"
    below = "2022-05-10 来源：甬城日报\n\n5月6日，上述仪式在宁波市举行。"
    assert [found.date for found in agreements(below, title)] == ["2022-05-06"]
    told = f"2022-05-10 来源：甬城日报\n\n{FIRM}与{LAKE}签署合作协议。"
    assert [found.date for found in agreements(told, title)] == [None]


def test_items_of_a_list_have_their_dates_in_brackets() -> None:
    text = (
        f"签约情况如下：（一）{LAKE}与{FIRM}订立合作协议（4月21日）；"
        f"（二）{CLINIC}与{FARM}达成采购合同（4月26日）。"
    )
    assert dates(text) == ["2022-04-21", "2022-04-26"]


def test_as_many_dates_as_parties_are_theirs_in_turn() -> None:
    text = f"5月3日和5日，{LAKE}先后与{FIRM}、{CLINIC}订立专利许可合同。"
    assert dates(text) == ["2022-05-03", "2022-05-05"]


def test_what_ends_has_the_date_that_it_was_signed_on() -> None:
    text = f"5月3日，{FIRM}与{LAKE}解除2018年12月订立的《独家代理协议》。"
    (found,) = agreements(text)
    assert (found.date, found.title) == ("2018-12", "独家代理协议")


def test_another_time_in_the_sentence_is_not_meant() -> None:
    text = f"2020年双方开始往来，这次{FIRM}与{LAKE}签署合作协议。"
    assert dates(text) == [None]


def test_the_date_of_the_dispatch_is_not_that_of_the_day() -> None:
    text = f"宁波5月9日电 第三届示例论坛7日举行。会上，{FIRM}与{LAKE}签署合作协议。"
    assert dates(text) == ["2022-05-07"]
