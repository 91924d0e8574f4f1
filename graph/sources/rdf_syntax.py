"""Reads the statements of an RDF file as a stream, in memory that does not grow with the file.

The engine's parser is quick but trusting: what could exhaust it is refused before or beside it, and
what it raises becomes one line that says where and what to do.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from pyoxigraph import Quad, RdfFormat, parse

from hezuo.graph.errors import Fault, InputError, shortened

# To this, relative IRIs of JSON-LD are resolved: it would leave them out without a word.
RELATIVE = "https://w3id.org/hezuo/relative/"


class Syntax(NamedTuple):
    """A format of RDF: its name, as the engine has it, and whether it has named graphs."""

    name: str
    form: RdfFormat
    has_graphs: bool


_XML = Syntax("RDF/XML", RdfFormat.RDF_XML, has_graphs=False)
_JSON = Syntax("JSON-LD", RdfFormat.JSON_LD, has_graphs=True)
SYNTAXES = {
    ".ttl": Syntax("Turtle", RdfFormat.TURTLE, has_graphs=False),
    ".nt": Syntax("N-Triples", RdfFormat.N_TRIPLES, has_graphs=False),
    ".nq": Syntax("N-Quads", RdfFormat.N_QUADS, has_graphs=True),
    ".trig": Syntax("TriG", RdfFormat.TRIG, has_graphs=True),
    ".rdf": _XML, ".xml": _XML, ".owl": _XML,
    ".jsonld": _JSON, ".json": _JSON,
}  # fmt: skip
_LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)

# Brackets that are opened and not closed: the parser remembers each, and nobody means so many.
_MOST_OPEN = 100_000
# So much without a statement is no data.
_LONGEST_SILENCE = 64 * 1024 * 1024
# What the parser says, and what a user is told instead.
_SAID = {
    "No scheme found": "has a relative IRI; write it in full, or declare a base",
    "Unexpected end": "ends in the midst of a statement; is the file whole?",
    "Invalid UTF-8": "is not UTF-8; save it as UTF-8",
    "buffer maximal size": "holds a text of more than 16 MB; take it out",
}
_PLACE = re.compile(r"^Parser error at line (\d+)(?: between columns| column) (\d+)(?: and \d+)?: ")
_LAST_LINE = re.compile(r" \((?:[^()]*, )?line \d+\)$")


def syntax_of(path: Path) -> Syntax:
    """Return the format of a file by its ending; KeyError when it is none of RDF."""
    return SYNTAXES[path.suffix.lower()]


def statements(path: Path, notes: list[str] | None = None) -> Iterator[Quad]:
    """Yield the statements of an RDF file as they stand in it.

    Raises InputError with one line that says where what is wrong. ``notes`` takes what a user
    should know of the file.
    """
    syntax = syntax_of(path)
    with _said_plainly(path, syntax):
        if syntax.form in _LINES:
            yield from parse(path=path, format=syntax.form)
        elif syntax is _XML:
            from hezuo.graph.sources.xml_files import read_xml

            read_xml(path)
            yield from parse(path=path, format=syntax.form)
        elif syntax is _JSON:
            from hezuo.graph.sources.json_ld_files import json_ld_document

            content = json_ld_document(path, [] if notes is None else notes)
            yield from parse(content, format=syntax.form, base_iri=RELATIVE)
        else:
            with path.open("rb") as file:
                watched = _Watched(file, path)
                # Of a file the parser asks for no more than ``read``.
                for quad in parse(cast(IO[bytes], watched), format=syntax.form):
                    watched.silence = 0
                    yield quad


def line_of(path: Path, number: int) -> int:
    """Return the line of the statement with a number, from 1, or 0 where no line is a statement."""
    if syntax_of(path).form not in _LINES:
        return 0
    with path.open("rb") as file:
        for line, content in enumerate(file, start=1):
            if content.strip() and not content.lstrip().startswith(b"#"):
                number -= 1
                if number == 0:
                    return line
    return 0


class _Watched(io.RawIOBase):
    """A file that is read no further once its open brackets or its silence are no data."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self.silence = 0
        self._file, self._path, self._open = file, path, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.silence += len(chunk)
        self._open += chunk.count(b"[") + chunk.count(b"(")
        self._open -= chunk.count(b"]") + chunk.count(b")")
        if self._open > _MOST_OPEN:
            problem = f"opens more than {_MOST_OPEN} brackets that it does not close"
            raise _refused(self._path.name, f"{problem}; is the file damaged?")
        if self.silence > _LONGEST_SILENCE:
            problem = f"holds {_LONGEST_SILENCE >> 20} MB without a statement"
            raise _refused(self._path.name, f"{problem}; is the file damaged?")
        return chunk


@contextmanager
def _said_plainly(path: Path, syntax: Syntax) -> Iterator[None]:
    """Turn what the parser raises into one line."""
    try:
        yield
    except OSError as error:
        raise _refused(path.name, f"cannot be read ({error.strerror or error})") from None
    except (SyntaxError, MemoryError) as error:
        text = str(error)
        place = _PLACE.match(text)
        where = f"{path.name}, line {place[1]}, column {place[2]}" if place else path.name
        detail = _LAST_LINE.sub("", _PLACE.sub("", text))
        for said, meant in _SAID.items():
            if said in detail:
                raise _refused(where, meant) from None
        problem = f"is not well-formed {syntax.name} ({shortened(detail, 120)}); mend it there"
        raise _refused(where, problem) from None


def _refused(place: str, problem: str) -> InputError:
    return InputError([Fault(place, 0, "", problem)])
