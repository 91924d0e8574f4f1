"""Hypothesis strategies for terms that try to be more than terms."""

from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

_SYNTAX = [
    '"', "'", '"""', "\\", "\\u0022", "\\\"", "}", "{", ")", "(", " ", "\n", "\r", "\t", "#", "<",
    ">", "UNDEF", "VALUES ?b { UNDEF }", "VALUES ?a", "?a", "^^", "@en", "\x00", "\x7f", "\u2028",
    "中",     "FILTER(false)", "SERVICE <http://a/> {}", "] .", "\U0001f600",
]  # fmt: skip
texts = st.text() | st.lists(st.sampled_from(_SYNTAX), max_size=8).map("".join)
iris = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters='<>"{}|^`\\% #[]\xa0'
    ),
    max_size=12,
).map("https://a.example/".__add__)


def _named_node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:  # some characters are no part of an IRI
        return None


nodes = iris.map(_named_node).filter(lambda node: node is not None)
literals = (
    texts.map(Literal)
    | st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["zh", "en"]))
    | st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(kind)),
        texts, st.sampled_from(["https://a.example/kind", "https://a.example/类"]),
    )
)  # fmt: skip
terms = nodes | literals
