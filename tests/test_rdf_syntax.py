"""Files that are damaged or made to do harm: one clear line each, little memory, no crash."""

import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from loopback import listening

from hezuo.graph.errors import InputError
from hezuo.graph.sources.rdf_syntax import statements

MB = 1 << 20
XML = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="https://a.example/">'
    b'<rdf:Description rdf:about="https://a.example/b"><x:p>%s</x:p></rdf:Description></rdf:RDF>'
)
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) if n else b'<!ENTITY l1 "ha">'
    for n in range(10)
)
GOOD = b"<https://a.example/b> <https://a.example/p> <https://a.example/c> .\n"


def said(path: Path, content: bytes) -> str:
    """Return the one line that says what is wrong with a file."""
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(statements(path))
    first, last = str(caught.value).splitlines()
    assert last == "1 fault; nothing was stored"
    return first


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("x.ttl", GOOD + b'<https://a.example/b> <https://a.example/p> "cut',
         "x.ttl, line 2, column 45: ends in the midst of a statement; is the file whole?"),
        ("x.ttl", b"<b> <c> <d> .",
         "x.ttl, line 1, column 1: has a relative IRI; write it in full, or declare a base"),
        ("x.nt", GOOD + b'<https://a.example/b> <https://a.example/p> "\xff" .',
         "x.nt, line 2, column 46: is not UTF-8; save it as UTF-8"),
        ("x.nq", bytes(range(256)), "x.nq, line 1, column 1: is not well-formed N-Quads ("),
        ("x.trig", b"\x1f\x8b\0\0", "x.trig, line 1, column 1: is not well-formed TriG ("),
        ("x.jsonld", b'{"@context": "https://schema.org/", "@id": "https://a.example/b"}',
         "x.jsonld: names the context 'https://schema.org/', and nothing is fetched from the web; "
         "put the context itself into the file"),
        ("x.jsonld", b'{"@context": {"@version": 1.1, "@import": "https://schema.org/"}}',
         "x.jsonld: imports a context from the web; put it into the file"),
        ("x.jsonld", b'{"@id": "https://a.example/b",\n "https://a.example/p": ',
         "x.jsonld, line 2, column 25: is not well-formed JSON (Expecting value); is the file"),
        ("x.json", b'{"a": "\xff"}', "x.json, line 1: is not UTF-8; save it as UTF-8"),
        ("x.json", b'{"a": ' + b"1" * 5000 + b"}", "x.json: is not well-formed JSON (Exceeds"),
        ("x.jsonld", b"[" * 100_000, "x.jsonld: nests values more than 200 deep"),
        ("x.jsonld", b'{"https://a.example/p":' * 50_000 + b"1" + b"}" * 50_000,
         "x.jsonld: nests values more than 200 deep; take some levels out"),
        ("x.jsonld", b'{"@context": {%s}}' % b",".join(
            b'"t%d": "t%d:x"' % (n, n + 1) for n in range(50_000)),
         "x.jsonld: has contexts of more than 3000 terms; take some out"),
        ("x.rdf", (XML % b"a")[:-20], "x.rdf, line 1: is not well-formed XML ("),
        ("x.rdf", XML.replace(b"https://a.example/b", b"b") % b"a", "x.rdf: has a relative IRI; "),
        ("x.rdf", b"<!DOCTYPE rdf:RDF [" + LAUGHS + b"]>" + XML % b"&l9;",
         "x.rdf, line 1: declares entities or elements in its DOCTYPE, which are not expanded; "
         "write the values themselves and take the DOCTYPE away"),
        ("x.owl", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + XML % b"&x;",
         "x.owl, line 1: declares entities or elements in its DOCTYPE"),
        ("x.xml", b'<!DOCTYPE a [%unknown; <!ENTITY x "y">]>' + XML % b"&x;",
         "x.xml, line 1: declares entities or elements in its DOCTYPE"),
        ("x.rdf", XML % b"&undeclared;", "x.rdf, line 1: is not well-formed XML (undefined entity"),
        ("x.rdf", b'<?xml version="1.0" encoding="GBK"?>' + XML % b"a",
         "x.rdf, line 1: is in the encoding GBK; save it as UTF-8"),
        ("x.rdf", (XML % b"a").decode().encode("utf-16"), "x.rdf, line 1: is in UTF-16; save it"),
        ("x.rdf", b"<a>" * 1000, "x.rdf, line 1: nests elements more than 200 deep; take some"),
    ],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_what_is_wrong_with_a_file(tmp_path: Path, name: str, content: bytes, line: str) -> None:
    assert said(tmp_path / name, content).startswith(line)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("x.ttl", "x.nt", "x.rdf", "x.jsonld"):
        with pytest.raises(InputError, match=f"{name}: cannot be read"):
            list(statements(tmp_path / name))


