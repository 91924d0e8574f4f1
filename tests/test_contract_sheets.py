"""Agreements as forms: a line for each side, for the title and for the day."""

from chinese_reports import agreements

LAKE, FIRM, CLINIC = "蓝湖大学", "长宁科技有限公司", "云岭医院"
FORM = (
    f"一、合同当事人\n甲方：{LAKE}\n乙方（受托方）：{FIRM}\n"
    "合同名称：海洋药物技术服务合同\n签订日期：2022年5月3日\n"
)


def test_a_form() -> None:
    (found,) = agreements(FORM)
    assert (found.parties, found.title) == ((LAKE, FIRM), "海洋药物技术服务合同")
    assert (found.date, found.rule) == ("2022-05-03", "agreement:contract-sheet")


def test_three_sides_and_other_names_of_sides() -> None:
    (three,) = agreements(f"{FORM}丙方：{CLINIC}")
    assert three.parties == (LAKE, FIRM, CLINIC)
    (sale,) = agreements(f"技术合同登记\n转让方：{LAKE}\n受让方：{FIRM}\n")
    assert sale.parties == (LAKE, FIRM)


def test_what_is_no_signed_form() -> None:
    assert agreements(f"合同示范文本\n甲方：{LAKE}\n乙方：{FIRM}\n") == []
    assert agreements(f"合同\n甲方：{LAKE}\n乙方：待定\n") == []
    assert agreements(f"比赛名单\n甲方：{LAKE}\n乙方：{FIRM}\n") == []
