"""Which agreements there are: those of a plain recomputation, and what is marked as in doubt."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from cooperation_records import FILTERS, Cooperation, Deal, cooperations, passes, sensible, stored
from hypothesis import HealthCheck, given, settings

from hezuo.graph.adding import add
from hezuo.graph.errors import AmbiguousNameError, HezuoError, UnknownNameError
from hezuo.graph.lookup import Filters
from hezuo.graph.query.agreements import agreements
from hezuo.graph.records import Agreement
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=cooperations(), filters=FILTERS)
def test_agreements_equal_a_recomputation(
    tmp_path_factory: pytest.TempPathFactory, made: Cooperation, filters: Filters
) -> None:
    filters = sensible(made, filters)._replace(kind="", within="")
    stated = {
        record.title: set(record.parties) for record in made.records if type(record) is Agreement
    }
    fitting = [deal for deal in made.deals if deal.kind == "Agreement" and passes(deal, filters)]

    def titles(*names: str) -> set[str]:
        """Return the agreements that have the names and, apart from them, one of the kind."""

        def fits(deal: Deal) -> bool:
            others = stated[deal.title] - {*names}
            of_kind = not filters.with_kind or any(
                made.parties[other].kind == filters.with_kind for other in others
            )
            return stated[deal.title] >= {*names} and of_kind

        return {deal.title for deal in fitting if fits(deal)}

    with stored(made, tmp_path_factory.mktemp("any")) as store:
        parties = list(made.parties)
        for names in ((), *((name,) for name in parties), *pairwise(parties)):
            found = agreements(store, *names, filters=filters)
            assert {row.title for row in found} == titles(*names)
            for row in found:
                assert {party.name for party in row.parties} == stated[row.title]
                one_sided = len(stated[row.title]) == 1
                assert row.marks == (["CounterpartyUnknown"] if one_sided else [])
        dates = [row.date for row in agreements(store, filters=filters)]
        assert dates == sorted(dates, key=lambda date: (not date, date))


def added(path: Path, tables: dict[str, str]) -> EmbeddedStore:
    """Return a store of RDF files, each a source."""
    store = open_store(path / "store", create=True)
    for name, text in tables.items():
        (path / f"{name}.nq").write_text(text, encoding="utf-8")
    add(store, [path / f"{name}.nq" for name in tables])
    return store


def stated(source: str, date: str, *parties: str) -> str:
    """Return one agreement as a source states it."""
    ours, its = "https://w3id.org/hezuo/ontology#", "https://w3id.org/hezuo/id/"
    agreement, graph = f"<{its}agreement/1>", f"<{its}source/{source}>"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    year = "<http://www.w3.org/2001/XMLSchema#" + ("gYear" if len(date) == 4 else "date") + ">"
    lines = [f'{agreement} {kind} <{ours}Agreement>', f'{agreement} {label} "协议"@zh',
             f'{agreement} <{ours}signedOn> "{date}"^^{year}']  # fmt: skip
    for party in parties:
        iri = f"<{its}org/{party}>"
        lines += [f"{agreement} <{ours}party> {iri}", f"{iri} {kind} <{ours}Company>",
                  f'{iri} {label} "{party}"@zh']  # fmt: skip
    return "".join(f"{line} {graph} .\n" for line in lines)


@pytest.mark.parametrize(
    ("other", "date", "marks"),
    [
        (("2021", "甲", "乙"), "2021-03-05", []),  # less precise, but no other date
        (("2020", "甲", "乙"), "2020", ["DatesDiffer"]),
        (("2021", "甲", "丙"), "2021-03-05", ["PartiesDiffer"]),
        (("2022", "甲"), "2021-03-05", ["DatesDiffer", "PartiesDiffer"]),
    ],
)
def test_what_sources_do_not_agree_on_is_marked(
    tmp_path: Path, other: tuple[str, ...], date: str, marks: list[str]
) -> None:
    store = added(tmp_path, {"a": stated("a", "2021-03-05", "甲", "乙"), "b": stated("b", *other)})
    (row,) = agreements(store, "甲")
    assert (row.date, row.marks, row.sources) == (date, marks, ["a", "b"])
    # What a filter leaves out is still known; only what one source says is another question.
    (row,) = agreements(store, "甲", filters=Filters(since="2021-03-05", until="2021-03-05"))
    assert row.marks == marks
    (row,) = agreements(store, "甲", filters=Filters(source="a"))
    assert (row.marks, row.sources, len(row.parties)) == ([], ["a"], 2)


def test_two_sources_with_a_party_each_make_no_agreement_between_them(tmp_path: Path) -> None:
    store = added(tmp_path, {"a": stated("a", "2021", "甲"), "b": stated("b", "2021", "乙")})
    assert agreements(store, "甲", "乙") == []
    (row,) = agreements(store, "甲")
    assert row.marks == ["CounterpartyUnknown", "PartiesDiffer"]


def titles(store: EmbeddedStore, *names: str, **filters: str) -> list[str]:
    return [row.title for row in agreements(store, *names, filters=Filters(**filters))]


def test_one_sided_and_ambiguous_ones_are_there_and_marked(chongqing: EmbeddedStore) -> None:
    (row,) = agreements(chongqing, "重庆市菁英科技经济融合发展服务中心")
    assert (row.title, row.marks) == (
        "相关产业合作、项目引进及成果转化项目",
        ["CounterpartyUnknown"],
    )
    (row,) = agreements(chongqing, "重庆西艾中小企业服务平台")
    assert (len(row.parties), row.marks) == (3, ["AmbiguousParties"])


def test_between_districts_and_with_filters(chongqing: EmbeddedStore) -> None:
    assert titles(chongqing, "沙坪坝区", "武侯区") == [
        "“科创中国”试点城市合作共建协议",
        "合作共建协议",
    ]
    assert titles(chongqing, "重庆", "四川", since="2020", field="生物医药") == ["合作协议"] * 2
    assert titles(chongqing, event="首期重庆市科技经济融合发展双月论坛") == [
        "助推成渝地区双城经济圈建设战略合作协议"
    ]
    assert titles(chongqing, kind="项目协议") == ["相关产业合作、项目引进及成果转化项目"]
    assert titles(chongqing, "重庆国际生物城开发投资有限公司", with_kind="学会") == ["合作协议"]
    assert titles(chongqing, "武侯区科协", "武侯区科协") == []


def test_nonsense_is_said_in_a_line(chongqing: EmbeddedStore) -> None:
    with pytest.raises(HezuoError, match="Project is no kind of agreement; --kind takes one of"):
        titles(chongqing, kind="Project")
    with pytest.raises(HezuoError, match="did you mean 合作协议"):
        titles(chongqing, kind="合作协义")
    with pytest.raises(UnknownNameError, match="nearest: 首期重庆市科技经济融合发展双月论坛"):
        titles(chongqing, event="首期重庆市科技经济融合发展单月论坛")
    with pytest.raises(HezuoError, match="lies before"):
        titles(chongqing, since="2021", until="2020")
    with pytest.raises(AmbiguousNameError):
        titles(chongqing, "武侯")
