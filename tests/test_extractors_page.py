"""The examples of docs/extractors.md work as they stand there."""

import re
import tomllib

from installed_package import ROOT, pyproject

from hezuo.graph.extract.extractor import GROUP, Extractor
from hezuo.graph.extract.facts import FLAGS
from hezuo.graph.extract.llm.evidence import PARTIAL, WHOLE
from hezuo.graph.extract.llm.extractor import LONGEST_TEXT
from hezuo.graph.extract.llm.settings import Settings
from hezuo.graph.extract.merging import MOST_CONFIDENT
from hezuo.graph.extract.report import report_of

PAGE = (ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_settings_are_all_there_are_with_their_usual_values() -> None:
    said = tomllib.loads(blocks("toml")[0])
    assert said.keys() == Settings.model_fields.keys()
    usual = {name: field.default for name, field in Settings.model_fields.items()}
    for name in ("timeout", "total_timeout", "retries", "part_length"):
        assert said[name] == usual[name]
    assert Settings.model_validate(said)


def test_every_extractor_is_listed() -> None:
    names = pyproject()["project"]["entry-points"][GROUP]
    assert sorted(names) == sorted(re.findall(r"^\| `(\S+)` \|", PAGE, re.MULTILINE))


def test_numbers_and_flags_are_those_of_the_code() -> None:
    assert f"{LONGEST_TEXT:,}" in PAGE
    assert f"fixed: {WHOLE}, or {PARTIAL}" in PAGE
    assert f"at most {MOST_CONFIDENT}" in PAGE
    assert {"disputed", "date_inferred"} <= set(FLAGS)


def test_the_plug_in_is_an_extractor() -> None:
    declared = tomllib.loads(blocks("toml")[1])["project"]["entry-points"][GROUP]
    module: dict[str, type] = {}
    exec(blocks("python")[0], module)  # noqa: S102 - our own page
    made = module[declared["brackets"].partition(":")[2]]()
    assert isinstance(made, Extractor)
    text = "市科技局近日印发《算力\n行动方案》。"
    (fact,) = made.extract(report_of("", text)).facts
    assert fact.label() == "算力行动方案"
    assert text[fact.spans[0].start : fact.spans[0].end] == "算力\n行动方案"
