"""SPARQL of a program's own: its solutions as rows, with values that can mean nothing else."""

from __future__ import annotations

import datetime
from collections import namedtuple
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import Literal, NamedNode

from hezuo.graph.answers import Rows
from hezuo.graph.errors import QueryError
from hezuo.graph.store.guard import first_group, query_form
from hezuo.graph.vocabulary import expand

if TYPE_CHECKING:
    from hezuo.graph.store import Store
    from hezuo.graph.terms import Term

# What a variable may be bound to: an IRI or prefixed name as NamedNode, a plain value, or a term.
Value: TypeAlias = "str | int | float | bool | Decimal | datetime.date | Term"


def select(store: Store, sparql: str, **bindings: Value) -> Rows[Any]:
    """Return the solutions of a SELECT query over all sources, as named tuples of plain values.

    The prefixes of the ontology are known. Each binding gives a variable its value: a text is a
    literal, and a NamedNode a thing; no value is ever part of the query's text. IRIs come back as
    texts, numbers as numbers, and what is unbound as None. A variable has its value in the whole
    query but for subqueries that do not select it. Raises QueryError for a query that is
    not well-formed, and for one that would leave this machine.
    """
    if query_form(sparql) != "SELECT":
        raise QueryError("the query has no solutions", "write a SELECT query")
    variables, solutions = store.solutions(_bound(sparql, bindings))
    row = namedtuple("Row", variables, rename=True)  # type: ignore[misc]
    return Rows([row(*map(_plain, solution)) for solution in solutions])


def _bound(sparql: str, bindings: Mapping[str, Value]) -> str:
    """Return a query in whose outermost group variables have values: filters and sums see them."""
    start = first_group(sparql) if bindings else None
    if start is None:
        return sparql
    names = " ".join(f"?{name}" for name in bindings)
    terms = " ".join(str(_term(name, value)) for name, value in bindings.items())
    return f"{sparql[:start]} VALUES ({names}) {{ ({terms}) }} {sparql[start:]}"


def _term(name: str, value: Value) -> Term:
    """Return the RDF term of the value of a variable."""
    if isinstance(value, (NamedNode, Literal)):
        return value
    kinds = {bool: "boolean", int: "integer", float: "double", Decimal: "decimal"}
    if type(value) in kinds:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return Literal(text, datatype=NamedNode(expand(f"xsd:{kinds[type(value)]}")))
    if isinstance(value, datetime.date):
        return Literal(value.isoformat(), datatype=NamedNode(expand("xsd:date")))
    if not isinstance(value, str):
        raise QueryError(
            f"?{name} cannot be {value!r}", "give a text, number, date, NamedNode or Literal"
        )
    try:
        return Literal(value)
    except ValueError:  # a lone surrogate
        raise QueryError(f"?{name} is no valid Unicode", "take out the broken characters") from None


def _plain(term: Term | None) -> Any:
    """Return a term as a plain value of Python: numbers as numbers, all else as text."""
    if isinstance(term, Literal):
        kind = term.datatype.value
        if kind == expand("xsd:integer"):
            return int(term.value)
        if kind in (expand("xsd:decimal"), expand("xsd:double"), expand("xsd:float")):
            return float(term.value)
        if kind == expand("xsd:boolean"):
            return term.value == "true"
        return term.value
    return None if term is None else term.value
