"""The colours of pictures: seen on their ground, and told apart with any kind of colour vision."""

from itertools import combinations

import pytest

from hezuo.graph.picture.palette import DARK, LIGHT, ON_DARK, Palette, style_sheet

Colour = tuple[float, float, float]

# Linear light to what is seen without red or green receptors (Machado and others 2009, severity 1).
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
MARKS = {"light": (LIGHT, list(ON_DARK)), "dark": (DARK, list(ON_DARK.values()))}


def linear(colour: str) -> Colour:
    """Return the light of a colour such as #0072b2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def times(matrix: tuple[tuple[float, ...], ...], light: Colour) -> Colour:
    found = [sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix]
    return found[0], found[1], found[2]


def lab(light: Colour) -> Colour:
    """Return a colour in CIELAB, where distances are about as they are seen."""
    white = times(TO_XYZ, (1, 1, 1))
    x, y, z = (
        (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116)
        for t in (own / full for own, full in zip(times(TO_XYZ, light), white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, vision: str) -> float:
    seen = [lab(times(VISIONS[vision], linear(colour))) for colour in (one, other)]
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""
    low, high = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", MARKS)
@pytest.mark.parametrize("vision", VISIONS)
def test_marks_are_told_apart_with_any_vision(theme: str, vision: str) -> None:
    _, marks = MARKS[theme]
    near = {
        (one, other): round(distance(one, other, vision))
        for one, other in combinations(marks, 2)
        if distance(one, other, vision) < 16
    }
    assert near == {}


@pytest.mark.parametrize("theme", MARKS)
def test_marks_stand_out_from_their_ground(theme: str) -> None:
    palette, marks = MARKS[theme]
    for colour in [*marks, palette.accent, palette.hot, palette.place]:
        assert contrast(colour, palette.ground) >= 3, colour


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_can_be_read(palette: Palette) -> None:
    for words in (palette.ink, palette.quiet, palette.link, palette.relation):
        for behind in (palette.ground, palette.raised):
            assert contrast(words, behind) >= 4.5


def test_the_style_sheet_has_both_palettes() -> None:
    sheet = style_sheet()
    assert f"--ink: {LIGHT.ink};" in sheet
    assert f"--ink: {DARK.ink};" in sheet
    assert sheet.count("--") == 2 * len(LIGHT)
