"""Lines that a page broke off are joined; headings, items and lines of forms stand alone."""

from hezuo.graph.extract.plain_text import plain_text


def test_broken_lines_are_joined_and_headings_are_not() -> None:
    raw = "两地科协合作\n\n5月8日，宁波市科协与蓝湖\n大学签约。\n二、会议\n"
    assert plain_text(raw).text == "两地科协合作\n5月8日，宁波市科协与蓝湖大学签约。\n二、会议"


def test_a_line_before_an_amount_goes_on_over_empty_lines() -> None:
    start = "海藻丰收\n2019年，海藻产值"
    assert plain_text(f"{start}达\n\n35.8 亿元。").text.endswith("海藻产值达35.8亿元。")
    assert plain_text(f"{start}达\n\n1.会议举行。").text.endswith("达\n1.会议举行。")
    assert plain_text(f"{start}大\n\n35.8 亿元。").text.endswith("大\n35.8亿元。")


def test_an_open_bracket_goes_on_over_empty_lines() -> None:
    assert "《战略合作框架协议》" in plain_text("签署\n《战略合作\n\n框架协议》。正文正文。").text


def test_rows_of_a_table_stand_alone() -> None:
    raw = "编号 甲方（签约单位） 乙方\n01 蓝湖大学 长宁公司 2月16日\n02 云岭医院 青山公司 5月9日\n"
    assert plain_text(raw).text.count("\n") == raw.count("\n") - 1
    assert "共有企业20家企业参加" in plain_text("5月8日，全市共有企业\n20 家企业参加。").text


def test_lines_of_a_form_stand_alone() -> None:
    raw = "合同当事人\n甲方：蓝湖大学\n乙方（受托方）：长宁公司\n签订日期：2022年5月3日\n"
    assert plain_text(raw).text.count("\n") == raw.count("\n") - 1
