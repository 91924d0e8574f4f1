"""What tells records apart before any of their fields is checked."""

from __future__ import annotations

import pytest

from hezuo.graph.mapping.drafts import natural_key
from hezuo.graph.records import RECORD_TYPES, Observation, Record


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: kind.__name__)
def test_a_record_of_any_kind_may_lack_what_it_needs(kind: type[Record]) -> None:
    assert isinstance(natural_key(kind, {}), str)


def test_a_number_that_is_text_yet_tells_observations_apart() -> None:
    keys = {natural_key(Observation, {"measure": "产值", "value": text}) for text in ("1", "2.5")}
    assert len(keys) == 2
