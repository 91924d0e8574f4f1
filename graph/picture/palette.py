"""The colours of pictures, light and dark, for pages, drawings and style sheets alike."""

from __future__ import annotations

from typing import NamedTuple

# Of marks, on light: dark enough to be seen, and told apart with any kind of colour vision, which
# a test computes. After Okabe and Ito, moved apart for who sees no red or no green.
BLUE, VERMILION, GREEN, ORANGE = "#006adb", "#ae4405", "#069e74", "#bf8002"
PURPLE, SKY, GREY = "#af4889", "#4997cc", "#474b48"
# The same, on dark.
ON_DARK = {
    BLUE: "#019df3",
    VERMILION: "#ee6a22",
    GREEN: "#13ab77",
    ORANGE: "#f7c54d",
    PURPLE: "#c06ea3",
    SKY: "#90ceff",
    GREY: "#b1b1b1",
}


class Palette(NamedTuple):
    """The colours of all but marks: ``tie`` and ``other`` are of lines, and shine through."""

    ground: str
    raised: str
    ink: str
    quiet: str
    rule: str
    link: str
    focus: str
    accent: str
    soft: str
    hot: str
    place: str
    relation: str
    asked: str
    tie: str
    other: str
    shadow: str


LIGHT = Palette(
    ground="#fcfcfb", raised="#ffffff", ink="#1c2430", quiet="#566170", rule="#dde1e7",
    link="#00588a", focus="#0072b2", accent="#0072b2", soft="#0072b22e", hot="#c44f00", place=GREEN,
    relation="#8a3d00", asked="#e69f00", tie="#263248", other="#606c80", shadow="#1c243020",
)  # fmt: skip
DARK = Palette(
    ground="#12161d", raised="#1a2029", ink="#e8ecf2", quiet="#a2adbd", rule="#2c3441",
    link="#8ccbff", focus="#7cc4ff", accent="#4aa8e0", soft="#4aa8e038", hot="#f07f2a",
    place=ON_DARK[GREEN], relation="#ffb27a", asked="#e69f00", tie="#c6d2e6", other="#96a4ba",
    shadow="#00000080",
)  # fmt: skip
PALETTES = {"light": LIGHT, "dark": DARK}


def style_sheet() -> str:
    """Return the palettes as variables of a style sheet: --ink and so on."""
    roots = {":root": LIGHT, ':root[data-theme="dark"]': DARK}
    return "\n".join(
        f"{root} {{ {' '.join(f'--{name}: {value};' for name, value in one._asdict().items())} }}"
        for root, one in roots.items()
    )
