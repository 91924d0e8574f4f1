"""No query that the guard lets through makes the engine send a request, however it is written."""

import contextlib
import time
from collections.abc import Iterator

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from loopback import Loopback, listening
from pyoxigraph import NamedNode, Quad

from hezuo.graph.errors import QueryError
from hezuo.graph.store.guard import query_form
from hezuo.graph.vocabulary import PREFIXES

_THING = NamedNode("http://a/x")
_DATA = [Quad(_THING, _THING, value, _THING) for value in (_THING, NamedNode(PREFIXES["hz"]))]

# EP is the server's IRI, and e: the prefix of its address. "sent" says that the engine really asks.
DISGUISES = {
    "plain": "SELECT * { SERVICE EP {?a ?b ?c} }",
    "case": "sElEcT * { sErViCe EP {?a ?b ?c} }",
    "silent": "SELECT * { SERVICE SILENT EP {?a ?b ?c} }",
    "keywords that touch": "SELECT*{SERVICESILENT EP{?a ?b ?c}}",
    "keywords and IRI that touch": "SELECT*{SERVICESILENTEP{?a ?b ?c}}",
    "prefixed endpoint that touches": "SELECT * { SERVICEe:x {?a ?b ?c} }",
    "silent prefixed endpoint": "SELECT * { SERVICESILENTe:x {?a ?b ?c} }",
    "endpoint with the empty prefix": "SELECT * { SERVICE:x {?a ?b ?c} }",
    "endpoint with a middle dot": "SELECT * { SERVICEe:a\u00b7b {?a ?b ?c} }",
    "after the dot that follows an empty name": "SELECT * { ?s ?p hz:.SERVICE EP {?a ?b ?c} }",
    "after a dot": "SELECT * { ?s ?p ?o.SERVICE EP {?a ?b ?c} }",
    "after a brace": "SELECT * { OPTIONAL{?s ?p ?o}SERVICE EP {?a ?b ?c} }",
    "in OPTIONAL": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE EP {?a ?b ?c} } }",
    "in a subselect": "SELECT * { { SELECT * { SERVICE EP {?a ?b ?c} } } }",
    "in UNION": "SELECT * { { ?s ?p ?o } UNION { SERVICE EP {?a ?b ?c} } }",
    "in MINUS": "SELECT * { ?s ?p ?o MINUS { SERVICE EP {?s ?b ?c} } }",
    "in GRAPH": "SELECT * { GRAPH <http://a/x> { SERVICE EP {?a ?b ?c} } }",
    "in EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE EP {?s ?b ?c} } }",
    "in ASK": "ASK { SERVICE EP {?a ?b ?c} }",
    "in CONSTRUCT": "CONSTRUCT { ?a ?b ?c } WHERE { SERVICE EP {?a ?b ?c} }",
    "in DESCRIBE": "DESCRIBE ?a { SERVICE EP {?a ?b ?c} }",
    "across comments": "SELECT * { SERVICE # } \n#\r\nSILENT#\n EP#{\n{?a ?b ?c} }",
    "after a comment that a return ends": "SELECT * { ?s ?p ?o # x\rSERVICE EP {?a ?b ?c} }",
    "between comparisons":
        "SELECT * { ?s ?p ?o FILTER(?s<'>'||1=1)SERVICE EP {?a ?b ?c}FILTER('a'='a')}",
    "in a long string that is none":
        "SELECT * { VALUES ?x {'''a'} SERVICE EP {?a ?b ?c} #\\q'''\n}",
    "in a long string with half a character":
        'SELECT * { VALUES ?x {"""a"} SERVICE EP {?a ?b ?c} #\\uD800"""\n}',
    "after a string with escapes": "SELECT * { VALUES ?x {'\\'\\\\'} SERVICE EP {?a ?b ?c} }",
    "after a string with a hash": "SELECT * { VALUES ?x {'#'} SERVICE EP {?a ?b ?c} }",
    "after an IRI with a hash":
        "SELECT * { ?s ?p ?o. MINUS {?s <http://a/#> ?o} SERVICE EP {?a ?b ?c} }",
    "after an escaped hash": "SELECT * { OPTIONAL {?s district:a\\#b ?o} SERVICE EP {?a ?b ?c} }",
}  # fmt: skip
# The engine of today sends nothing for these, but only for lack of data or by a strict syntax.
MORE_DISGUISES = [
    "SELECT * { \\u0053ERVICE EP {?a ?b ?c} }",
    "SELECT * { \\U00000053ERVIC\\u0045 EP {?a ?b ?c} }",
    "SELECT * { VALUES ?e { EP } SERVICE ?e {?a ?b ?c} }",
    "SELECT * { VALUES ?e { EP } SERVICESILENT$e{?a ?b ?c} }",
    "SELECT * { ?s ?p 1SERVICE EP {?a ?b ?c} }",
    "SELECT * { ?s ?p trueSERVICE EP {?a ?b ?c} }",
    "SELECT * { ?s ?p 1.SERVICE EP {?a ?b ?c} }",
    "SELECT * { ?s ?p '\\u0027'.SERVICE EP {?a ?b ?c} }",
    "PREFIX p: <http://a:> SELECT * { ?s ?p p:SERVICEe:x {?a ?b ?c} }",
    "PREFIX p: <http://a:> SELECT * { ?s ?p p:1SERVICE EP {?a ?b ?c} }",
]
HARMLESS = [
    "SELECT ?科技service { ?科技service ?service_2 ?o }",
    "SELECT ?service $SERVICE { ?service ?SERVICE 'x' }",
    "PREFIX service: <http://a/> SELECT * { ?s service:x service:y ; service: 1 }",
    "SELECT * { ?s hz:service ?o . ?o hz:SERVICE-x hz:a.service }",
    "SELECT * { GRAPH hz:service { ?s ?p ?o } }",
    "SELECT * { ?s district:a\\#SERVICE ?o }",
    "SELECT * { ?s ?p 'SERVICE <http://a/> {}', \"it's SERVICE\", 'SERVICE'@zh-service }",
    "SELECT * { ?s ?p '''a 'SERVICE' <x> {}\n''', \"\"\"\nSERVICE \" <x> { \\n\"\"\" }",
    "SELECT * { ?s <http://a/SERVICE#service> <urn:service>, <http://a/\\u0053/SERVICE> }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1 || 'SERVICE <x> {' > 'a') }",
    "# SERVICE <http://a/> {}\nSELECT * { ?s ?p ?o } # LOAD <x>",
    "SELECT * { ?s ?p '科技SERVICE平台' FILTER(REGEX(?o, '\\\\bSERVICE')) }",
    "PREFIX insert: <http://a/> SELECT ?load { ?s insert:delete ?load, 'DROP ALL' }",
]  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def engine() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(_DATA)
    return store


