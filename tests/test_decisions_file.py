"""The file of decisions: what it may say, what is refused and how, and two files joined."""

import json
from pathlib import Path
from typing import Any

import pytest
from decided_facts import REPORT, decisions_of, file_of, on, read, sample
from hostile_texts import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.errors import InputError
from hezuo.graph.extract import facts
from hezuo.graph.extract.review.decisions import (
    Decisions,
    apply_decisions,
    join_decisions,
    read_decisions,
)

FIRST, SECOND, THIRD, PERSON, EVENT, AGREEMENT = sample().facts


def fault_in(folder: Path, content: object) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, content)
    (fault,) = caught.value.faults
    return str(fault).replace(str(folder / "decisions.json"), "FILE")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = [
        on(FIRST, "accept") | {"who": "樊洁", "when": "2021-05-08"},
        on(SECOND, "refuse"),
        on(AGREEMENT, "correct", parties=["甲市科协", "丙公司"], date=None),
        on(PERSON, "correct", roles=[{"organization": None, "title": "院长"}]),
    ]
    found = read(tmp_path, file_of(*made, title="三方签约", undecided=[EVENT.key()]))
    again = read(tmp_path, found.to_json().encode())
    assert again == found
    assert again.to_json() == found.to_json()
    assert [one.verdict for one in found.sources[0].decisions] == [
        "accept", "refuse", "correct", "correct",
    ]  # fmt: skip
    assert found.sources[0].decisions[0].who == "樊洁"


def test_a_mark_before_the_text_is_no_fault(tmp_path: Path) -> None:
    content = "\ufeff" + json.dumps(file_of(on(FIRST, "accept")))
    assert read(tmp_path, content.encode()).sources


def test_values_are_cleaned(tmp_path: Path) -> None:
    found = read(
        tmp_path, file_of(on(AGREEMENT, "correct", title=" 合作\u200b  协议 ", topics=["", "甲"]))
    )
    assert found.sources[0].decisions[0].values == {"title": "合作 协议", "topics": ("甲",)}


PLACE = "FILE: sources[0].decisions[0]"
ONE = on(AGREEMENT, "accept")


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ({**ONE, "verdict": "perhaps"}, f"{PLACE}.verdict: Input should be 'accept', 'refuse' or"),
        ({**ONE, "note": "?"}, f"{PLACE}.note: Extra inputs are not permitted"),
        ({**ONE, "key": "organism 甲"}, f"{PLACE}: key begins with 'organism', which is no kind"),
        ({**ONE, "key": 7}, f"{PLACE}.key: Input should be a valid string"),
        ({"verdict": "accept"}, f"{PLACE}.key: Field required"),
        ({**ONE, "values": {"title": "协议"}}, f"{PLACE}: values go with the verdict correct"),
        ({**ONE, "verdict": "correct"}, f"{PLACE}: values go with the verdict correct"),
        ({**ONE, "found": {"parties": 3}}, f"{PLACE}: found.parties: Input should be"),
        ({**ONE, "found": {"spans": []}}, f"{PLACE}: found: 'spans' is where a fact was found"),
        ("yes", f"{PLACE}: Input should be"),
        (on(AGREEMENT, "correct", spans=[]), f"{PLACE}: 'spans' is no field of the kind agreement"),
        (on(AGREEMENT, "correct", parties=["甲", "甲"]), f"{PLACE}: parties names fewer than two"),
        (on(AGREEMENT, "correct", date="8.5.2021"), f"{PLACE}: date '8.5.2021' is not a date"),
        (on(AGREEMENT, "correct", kind="Company"), f"{PLACE}: kind is 'Company'; it can be"),
        (on(AGREEMENT, "correct", kind=""), f"{PLACE}: kind is empty, and every agreement has one"),
        (on(AGREEMENT, "correct", status="Signed?"), f"{PLACE}: status is 'Signed?'; it can be"),
        (on(FIRST, "correct", name=" "), f"{PLACE}: name is empty, and every organization has"),
        (on(FIRST, "correct", name="a\x00"), f"{PLACE}: holds the control character U+0000"),
        (on(FIRST, "correct", kind="Agreement"), f"{PLACE}: kind is 'Agreement'; it can be"),
        (on(PERSON, "correct", roles=["院长"]), f"{PLACE}: roles: Input should be"),
        (on(EVENT, "correct", audience="many"), f"{PLACE}: audience: Input should be a valid"),
    ],
)  # fmt: skip
def test_what_a_decision_cannot_say(tmp_path: Path, decision: Any, said: str) -> None:
    assert fault_in(tmp_path, file_of(decision)).startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "FILE, line 1: is no JSON: Expecting value"),
        (b'{"format":\n\n oops}', "FILE, line 3: is no JSON: Expecting value"),
        (b"\xff\xfe", "FILE: is not UTF-8 at byte 0"),
        (b"[]", 'FILE: is no decisions file: it has no "format": "hezuo-decisions"'),
        (b'{"format": "hezuo-decisions"}', "FILE: has the version None; this hezuo reads 1"),
        (b'{"format": "hezuo-decisions", "version": 2}', "FILE: has the version 2; this hezuo"),
        (b"[" * 100_000, "FILE: holds what nobody decided"),
        (b'{"version": ' + b"9" * 10_000 + b"}", "FILE: holds what nobody decided"),
    ],
)
def test_what_is_no_decisions_file(tmp_path: Path, content: bytes, said: str) -> None:
    assert fault_in(tmp_path, content).startswith(said)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_decisions(tmp_path / "none.json")


def test_faults_are_few_and_steer_no_screen(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, file_of(*({**ONE, "verdict": f"\x1b[31m{n}"} for n in range(1000))))
    assert len(caught.value.faults) <= 20
    assert "\x1b" not in str(caught.value)


def test_hostile_texts_are_only_texts(tmp_path: Path) -> None:
    bodies = [facts.OrganizationFact(name=text) for text in HOSTILE]
    content = json.dumps(file_of(*(on(body, "refuse") for body in bodies))).encode()
    made = read(tmp_path, content)
    after = apply_decisions(REPORT, facts.Extraction(facts=tuple(bodies)), made)
    assert after.facts == ()


def test_of_two_files_the_new_one_holds() -> None:
    old = decisions_of(
        on(FIRST, "accept"), on(SECOND, "refuse"), undecided=[THIRD.key()], title="题"
    )
    new = decisions_of(on(SECOND, "accept"), on(THIRD, "accept"), undecided=[FIRST.key()])
    joined = join_decisions(old, new)
    (source,) = joined.sources
    assert {one.label: one.verdict for one in source.decisions} == {
        "甲市科协": "accept", "乙大学": "accept", "丙公司": "accept",
    }  # fmt: skip
    assert source.undecided == ()
    assert source.title == "题"


def test_decisions_on_different_texts_stay_apart() -> None:
    old, new = decisions_of(on(FIRST, "accept")), decisions_of(on(FIRST, "refuse"), sha256="0" * 64)
    assert len(join_decisions(old, new).sources) == 2


@given(st.lists(st.sampled_from(["accept", "refuse"]), max_size=6))
def test_joining_with_itself_or_nothing_changes_nothing(verdicts: list[str]) -> None:
    made = decisions_of(*(on(f, v) for f, v in zip(sample().facts, verdicts, strict=False)))
    for joined in (
        join_decisions(made, made),
        join_decisions(made, Decisions()),
        join_decisions(Decisions(), made),
    ):
        assert joined == made
