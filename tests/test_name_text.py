"""Names as one text: what a plain search of all names finds, and no less in a large one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hezuo.graph.errors import StoreError
from hezuo.graph.names import fold
from hezuo.graph.pinyin import syllables
from hezuo.graph.store.name_index import SCHEMA
from hezuo.graph.store.name_text import (
    BEGINNING,
    INSIDE,
    KEYS,
    MOST,
    WHOLE,
    NameText,
    write_name_text,
)

NAMES = st.lists(st.text("重庆长江科协乐山ab1 é", min_size=1, max_size=6), max_size=12)


def name_text(folder: Path, names: Iterable[str]) -> NameText:
    database = sqlite3.connect(":memory:")
    database.executescript(SCHEMA)
    rows = [(fold(name), f"i:{name}", name, 0) for name in names]
    database.executemany("insert into name values (?, ?, ?, ?)", rows)
    write_name_text(database, folder)
    database.close()
    return NameText(folder)


@settings(max_examples=60, deadline=None)
@given(names=NAMES, part=st.text("重庆长江科协乐山ab1é", min_size=1, max_size=3))
def test_a_part_is_found_in_every_name_that_has_it(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], part: str
) -> None:
    text = name_text(tmp_path_factory.mktemp("any"), names)
    keys = {fold(name) for name in names} - {""}
    found = text.containing(part)
    assert sorted(found) == sorted(key for key in keys if part in key)


@settings(max_examples=60, deadline=None)
@given(names=NAMES, data=st.data())
def test_pinyin_finds_names_from_any_syllable_on(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], data: st.DataObject
) -> None:
    text = name_text(tmp_path_factory.mktemp("any"), names)
    keys = [key for key in map(fold, names) if any("\u4e00" <= one <= "\u9fff" for one in key)]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    parts = syllables(key)
    assert (WHOLE, key) in text.spelt("".join(parts))
    assert (WHOLE, key) in text.spelt("".join(part[0] for part in parts)) or len(parts) == 1
    start = data.draw(st.integers(0, len(parts) - 1))
    fits = [fit for fit, its in text.spelt("".join(parts[start:])) if its == key]
    # What has no vowel can only be initials, and those count from the beginning.
    assert fits or not {*"".join(parts[start:])} & {*"aeiouv"}
    # What the end of a name reads as may stand at its beginning, too (乐乐).
    assert not fits or fits[0] <= (INSIDE if start else WHOLE)
    beginning = "".join(parts)[:-1]
    if beginning:
        found = [its for fit, its in text.spelt(beginning) if fit <= BEGINNING]
        assert key in found or not {*beginning} & {*"aeiouv"}


def test_a_misspelt_name_is_found_in_a_large_text(tmp_path: Path) -> None:
    chance = random.Random(5)
    syllable = ["沙", "坪", "坝", "武", "侯", "江", "山", "海", "医", "药", "大", "学", "科", "技"]
    names = ["".join(chance.choices(syllable, k=14)) for _ in range(40_000)]
    text = name_text(tmp_path, names)
    assert (tmp_path / KEYS).stat().st_size > 1_000_000
    for name in names[:50]:
        place = chance.randrange(len(name))
        for misspelt in (
            name[:place] + "错" + name[place + 1 :],
            name[:place] + name[place + 1 :],
            name[:place] + "多" + name[place:],
        ):
            assert text.like(misspelt, 3)[0] == name


def test_of_a_part_of_all_names_only_so_many_are_listed(tmp_path: Path) -> None:
    text = name_text(tmp_path, (f"协会{number}" for number in range(MOST + 5)))
    assert len(text.containing("协")) == MOST


def test_no_names_and_no_file(tmp_path: Path) -> None:
    assert NameText(None).containing("x") == NameText(None).like("x", 3) == []
    with pytest.raises(StoreError, match=r"names.txt cannot be read"):
        NameText(tmp_path).containing("x")
