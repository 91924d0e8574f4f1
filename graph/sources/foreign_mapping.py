"""The form of a mapping of foreign RDF: a TOML file that says which classes become which records.

For each kind of record it names classes, and for each field the ways that lead from a thing to its
values: SPARQL property paths, or patterns between ``?thing`` and ``?value``. docs/mappings.md shows
one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from hezuo.graph.errors import Fault, HezuoError, InputError, QueryError, shortened
from hezuo.graph.ontology import ontology
from hezuo.graph.records import RECORD_TYPES, Record
from hezuo.graph.store.guard import query_form
from hezuo.graph.vocabulary import expand

FOLDER = Path(__file__).resolve().parents[2] / "data" / "mappings" / "rdf"
_TYPES = {kind.TABLE: kind for kind in RECORD_TYPES if kind.TABLE and kind.TABLE != "sources"}
# Which source states a record, and where in it, is not for a mapping to say.
_SET_BY_READING = ("source", "evidence", "kind")
_LARGEST = 1_000_000


def _as_ways(given: Any) -> Any:
    """Return a field's ways as a list of tables: a path alone is a table with it."""
    listed = given if isinstance(given, list) else [given]
    return [{"path": one} if isinstance(one, str) else one for one in listed]


def _as_classes(given: Any) -> Any:
    return dict.fromkeys(given, "") if isinstance(given, list) else given


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Way(_Part):
    """One way from a thing to values of a field, and what is done with them.

    ``where`` is a SPARQL pattern with ``?thing`` and ``?value``, for what no path can say.
    ``prefix`` is put before the text; ``choices`` replaces whole texts; ``default`` is the value of
    things that have none.
    """

    path: str = ""
    where: str = ""
    prefix: str = ""
    choices: dict[str, str] = {}
    default: str = ""

    def pattern(self) -> str:
        """Return the SPARQL pattern from ``?thing`` to ``?value``."""
        return self.where or f"?thing {self.path} ?value"


Ways = Annotated[tuple[Way, ...], BeforeValidator(_as_ways)]


class Things(_Part):
    """Classes whose things become records of one table; each class may give them a kind."""

    table: str
    classes: Annotated[dict[str, str], BeforeValidator(_as_classes)]
    fields: dict[str, Ways]

    @property
    def record(self) -> type[Record]:
        """Return the type of the records."""
        return _TYPES[self.table]


class ForeignMapping(_Part):
    """A mapping: its prefixes, and the kinds of things, of which the first that fits is taken.

    ``replaced`` are namespaces that are read as others; ``languages`` is the order in which names
    are preferred, the empty one standing for a name without a language.
    """

    title: str
    prefixes: dict[str, str]
    replaced: dict[str, str] = {}
    languages: tuple[str, ...] = ("zh", "", "en")
    things: tuple[Things, ...]

    def expanded(self, name: str) -> str:
        """Return the IRI of a prefixed name in the mapping."""
        prefix, _, local = name.partition(":")
        return self.prefixes[prefix] + local

    def classes(self) -> set[str]:
        """Return the IRIs of all classes that the mapping knows."""
        return {self.expanded(name) for things in self.things for name in things.classes}

    def renamed(self, iri: str) -> str:
        """Return an IRI in the namespace that it is read in."""
        for old, new in self.replaced.items():
            if iri.startswith(old):
                return new + iri.removeprefix(old)
        return iri

    def query(self, things: Things, pattern: str) -> str:
        """Return the query for the values of all things of a kind."""
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in self.prefixes.items())
        classes = f"VALUES ?class {{ {' '.join(things.classes)} }}"
        return (
            f"{prefixes}SELECT DISTINCT ?thing ?value WHERE {{\n"
            f"  {{ SELECT DISTINCT ?thing WHERE {{ {classes} ?thing a ?class }} }}\n"
            f"  {pattern}\n}}"
        )


def shipped() -> dict[str, Path]:
    """Return the mappings of foreign RDF that come with hezuo, by their names."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


def load_mapping(mapping: str) -> ForeignMapping:
    """Return the mapping that ships under a name, or the one in a file.

    Raises HezuoError when there is none, and InputError with what is wrong with it by its keys.
    """
    known = shipped()
    path = known.get(mapping, Path(mapping))
    if not path.is_file() or path.stat().st_size > _LARGEST:
        names = ", ".join(known)
        raise HezuoError(
            f"there is no mapping of RDF {shortened(mapping)!r}", f"name one of {names}, or a file"
        )
    try:
        found = ForeignMapping.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError([Fault(path.name, 0, "", f"is not well-formed TOML ({error})")]) from None
    except ValidationError as error:
        raise InputError([_fault(path, detail) for detail in error.errors()]) from None
    problems = [Fault(path.name, 0, key, problem) for key, problem in _problems(found)]
    if problems:
        raise InputError(problems)
    return found


def _fault(path: Path, detail: Mapping[str, Any]) -> Fault:
    key = ".".join(map(str, detail["loc"]))
    return Fault(f"{path.name}, key {key}", 0, "", detail["msg"])


def _problems(mapping: ForeignMapping) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a mapping beyond its form."""
    for things in mapping.things:
        if things.table not in _TYPES:
            yield "things.table", f"{things.table!r} is no table; there are {', '.join(_TYPES)}"
            continue
        yield from _class_problems(mapping, things)
        for name, ways in things.fields.items():
            known = [field for field in things.record.model_fields if field not in _SET_BY_READING]
            if name not in known:
                problem = f"{name!r} is no field of {things.table}; there are {', '.join(known)}"
                yield f"things.fields.{name}", problem
            for way in ways:
                if way.path or way.where:
                    yield from _query_problems(mapping, things, name, way)
                elif not way.default:
                    yield f"things.fields.{name}", "has no path; write one"


def _class_problems(mapping: ForeignMapping, things: Things) -> Iterator[tuple[str, str]]:
    kinds = ontology().subclasses(expand(f"hz:{things.record.ROOT}"))
    for name, kind in things.classes.items():
        if name.partition(":")[0] not in mapping.prefixes or ":" not in name:
            yield "things.classes", f"{name!r} has a prefix that [prefixes] does not declare"
        if kind and expand(f"hz:{kind}") not in kinds:
            yield "things.classes", f"{kind!r} is no kind of {things.table}"


def _query_problems(
    mapping: ForeignMapping, things: Things, name: str, way: Way
) -> Iterator[tuple[str, str]]:
    """Yield why a way cannot be asked; nothing of a mapping leaves the machine."""
    from pyoxigraph import Store

    query = mapping.query(things, way.pattern())
    try:
        if query_form(query) != "SELECT":
            raise SyntaxError("it is no pattern")
        Store().query(query)
    except (SyntaxError, QueryError) as error:
        problem = f"{shortened(way.path or way.where)!r} cannot be asked ({error})"
        yield f"things.fields.{name}", problem
