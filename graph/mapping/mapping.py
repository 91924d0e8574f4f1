"""The form of a mapping: a TOML file that says which columns of foreign tables feed which records.

docs/mappings.md explains it to those who write one. What is wrong with a mapping is said by its
file and key, before any table is read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hezuo.graph.errors import Fault, HezuoError, InputError, shortened
from hezuo.graph.mapping.formats import date_reader, number_reader
from hezuo.graph.mapping.patterns import Pattern, columns_of
from hezuo.graph.records import RECORD_TYPES, Record

FOLDER = Path(__file__).resolve().parents[2] / "data" / "mappings"
# A mapping is written by hand: what is larger is something else.
_LARGEST = 1_000_000
_BRACES = re.compile(r"\{[^{}]*\}")
_BRACE = re.compile(r"[{}]")

_TYPES = {kind.__name__: kind for kind in RECORD_TYPES if kind.__name__ != "Source"}
# Which source states a record, and where, is not for a mapping to say.
_SET_BY_READING = ("source", "evidence")
# In what is said of the source: the name of the first file.
FILE = "file"
# The column that stands for one item, where a row feeds a record for each of several.
ITEM = "item"


def _as_list(given: Any) -> Any:
    return given if isinstance(given, list) else [given]


def _as_values(given: Any) -> Any:
    """Return what a field was given as a list of tables: a template alone is a table with it."""
    return [{"value": one} if isinstance(one, (str, int)) else one for one in _as_list(given)]


def _date_form(form: str) -> str:
    date_reader(form)
    return form


def _number_form(form: str) -> str:
    number_reader(form)
    return form


def _pattern(text: str) -> str:
    if not Pattern(text).is_well_formed():
        raise ValueError("is no pattern; write names in braces with marks between: {code} / {name}")
    return text


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
Where = dict[str, Texts]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Value(_Part):
    """Where a value comes from, and what is done with it, in the order of these fields."""

    where: Where = {}
    value: Annotated[str, BeforeValidator(str)] = ""
    record: str = ""
    rows: str = ""
    match: dict[str, str] = {}
    split: str = ""
    script: Literal["", "Chinese", "other"] = ""
    choices: str | dict[str, str] = ""
    otherwise: str | None = None
    pick: Literal["first", "last", "longest", ""] = ""
    dates: Annotated[str, AfterValidator(_date_form)] = ""
    numbers: Annotated[str, AfterValidator(_number_form)] = ""


Values = Annotated[tuple[Value, ...], BeforeValidator(_as_values)]


class RecordRule(_Part):
    """Which record a row of a table feeds, and each of its fields.

    With ``each`` a row feeds one for every item of that value, which is then the column ``item``.
    """

    type_name: Annotated[str, Field(alias="type")]
    name: Annotated[str, Field(alias="as")] = ""
    where: Where = {}
    each: Values = ()
    key: Texts = ()
    only_missing: bool = False
    fields: dict[str, Values]

    @property
    def kind(self) -> type[Record]:
        """The class of the record."""
        return _TYPES[self.type_name]


class TableRule(_Part):
    """How a table is recognised, which columns are worked out, and what its rows feed."""

    sheet: str = ""
    headings: Annotated[tuple[str, ...], Field(min_length=1)]
    may_lack: tuple[str, ...] = ()
    is_optional: Annotated[bool, Field(alias="optional")] = False
    parts: dict[str, Annotated[str, AfterValidator(_pattern)]] = {}
    columns: dict[str, Values] = {}
    records: Annotated[tuple[RecordRule, ...], Field(min_length=1)]


class SourceRule(_Part):
    """Who states what the tables hold."""

    id: str = "{file}"
    title: str = "{file}"
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    note: str | None = None


class Mapping(_Part):
    """A mapping as its file states it; ``file`` is the file's name, for messages."""

    file: str = ""
    title: str = ""
    dates: Annotated[str, AfterValidator(_date_form)] = ""
    numbers: Annotated[str, AfterValidator(_number_form)] = ""
    on_fault: Literal["stop", "skip"] = "stop"
    source: SourceRule = SourceRule()
    choices: dict[str, dict[str, str]] = {}
    tables: Annotated[dict[str, TableRule], Field(min_length=1)]


