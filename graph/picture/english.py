"""A network for an English page: classes and countries by their English names."""

from __future__ import annotations

from typing import Any

import networkx as nx

from hezuo.graph.countries import country
from hezuo.graph.ontology import ontology
from hezuo.graph.vocabulary import expand


def class_label(kind: str, label: str, language: str) -> str:
    """Return what a class is called: its label, or in English that of the ontology.

    >>> class_label("ExpertTeam", "专家团队", "zh"), class_label("ExpertTeam", "专家团队", "en")
    ('专家团队', 'Expert team')
    """
    if language == "zh" or kind.startswith("community"):  # these are called after their members
        return label or kind
    return ontology().labels.get(expand(f"hz:{kind}"), {}).get(language) or kind or label


def in_english(graph: nx.MultiGraph) -> nx.MultiGraph:
    """Return a network in which countries have their English names, and the others as aliases."""
    found: nx.MultiGraph = graph.copy()
    alias = ontology().label(expand("skos:altLabel"), "en")
    for _, data in found.nodes(data=True):
        known = country(str(data.get("label"))) if data.get("kind") == "Country" else None
        if known:
            data["details"] = _details(data, known.name_en, alias)
            data["label"] = known.name_en
        spot = data.get("spot")
        if spot and (its := country(spot[0])):
            data["spot"] = spot._replace(name=its.name_en)
    return found


def _details(data: dict[str, Any], name: str, alias: str) -> list[tuple[str, str]]:
    """Return the details of a country with its Chinese name in place of the English one."""
    rest, own = [], [str(data["label"])]
    for key, value in data.get("details") or ():
        if key == alias:
            own += [one for one in value.split("；") if one != name]
        else:
            rest.append((key, value))
    return [(alias, "；".join(dict.fromkeys(own))), *rest]
