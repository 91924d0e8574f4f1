"""What tests do on a page for reviewing facts: find facts, decide, save and load."""

import json
from dataclasses import replace
from pathlib import Path

from decided_facts import REPORT, sample
from playwright.sync_api import Locator
from tab import Tab

from hezuo.graph.extract import facts
from hezuo.graph.extract.review.decisions import Decisions, read_decisions

FIRST, SECOND, THIRD, PERSON, EVENT, AGREEMENT = sample().facts
LABEL = "甲市科协 × 乙大学 × 丙公司：合作协议"
OTHER = replace(REPORT, id="二", text="另一份报告提到己学会。\n\n完。", title="另一份")
SECOND_READING = facts.Extraction(facts=(facts.OrganizationFact(name="己学会"),), extractor="x 1")
READ = [(REPORT, sample()), (OTHER, SECOND_READING)]


def fact(tab: Tab, label: str) -> Locator:
    """Return the line of a fact in the list."""
    return tab.page.locator("li.fact", has=tab.page.locator(".name", has_text=label)).first


def pick(tab: Tab, label: str) -> Locator:
    """Select a fact in the list and return it."""
    if tab.page.locator(".selected .name").all_inner_texts() != [label]:
        fact(tab, label).locator(".pick").click()
    return fact(tab, label)


def saved(tab: Tab, folder: Path) -> Decisions:
    """Save the decisions and return what the file holds."""
    with tab.page.expect_download() as download:
        tab.page.locator("#save").click()
    assert download.value.suggested_filename == "decisions.json"
    download.value.save_as(folder / "decisions.json")
    return read_decisions(folder / "decisions.json")


def load(tab: Tab, content: object) -> str:
    """Load a file with some content and return what the page says of it."""
    text = content if isinstance(content, str) else json.dumps(content)
    file = {"name": "d.json", "mimeType": "application/json", "buffer": text.encode()}
    tab.page.locator("#file").set_input_files(file)  # type: ignore[arg-type]
    tab.wait_until("!document.getElementById('told').hidden")
    return tab.page.locator("#told").inner_text()


def verdicts(tab: Tab) -> dict[str, str]:
    """Return the verdict on each fact that was decided on, by its label."""
    found: dict[str, str] = tab.evaluate(
        "Object.fromEntries(hezuo.report.facts.map((f) => [hezuo.label(f), f.verdict()]))"
    )
    return {label: verdict for label, verdict in found.items() if verdict}