def written(query: str, server: Loopback) -> str:
    return f"PREFIX e: <{server.address}/> PREFIX : <{server.address}/> " + query.replace(
        "EP", f"<{server.address}/x>"
    )


def requests_of(engine: pyoxigraph.Store, server: Loopback, query: str) -> int:
    """Let the engine run a query without any guard; return how many requests it sent."""
    before = len(server.requests)
    with contextlib.suppress(SyntaxError, ValueError, OSError, RuntimeError):
        found = engine.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        if not isinstance(found, pyoxigraph.QueryBoolean):
            list(found)
    return len(server.requests) - before


@pytest.mark.parametrize("query", DISGUISES.values(), ids=DISGUISES)
def test_service_is_refused_in_every_disguise_that_the_engine_sees_through(
    query: str, server: Loopback, engine: pyoxigraph.Store
) -> None:
    text = written(query, server)
    assert requests_of(engine, server, text), "not a disguise of SERVICE"
    with pytest.raises(QueryError, match=r"SERVICE at line \d+, column \d+ is refused"):
        query_form(text)


@pytest.mark.parametrize("query", MORE_DISGUISES)
def test_service_is_refused_where_another_engine_could_see_it(query: str, server: Loopback) -> None:
    with pytest.raises(QueryError, match="SERVICE at line"):
        query_form(written(query, server))


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_is_no_offence(query: str, engine: pyoxigraph.Store) -> None:
    assert query_form(query) == "SELECT"
    list(engine.query(query, prefixes=PREFIXES))  # and it is SPARQL


def test_half_a_clause_is_refused_in_the_same_words() -> None:
    with pytest.raises(QueryError, match="SERVICE at line 1, column 12 is refused"):
        query_form("SELECT * { SERVICE }")


def test_the_place_of_what_is_refused_is_said() -> None:
    with pytest.raises(QueryError, match="SERVICE at line 2, column 3 is refused"):
        query_form("SELECT * {\n  SERVICE <http://a/> {} }")
    with pytest.raises(QueryError, match="DROP at line 1, column 1 is refused"):
        query_form("DROP ALL")


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1/x>",
        "insert data { <a:b> <a:b> <a:b> }",
        "PREFIX select: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nBASE <http://select/> prefix ask: <http://a/>\nDrOp ALL",
        "CLEAR DEFAULT", "CREATE GRAPH <a:b>", "COPY <a:b> TO <a:c>", "MOVE <a:b> TO <a:c>",
        "ADD <a:b> TO <a:c>", "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)  # fmt: skip
