"""How candidates for cooperation score by what is compared of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hezuo.graph.suggest.profiles import Compared, Profiles

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Weights(NamedTuple):
    """What each part of a score counts; every part lies between 0 and 1."""

    structure: float
    fields: float
    place: float
    wants: float


# The first three were chosen on the INTERREG projects of 2017, see docs/suggest.md. There is no
# data to choose the last on: meeting all demands counts as much as the most partners in common.
WEIGHTS = Weights(structure=1.0, fields=0.3, place=0.1, wants=1.0)


def allowed_parties(profiles: Profiles, asked: Collection[int]) -> NDArray[np.bool_]:
    """Return which parties are not those asked for, nor their partners, nor areas they lie in."""
    selection = profiles.selection
    allowed = np.ones(len(selection.ties.party), bool)
    around = {area for party in asked for area in selection.areas.of(party)}
    positions = (selection.ties.position(area) for area in around)
    refused = {*asked, *profiles.partners(asked), *(p for p in positions if p is not None)}
    allowed[sorted(refused)] = False
    return allowed


def scores(
    compared: Compared,
    allowed: NDArray[np.bool_],
    weights: Weights = WEIGHTS,
    met: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Return the score of each party; 0 for what is no candidate.

    Candidates are those of ``allowed`` that have a partner or a field in common, or meet a demand
    or an offer: ``met`` is which share of them each party meets. The Adamic-Adar index counts as a
    share of the highest that a candidate has.
    """
    wants = np.zeros(len(allowed)) if met is None else met
    is_candidate = allowed & ((compared.common > 0) | (compared.fields > 0) | (wants > 0))
    highest = float(compared.adamic_adar.max(initial=0.0, where=is_candidate)) or 1.0
    total = (
        weights.structure * compared.adamic_adar / highest
        + weights.fields * compared.fields
        + weights.place * compared.place
        + weights.wants * wants
    )
    return np.where(is_candidate, total, 0.0)


def best_first(
    total: NDArray[np.float64], number_of_partners: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the parties with a score, the highest first; equals by partners, then by position."""
    candidates = np.flatnonzero(total > 0)
    # Sums in another order may differ in their last digits.
    order = np.lexsort((candidates, -number_of_partners[candidates], -total[candidates].round(9)))
    return candidates[order]
