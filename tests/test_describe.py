"""What is known of a thing."""

from hezuo.graph.describe import describe
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
