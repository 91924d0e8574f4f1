"""Networks: the things a store knows with their relations, and the ties between parties."""

from contextlib import closing
from pathlib import Path

import networkx as nx
from table_folders import nquads, write_tables

from hezuo.graph.knowledge_graph import KnowledgeGraph
from hezuo.graph.lookup import Filters
from hezuo.graph.network import things_network
from hezuo.graph.picture.wanted import Wanted
from hezuo.graph.projection import ties_network
from hezuo.graph.query.partners import partners
from hezuo.graph.store import open_store
from hezuo.graph.store.embedded import EmbeddedStore
from hezuo.graph.vocabulary import local_name, mint

TABLES = {
    "organizations": "name,kind,district\nX,Company,武侯区\nY,University,沙坪坝区\nZ,,\n",
    "experts": "name,affiliation\nE,X\n",
    "appointments": "expert,organization,title\nE,X,经理\nE,X,教授\nE,,摄影\n",
    "agreements": "id,title,parties,signed_on,fields\n1,甲,X；Y,2021,医药\n2,乙,X；Y,2020,\n",
    "observations": "measure,value,area\nm,1,武侯区\n",
}


def org(name: str) -> str:
    return mint("Organization", name)


def test_nodes_are_things_with_what_a_picture_needs(tmp_path: Path) -> None:
    nquads(tmp_path / "store", write_tables(tmp_path / "f", TABLES))
    with closing(open_store(tmp_path / "store")) as store:
        network = things_network(store)
    assert network.nodes[org("X")] == {
        "label": "X", "kind": "Company", "kind_label": "企业", "group": "Organization",
        "group_label": "组织机构", "place": "武侯区",
    }  # fmt: skip
    assert org("Z") in network  # nothing is said of it but its name
    groups = {data["group"] for _, data in network.nodes(data=True)}
    assert groups == {"Organization", "Area", "Expert", "Agreement", "Field"}


def test_edges_are_what_is_stated(tmp_path: Path) -> None:
    nquads(tmp_path / "store", write_tables(tmp_path / "f", TABLES))
    with closing(open_store(tmp_path / "store")) as store:
        network = things_network(store)
    expert = mint("Expert", "E X")
    posts = network.get_edge_data(expert, org("X"))
    assert sorted(data["label"] for data in posts.values()) == ["所属机构", "教授", "经理"]
    (party,) = network.get_edge_data(mint("Agreement", "f 1"), org("X")).values()
    assert party == {"property": "party", "label": "签约方", "tie": True}
    (place,) = network.get_edge_data(org("X"), mint("Area", "510107")).values()
    assert (place["property"], place["tie"]) == ("locatedIn", False)


def test_ties_are_edges_between_parties(tmp_path: Path) -> None:
    nquads(tmp_path / "store", write_tables(tmp_path / "f", TABLES))
    with closing(open_store(tmp_path / "store")) as store:
        network = ties_network(store)
        assert set(network) == {org("X"), org("Y")}
        edges = network.get_edge_data(org("X"), org("Y"))
        assert {key: data["date"] for key, data in edges.items()} == {
            mint("Agreement", "f 1"): "2021", mint("Agreement", "f 2"): "2020",
        }  # fmt: skip
        assert edges[mint("Agreement", "f 1")]["fields"] == ["医药"]
        assert ties_network(store, Filters(since="2021")).number_of_edges() == 1
        districts = ties_network(store, by="district")
        assert sorted(data["label"] for _, data in districts.nodes(data=True)) == [
            "武侯区", "沙坪坝区",
        ]  # fmt: skip


def test_a_district_has_no_tie_with_itself(tmp_path: Path) -> None:
    tables = {
        "organizations": "name,district\nX,武侯区\nY,武侯区\n",
        "agreements": "title,parties\nt,X；Y\n",
    }
    nquads(tmp_path / "store", write_tables(tmp_path / "f", tables))
    with closing(open_store(tmp_path / "store")) as store:
        assert ties_network(store).number_of_edges() == 1
        assert ties_network(store, by="district").number_of_edges() == 0


def test_partners_and_ties_agree(chongqing: EmbeddedStore) -> None:
    network = ties_network(chongqing)
    assert network.number_of_edges() > 10
    for node, data in network.nodes(data=True):
        if data["group"] == "Area":
            continue  # an area stands for everything in it
        found = {
            p.partner.iri: {t.iri for t in p.ties} for p in partners(chongqing, node, evidence=True)
        }
        assert found == {other: set(network[node][other]) for other in network[node]}


def test_an_empty_store_has_an_empty_network(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "store", create=True)) as store:
        assert nx.is_empty(things_network(store))
        assert nx.is_empty(ties_network(store))
        assert nx.is_empty(ties_network(store, by="district"))


def test_who_signed_for_a_party_is_related_to_the_agreement_and_ties_nobody(tmp_path: Path) -> None:
    signed = TABLES | {
        "experts": "name,affiliation\nE,X\nF,Z\n",
        "agreements": "id,title,parties,signatories\n1,甲,X；Y,E；F\n2,乙,X；Y,F\n3,丙,Z,E\n",
    }
    unsigned = signed | {"agreements": "id,title,parties\n1,甲,X；Y\n2,乙,X；Y\n3,丙,Z\n"}
    answers, networks = [], []
    for place, tables in ((tmp_path / "with", signed), (tmp_path / "without", unsigned)):
        folder = write_tables(place / "f", tables)
        with KnowledgeGraph(place / "store", create=True) as graph:
            graph.add(folder)
            networks.append(graph.network())
            answers.append(
                [
                    *[list(graph.partners(party)) for party in ("X", "Y", "Z")],
                    list(graph.agreements()),
                    graph.matrix(by="district").square(),
                    sorted(graph.ties().edges(keys=True)),
                    graph.picture("", Wanted(show="ties")),
                ]
            )
    assert answers[0] == answers[1]
    more = set(networks[0].edges(keys=True)) - set(networks[1].edges(keys=True))
    assert set(networks[1].edges) < set(networks[0].edges)
    assert {(local_name(one), local_name(other)) for one, other, _ in more} == {
        ("f_1", "E_X"), ("f_1", "F_Z"), ("f_2", "F_Z"), ("f_3", "E_X"),
    }  # fmt: skip
    assert not any(networks[0].edges[edge]["tie"] for edge in more)