def shipped_mappings() -> list[str]:
    """Return the names of the mappings that come with hezuo."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_mapping(named: Path | str) -> Mapping:
    """Return the mapping in a file, or the shipped one of that name.

    Raises HezuoError when there is none, and InputError with every fault of its content.
    """
    path = _path(named)
    try:
        content = path.read_bytes()
        if len(content) > _LARGEST:
            raise HezuoError(f"{path.name} is no mapping: it is too long", "name a TOML file")
        stated = tomllib.loads(content.decode())
    except OSError as error:
        raise HezuoError(f"{path} cannot be read ({error.strerror})", "name a file") from error
    except UnicodeDecodeError as error:
        raise HezuoError(f"{path.name} is not UTF-8", "save the mapping as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise HezuoError(f"{path.name} is not TOML: {error}", "mend that line") from error
    return mapping_from(stated, path.name)


def mapping_from(stated: dict[str, Any], file: str) -> Mapping:
    """Return the mapping that a table of TOML states; InputError with every fault."""
    try:
        mapping = Mapping.model_validate(stated | {"file": file})
    except ValidationError as error:
        raise InputError([_fault(file, detail) for detail in error.errors()]) from error
    faults = [Fault(f"{file}, key {key}", 0, "", problem) for key, problem in _problems(mapping)]
    if faults:
        raise InputError(faults)
    return mapping


def _path(named: Path | str) -> Path:
    text = str(named)
    if text in shipped_mappings():
        return FOLDER / f"{text}.toml"
    if not Path(named).is_file():
        known = ", ".join(shipped_mappings())
        raise HezuoError(
            f"there is no mapping {shortened(text)!r}",
            f"name a TOML file, or one of those that come with hezuo: {known}",
        )
    return Path(named)


def _fault(file: str, detail: Any) -> Fault:
    """Return what does not have the form of a mapping, in plain words."""
    *above, last = detail["loc"]
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in (*above, last))
    given = shortened(repr(detail["input"]))
    problems = {
        "missing": "is missing; add it",
        "extra_forbidden": "is no key that a mapping has here; take it away",
        "literal_error": f"is {given}; write {detail.get('ctx', {}).get('expected', '')}",
        "too_short": "is empty; fill it in",
        "string_type": f"is {given}; write text in quotation marks",
        "dict_type": f"is {given}; write a table",
        "model_type": f"is {given}; write a table",
        "bool_type": f"is {given}; write true or false",
        "value_error": str(detail.get("ctx", {}).get("error", "")),
    }
    # What is wrong with one of two forms that a key may have is named by the key alone.
    key = key.removesuffix(".str").replace(".dict[str,str]", "")
    return Fault(f"{file}, key {key}", 0, "", problems.get(detail["type"], detail["msg"]))


def _problems(mapping: Mapping) -> Iterator[tuple[str, str]]:
    """Yield the key and the problem of everything that refers to what is not there."""
    for name, text in mapping.source:
        for column in columns_of(text or ""):
            if column != FILE:
                yield f"source.{name}", f"names {{{column}}}; only {{{FILE}}} can stand here"
    for name, table in mapping.tables.items():
        place = f"tables.{name}"
        for column, values in table.columns.items():
            for value in values:
                for problem in _value_problems(mapping, table, value):
                    yield f"{place}.columns.{column}", problem
        for number, rule in enumerate(table.records, start=1):
            yield from _record_problems(mapping, table, rule, f"{place}.records.{number}")


def _record_problems(
    mapping: Mapping, table: TableRule, rule: RecordRule, place: str
) -> Iterator[tuple[str, str]]:
    if rule.type_name not in _TYPES:
        yield (
            f"{place}.type",
            f"is {shortened(rule.type_name)!r}{_nearest(rule.type_name, list(_TYPES))}",
        )
        return
    for value in rule.each:
        if value.record or value.rows:
            yield f"{place}.each", "takes the items of a column, and no record or rows"
        for problem in _value_problems(mapping, table, value):
            yield f"{place}.each", problem
    known = [name for name in rule.kind.model_fields if name not in _SET_BY_READING]
    for name, values in rule.fields.items():
        if name not in known:
            problem = f"is no field of {rule.type_name}{_nearest(name, known)}"
            yield f"{place}.fields.{name}", problem
        says = dict(rule.kind.statements()).get(name)
        for value in values:
            if value.record and says and not says.refers_to:
                yield f"{place}.fields.{name}", "is text and no reference; name a column instead"
            for problem in _value_problems(mapping, table, value):
                yield f"{place}.fields.{name}", problem


def _value_problems(mapping: Mapping, table: TableRule, value: Value) -> Iterator[str]:
    """Yield what a value refers to that the mapping lacks."""
    if isinstance(value.choices, str) and value.choices and value.choices not in mapping.choices:
        yield f"names the choices {value.choices!r}{_nearest(value.choices, list(mapping.choices))}"
    if value.rows and value.rows not in mapping.tables:
        yield f"names the rows of {value.rows!r}{_nearest(value.rows, list(mapping.tables))}"
    elif value.rows and not value.match:
        yield "names rows but not which; add match = { their column = our column }"
    elif value.record:
        names = [rule.name for rule in (mapping.tables[value.rows] if value.rows else table).records
                 if rule.name]  # fmt: skip
        if value.record not in names:
            yield f"names the record {value.record!r}{_nearest(value.record, names)}"
    if _BRACE.search(_BRACES.sub("", value.value)):
        yield f"has a brace without its other half: {value.value!r}"
    if not (value.value or value.record):
        yield "names neither a value nor a record; add value = '{column}'"


def _nearest(word: str, words: list[str]) -> str:
    close = get_close_matches(word, words, n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f"; there are {', '.join(words)}" if words else "; there are none"
