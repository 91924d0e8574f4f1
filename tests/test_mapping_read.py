"""Foreign tables read as a mapping says: joins, merging, lists, and what is wrong with rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapped_files import of_kind, read, write_mapping, write_table

from hezuo.graph.errors import InputError
from hezuo.graph.mapping.read import read_mapped
from hezuo.graph.records import Area, Organization, Project, Source
from hezuo.graph.resolve import link

ORGANIZATIONS = """
    [tables.t]
    headings = ["Name"]
    may_lack = ["Other names", "Place", "Country", "Founded", "ROR", "Type"]
    [choices.kinds]
    edu = "University"
    gov = "政府部门"
    [[tables.t.records]]
    type = "Area"
    as = "place"
    where = { Place = "*" }
    fields.name = "{Place}"
    fields.within = "{Country}"
    [[tables.t.records]]
    type = "Organization"
    fields.name = "{Name}"
    fields.aliases = { value = "{Other names}", split = "|" }
    fields.district = [{ record = "place" }, "{Country}"]
    fields.founded = "{Founded}"
    fields.identifiers = "ror:{ROR}"
    fields.kind = { value = "{Type}", split = ",", choices = "kinds", otherwise = "" }
"""
JOINED = """
    [tables.partners]
    headings = ["Project", "Partner", "Role"]
    [[tables.partners.records]]
    type = "Organization"
    as = "partner"
    fields.name = "{Partner}"

    [tables.projects]
    headings = ["Title", "Budget"]
    [[tables.projects.records]]
    type = "Project"
    [tables.projects.records.fields]
    name = "{Title}"
    budget = { value = "{Budget}", numbers = "1.234,5" }
    participants = { rows = "partners", match = { Project = "Title" }, record = "partner" }
    [tables.projects.records.fields.lead]
    rows = "partners"
    match = { Project = "Title" }
    where = { Role = ["lead", "LEAD"] }
    record = "partner"
