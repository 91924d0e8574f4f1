"""JSON-LD: compacted with our context, read back the same by two other readers."""

import json
import warnings

import pyoxigraph
import rdflib
from hypothesis import HealthCheck, given, settings
from pyoxigraph import RdfFormat
from random_records import record_sets

from hezuo.graph.json_ld import json_ld
from hezuo.graph.ontology import FOLDER
from hezuo.graph.rdf import quads
from hezuo.graph.records import RECORD_TYPES, Row, Source
from hezuo.graph.resolve import link
from hezuo.graph.vocabulary import expand


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(record_sets())
def test_other_readers_find_the_same_quads(rows: list[Row]) -> None:
    stated = sorted(set(quads(link(rows))), key=str)
    content = json_ld(stated)
    assert set(pyoxigraph.parse(content, format=RdfFormat.JSON_LD)) == set(stated)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib warns of itself
        dataset = rdflib.Dataset().parse(data=content, format="json-ld")
        found = {(str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads()}
    assert found == {
        (q.subject.value, q.predicate.value, q.object.value, q.graph_name.value) for q in stated
    }


def test_the_document_is_compact_and_in_order() -> None:
    source = Source(id="s", title="题", source="s", characters=5)
    rows = [Row(source, "", 0)]
    document = json.loads(json_ld(sorted(quads(link(rows)), key=str)))
    assert document["@graph"] == [
        {
            "id": "source:s",
            "@graph": [
                {
                    "id": "source:s",
                    "identifier": "s",
                    "type": "hz:Source",
                    "name": {"@value": "题", "@language": "zh"},
                    "characters": "5",
                }
            ],
        }
    ]


def test_the_context_has_a_term_for_every_property() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text("utf-8"))["@context"]
    known = {expand(term["@id"]): term for term in context.values() if isinstance(term, dict)}
    for kind in RECORD_TYPES:
        for _, says in kind.statements():
            term = known[expand(says.property)]
            if says.refers_to or says.one_of:
                assert term["@type"] == "@id"
