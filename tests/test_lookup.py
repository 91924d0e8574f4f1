"""What a user typed is found, or said to be unclear; never guessed."""

import pytest

from hezuo.graph.errors import AmbiguousNameError, HezuoError, UnknownNameError
from hezuo.graph.lookup import class_named, source_named, thing_named, things_named, valid_date
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
