"""The form of a mapping: every fault of it is named by file and key, before a table is read."""

from pathlib import Path

import pytest
from mapped_files import write_mapping

from hezuo.graph.errors import HezuoError, InputError
from hezuo.graph.mapping.mapping import load_mapping, shipped_mappings

GOOD = """
    [tables.t]
    headings = ["Name"]
    [[tables.t.records]]
    type = "Organization"
    fields.name = "{Name}"
"""


def faults(folder: Path, text: str) -> str:
    with pytest.raises(InputError) as caught:
        load_mapping(write_mapping(folder, text))
    return str(caught.value)


@pytest.mark.parametrize("name", shipped_mappings())
def test_every_shipped_mapping_is_sound_and_says_whose_the_data_is(name):
    mapping = load_mapping(name)
    assert mapping.title
    assert mapping.source.publisher
    assert mapping.source.url
    assert mapping.source.note


def test_the_mappings_of_the_issue_ship():
    assert {"keep-eu", "ror"} <= set(shipped_mappings())


def test_a_mapping_of_five_lines_is_enough(tmp_path):
    mapping = load_mapping(write_mapping(tmp_path, GOOD))
    assert mapping.tables["t"].records[0].fields["name"][0].value == "{Name}"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("headings", "heading"), "key tables.t.headings: is missing; add it"),
        (("headings", "heading"), "key tables.t.heading: is no key that a mapping has here"),
        (('type = "Organization"', ""), "key tables.t.records.1.type: is missing"),
        (("Organization", "Organisation"), "did you mean Organization?"),
        (("fields.name", "fields.nome"), "key tables.t.records.1.fields.nome: is no field of"),
        (("fields.name", "fields.source"), "key tables.t.records.1.fields.source: is no field"),
        (('"{Name}"', "{ split = 2 }"), "fields.name.1.split: is 2; write text in quotation"),
        (('"{Name}"', '{ script = "Latin" }'), "is 'Latin'; write '', 'Chinese' or 'other'"),
        (('"{Name}"', "{ }"), "fields.name: names neither a value nor a record"),
        (('"{Name}"', '"{Name"'), "fields.name: has a brace without its other half"),
        (('"{Name}"', '{ record = "x" }'), "fields.name: is text and no reference"),
        (('"{Name}"', '{ record = "x" }'), "names the record 'x'; there are none"),
        (('"{Name}"', '{ value = "{Name}", choices = "c" }'), "names the choices 'c'"),
        (('"{Name}"', '{ value = "{N}", rows = "u", match = { A = "B" } }'), "the rows of 'u'"),
        (('"{Name}"', '{ value = "{N}", rows = "t" }'), "names rows but not which"),
        (('"{Name}"', '{ value = "{Name}", dates = "DMY" }'), "is no form of dates"),
        (('"{Name}"', '{ value = "{Name}", numbers = "12" }'), "is no form of numbers"),
        (('["Name"]', "[]"), "key tables.t.headings: is empty; fill it in"),
        (('["Name"]', '["Name"]\nparts = { Name = "{a}{b}" }'), "is no pattern"),
    ],
)
def test_what_is_wrong_is_said_by_its_key(tmp_path, change, fault):
    assert GOOD.replace(*change) != GOOD
    text = faults(tmp_path, GOOD.replace(*change))
    assert text.startswith("map.toml, key ")
    assert fault in text
    assert text.endswith("nothing was stored")


def test_the_source_can_be_called_after_the_file_and_nothing_else(tmp_path):
    assert "key source.id: names {Name}; only {file}" in faults(
        tmp_path, '[source]\nid = "{Name}"\n' + GOOD.replace("    ", "")
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"[tables", "map.toml is not TOML"),
        ("名称".encode("gbk"), "map.toml is not UTF-8; save the mapping as UTF-8"),
        (b"#" * 1_000_001, "map.toml is no mapping: it is too long"),
        (b"", "key tables: is missing"),
    ],
)
def test_what_is_no_mapping_is_refused_in_one_line(tmp_path, content, problem):
    path = tmp_path / "map.toml"
    path.write_bytes(content)
    with pytest.raises(HezuoError, match=problem):
        load_mapping(path)


def test_a_mapping_that_is_not_there_names_those_that_are():
    with pytest.raises(HezuoError, match=r"there is no mapping 'kep-eu'.*keep-eu.*, ror"):
        load_mapping("kep-eu")
