"""What programs may ask for that the command line does not let through."""

import pytest
from conftest import CHONGQING

import hezuo.graph
from hezuo.graph.errors import HezuoError
from hezuo.graph.knowledge_graph import KnowledgeGraph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    made = hezuo.graph.open(str(tmp_path_factory.mktemp("asked") / "store"), create=True)
    made.add(CHONGQING)
    return made


@pytest.mark.parametrize("number", [0, -1])
def test_fewer_than_one_cannot_be_asked_for(graph: KnowledgeGraph, number: int) -> None:
    with pytest.raises(HezuoError, match="chains"):
        graph.path("重庆药学会", "四川大学华西药学院", number)
    with pytest.raises(HezuoError, match="groups"):
        graph.matrix("province", top=number)
    with pytest.raises(HezuoError, match="parties"):
        graph.rank("degree", top=number)


def test_two_can_be_compared_by_one_thing(graph: KnowledgeGraph) -> None:
    found = graph.compare("重庆市", "四川省", by="field")
    assert found
    assert {row.by for row in found} == {"field"}
    assert list(found) == list(graph.compare("重庆市", "四川省", by=["field"]))