"""


def joined(folder, projects, partners):
    paths = [
        write_table(folder / "a.csv", ("Title", "Budget"), *projects),
        write_table(folder / "b.csv", ("Project", "Partner", "Role"), *partners),
    ]
    return read_mapped(paths, write_mapping(folder, JOINED))


def test_rows_become_records_with_their_place_and_the_users_headings(tmp_path):
    tables = read(tmp_path, ORGANIZATIONS, ("NAME ", "Founded"), ("ACME", "1999"))
    row = tables.rows[-1]
    assert row.record == Organization(name="ACME", founded="1999", source="table")
    assert (row.file, row.row, row.heading("name")) == ("table.csv", 2, "NAME")


def test_headings_may_stand_below_a_title(tmp_path):
    tables = read(tmp_path, ORGANIZATIONS, ("All of them",), ("x", "Name"), ("1", "ACME"))
    assert [(row.record.label(), row.row) for row in tables.rows[1:]] == [("ACME", 3)]
    assert tables.notes == ["table.csv: these columns are not used: x"]


def test_lists_are_split_and_choices_put_in_their_words(tmp_path):
    tables = read(
        tmp_path,
        ORGANIZATIONS,
        ("Name", "Other names", "Type"),
        ("A", "x | y|x", "EDU"),
        ("B", "", "other,gov"),
        ("C", "", "other"),
    )
    found = of_kind(tables, Organization)
    assert [record.kind for record in found] == ["University", "GovernmentBody", ""]
    assert found[0].aliases == ("x", "y")


def test_a_record_is_referred_to_even_where_others_have_its_name(tmp_path):
    rows = [("Name", "Place", "Country"), ("A", "Halle", "Germany"), ("B", "Halle", "Belgium")]
    linked = link(read(tmp_path, ORGANIZATIONS, *rows).rows)
    place = {item.record.label(): item.references.get("district") for item in linked}
    assert place["A"] != place["B"]
    assert place["A"] is not None


def test_a_country_under_two_names_is_one_place(tmp_path):
    rows = [("Name", "Place", "Country"), ("A", "Halle", "Germany"), ("B", "Halle", "德国")]
    assert len(of_kind(read(tmp_path, ORGANIZATIONS, *rows), Area)) == 1


def test_rows_of_one_identifier_are_one_record_and_what_differs_is_noted(tmp_path):
    ror = "042aqky30"
    tables = read(
        tmp_path,
        ORGANIZATIONS,
        ("Name", "Other names", "Founded", "ROR"),
        ("TU Dresden", "TUD", "", ror),
        ("TUD", "Technische Universität", "1828", f" {ror}"),
        ("TU Dresden", "", "1829", ror),
    )
    (found,) = of_kind(tables, Organization)
    assert found.name == "TU Dresden"
    assert found.aliases == ("TUD", "Technische Universität")
    assert found.founded == "1828"
    assert tables.notes == [
        "1 row with another name of the same Organization; the first one stated is kept "
        "(not 'TUD' of table.csv, row 3)",
        "1 row with another founded of the same Organization; the first one stated is kept "
        "(not '1829' of table.csv, row 4)",
    ]


def test_rows_of_one_table_feed_records_of_another(tmp_path):
    partners = [("P", "A", "x"), ("P", "B", "lead"), ("Q", "A", "LEAD"), ("P", "A", "y")]
    tables = joined(tmp_path, [("P", "1.234,50"), ("Q", "")], partners)
    p, q = of_kind(tables, Project)
    assert (p.lead, p.participants) == ("organization:B", ("organization:A", "organization:B"))
    assert (q.lead, q.participants) == ("organization:A", ("organization:A",))
    assert str(p.budget) == "1234.50"
    assert len(link(tables.rows)) == 5
    assert tables.notes == []


def test_rows_that_match_none_are_noted(tmp_path):
    tables = joined(tmp_path, [("P", "")], [("p", "A", ""), ("R", "B", "lead")])
    assert of_kind(tables, Project)[0].participants == ()
    assert tables.notes == [
        "2 rows of partners with no match among those of projects, and so not joined "
        "(the first: b.csv, row 2)",
        "1 row of partners with no match among those of projects, and so not joined "
        "(the first: b.csv, row 3)",
    ]


def test_the_order_of_the_files_does_not_matter(tmp_path):
    joined(tmp_path, [("P", "1")], [("P", "A", "lead")])
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    mapping = tmp_path / "map.toml"
    # Only the source, which is called after the first file, is another.
    first, second = (
        [
            row.record.model_copy(update={"source": ""})
            for row in read_mapped(some, mapping).rows[1:]
        ]
        for some in (paths, paths[::-1])
    )
    assert first == second


def test_a_cell_that_names_several_feeds_a_record_for_each(tmp_path):
    mapping = """
        [tables.t]
        headings = ["项目名称", "参与单位"]
        [[tables.t.records]]
        type = "Organization"
        as = "parties"
        each = { value = "{参与单位}", split = "、" }
        fields.name = "{item}"
        [[tables.t.records]]
        type = "Project"
        fields.name = "{项目名称}"
        fields.participants = { record = "parties" }
    """
    tables = read(
        tmp_path,
        mapping,
        ("项目名称", "参与单位"),
        ("甲", "重庆大学、西南大学"),
        ("乙", "西南大学"),
    )
    names = [record.name for record in of_kind(tables, Organization)]
    assert names == ["重庆大学", "西南大学"]
    assert [len(record.participants) for record in of_kind(tables, Project)] == [2, 1]
    link(tables.rows)


def test_what_only_is_pointed_to_is_kept_by_name_and_counted(tmp_path):
    mapping = """
        [tables.t]
        headings = ["Name", "Parent"]
        [[tables.t.records]]
        type = "Organization"
        fields.name = "{Name}"
        fields.parents = "{Parent}"
        [[tables.t.records]]
        type = "Organization"
        where = { Parent = "*" }
        only_missing = true
        fields.name = "{Parent}"
    """
    rows = [("Name", "Parent"), ("A", "X"), ("B", "A"), ("C", "X"), ("D", "E"), ("E", "")]
    tables = read(tmp_path, mapping, *rows)
    assert len(of_kind(tables, Organization)) == 6
    # E is pointed to before its own row comes, and that row then describes it.
    assert tables.notes == [
        "table.csv: 2 rows pointing to 1 organization that no table describes; kept by name"
    ]
    link(tables.rows)


def test_columns_can_be_worked_out_of_others(tmp_path):
    mapping = """
        [tables.t]
        headings = ["NUTS3"]
        [tables.t.parts]
        NUTS3 = "{code} / {label}"
        [tables.t.columns]
        upper = { value = "{label}", split = ",", script = "other", pick = "last" }
        [[tables.t.records]]
        type = "Area"
        fields = { name = "{upper}", identifiers = "nuts:{code}" }
    """
    tables = read(tmp_path, mapping, ("NUTS3",), ("DEG01  / 爱尔福特,Erfurt , Stadt",))
    assert of_kind(tables, Area) == [
        Area(name="Stadt", identifiers=("nuts:DEG01",), source="table"),
    ]


FAULTY = [
    ("Name", "Founded", "ROR", "Type"),
    ("A", "soon", "", ""),
    ("", "1999", "", ""),
    ("C", "1999", "042aqky31", ""),
    ("D\x07", "", "", ""),
    ("E", "2021-02-30", "", ""),
]


def test_every_fault_names_file_row_column_and_remedy(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, ORGANIZATIONS, *FAULTY)
    assert str(caught.value).splitlines() == [
        "table.csv, row 2, column Founded: 'soon' is not a date; write 2021, 2020-06 or 2020-12-09",
        "table.csv, row 3, column Name: is empty; it has to be filled in",
        "table.csv, row 4, column ROR: '042aqky31' is no ror identifier: its check digit is wrong",
        "table.csv, row 5, column Name: holds the control character U+0007; take it out",
        "table.csv, row 5, column Name: is empty; it has to be filled in",
        "table.csv, row 6, column Founded: '2021-02-30' is not a date; "
        "write 2021, 2020-06 or 2020-12-09",
        "6 faults; nothing was stored",
    ]


def test_faults_may_be_left_out_with_a_note_each(tmp_path):
    tables = read(tmp_path, 'on_fault = "skip"\n' + ORGANIZATIONS.replace("    ", ""), *FAULTY)
    assert [record.name for record in of_kind(tables, Organization)] == ["A", "C", "E"]
    assert len(tables.notes) == 6
    assert tables.notes[0].startswith("left out: table.csv, row 2, column Founded: 'soon' is not")


def test_of_very_many_faults_the_first_twenty_are_noted(tmp_path):
    rows = [(f"N{number}", "soon") for number in range(1030)]
    text = 'on_fault = "skip"\n' + ORGANIZATIONS.replace("    ", "")
    tables = read(tmp_path, text, ("Name", "Founded"), *rows)
    assert len(tables.notes) == 21
    assert tables.notes[-1] == "left out: … and 1,010 more like these"


def test_a_choice_that_is_not_listed_is_a_fault_unless_said_otherwise(tmp_path):
    text = ORGANIZATIONS.replace(', otherwise = ""', "")
    with pytest.raises(InputError, match="'x' is not among the choices of the mapping"):
        read(tmp_path, text, ("Name", "Type"), ("A", "x"))


def test_letters_of_windows_1252_are_mended_and_noted(tmp_path):
    tables = read(tmp_path, ORGANIZATIONS, ("Name",), ("l\x92art",), ('"\x9cA"\x9d',))
    assert [record.name for record in of_kind(tables, Organization)] == ["l’art", '"A"']
    assert tables.notes == [
        "table.csv: 2 cells with characters of Windows-1252, read as such "
        "(the first: row 2, column Name)"
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("{Founded}", "{Foundet}"), "key tables.t.records.2.fields.founded: names the column "
         "'Foundet', which table.csv lacks; did you mean Founded?"),
        (('where = { Place = "*" }', 'where = { Ort = "*" }'), "records.1.where: names the column"),
        (('["Name"]', '["Title"]'), "no sheet has the columns Title; name the file that has"),
        (('["Name"]', '["Name", "x"]'), "no sheet has the columns Name, x; table.csv lacks x;"),
        (('["Name"]', '["Name"]\nsheet = "S"'), "and is called S; table.csv is called otherwise"),
        (('["Name"]', '["Name"]\nparts = { Name = "{name}" }'), "parts.Name: gives the name "
         "'name', which is that of the column Name already; choose another"),
    ],
)  # fmt: skip
def test_a_mapping_that_does_not_fit_the_file_is_said_by_its_key(tmp_path, change, fault):
    assert change[0] in ORGANIZATIONS
    with pytest.raises(InputError) as caught:
        read(tmp_path, ORGANIZATIONS.replace(*change), ("Name", "Founded"), ("A", ""))
    assert str(caught.value).startswith("map.toml, key tables.t")
    assert fault in str(caught.value)


def test_sheets_that_a_mapping_does_not_speak_of_are_noted(tmp_path):
    joined(tmp_path, [], [])
    other = write_table(tmp_path / "other.csv", ("A", "B"), ("1", "2"))
    paths = [tmp_path / "a.csv", tmp_path / "b.csv", other]
    assert read_mapped(paths, tmp_path / "map.toml").notes == [
        "other.csv: is not used, because map.toml says nothing of it"
    ]


def test_the_source_says_who_states_it(tmp_path):
    text = '[source]\nid = "x {file}"\ntitle = "T"\npublished = "2021-03"\nnote = "CC0"\n'
    tables = read(tmp_path, text + ORGANIZATIONS.replace("    ", ""), ("Name",), ("A",))
    assert of_kind(tables, Source) == [
        Source(id="x table", title="T", published="2021-03", note="CC0", source="x table")
    ]
    assert of_kind(tables, Organization)[0].source == "x table"


def test_a_date_of_the_source_that_is_none_is_said_by_its_key(tmp_path):
    text = '[source]\npublished = "soon"\n' + ORGANIZATIONS.replace("    ", "")
    with pytest.raises(InputError, match=r"map.toml, key source.published: 'soon' is not a date"):
        read(tmp_path, text, ("Name",), ("A",))


@given(st.permutations([("P", "A", "lead"), ("P", "B", ""), ("Q", "B", ""), ("Q", "C", "LEAD")]))
def test_the_order_of_rows_does_not_change_what_is_stated(tmp_path_factory, partners):
    tables = joined(tmp_path_factory.mktemp("order"), [("P", ""), ("Q", "")], partners)
    p, q = of_kind(tables, Project)
    assert (p.lead, set(p.participants)) == ("organization:A", {"organization:A", "organization:B"})
    assert (q.lead, set(q.participants)) == ("organization:C", {"organization:B", "organization:C"})


def test_an_organization_of_ror_is_kept_without_an_id_that_is_none(tmp_path):
    path = write_table(
        tmp_path / "orgs.csv",
        ("id", "name", "names_other", "types", "status", "country_code", "isni"),
        ("https://ror.org/012xzy7a9", "A", "", "facility", "active", "GB", "000000048340849X"),
        ("https://ror.org/042aqky31", "B", "", "", "active", "GB", ""),
        ("https://ror.org/042aqky30", "C", "", "", "active", "GB", ""),
    )
    relations = write_table(
        tmp_path / "relations.csv",
        ("subject", "type", "object", "object_label"),
        ("https://ror.org/012xzy7a9", "parent", "https://ror.org/042aqky30", "C"),
    )
    tables = read_mapped([path, relations], "ror")
    found = {record.name: record.identifiers for record in of_kind(tables, Organization)}
    assert found == {"A": ("isni:000000048340849X",), "B": (), "C": ("ror:042aqky30",)}
    assert [note for note in tables.notes if note.startswith("left out")] == [
        "left out: orgs.csv, row 2, column id: '012xzy7a9' does not have the form of a ror "
        "identifier",
        "left out: orgs.csv, row 3, column id: '042aqky31' is no ror identifier: its check digit "
        "is wrong",
        "left out: relations.csv, row 2, column subject: '012xzy7a9' does not have the form of a "
        "ror identifier",
    ]