def zeros(head: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            file.truncate(2_000_000_000)

    return write


def repeated(head: bytes, body: bytes, size: int = 100 * MB) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(head)
            for _ in range(size // len(body)):
                file.write(body)

    return write


QUOTED = b'<https://a.example/b> <https://a.example/p> "'
TRAPS = {
    "zeros.nt": (zeros(QUOTED), "holds a text of more than 16 MB; take it out"),
    "zeros.ttl": (zeros(QUOTED), "holds a text of more than 16 MB; take it out"),
    "zeros.jsonld": (zeros(b'{"a": "'), "is JSON-LD of more than 64 MB; turn it into N-Quads"),
    "zeros.rdf": (zeros(b"<a>"), "is not well-formed XML (not well-formed (invalid token))"),
    "text.nq": (repeated(QUOTED, b"a" * MB), "holds a text of more than 16 MB; take it out"),
    "text.rdf": (repeated(XML.partition(b"%s")[0], b"a" * MB), "a text of more than 16 MB"),
    "tag.rdf": (repeated(b'<a b="', b"a" * MB), "holds a text of more than 16 MB; take it out"),
    "lists.ttl": (repeated(b"<https://a.example/b> <https://a.example/p> ", b"(" * 1000),
                  "opens more than 100000 brackets that it does not close; is the file damaged?"),
    "nodes.trig": (repeated(b"", b"[ <https://a.example/p> " * 1000),
                   "opens more than 100000 brackets that it does not close; is the file damaged?"),
    "prefixes.ttl": (repeated(b"", b"".join(b"@prefix p%d: <https://a.example/> .\n" % n
                                            for n in range(9999))),
                     "holds 64 MB without a statement; is the file damaged?"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_told_from_data_in_little_memory(tmp_path: Path, name: str) -> None:
    write, line = TRAPS[name]
    write(tmp_path / name)
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from hezuo.graph.sources.rdf_syntax import statements\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: list(statements(Path(sys.argv[1])))\n"
        "except Exception as error: print(error)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, tmp_path / name],
        capture_output=True, encoding="utf-8", timeout=60, preexec_fn=little_memory,
    )  # fmt: skip
    (tmp_path / name).unlink()
    assert (ran.returncode, ran.stderr) == (0, "")
    told, _, grown = ran.stdout.splitlines()
    assert line in told
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(grown) * unit < 150 * MB


def little_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4096 * MB, 4096 * MB))


def test_nothing_is_fetched(tmp_path: Path) -> None:
    with listening() as server:
        address = server.address.encode()
        for name, content in {
            "x.jsonld": b'{"@context": "%s/c", "@id": "a:b"}' % address,
            "x.rdf": b'<!DOCTYPE a SYSTEM "%s/d">' % address + XML % b"a",
            "y.rdf": b'<!DOCTYPE a [<!ENTITY x SYSTEM "%s/e">]>' % address + XML % b"&x;",
        }.items():
            (tmp_path / name).write_bytes(content)
            with suppress(InputError):
                list(statements(tmp_path / name))
        assert server.requests == []
