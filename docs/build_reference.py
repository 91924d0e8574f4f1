"""Writes docs/reference.md and docs/tables.md: `make docs`, or --check to see if they are current.

The first is what every command says of itself, the second what the records and the ontology say of
every table and column, so neither can come to differ from the code.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import rdflib
from rdflib.namespace import RDFS

from hezuo.cli import COMMANDS, main
from hezuo.graph.fields import Says
from hezuo.graph.ontology import FOLDER, ontology
from hezuo.graph.records import RECORD_TYPES, Record
from hezuo.graph.vocabulary import expand, local_name

HERE = Path(__file__).resolve().parent
BUILT = "<!-- Written by docs/build_reference.py; `make docs` writes it anew. -->"
VALUES = {"integer": "whole number", "decimal": "number", "date": "date"}
FORMS = {"code": "six digits (GB/T 2260)", "sha256": "64 hexadecimal digits"}
TABLES = {kind.ROOT: kind.TABLE for kind in RECORD_TYPES if kind.TABLE}
# What is meant by properties of other vocabularies, on which our ontology does not comment.
REUSED = {
    "rdfs:label": "What it is called.",
    "skos:altLabel": "Other names it goes by.",
    "schema:identifier": "What registries call it: `ror:042aqky30`, `uscc:9144030071526726XG`, "
    "`pic:`, `isni:`, `wikidata:`, `grid:`, `fundref:`; of areas abroad `nuts:DED21`, "
    "`iso3166:DE`, `geonames:`.",
    "schema:address": "Street and town.",
    "schema:foundingDate": "When it was founded.",
    "org:subOrganizationOf": "What it is a part of.",
    "dcterms:description": "What it is about.",
    "dcterms:identifier": "A word or number that identifies it, and nothing else here.",
    "dc:publisher": "Who published it.",
    "dc:creator": "Who wrote it.",
    "dcterms:issued": "When it was published.",
    "dc:language": "The language it is in, such as zh.",
    "schema:url": "Where it is on the web.",
    "skos:notation": "The code of the division; empty for a zone, a region or a country.",
    "geo:sfWithin": "What it lies in.",
    "geo:sfContains": "What a region is made of.",
    "wgs84:long": "Degrees east.",
    "wgs84:lat": "Degrees north.",
    "org:member": "Who holds the post.",
    "org:organization": "Where the post is.",
    "foaf:member": "The experts in the team.",
}


def build() -> dict[Path, str]:
    """Return the pages, by the file that each belongs in."""
    return {HERE / "reference.md": reference_page(), HERE / "tables.md": tables_page()}


def reference_page() -> str:
    """Return the help of every command as one page."""
    parts = [BUILT, "# Commands", "What `hezuo COMMAND --help` says, of every command.", _help()]
    for name in COMMANDS:
        parts += [f"## hezuo {name}", _help(name)]
    return "\n\n".join(parts) + "\n"


def _help(name: str = "") -> str:
    """Return the help of hezuo or of one of its commands, 80 columns wide."""
    context = main.make_context("hezuo", [], resilient_parsing=True, terminal_width=80)
    if name:
        command = main.get_command(context, name)
        if command is None:
            raise LookupError(f"cli.py names a command {name}, which is not there")
        context = click.Context(command, info_name=name, parent=context)
    return f"```text\n{context.get_help()}\n```"


def tables_page() -> str:
    """Return the tables and their columns as one page, with what all tables have in common."""
    comments = rdflib.Graph().parse(FOLDER / "hezuo.ttl")
    kinds = [kind for kind in RECORD_TYPES if kind.TABLE]
    parts = [BUILT, (HERE / "tables_introduction.md").read_text("utf-8").strip()]
    parts.append("## The tables 表格")
    parts.append(
        "| Table | 表 | What a row is |\n| --- | --- | --- |\n"
        + "\n".join(f"| {_link(kind)} | {_label(kind, 'zh')} | {_doc(kind)} |" for kind in kinds)
    )
    for kind in kinds:
        parts.append(f"## {kind.TABLE}.csv")
        parts.append(f"{_label(kind, 'zh')} · {_label(kind, 'en')}. {_doc(kind)}")
        parts.append("\n".join(_columns(kind, comments)))
        if choices := _kinds(kind):
            parts.append(f"`kind` is one of: {choices}. Empty means {_label(kind, 'en').lower()}.")
    return "\n\n".join(parts) + "\n"


def _columns(kind: type[Record], comments: rdflib.Graph) -> Iterator[str]:
    """Yield the lines of the table of one table's own columns."""
    yield "| Column | 列 | Meaning | Values |"
    yield "| --- | --- | --- | --- |"
    for name, says in kind.statements():
        if name in Record.model_fields:
            continue
        required = " **(required)**" if kind.model_fields[name].is_required() else ""
        chinese = ontology().label(expand(says.property))
        comment = comments.value(rdflib.URIRef(expand(says.property)), RDFS.comment)
        meaning = str(comment or REUSED[says.property])
        if says.language == "en":
            chinese, meaning = f"英文{chinese}", "What it is called in English."
        yield f"| `{name}`{required} | {chinese} | {meaning} | {_values(kind, name, says)} |"


def _values(kind: type[Record], name: str, says: Says) -> str:
    """Return what a column's cells may hold."""
    is_list = kind.is_list(name)
    if says.one_of:
        members = ontology().members[expand(f"hz:{says.one_of}")]
        return f"{'any' if is_list else 'one'} of {', '.join(map(_named, members))}"
    if says.refers_to == ("Field",):
        return "list of names, which need no table"
    if says.refers_to:
        tables = ", ".join(map(_link_to, says.refers_to))
        return f"list of rows of {tables}" if is_list else f"a row of {tables}"
    return "list of texts" if is_list else FORMS.get(name) or VALUES.get(says.value, "text")


def _kinds(kind: type[Record]) -> str:
    """Return the classes that the `kind` column may name, if there is a choice."""
    classes = ontology().subclasses(expand(f"hz:{kind.ROOT}"))
    return ", ".join(_named(iri) for iri in classes) if len(classes) > 1 else ""


def _named(iri: str) -> str:
    return f"`{local_name(iri)}` {ontology().label(iri)}"


def _label(kind: type[Record], language: str) -> str:
    return ontology().label(expand(f"hz:{kind.ROOT}"), language)


def _doc(kind: type[Record]) -> str:
    return (kind.__doc__ or "").replace("``", "`")


def _link(kind: type[Record]) -> str:
    return f"[{kind.TABLE}.csv](#{kind.TABLE}csv)"


def _link_to(root: str) -> str:
    return f"[{TABLES[root]}](#{TABLES[root]}csv)"


def stale() -> list[Path]:
    """Return the pages whose files are missing or say something else."""
    return [
        path
        for path, text in build().items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]


def _run(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print(f"usage: {Path(sys.argv[0]).name} [--check]", file=sys.stderr)
        return 2
    outdated = stale()
    for path in outdated:
        if arguments:
            print(f"docs/{path.name} is not what the code says: run 'make docs'", file=sys.stderr)
        else:
            path.write_text(build()[path], "utf-8", newline="")
            print(f"wrote docs/{path.name}")
    return 1 if outdated and arguments else 0


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1:]))
