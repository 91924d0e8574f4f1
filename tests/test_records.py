"""Records by themselves: what they refuse, and the keys their IRIs come from."""

from typing import Any

import pytest
from pydantic import ValidationError

from hezuo.graph.records import (
    RECORD_TYPES,
    Agreement,
    Area,
    Designation,
    Event,
    Expert,
    ExpertTeam,
    Observation,
    Organization,
    Policy,
    Project,
    Record,
    Source,
    Talk,
)


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (Organization, {"name": ""}, "name"),
        (Organization, {"name": "\u200b"}, "name"),
        (Organization, {"name": "a\0"}, "name"),
        (Organization, {"name": "a", "nmae": "b"}, "nmae"),
        (Organization, {"name": "a", "aliases": ("b", "")}, "aliases"),
        (Area, {"name": "a", "code": "010101"}, "code"),
        (Area, {"name": "a", "code": "510107\n"}, "code"),
        (Area, {"name": "a", "code": "５１０１０７"}, "code"),
        (Area, {"name": "a", "latitude": "90.1"}, "latitude"),
        (Area, {"name": "a", "longitude": "-181"}, "longitude"),
        (Agreement, {"title": "a", "parties": ()}, "parties"),
        (Agreement, {"title": "a", "parties": ("x",), "signed_on": "2021-13"}, "signed_on"),
        (Observation, {"measure": "a"}, "value"),
        (Observation, {"measure": "a", "value": "Infinity"}, "value"),
        (Observation, {"measure": "a", "value": "1" * 31}, "value"),
        (Project, {"name": "a", "budget": "-1"}, "budget"),
        (Source, {"id": "a", "title": "b", "sha256": "0" * 63}, "sha256"),
        (Source, {"id": "a", "title": "b", "characters": "-1"}, "characters"),
    ],
)
def test_what_makes_no_sense_is_refused(
    kind: type[Record], values: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(values)
    assert [error["loc"][0] for error in caught.value.errors()] == [field]


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (Organization(name="A"), "A"),
        (Area(name="武侯区", code="510107"), "510107"),
        (Area(name="两江新区"), "两江新区"),
        (Expert(name="王伟", affiliation="X", source="s"), "王伟 X"),
        (Expert(name="王伟", source="s"), "王伟 s"),
        (ExpertTeam(name="T", organizations=("Y", "X")), "T X Y"),
        (Agreement(title="t", parties=("Y", "X"), signed_on="2021"), "2021 t X Y"),
        (Agreement(id="7", title="t", parties=("Y",), source="s"), "s 7"),
        (Event(name="年会", source="s"), "年会 s"),
        (Event(name="年会", held_on="2021", organizers=("Y", "X")), "年会 2021 X Y"),
        (Policy(title="方案", issued_on="2021-03", issuers=("X",), source="s"), "方案 2021-03 X"),
        (Project(name="P", lead="X", source="s"), "P X"),
        (Project(name="P", source="s"), "P s"),
        (Area(name="高新区", within=("510100",)), "高新区 510100"),
        (Talk(title="t", speaker="王伟"), "t 王伟"),
        (Designation(title="t", batch="首批", recipients=("Y", "X")), "t 首批 X Y"),
        (Observation(measure="m", value="1.50", unit="%", period_start="2020"), "m 2020 1.5%"),
        (Observation(measure="m", value="1E+3", area="中国", source="s"), "m 中国 1000"),
        (Observation(measure="m", value="1", period_start="2020", source="s"), "m 2020 s 1"),
    ],
)
def test_the_key_says_what_makes_a_thing_the_one_it_is(record: Record, key: str) -> None:
    assert record.key() == key


def test_a_number_has_one_key_however_it_is_written() -> None:
    keys = {
        Observation(measure="m", value=value).key() for value in ("1.5", "1.50", "01.5", "15e-1")
    }
    assert keys == {"m 1.5"}


def test_records_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Organization(name="A").name = "B"


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_kind_refers_to_kinds_before_it_or_to_itself(kind: type[Record]) -> None:
    before = [other.ROOT for other in RECORD_TYPES[: RECORD_TYPES.index(kind) + 1]]
    if kind is not Organization:  # its members may be teams, which do not make its key
        for name, says in kind.statements():
            assert set(says.refers_to) <= set(before), name


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_every_field_states_something(kind: type[Record]) -> None:
    stated = {name for name, _ in kind.statements()}
    assert set(kind.model_fields) - stated == {"kind", "source", "evidence"}
