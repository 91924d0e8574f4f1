"""How many lines cross, against looking at every pair with fractions."""

from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.picture.crossings import crossings

POINTS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=4, max_size=8)


def cross(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> bool:
    """Solve for where two lines meet: within both of them, and at no end."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = other
    below = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if below == 0:
        return False
    along = Fraction((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx), below)
    back = Fraction((cx - ax) * (by - ay) - (cy - ay) * (bx - ax), below)
    return 0 < along < 1 and 0 < back < 1


@given(POINTS, st.data())
def test_they_are_those_that_meet(points: list[tuple[int, int]], data: st.DataObject) -> None:
    pairs = list(combinations(range(len(points)), 2))
    edges = data.draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=9, unique=True))
    expected = sum(
        cross((points[a], points[b]), (points[c], points[d]))
        for (a, b), (c, d) in combinations(edges, 2)
        if not {a, b} & {c, d}
    )
    assert crossings(np.array(points, float), np.array(edges)) == expected
