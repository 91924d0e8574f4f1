"""Reads XML as a stream and refuses what is made to exhaust a reader.

No file of ours needs a document type with declarations of its own. Entities are declared there, and
a few lines of them stand for gigabytes of text or for files of the machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from hezuo.graph.errors import Fault, InputError, shortened

_CHUNK = 1 << 16
_DEEPEST = 200
# A piece of text or a tag larger than this is no data but a trap.
_LONGEST = 16 * 1024 * 1024
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii"}
# XML 1.0, 4.3.3: how a file begins that is in UTF-16.
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Reader(Protocol):
    """What is told of the elements of a file."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def text(self, text: str) -> None:
        """Take a piece of the text of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""


def read_xml(path: Path, reader: Reader | None = None) -> None:
    """Read a file to its end, telling ``reader`` of its elements.

    Raises InputError, with the line, for what is not well-formed, not UTF-8, declares entities,
    nests too deep or holds too long a text. Without a reader this only says that a file is safe.
    """
    guard = _Guard(path.name, reader)
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if guard.read == 0 and chunk.startswith(_UTF_16):
                    raise guard.refused("is in UTF-16; save it as UTF-8")
                guard.feed(chunk)
            guard.feed(b"")
    except OSError as error:
        raise InputError([Fault(path.name, 0, "", f"cannot be read ({error.strerror})")]) from None


class _Guard:
    """Watches over the parser while it takes a file piece by piece."""

    def __init__(self, name: str, reader: Reader | None) -> None:
        self.name, self.reader = name, reader
        self.read = self.depth = self.seen = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        if reader:
            self.parser.CharacterDataHandler = reader.text

    def feed(self, chunk: bytes) -> None:
        self.read += len(chunk)
        try:
            self.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            problem = f"is not well-formed XML ({expat.errors.messages[error.code]})"
            raise self.refused(f"{problem}; is the file whole?", error.lineno) from None
        if self.read - self.seen > _LONGEST:
            raise self.refused(f"holds a text of more than {_LONGEST >> 20} MB; take it out")

    def refused(self, problem: str, line: int = 0) -> InputError:
        line = line or self.parser.CurrentLineNumber
        return InputError([Fault(f"{self.name}, line {line}", 0, "", problem)])

    def _declaration(self, _: str, encoding: str | None, __: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise self.refused(f"is in the encoding {shortened(encoding)}; save it as UTF-8")

    def _doctype(self, *declared: str | int | None) -> None:
        has_declarations_inside = declared[-1]
        if has_declarations_inside:
            problem = "declares entities or elements in its DOCTYPE, which are not expanded"
            raise self.refused(f"{problem}; write the values themselves and take the DOCTYPE away")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.seen = self.parser.CurrentByteIndex
        if self.depth > _DEEPEST:
            raise self.refused(f"nests elements more than {_DEEPEST} deep; take some levels out")
        if self.reader:
            self.reader.start(name, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.seen = self.parser.CurrentByteIndex
        if self.reader:
            self.reader.end(name)
