"""Rules and a language model on one report, against a server on this machine."""

from pathlib import Path

import pytest
from llm_server import answer, model_server, refused, written

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.extractor import Extractor
from hezuo.graph.extract.facts import AgreementFact, OrganizationFact
from hezuo.graph.extract.report import report_of
from hezuo.graph.extract.union import UnionExtractor

FIRST, SECOND = "宁海县科学技术协会", "浙江海洋大学"
SENTENCE = f"2023年5月8日，{FIRST}与{SECOND}签署《科普共建协议》。"
REPORT = report_of("科普共建", SENTENCE, published="2023-05-10")
AGREEMENT = {
    "parties": [{"name": name, "quote": SENTENCE} for name in (FIRST, SECOND)],
    "title": "科普共建协议",
    "date": {"date": "2023-05-08", "words": "2023年5月8日"},
    "quote": SENTENCE,
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEZUO_LLM", str(tmp_path / "llm.toml"))
    monkeypatch.setenv("HEZUO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_without_a_model_it_says_so() -> None:
    with pytest.raises(HezuoError, match="no language model is configured"):
        UnionExtractor()


def test_what_both_find_is_surer_than_what_one_finds(tmp_path: Path) -> None:
    only_model = {"name": "科普共建", "quote": "科普共建"}
    with model_server(
        written(answer(agreements=[AGREEMENT], organizations=[only_model]))
    ) as server:
        server.configure(tmp_path / "llm.toml")
        extractor = UnionExtractor()
        assert isinstance(extractor, Extractor)
        found = extractor.extract(REPORT)
    assert found.extractor == f"rules+llm {extractor.version}"
    assert "test-model" in extractor.version
    (agreement,) = found.of(AgreementFact)
    assert set(agreement.parties) == {FIRST, SECOND}
    assert agreement.rule.endswith("+llm")
    assert agreement.confidence > 0.8
    by = {fact.name: fact.rule for fact in found.of(OrganizationFact)}
    assert by["科普共建"] == "llm"
    assert "llm" not in by[FIRST]


def test_a_model_that_fails_is_an_error_and_no_half_answer(tmp_path: Path) -> None:
    with model_server(refused(500)) as server:
        server.configure(tmp_path / "llm.toml")
        with pytest.raises(HezuoError, match="status 500"):
            UnionExtractor().extract(REPORT)
