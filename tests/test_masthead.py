import time

import pytest

from hezuo.graph.extract.documents.masthead import Masthead, masthead, stated_date, title_of


@pytest.mark.parametrize(
    ("line", "published", "publisher", "author"),
    [
        ("2021-06-18", "2021-06-18", "", ""),
        ("２０２１－０６－１８　０９：１２", "2021-06-18", "", ""),
        ("2021年6月18日 星期五 来源：江城日报", "2021-06-18", "江城日报", ""),
        ("二〇二一年六月十八日", "2021-06-18", "", ""),
        ("发布时间：2021/6/18 09:12:30 | 阅读量：1024 | 打印", "2021-06-18", "", ""),
        ("发布日期：2021年6月", "2021-06", "", ""),
        ("时间：2021-06-18 来源: 科技日报", "2021-06-18", "科技日报", ""),
        ("【字体：大 中 小】 来源：云岭市科协 责任编辑：王小明", "", "云岭市科协", ""),
        ("2021-06-18 09:12 江城日报", "2021-06-18", "江城日报", ""),
        ("江城科技网 2021年6月18日 记者 林若溪", "2021-06-18", "江城科技网", "林若溪"),
        ("江城科技报记者 林若溪", "", "江城科技报", "林若溪"),
        ("（本报记者 林若溪 通讯员 周小明）", "", "", "林若溪"),
        ("文/林若溪、周小明", "", "", "林若溪、周小明"),
        ("June 18, 2021 | By Lin Ruoxi", "2021-06-18", "", "Lin Ruoxi"),
        ("Published: 18 June 2021  Source: River City News", "2021-06-18", "River City News", ""),
        ("Sept. 8, 2021", "2021-09-08", "", ""),
        ("2021-13-45", "", "", ""),
        ("2021年6月", "", "", ""),
        ("【字体：大 中 小】 打印 关闭", "", "", ""),
    ],
)
def test_a_masthead(line: str, published: str, publisher: str, author: str) -> None:
    text = f"两地科协签约\n\n{line}\n\n6月17日，两地科协在江城签署协议。"
    found = masthead(text)
    assert (found.published, found.publisher) == (published, publisher)
    assert found.author.split("、")[0] == author.split("、")[0]
    assert title_of(text) == "两地科协签约"
    if line != "2021-13-45" and published:
        assert title_of(text.partition("\n\n")[2]) != line


@pytest.mark.parametrize(
    "text",
    [
        "2021年6月17日，江城市科协与云岭市科协签约。",
        "签约仪式\n时间：2021年6月17日\n地点：江城大学",
        "记者 从江城市科协获悉",
        "记者从江城市科协获悉，两地签约。",
        "江城日报讯 6月17日，两地签约。",
        "江城市科技新闻\n6月17日，两地签约。",
        "走进江城电视台\n6月17日，两地签约。",
        "来源：" + "江" * 200,
        "第一行\n" * 20 + "2021-06-18 来源：江城日报",
        "江城市科学技术协会与云岭市科学技术协会在江城签署了一份为期三年的战略合作协议。\n2021-06-18",
    ],
)
def test_what_is_no_masthead(text: str) -> None:
    assert masthead(text) == Masthead()


def test_a_title_is_the_first_line_that_is_no_masthead() -> None:
    assert title_of("\r\n\u3000 江城云岭签约 \r\n正文。") == "江城云岭签约"
    assert title_of("2021-06-18 来源：江城日报\n江城云岭签约\n正文。") == "江城云岭签约"
    assert title_of("甲" * 101) == ""
    assert title_of(" \n\n") == ""


@pytest.mark.parametrize("text", ["", "昨天", "2021-02-30", "June 31, 2021", "6月17日"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"day is out of range|is not a date"):
        stated_date(text)


@pytest.mark.parametrize(
    "piece", ["来源：甲 ", "责任编辑：甲 乙 ", "记者 张三 ", "2021-", "大 ", "By A "]
)
def test_bait_for_backtracking_takes_no_time(piece: str) -> None:
    start = time.perf_counter()
    for length in range(100, 150):
        masthead("\n".join([(piece * 100)[:length] + "。"] * 12))
    assert time.perf_counter() - start < 5
