"""Placing the parts of a picture side by side, the small ones where the large leave room."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

GAP = 22.0  # kept free around each part, in pixels
CELLS = 260  # along the longer side of the frame; places are tried cell by cell
GROWTH = 1.05


class Block(NamedTuple):
    """A finished part: centres and sizes of its boxes, and the rows its lines join."""

    centres: Points
    boxes: Points
    lines: npt.NDArray[np.int64]


def pack(blocks: list[Block], aspect: float) -> list[Points]:
    """Move the parts of a picture side by side so that nothing overlaps.

    The first, largest part stands in the middle of a frame `aspect` times as wide as high, the
    others wherever its boxes and lines leave room. Gives the new centres of each part's boxes.
    """
    if len(blocks) < 2:
        return [block.centres for block in blocks]
    extents = [_extent(block) for block in blocks]
    area = sum(float((high - low + GAP).prod()) for low, high in extents)
    low, high = extents[0]
    width = max(high[0] - low[0], (high[1] - low[1]) * aspect, 0.8 * math.sqrt(area * aspect))
    while True:
        frame = np.array([width, width / aspect])
        offsets = _place(blocks, extents, frame)
        if offsets is not None:
            return [block.centres + offset for block, offset in zip(blocks, offsets, strict=True)]
        width *= GROWTH


def _extent(block: Block) -> tuple[Points, Points]:
    half = block.boxes / 2
    return (block.centres - half).min(axis=0), (block.centres + half).max(axis=0)


def _place(
    blocks: list[Block], extents: list[tuple[Points, Points]], frame: Points
) -> list[Points] | None:
    """The offset of each part within the frame, or None when they do not all fit."""
    cell = float(frame.max()) / CELLS
    taken = np.zeros(np.ceil(frame / cell).astype(int) + 1, dtype=np.int64)
    offsets: list[Points] = []
    for block, (low, high) in zip(blocks, extents, strict=True):
        if not offsets:
            offset = (frame - high + low) / 2 - low
        else:
            spot = _free_spot(taken, np.ceil((high - low) / cell).astype(int) + 1)
            if spot is None:
                return None
            offset = spot * cell - low
        _occupy(taken, block, offset, cell)
        offsets.append(offset)
    return offsets


def _free_spot(taken: npt.NDArray[np.int64], size: npt.NDArray[np.int64]) -> Points | None:
    """The lowest, then leftmost free rectangle of a size, in cells."""
    if (size > taken.shape).any():
        return None
    sums = np.pad(taken.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    across, down = size
    held = sums[across:, down:] - sums[:-across, down:] - sums[across:, :-down]
    free = (held + sums[:-across, :-down]) == 0
    rows = np.flatnonzero(free.any(axis=0))
    if not len(rows):
        return None
    row = rows[-1]
    return np.array([np.flatnonzero(free[:, row])[0], row], dtype=np.float64)


def _occupy(taken: npt.NDArray[np.int64], block: Block, offset: Points, cell: float) -> None:
    """Mark the cells under the boxes and lines of a part, and a gap around its boxes."""
    centres = block.centres + offset
    first = np.floor((centres - block.boxes / 2 - GAP) / cell).astype(int).clip(0)
    last = np.ceil((centres + block.boxes / 2 + GAP) / cell).astype(int).clip(0)
    for (left, top), (right, bottom) in zip(first, last, strict=True):
        taken[left:right, top:bottom] = 1
    for one, other in block.lines:
        steps = int(np.abs(centres[other] - centres[one]).max() / cell) + 2
        along = np.linspace(centres[one], centres[other], steps)
        cells = (along / cell).astype(int).clip(0, np.array(taken.shape) - 1)
        taken[cells[:, 0], cells[:, 1]] = 1
