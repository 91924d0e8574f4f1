"""What shares a key, found without sorting everything."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.identity.groups import sharing

_ROWS = st.lists(st.tuples(st.text("甲乙丙", max_size=2), st.text("ab", max_size=2)))


@given(_ROWS)
def test_every_row_that_shares_one_of_the_keys_is_there_and_no_other(
    rows: list[tuple[str, str]],
) -> None:
    first, second = (Counter(row[place] for row in rows) for place in (0, 1))
    expected = [row for row in rows if first[row[0]] > 1 or second[row[1]] > 1]
    with sharing("one, other", rows, lambda row: row[0], lambda row: row[1]) as database:
        found = database.execute("select * from stated").fetchall()
    assert sorted(found) == sorted(expected)
