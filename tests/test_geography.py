"""Where things are on a map."""

from pathlib import Path

import networkx as nx
from conftest import CHONGQING

import hezuo.graph
from hezuo.graph.countries import country
from hezuo.graph.picture.geography import Spot, add_places


def places(folder: Path, data: Path) -> dict[str, Spot | None]:
    with hezuo.graph.open(str(folder / "store"), create=True) as graph:
        graph.add(data)
        network: nx.MultiDiGraph = graph.network("")
        add_places(graph.store, network)
        return {data["label"]: data["spot"] for _, data in network.nodes(data=True)}


def test_things_lie_where_the_nearest_area_with_coordinates_does(tmp_path: Path) -> None:
    found = places(tmp_path, CHONGQING)
    wuhou = found["武侯区"]
    assert wuhou is not None
    assert wuhou.name == "武侯区"
    assert abs(wuhou.longitude - 104.04) < 0.1
    assert abs(wuhou.latitude - 30.64) < 0.1
    assert found["成都市武侯区科学技术协会"] == wuhou
    assert found["全球"] is None


def test_what_lies_in_a_region_of_a_country_is_put_in_the_country(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "districts.csv").write_text("name,kind,within\n巴伐利亚,,德国\n", encoding="utf-8")
    (folder / "organizations.csv").write_text(
        "name,district\n慕尼黑工业大学,巴伐利亚\n无处,\n", encoding="utf-8"
    )
    found = places(tmp_path, folder)
    germany = country("DE") or country("德国")
    assert germany is not None
    assert germany.position is not None
    assert found["慕尼黑工业大学"] == Spot("德国", *germany.position)
    assert found["无处"] is None