def test_updates_are_refused(update: str) -> None:
    with pytest.raises(
        QueryError, match=r"[A-Z]+ at line \d+, column \d+ is refused: .* only reads"
    ):
        query_form(update)


def test_the_form_is_that_of_the_outermost_query() -> None:
    assert (
        query_form("PREFIX ask: <http://a/> CONSTRUCT WHERE { ?s ask:x 'SELECT' }") == "CONSTRUCT"
    )
    assert query_form("# ASK\ndescribe <http://select/>") == "DESCRIBE"
    assert query_form("ASK{{SELECT*{}}}") == "ASK"
    assert query_form("BASE <http://a/>SELECT(1AS?x){}") == "SELECT"


# What a query that hides a SERVICE could be spliced from.
_PIECES = [
    "SERVICE", "service", "SILENT", "EP", "e:x", "e:", ":", "?e", "{", "}", "{?a ?b ?c}",
    "?s ?p ?o", "?s ?p", "hz:", "hz:a", "hz:.", ".", ";", ",", "'", '"', "'''", '"""', "\\", "\\'",
    "\\q", "\\u0027", "\\uD800", "#", "\n", "\r", " ", "\t", "<", ">", "<a:b>", "<http://a/'>",
    "FILTER(1", ")", "(", "1", "true", "a", "@en", "@en-", "_:b", "VALUES ?x {", "OPTIONAL{", "-",
    "\u00b7", "中", "ª", "%", "%41", "|", "^", "*", "&&", "=", "BIND(", "AS ?y)", "SELECT *", "p:",
    "\x00", "\u2028",
]  # fmt: skip
_CLAUSE = "SERVICE SILENT EP {?a ?b ?c}"


@st.composite
def spliced(draw: st.DrawFn) -> str:
    """A query whose middle is a SERVICE clause, taken apart and mixed with pieces of syntax."""
    gaps = st.lists(st.sampled_from(_PIECES), max_size=4).map("".join)
    gap = st.sampled_from(["", "", " ", "\n", "#\n"]) | gaps
    service = draw(st.sampled_from(["SERVICE", "Service", "SERVICESILENT", "SERVICE SILENT"]))
    endpoint = draw(st.sampled_from(["EP", " EP", "e:x", " e:x", ":x", "e:a\u00b7b", "?e"]))
    pattern = draw(st.sampled_from(["{?a ?b ?c}", "{}", " {?s ?p ?o}"]))
    return (
        f"PREFIX p: <http://a:> SELECT * {{ {draw(gaps)}{service}{draw(gap)}{endpoint}{draw(gap)}"
        f"{pattern}{draw(gaps)} }}"
    )


@settings(deadline=None, max_examples=1000)
@given(query=spliced() | st.lists(st.sampled_from(_PIECES), max_size=12).map(
    lambda pieces: f"SELECT * {{ {''.join(pieces)} }}"))  # fmt: skip
@example(query=f"SELECT * {{ {_CLAUSE} }}")
def test_what_the_guard_lets_through_sends_nothing(
    query: str, server: Loopback, engine: pyoxigraph.Store
) -> None:
    text = written(query, server)
    try:
        query_form(text)
    except QueryError:
        return
    assert not requests_of(engine, server, text)


@settings(deadline=None, max_examples=200)
@given(text=st.text() | st.lists(st.sampled_from(_PIECES)).map("".join))
def test_any_text_is_either_a_form_or_an_error_of_ours(text: str) -> None:
    with contextlib.suppress(QueryError):
        assert query_form(text) in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


@pytest.mark.parametrize(
    "piece",
    ["a.", "-", "<", "'''\\", '"""\\""" ', "SERVICE:a ", "service:\\", "a<'service>", "p:SERVICE <",
     "p:SERVICE ?x#", "p:SERVICE\n#", "p:SERVICE", "<service", "'service", "(", "\\", "#"],
)  # fmt: skip
def test_a_very_long_query_is_looked_through_at_once(piece: str) -> None:
    # Half a million characters: a step for every pair of them would take hours.
    text = piece * (500_000 // len(piece)) + " service"
    start = time.process_time()
    with contextlib.suppress(QueryError):
        query_form(text)
    assert time.process_time() - start < 10
