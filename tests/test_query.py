"""Who cooperates with whom: the bundled data's answers, and any graph against a recomputation."""

from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hezuo.graph.adding import add
from hezuo.graph.errors import AmbiguousNameError, HezuoError, UnfitThingError, UnknownNameError
from hezuo.graph.lookup import Filters
from hezuo.graph.query.partners import partners
from hezuo.graph.query.things import Evidence
from hezuo.graph.rdf import quads
from hezuo.graph.records import Agreement, Designation, Organization, Row, Source
from hezuo.graph.resolve import link
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore

WUHOU = "成都市武侯区科学技术协会"
SHAPINGBA = "重庆市沙坪坝区科学技术协会"
BIO_CITY = "重庆国际生物城开发投资有限公司"
REPORT = "重庆科技报-2021-双月论坛"


def names(store: EmbeddedStore, name: str, **filters: str) -> list[str]:
    return [partner.partner.name for partner in partners(store, name, Filters(**filters))]


@pytest.mark.parametrize("name", [WUHOU, "武侯区科协", "成都市武侯区科协", "武侯区科学技术协会"])
def test_every_form_of_a_name_finds_the_one_partner(chongqing: EmbeddedStore, name: str) -> None:
    found = partners(chongqing, name)
    assert found.asked.name == WUHOU
    assert [partner.partner.name for partner in found] == [SHAPINGBA]


def test_a_tie_comes_with_everything_that_is_stated_of_it(chongqing: EmbeddedStore) -> None:
    (partner,) = partners(chongqing, WUHOU, evidence=True)
    (tie,) = partner.ties
    assert tie.title == "“科创中国”试点城市合作共建协议"
    assert (tie.kind, tie.tie, tie.date) == ("JointDevelopmentAgreement", "Agreement", "2021")
    assert tie.event == "2021首期科创中国@重庆双月论坛"
    assert set(tie.topics) == {
        "共建“科创中国”服务平台",
        "打造服务品牌",
        "开展科技服务供需对接",
    }
    assert tie.goal == "助推成渝地区双城经济圈建设"
    assert tie.sources == [REPORT]
    assert tie.evidence == [Evidence(REPORT, 115, 151), Evidence(REPORT, 1080, 1116)]
    assert (partner.first, partner.last, partner.strength) == ("2021", "2021", 1)
    assert (partner.partner.kind, partner.partner.place) == ("ScienceAssociation", "沙坪坝区")


def test_agreements_signed_one_by_one_are_two_ties(chongqing: EmbeddedStore) -> None:
    assert names(chongqing, BIO_CITY) == ["四川大学华西药学院", "重庆药学会"]


def test_a_flag_of_the_source_comes_along(chongqing: EmbeddedStore) -> None:
    found = partners(chongqing, "重庆西艾中小企业服务平台", evidence=True)
    assert len(found) == 2
    assert all(tie.flags == ["AmbiguousParties"] for partner in found for tie in partner.ties)


def test_a_one_sided_agreement_makes_no_partner(chongqing: EmbeddedStore) -> None:
    assert names(chongqing, "重庆市菁英科技经济融合发展服务中心") == []


def test_a_district_stands_for_what_is_in_it(chongqing: EmbeddedStore) -> None:
    found = partners(chongqing, "沙坪坝区", evidence=True)
    assert {partner.partner.name for partner in found} == {
        WUHOU,
        "武侯电子商务产业园建设管理委员会",
    }
    assert {thing.name for partner in found for thing in partner.through} == {
        SHAPINGBA,
        "沙坪坝工业园建设管理委员会",
    }


def test_issuing_a_policy_together_is_a_weaker_tie(chongqing: EmbeddedStore) -> None:
    found = partners(chongqing, "重庆市科协", evidence=True)
    assert {p.partner.name for p in found} == {
        "重庆市经济和信息化委员会",
        "重庆市地方金融监督管理局",
    }
    assert all(0 < partner.strength < 1 for partner in found)


def test_a_designation_ties_giver_and_receivers_but_not_receivers(chongqing: EmbeddedStore) -> None:
    assert names(chongqing, "青英国际创新中心") == ["沙坪坝区"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"since": "2020-08"}, True),
        ({"since": "2020-09"}, False),
        ({"since": "2020"}, True),
        ({"since": "2020-08-31"}, True),  # the date is a month, which may reach to its last day
        ({"until": "2020-08"}, True),
        ({"until": "2020-07-31"}, False),
        ({"until": "2020"}, True),
        ({"until": "2019"}, False),
        ({"since": "2020-08", "until": "2020-08"}, True),
        ({"field": "生物医药"}, True),
        ({"field": "工业设计"}, False),
        ({"kind": "Agreement"}, True),
        ({"kind": "合作协议"}, True),
        ({"kind": "StrategicAgreement"}, False),
        ({"kind": "政策"}, False),
        ({"source": REPORT}, True),
    ],
)
def test_filters(chongqing: EmbeddedStore, filters: dict[str, str], found: bool) -> None:
    expected = ["四川大学华西药学院", "重庆药学会"] if found else []
    assert names(chongqing, BIO_CITY, **filters) == expected


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"since": "2021-13"}, r"--since: '2021-13' is not a date"),
        ({"since": "2021", "until": "2020"}, "lies before"),
        ({"field": "生物医学"}, "the nearest: 生物医药"),
        ({"kind": "战略协议"}, "did you mean 战略合作协议"),
        ({"kind": "Company"}, "makes no tie between parties; --kind takes one of"),
        ({"field": "district:500106"}, "is a thing of the kind 县级行政区, not 领域"),
        ({"source": "重庆科技报"}, f"the nearest: {REPORT}"),
    ],
)
def test_a_filter_without_sense_says_what_would_have_some(
    chongqing: EmbeddedStore, filters: dict[str, str], message: str
) -> None:
    with pytest.raises(HezuoError, match=message):
        names(chongqing, BIO_CITY, **filters)


