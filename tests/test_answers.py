"""Answers print as a table and turn into a data frame."""

from __future__ import annotations

from hezuo.graph.query.partners import partners
from hezuo.graph.store.embedded import EmbeddedStore


def test_an_answer_is_a_data_frame_with_things_by_their_names(chongqing: EmbeddedStore) -> None:
    found = partners(chongqing, "武侯区科协")
    frame = found.to_frame()
    assert list(frame["partner"]) == ["重庆市沙坪坝区科学技术协会"]
    assert frame["number"].sum() == 1
    assert frame["kinds"][0] == {"JointDevelopmentAgreement": 1}


def test_an_answer_prints_as_a_table(chongqing: EmbeddedStore) -> None:
    text = str(partners(chongqing, "武侯区科协")[:1])
    assert "重庆市沙坪坝区科学技术协会" in text
    found = partners(chongqing, "武侯区科协")
    assert "partner" in str(found).splitlines()[0]
    found.clear()
    assert str(found) == "nothing found"
