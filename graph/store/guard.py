"""Looks through a query before it runs: refuses SERVICE and updates, and says the query's form.

The engine reads keywords without regard to what touches them (it takes ``1SERVICESILENT<x>{}`` for
a SERVICE) and lets an invalid name or string fall apart into shorter ones. So this does not ask how
a query should be read, but whether there is any way in which SERVICE could be read in it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from hezuo.graph.errors import QueryError

# Of names: all that is not ASCII, because what the engine does not take there ends its reading.
_LETTER = r"[0-9A-Za-z_\x80-\U0010ffff]"
_LOCAL = r"(?:[0-9A-Za-z_\x80-\U0010ffff.:-]|%[0-9A-Fa-f]{2}|\\.)"
_IRI = r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\[uU])*+>"
_TOKENS = re.compile(
    rf"""
    (?P<string>\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''
      |\"(?:[^\"\\\n\r]|\\.)*+\"|'(?:[^'\\\n\r]|\\.)*+')
    |(?P<iri>{_IRI})
    |(?P<comment>\#[^\n\r]*+)
    |(?P<variable>[?$]{_LETTER}++|@[A-Za-z]++(?:-++[A-Za-z0-9]++)*+)
    |(?P<word>(?:{_LETTER}|[.-])++(?!:))
    |(?P<name>(?:{_LETTER}|[.-])*+:{_LOCAL}*+)
    |(?P<other>\\.|[^\"'])
    """,
    re.VERBOSE | re.DOTALL,
)
# Such an IRI cannot be the comparison `<` and what is compared: no name goes on with two slashes.
_SURE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
# A long string with an escape that might be wrong could be read as an empty one and what follows.
_DOUBTFUL = re.compile(r"""\\[^tbnrf\\"']""")
_GAP = r"(?:[ \t\r\n]|\#[^\n\r]*+)*+"
_SERVICE = re.compile("SERVICE", re.IGNORECASE | re.ASCII)
# What follows a name that is SERVICE and an endpoint, and one that ends with SERVICE.
_BRACE = re.compile(rf"{_GAP}\{{")
_ENDPOINT_AND_BRACE = re.compile(
    rf"{_GAP}(?:SILENT)?{_GAP}"
    rf"(?:[?$]{_LETTER}++|{_IRI}|(?:{_LETTER}|[.-])*+:{_LOCAL}*+){_GAP}\{{",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_KEYWORD = re.compile(r"[A-Za-z]+")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def query_form(query: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; QueryError for an update and for SERVICE."""
    try:
        query.encode()
    except UnicodeEncodeError:
        raise QueryError(
            "the query is not valid Unicode", "take out the broken characters"
        ) from None
    _refuse_service(query)
    if "\\" in query:
        # Escapes may stand for letters of a keyword (SPARQL 1.1, 19.2): look at that reading too.
        _refuse_service(_ESCAPE.sub(_unescaped, query))
    for token in _TOKENS.finditer(query):
        for keyword in _KEYWORD.findall(token["word"] or ""):
            if keyword.upper() in _FORMS:
                return str(keyword.upper())
            if keyword.upper() in _UPDATES:
                raise QueryError(
                    f"{keyword.upper()} at {_place(query, token.start())} is refused: a query "
                    "only reads",
                    "use `hezuo add` to change the store",
                )
    return "SELECT"


def first_group(query: str) -> int | None:
    r"""Return where the outermost group pattern of a query begins, just after its brace, or None.

    >>> query = "SELECT (EXISTS {} AS ?x) # {\n WHERE { ?s ?p '{' }"
    >>> query[first_group(query) :]
    " ?s ?p '{' }"
    """
    depth = 0
    for token in _TOKENS.finditer(query):
        depth += {"(": 1, ")": -1}.get(token[0], 0)
        if token[0] == "{" and depth == 0:
            return token.end()
    return None


def _refuse_service(text: str) -> None:
    """Raise QueryError when something in a query can be read as SERVICE."""
    if not _SERVICE.search(text):
        return
    for token in _possible_tokens(text):
        if not (token["word"] or token["name"]):
            continue
        found = _SERVICE.search(text, token.start(), token.end())
        if found and (token["word"] or _may_begin_a_clause(token, found.end())):
            raise QueryError(
                f"SERVICE at {_place(text, found.start())} is refused: a query never leaves "
                "this store",
                "query the other endpoint by itself",
            )


def _may_begin_a_clause(name: re.Match[str], end_of_keyword: int) -> bool:
    """Return whether a prefixed name with SERVICE in it could be that keyword and an endpoint."""
    text = name.string
    if ":" in text[end_of_keyword : name.end()] and _BRACE.match(text, name.end()):
        return True
    ends_so = name[0].upper().endswith(("SERVICE", "SERVICESILENT"))
    return ends_so and bool(_ENDPOINT_AND_BRACE.match(text, name.end()))


def _possible_tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of every way in which a query can be read."""
    starts, seen = [0], set()
    while starts:
        position = starts.pop()
        while position not in seen:
            seen.add(position)
            token = _TOKENS.match(text, position)
            if token is None:
                break  # the end, or a string that does not end: nothing can be read from here
            yield token
            if token["iri"] and not _SURE_IRI.match(text, position):
                starts.append(position + 1)
            if token[0].startswith(('"""', "'''")) and _DOUBTFUL.search(token[0]):
                starts.append(position + 2)
            position = token.end()


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


def _place(text: str, position: int) -> str:
    before = text[:position]
    return f"line {before.count(chr(10)) + 1}, column {position - before.rfind(chr(10))}"