def test_names_that_do_not_name_one_party(chongqing: EmbeddedStore) -> None:
    with pytest.raises(AmbiguousNameError) as several:
        names(chongqing, "武侯")
    assert len(several.value.candidates) == 3
    with pytest.raises(UnknownNameError) as misspelt:
        names(chongqing, "武候区科协")
    assert misspelt.value.nearest[0] == WUHOU
    with pytest.raises(UnfitThingError, match="谭建荣 is a thing of the kind 专家"):
        names(chongqing, "谭建荣")


TWO_SOURCES = {
    "a": {
        "agreements": "id,title,parties\n1,协议一,甲公司；乙大学\n",
        "events": "name,organizers\n年会,甲公司\n大会,甲公司；乙大学\n",
        "organizations": "name\n甲公司\n乙大学\n",
    },
    "b": {
        "agreements": "id,title,parties\n1,协议二,丙医院；丁公司\n",
        "events": "name,organizers\n年会,丁公司\n",
        "organizations": "name\n丙医院\n丁公司\n",
    },
}


def added(path: Path, folders: dict[str, dict[str, str]]) -> EmbeddedStore:
    """Return a store of folders of tables."""
    for name, tables in folders.items():
        (path / name).mkdir()
        for table, text in tables.items():
            (path / name / f"{table}.csv").write_text(text, encoding="utf-8")
    store = open_store(path / "store", create=True)
    add(store, [path / name for name in folders])
    return store


def test_one_name_in_two_sources_makes_no_tie_between_them(tmp_path: Path) -> None:
    with closing(added(tmp_path, TWO_SOURCES)) as store:
        (partner,) = partners(store, "甲公司", evidence=True)
        assert partner.partner.name == "乙大学"
        assert [(tie.title, tie.sources) for tie in partner.ties] == [
            ("协议一", ["a"]),
            ("大会", ["a"]),
        ]
        assert [p.partner.name for p in partners(store, "丁公司", evidence=True)] == ["丙医院"]


def test_each_tie_says_which_party_of_a_district_it_ties(tmp_path: Path) -> None:
    tables = {
        "organizations": "name,district\n甲,500106\n乙,500106\n丙,510107\n",
        "agreements": "title,parties\n甲丙协议,甲；丙\n乙丙协议,乙；丙\n",
    }
    with closing(added(tmp_path, {"s": tables})) as store:
        (partner,) = partners(store, "沙坪坝区", evidence=True)
        assert {tie.title: tie.through for tie in partner.ties} == {
            "甲丙协议": ["甲"],
            "乙丙协议": ["乙"],
        }
        assert [thing.name for thing in partner.through] == ["乙", "甲"]


def test_what_is_planned_is_no_tie_and_what_ended_says_so(tmp_path: Path) -> None:
    tables = {
        "organizations": "name\n甲\n乙\n",
        "agreements": "title,parties,status\n将签,甲；乙,Planned\n已止,甲；乙,Terminated\n",
    }
    with closing(added(tmp_path, {"s": tables})) as store:
        (partner,) = partners(store, "甲", evidence=True)
        assert [(tie.title, tie.status) for tie in partner.ties] == [("已止", "Terminated")]


PARTIES = st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    agreements=st.lists(st.tuples(PARTIES, st.sampled_from(["2019", "2020-05", "2021-01-31"]))),
    designations=st.lists(st.tuples(PARTIES, PARTIES)),
)
def test_partners_are_those_of_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory,
    agreements: list[tuple[list[int], str]],
    designations: list[tuple[list[int], list[int]]],
) -> None:
    def called(numbers: list[int]) -> tuple[str, ...]:
        return tuple(f"机构{number}" for number in numbers)

    records = [Source(id="s", title="s"), *(Organization(name=f"机构{n}") for n in range(7))]
    expected: dict[str, set[tuple[str, str]]] = {f"机构{number}": set() for number in range(7)}
    for number, (parties, date) in enumerate(agreements):
        title = f"协议{number}"
        records.append(Agreement(title=title, parties=called(parties), signed_on=date))
        for first, second in combinations(called(parties), 2):
            expected[first].add((second, title))
            expected[second].add((first, title))
    for number, (givers, receivers) in enumerate(designations):
        title = f"称号{number}"
        records.append(
            Designation(title=title, conferred_by=called(givers), recipients=called(receivers))
        )
        for giver in called(givers):
            for receiver in called(receivers):
                if giver != receiver:
                    expected[giver].add((receiver, title))
                    expected[receiver].add((giver, title))
    rows = [Row(record.model_copy(update={"source": "s"}), "t.csv", 2) for record in records]
    store = open_store(Path(tmp_path_factory.mktemp("any")) / "store", create=True)
    linked = link(rows)
    with store.writing() as writer:
        writer.replace(linked[0].graph, set(quads(linked)))
    for name, ties in expected.items():
        found = partners(store, name, evidence=True)
        assert {(p.partner.name, tie.title) for p in found for tie in p.ties} == ties
        assert [p.strength for p in found] == sorted((p.strength for p in found), reverse=True)
    store.close()
