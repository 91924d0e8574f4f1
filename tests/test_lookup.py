"""What a user typed is found, or said to be unclear; never guessed."""

from pathlib import Path

import pytest
from table_folders import write_tables

from hezuo.graph.adding import add
from hezuo.graph.errors import AmbiguousNameError, HezuoError, UnknownNameError
from hezuo.graph.identity.decisions import Decision, decide
from hezuo.graph.lookup import (
    Filters,
    class_named,
    source_named,
    thing_named,
    things_like,
    things_named,
    valid_date,
)
from hezuo.graph.query.partners import partners
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import expand, mint


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("重庆市科协", "重庆市科学技术协会"),
        ("重庆 市 科协", "重庆市科学技术协会"),
        ("市政府", "重庆市人民政府"),
        ("d+m浪尖智造工场", "D+M 浪尖智造工场"),
        ("Ｄ＋Ｍ 浪尖智造工场", "D+M 浪尖智造工场"),
        ("华西医院", "四川大学华西医院"),
        ("万州", "万州区"),
        ("重慶市科協", "重庆市科学技术协会"),
        ("重慶市科學技術協會", "重庆市科学技术协会"),
        ("chóngqìng shì kēxié", "重庆市科学技术协会"),
        ("zhejiangsheng", "浙江省"),
        ("district:500106", "沙坪坝区"),
        (mint("Area", "510107"), "武侯区"),
    ],
)
def test_a_name_in_any_form_means_one_thing(chongqing: EmbeddedStore, text: str, name: str) -> None:
    assert thing_named(chongqing, text).name == name


def test_a_class_narrows_what_a_name_can_mean(chongqing: EmbeddedStore) -> None:
    with pytest.raises(AmbiguousNameError):
        thing_named(chongqing, "武侯")
    assert thing_named(chongqing, "武侯", within="hz:Area").name == "武侯区"


@pytest.mark.parametrize("text", ["", " ", "·", "zz", '" } #', "%", "_", "x" * 10_000])
def test_nonsense_is_unknown_and_harmless(chongqing: EmbeddedStore, text: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        thing_named(chongqing, text)
    assert len(str(caught.value)) < 300


def test_a_long_list_of_candidates_is_cut(chongqing: EmbeddedStore) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        thing_named(chongqing, "区")
    count = len(caught.value.candidates)
    assert count > 21
    assert f"could mean {count} things" in str(caught.value)
    assert str(caught.value).endswith(f"… and {count - 20} more")


def test_find_ranks_what_goes_by_the_name_before_what_holds_it(chongqing: EmbeddedStore) -> None:
    assert [thing.name for thing in things_named(chongqing, "武侯")] == [
        "武侯区",
        "成都市武侯区科学技术协会",
        "武侯电子商务产业园建设管理委员会",
    ]
    assert [t.name for t in things_named(chongqing, "武侯", kind="地区")] == ["武侯区"]
    assert [t.name for t in things_named(chongqing, "王健安", kind="Organization")] == []


def test_kinds_go_by_both_languages() -> None:
    assert class_named("Company") == class_named("企业") == expand("hz:Company")
    with pytest.raises(HezuoError, match="did you mean Company"):
        class_named("Compny")


def test_sources_go_by_id_and_title(chongqing: EmbeddedStore) -> None:
    iri = mint("Source", "重庆科技报-2021-双月论坛")
    for text in ("重庆科技报-2021-双月论坛", "推动“科创中国”试点城市建设", iri):
        assert source_named(chongqing, text) == iri


def test_dates_of_filters_are_dates() -> None:
    assert valid_date("2021-02", "--since") == "2021-02"
    with pytest.raises(HezuoError, match="--since"):
        valid_date("2021-02-30", "--since")


def test_one_of_several_is_named_as_the_list_shows_it(tmp_path: Path) -> None:
    tables = {
        "districts": "name,kind,identifiers\n甲地,Region,nuts:DED21\n乙地,Region,nuts:DED2D\n",
        "organizations": "name,kind,district\n环境局,University,甲地\n环境局,,乙地\n",
    }
    store = open_store(tmp_path / "store", create=True)
    add(store, [write_tables(tmp_path / "tables", tables)])
    with pytest.raises(AmbiguousNameError) as caught:
        thing_named(store, "环境局")
    assert caught.value.candidates == ["环境局（高等院校，甲地）", "环境局（组织机构，乙地）"]
    found = [thing_named(store, line).place for line in caught.value.candidates]
    assert found == ["甲地", "乙地"]
    assert thing_named(store, "环境局(乙地)").place == "乙地"
    assert thing_named(store, "环境局（高等院校）").place == "甲地"
    with pytest.raises(UnknownNameError):
        thing_named(store, "环境局（丙地）")


def test_an_iri_that_means_the_same_means_the_thing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store", create=True)
    add(store, [write_tables(tmp_path / "tables", {"organizations": "name\n甲\n乙\n"})])
    first, second = (mint("Organization", name) for name in "甲乙")
    decide(store, [Decision(first, second, "Same")])
    store.close()
    assert thing_named(store, second).iri == thing_named(store, "organization:乙").iri == first
    with pytest.raises(UnknownNameError):
        thing_named(store, "https://example.org/ <>")


def test_pinyin_that_several_names_begin_with_is_unclear(chongqing: EmbeddedStore) -> None:
    for text in ("spb", "shapingba"):
        with pytest.raises(AmbiguousNameError, match="沙坪坝区（县级行政区，重庆市）"):
            thing_named(chongqing, text)
    with pytest.raises(UnknownNameError):  # what is only like a name is never taken for it
        thing_named(chongqing, "wuhoquekexie")


def test_find_is_limited_to_what_lies_in_an_area(chongqing: EmbeddedStore) -> None:
    found = [thing.name for thing in things_named(chongqing, "科协", within="四川")]
    assert found == ["成都市武侯区科学技术协会"]
    inside = things_named(chongqing, "kexie", kind="ScienceAssociation", within="重庆")
    assert [thing.name for thing in inside] == ["重庆市科学技术协会", "重庆市沙坪坝区科学技术协会"]
    assert "谭建荣" in [thing.name for thing in things_named(chongqing, "tan", within="浙江")]
    assert things_like(chongqing, "武候区科协", within="重庆") == []
    assert [thing.name for thing in things_like(chongqing, "武候区科协", within="四川")] == [
        "成都市武侯区科学技术协会"
    ]


def test_find_takes_iris(chongqing: EmbeddedStore) -> None:
    for text in ("district:500106", expand("district:500106")):
        assert [thing.name for thing in things_named(chongqing, text)] == ["沙坪坝区"]


def test_a_source_that_is_no_text_is_unknown(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="in the store"):
        source_named(chongqing, "\udcff")


def test_a_kind_that_is_none_of_parties_is_refused(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="no kind of party"):
        partners(chongqing, "沙坪坝区", Filters(with_kind="协议"))
