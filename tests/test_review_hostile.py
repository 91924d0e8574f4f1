"""Hostile texts in every field of a review, and texts that are hard on it."""

import json
from pathlib import Path

import pytest
from decided_facts import on
from hostile_texts import HOSTILE, LONG
from tab import Tab

from hezuo.graph.extract import facts
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.review.decisions import Decisions, apply_decisions, read_decisions
from hezuo.graph.extract.review.page import review_page
from hezuo.graph.values import Span

MADE = "main :is(img, iframe, script, style, template, details, math, svg, a, object, embed)"


def hostile_facts(text: str, span: Span) -> list[facts.Fact]:
    """Return a fact of each kind that says a text wherever it says anything."""
    made: list[facts.Fact] = []
    for kind in facts.KINDS.values():
        said: dict[str, object] = {}
        for name, field in kind.model_fields.items():
            if field.annotation in (str, str | None):
                said[name] = text
            elif field.annotation == tuple[str, ...]:
                said[name] = (text, f"{text}2")
            elif name == "roles":
                said[name] = (facts.Role(organization=text, title=text),)
        said |= {"spans": (span,), "sentence": span, "flags": (*facts.FLAGS, text)}
        made.append(kind.model_validate(said))
    return made


def hostile_reading() -> tuple[Report, facts.Extraction]:
    """Return a report of all hostile texts, each with facts of all kinds on it."""
    text, made = "", []
    for one in HOSTILE:
        made += hostile_facts(one, Span(len(text), len(text) + len(one)))
        text += f"{one}\n\n"
    all_of_it = "".join(HOSTILE)
    report = Report(
        id=all_of_it, text=text + LONG, title=all_of_it, published=all_of_it, publisher=all_of_it,
        author=all_of_it, url=all_of_it, file=all_of_it,
    )  # fmt: skip
    return report, facts.Extraction(
        facts=tuple(made), extractor=all_of_it, notes=(all_of_it, *HOSTILE[:20])
    )


def test_nothing_runs_and_the_page_stands(tab: Tab, tmp_path: Path) -> None:
    dialogs: list[str] = []
    tab.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    report, reading = hostile_reading()
    page = tmp_path / "p.html"
    page.write_bytes(review_page([(report, reading)]).encode())
    tab.open(page)
    assert tab.evaluate("hezuo.report.facts.length") == 2000
    # Every fact as a card with its details and in the form; each text in one of them on the page.
    tab.evaluate(
        """() => {
            const made = document.createDocumentFragment();
            for (const fact of hezuo.report.facts) {
                hezuo.selected = fact;
                hezuo.light(false);
                const parts = [hezuo.card(fact), hezuo.form(fact)];
                if (fact.number % 10 === Math.floor(fact.number / 10) % 10) made.append(...parts);
                if (parts.some((part) => part.querySelector("img, script, svg, style, iframe, a")))
                    throw new Error(fact.key);
            }
            document.getElementById("list").append(made);
        }"""
    )
    tab.page.wait_for_timeout(400)
    assert tab.page.locator(MADE).count() == 0
    tab.evaluate("hezuo.select(null)")
    for text in ("<script", "onerror", "__proto__", "constructor"):
        tab.page.locator("#search").fill(text)
        assert tab.page.locator("#list .name").count() > 0
    tab.page.locator("#search").fill("")
    tab.evaluate("hezuo.decide(hezuo.report.facts.slice(0, 1000), 'refuse')")
    tab.evaluate("hezuo.decide(hezuo.report.facts.slice(1000), 'accept')")
    tab.page.locator("#who").fill(HOSTILE[0])
    with tab.page.expect_download() as download:
        tab.page.locator("#save").click()
    download.value.save_as(tmp_path / "decisions.json")
    assert tab.page.locator(MADE).count() == 0
    assert tab.evaluate("window.pwned === undefined && ({}).x === undefined")
    assert dialogs == []
    assert tab.complaints() == []
    after = apply_decisions(report, reading, read_decisions(tmp_path / "decisions.json"))
    refused = {fact.key() for fact in reading.facts[:1000]}
    assert after.facts
    assert not refused.intersection(fact.key() for fact in after.facts)


def test_a_hostile_decisions_file_is_only_text(tab: Tab, tmp_path: Path) -> None:
    made = [facts.OrganizationFact(name=f"甲{n}") for n in range(len(HOSTILE))]
    report = Report(id="一", text="甲")
    (tmp_path / "p.html").write_text(
        review_page([(report, facts.Extraction(facts=tuple(made)))], "en"), encoding="utf-8"
    )
    tab.open(tmp_path / "p.html")
    decisions = [
        on(fact, "correct", name=text, canonical=text, members=[text]) | {"who": text, "when": text}
        for fact, text in zip(made, HOSTILE, strict=True)
    ]
    source = {"report": "一", "title": HOSTILE[0], "decisions": decisions}
    content = {"format": "hezuo-decisions", "version": 1, "sources": [source, *map(str, HOSTILE)]}
    buffer = json.dumps(content).encode()
    tab.page.locator("#file").set_input_files(
        {"name": "d.json", "mimeType": "application/json", "buffer": buffer}
    )
    tab.wait_until("!document.getElementById('told').hidden")
    assert tab.evaluate("hezuo.report.decisions.size") > 190
    tab.evaluate("hezuo.report.facts.forEach((fact) => hezuo.select(fact))")
    assert tab.page.locator(MADE).count() == 0
    assert tab.evaluate("window.pwned === undefined && ({}).x === undefined")
    with tab.page.expect_download() as download:
        tab.page.locator("#save").click()
    download.value.save_as(tmp_path / "decisions.json")
    saved = read_decisions(tmp_path / "decisions.json")  # all that the page takes, this takes
    assert isinstance(saved, Decisions)
    assert tab.complaints() == []


def test_a_long_report_opens_soon(tab: Tab, tmp_path: Path) -> None:
    text = "甲市科协与乙大学签署协议，" * 20_000
    made = [
        facts.OrganizationFact(
            name=f"甲{n}", spans=(Span(n * 13, n * 13 + 4),), sentence=Span(0, 200), confidence=0.5
        )
        for n in range(5_000)
    ]
    page = review_page([(Report(id="长", text=text), facts.Extraction(facts=tuple(made)))])
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    tab.open(tmp_path / "p.html")
    begun = tab.evaluate("performance.now()")
    for _ in range(5):
        tab.page.keyboard.press("j")
    assert tab.evaluate("performance.now()") - begun < 5_000
    assert tab.page.locator("#list .name").count() == 300  # the others when they are asked for
    tab.page.locator(".further").click()
    assert tab.page.locator("#list .name").count() == 600


@pytest.mark.parametrize(
    "span", [Span(0, 10**9), Span(7, 7), Span(9, 3), Span(10**9, 10**9 + 1), Span(2, 3)]
)
def test_places_outside_the_text_do_no_harm(tab: Tab, tmp_path: Path, span: Span) -> None:
    fact = facts.PolicyFact(title="甲", spans=(span,), sentence=span)
    page = review_page([(Report(id="短", text="甲\n\n乙"), facts.Extraction(facts=(fact,)))])
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    tab.open(tmp_path / "p.html")
    tab.page.keyboard.press("j")
    assert tab.complaints() == []
