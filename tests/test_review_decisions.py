"""Decisions made, kept, saved and loaded on the page for reviewing facts, in a real browser."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from decided_facts import REPORT, TEXT, decisions_of, file_of, on, sample
from review_tab import (
    AGREEMENT,
    FIRST,
    LABEL,
    PERSON,
    READ,
    SECOND,
    THIRD,
    fact,
    load,
    pick,
    saved,
    verdicts,
)  # fmt: skip
from tab import Tab

from hezuo.graph.extract import facts
from hezuo.graph.extract.review.decisions import apply_decisions
from hezuo.graph.extract.review.page import review_page


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "核对.html"
    path.write_bytes(review_page(READ).encode())
    return path


@pytest.fixture
def opened(page: Path, tab: Tab) -> Tab:
    tab.open(page)
    return tab


def test_decisions_are_made_by_keys_and_applied(opened: Tab, tmp_path: Path) -> None:
    keys = opened.page.keyboard
    opened.page.locator("#who").fill("樊洁")
    opened.page.locator("#facts").focus()
    keys.press("a")  # goes on to the next
    assert opened.page.locator(".selected .name").inner_text() == "乙大学"
    keys.press("r")
    keys.press("k")
    keys.press("k")
    assert opened.page.locator(".selected .name").inner_text() == "甲市科协"
    for _ in range(3):
        keys.press("j")
    keys.press("a")
    assert verdicts(opened) == {"甲市科协": "accept", "乙大学": "refuse", "戊": "accept"}
    keys.press("u")
    assert opened.page.locator(".selected .name").inner_text() == "戊"
    assert verdicts(opened) == {"甲市科协": "accept", "乙大学": "refuse"}
    assert opened.page.locator("#counts").inner_text().startswith("接受 1 · 更正 0 · 拒绝 1")
    made = saved(opened, tmp_path)
    (source,) = made.sources
    assert source.decisions[0].who == "樊洁"
    assert source.decisions[0].when.endswith("Z")
    assert AGREEMENT.key() in source.undecided
    after = apply_decisions(REPORT, sample(), made)
    assert [one.name for one in after.of(facts.OrganizationFact)] == ["甲市科协", "丙公司"]
    assert after.of(facts.AgreementFact)[0].parties == ("甲市科协", "丙公司")
    assert after.notes == ()


def test_decisions_are_made_by_mouse(opened: Tab) -> None:
    fact(opened, "甲市科协").locator(".quick.accept").click()
    fact(opened, "戊").locator(".quick.refuse").click()
    pick(opened, "丙公司").locator(".choices .refuse").click()
    assert verdicts(opened) == {"甲市科协": "accept", "戊": "refuse", "丙公司": "refuse"}
    struck = opened.page.locator("#text .refused").all_inner_texts()
    assert struck == ["戊"]  # 丙公司 stands in an agreement that stands
    assert pick(opened, LABEL).locator("del").inner_text() == "丙公司"
    fact(opened, "乙大学").locator(".quick.refuse").click()
    assert pick(opened, LABEL).locator(".wrong").inner_text().startswith("各方中拒绝的去掉后")
    opened.page.keyboard.press("u")
    pick(opened, "丙公司").locator(".reset").click()
    opened.page.get_by_role("button", name="机构: 全部接受（2）").click()
    assert verdicts(opened)["乙大学"] == "accept"
    opened.page.locator("#undo").click()  # both in one step
    assert verdicts(opened) == {"甲市科协": "accept", "戊": "refuse"}


def test_an_agreement_is_corrected(opened: Tab, tmp_path: Path) -> None:
    pick(opened, LABEL)
    opened.page.keyboard.press("e")
    form = opened.page.locator("form.edit")
    parties = form.get_by_role("group", name="各方")
    parties.get_by_role("button", name="去掉: 各方").first.click()
    parties.get_by_role("button", name="去掉: 各方").first.click()
    form.get_by_role("button", name="确定").click()
    assert form.get_by_role("alert").inner_text() == "各方：至少要有两方"
    parties.get_by_role("button", name="添加: 各方").click()
    parties.get_by_role("textbox").last.or_(parties.get_by_role("combobox").last).last.fill(
        " 己学会 "
    )
    form.get_by_label("日期").fill("2021-02-30")
    form.get_by_label("类别").select_option("StrategicAgreement")
    form.get_by_role("button", name="确定").click()
    assert "日期" in form.get_by_role("alert").inner_text()
    form.get_by_label("日期").fill("2021-05-08")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("form.edit").count() == 0
    corrected = pick(opened, "丙公司 × 己学会：合作协议")
    assert "原为：甲市科协、乙大学、丙公司" in corrected.inner_text()
    (found,) = apply_decisions(REPORT, sample(), saved(opened, tmp_path)).of(facts.AgreementFact)
    assert found.parties == ("丙公司", "己学会")
    assert (found.date, found.kind, found.title) == ("2021-05-08", "StrategicAgreement", "合作协议")
    assert found.rule.endswith(";reviewed")


def test_names_of_the_sentence_are_offered(opened: Tab) -> None:
    pick(opened, LABEL)
    opened.page.keyboard.press("e")
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("form.edit").count() == 0
    opened.evaluate("hezuo.decide([hezuo.selected], 'correct', {parties: ['甲市科协', '丙公司']})")
    opened.page.locator(".selected .choices .correct").click()
    opened.page.locator(".nearby").get_by_role("button", name="+ 乙大学").click()
    opened.page.get_by_role("button", name="确定").click()
    said = opened.evaluate("hezuo.report.facts.at(-1).says().parties")
    assert said == ["甲市科协", "丙公司", "乙大学"]


def test_posts_are_corrected(opened: Tab, tmp_path: Path) -> None:
    pick(opened, "戊").locator(".choices .correct").click()
    opened.page.get_by_label("机构", exact=True).last.fill("丙公司")
    opened.page.get_by_label("职务", exact=True).last.fill("董事长")
    opened.page.get_by_role("button", name="确定").click()
    (person,) = apply_decisions(REPORT, sample(), saved(opened, tmp_path)).of(facts.PersonFact)
    assert person.roles == (facts.Role(organization="丙公司", title="董事长"),)


def test_a_correction_that_changes_nothing_accepts(opened: Tab) -> None:
    for label in ("甲市科协", "戊", "丁论坛", LABEL):
        pick(opened, label).locator(".choices .correct").click()
        opened.page.get_by_role("button", name="确定").click()
        assert verdicts(opened)[label] == "accept"


def test_several_reports(opened: Tab, tmp_path: Path) -> None:
    opened.page.keyboard.press("]")
    assert opened.page.title() == "核对事实 · 另一份"
    opened.page.locator("#facts").focus()
    opened.page.keyboard.press("r")
    assert opened.page.locator("#counts").inner_text().endswith("全部 1 / 7")
    options = opened.page.locator("#report option").all_inner_texts()
    assert options == ["三方签约 (0/6)", "✓ 另一份 (1/1)"]
    opened.page.locator("#report").select_option("0")
    fact(opened, "戊").locator(".quick.accept").click()
    opened.page.keyboard.press("u")
    opened.page.keyboard.press("u")  # of the other report, which is shown again
    assert opened.page.title() == "核对事实 · 另一份"
    opened.page.keyboard.press("r")
    assert [source.report for source in saved(opened, tmp_path).sources] == ["二"]


def test_progress_is_kept_in_the_browser(opened: Tab, page: Path, tmp_path: Path) -> None:
    opened.page.locator("#who").fill("樊洁")
    opened.page.locator("#who").blur()
    fact(opened, "甲市科协").locator(".quick.accept").click()
    opened.open(page)
    assert verdicts(opened) == {"甲市科协": "accept"}
    assert opened.page.locator("#who").input_value() == "樊洁"
    changed = replace(REPORT, text=TEXT + " ")
    (tmp_path / "new.html").write_text(review_page([(changed, sample())]), encoding="utf-8")
    opened.open(tmp_path / "new.html")
    assert verdicts(opened) == {}  # another text: its decisions come by the file


def test_without_storage_it_says_so_and_works(tab: Tab, page: Path, tmp_path: Path) -> None:
    tab.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
    )
    tab.open(page)
    assert "不为本页保留进度" in tab.page.locator("#keeping").inner_text()
    fact(tab, "甲市科协").locator(".quick.accept").click()
    asked: list[str] = []
    tab.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.page.reload()
    assert asked == ["beforeunload"]
    tab.wait_until("window.hezuoReady === true")
    fact(tab, "甲市科协").locator(".quick.accept").click()
    assert len(saved(tab, tmp_path).sources[0].decisions) == 1
    tab.page.reload()  # nothing is lost now
    assert asked == ["beforeunload"]
    assert tab.errors == []


def test_what_others_left_in_the_storage_does_no_harm(opened: Tab, page: Path) -> None:
    name = f"hezuo-review:{decisions_of().sources[0].sha256}"
    made: list[Any] = [
        None, 1, "a", [], {"key": FIRST.key()}, {"key": FIRST.key(), "verdict": "perhaps"},
        on(SECOND, "correct", nonsense="x"), on(SECOND, "correct", name=7), on(SECOND, "correct"),
        on(AGREEMENT, "correct", parties="甲乙"), on(PERSON, "correct", roles=[1]),
        {"key": "__proto__", "verdict": "accept"}, on(AGREEMENT, "correct", date="soon"),
    ]  # fmt: skip
    for text in ("{", "null", json.dumps({"decisions": 5}), json.dumps({"decisions": made})):
        opened.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, text])
        opened.open(page)
        assert verdicts(opened) == {}
    assert opened.console + opened.errors == []


def test_a_decisions_file_is_loaded(opened: Tab, tmp_path: Path) -> None:
    fact(opened, "丙公司").locator(".quick.accept").click()
    gone = facts.OrganizationFact(name="不见")
    content = file_of(
        on(FIRST, "refuse"), on(THIRD, "refuse"), on(gone, "refuse"),
        on(AGREEMENT, "correct", date="2021-05-08"), sha256="0" * 64,
    )  # fmt: skip
    content["sources"].append({"report": "三", "decisions": [on(FIRST, "accept")]})
    told = load(opened, content)
    assert told.startswith("载入 2 项决定。 1 项与本页已定的不同")
    assert "2 项所指的事实不在本页" in told
    assert told.endswith("其中有的是对另一版文字作的。")
    assert verdicts(opened) == {"甲市科协": "refuse", "丙公司": "accept", LABEL: "correct"}
    made = saved(opened, tmp_path)
    assert [source.report for source in made.sources] == ["一", "三"]
    assert {one.label: one.verdict for one in made.sources[0].decisions}["不见"] == "refuse"


@pytest.mark.parametrize(
    "content", ["", "[]", "null", '{"format": "hezuo-decisions", "version": 2}']
)
def test_other_files_are_refused(opened: Tab, content: str) -> None:
    assert load(opened, content) == "这不是决定文件。"
    assert opened.errors == []
