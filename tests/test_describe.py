"""What is known of a thing."""

from pathlib import Path

from table_folders import write_tables

from hezuo.graph.describe import describe
from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.query.things import Evidence
from hezuo.graph.store.embedded import EmbeddedStore

REPORT = "重庆科技报-2021-双月论坛"


def test_everything_stated_of_a_person(chongqing: EmbeddedStore) -> None:
    found = describe(chongqing, "谭建荣")
    assert {(fact.label, fact.value) for fact in found.named_by} == {
        ("任职者", "院士（中国工程院）"),
        ("任职者", "主任（浙江大学机械工程及自动化系）"),
        ("报告人", "数字经济与数字转型——关键技术与发展趋势"),
    }
    assert found.evidence[0] == Evidence(REPORT, 2888, 2891)


def test_who_signed_is_told_of_an_agreement_and_of_the_person(tmp_path: Path) -> None:
    tables = {
        "organizations": "name\nX\nY\n",
        "experts": "姓名\nE\nF\n",
        "agreements": "标题,签约方,签约代表\n协议,X；Y,E；F\n",
    }
    with KnowledgeGraph(tmp_path / "store", create=True) as graph:
        graph.add(write_tables(tmp_path / "f", tables))
        (partner,) = graph.partners("X", evidence=True)
        told = {(fact.label, fact.value) for fact in graph.show(partner.ties[0].iri).facts}
        named_by = {name: graph.show(name).named_by for name in ("E", "X")}
    assert partner.ties[0].signatories == ["E", "F"]
    assert {("签署人", "E"), ("签署人", "F"), ("签约方", "X")} <= told
    # An agreement is called after its parties, and not after who signed for them.
    assert [(one.label, one.value) for one in named_by["E"]] == [("签署人", "协议（X、Y）")]
    assert [(one.label, one.value) for one in named_by["X"]] == [("签约方", "协议（Y）")]
