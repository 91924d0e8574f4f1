"""A matrix as a heat map: one HTML page that needs nothing else, an SVG drawing, or a PNG image."""

from __future__ import annotations

import base64
import hashlib
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hezuo.graph import drawing
from hezuo.graph.picture.labels import clean, text_width

if TYPE_CHECKING:
    from hezuo.graph.query.matrix import Matrix

FORMS = (".html", ".svg", ".png")
TEMPLATES = Path(__file__).resolve().parent / "templates"
# One hue from light to dark, which the colour-blind and a grey printer tell apart: ColorBrewer's
# Blues (Brewer 2013, colorbrewer2.org) without the lightest, which is near the white of 0.
COLOURS = ("#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b")
_DARK, _LIGHT = "#08203f", "#ffffff"
_WORDS = {
    "zh": {
        "title": "谁与谁合作", "ties": "合作数", "all": "合计",
        "meaning": "每格是两组主体之间的合作数：一组中的一方与另一组中的另一方；"
                   "对角线是同组内不同主体之间的合作。“合计”是该组的合作数，一项合作可计入多格。",
        "left_out": "另有 {} 组合作较少，未列出。",
    },
    "en": {
        "title": "Who cooperates with whom", "ties": "ties", "all": "all",
        "meaning": "A cell counts the ties between a party of one group and another party of the "
                   "other; on the diagonal, between two parties of the group. “All” is how many "
                   "ties the group has: one tie may count in several cells.",
        "left_out": "{} groups with fewer ties are left out.",
    },
}  # fmt: skip
# In pixels: a cell, the size of its letters, and the most that a name may take.
_CELL, _LETTER, _LONGEST, _MARGIN = 34, 12, 220, 16


class Step(NamedTuple):
    """A step of the scale: its colours, and the numbers from ``low`` to ``high`` that have it."""

    low: int
    high: int
    colour: str
    ink: str


def scale(most: int) -> list[Step]:
    """Return the steps for numbers from 1 to ``most``, by their square roots.

    Few pairs of groups have most of the ties: in even steps all others would look alike.

    >>> [(step.low, step.high) for step in scale(100)]
    [(1, 1), (2, 6), (7, 14), (15, 25), (26, 39), (40, 56), (57, 76), (77, 100)]
    """
    ends = [floor(most * (place / len(COLOURS)) ** 2) for place in range(len(COLOURS) + 1)]
    return [
        Step(low + 1, high, colour, ink_on(colour))
        for low, high, colour in zip(ends, ends[1:], COLOURS, strict=False)
        if high > low
    ]


def ink_on(colour: str) -> str:
    """Return the darker or the lighter ink, whichever has more contrast (WCAG 2.2, 1.4.3)."""
    return max((_DARK, _LIGHT), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def as_html(matrix: Matrix, title: str = "", language: str = "zh") -> str:
    """Return a page that shows a matrix as a table with coloured cells, without any script.

    Names may be hostile and are only ever shown as text. ``language`` ("zh" or "en") is that of
    the page's own words.
    """
    steps = scale(_most(matrix))
    style = (TEMPLATES / "matrix.css").read_text("utf-8") + "".join(
        f".s{place} {{ background: {step.colour}; color: {step.ink}; }}\n"
        for place, step in enumerate(steps)
    )
    checksum = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (f"default-src 'none'; style-src 'sha256-{checksum}'; img-src data:; "
              "base-uri 'none'; form-action 'none'")  # fmt: skip
    shown = _shown(matrix, steps, title, language)
    return _rendered("matrix.html.j2", **shown, style=style, policy=policy)


def as_svg(matrix: Matrix, title: str = "", language: str = "zh") -> str:
    """Return a matrix as a drawing, for documents and slides; see ``as_html``."""
    shown = _shown(matrix, scale(_most(matrix)), title, language)
    names = [_cut(name) for name in shown["names"]]
    room = max([text_width(name) * _LETTER for name in names], default=0) + 2 * _MARGIN
    top = room + 4 * _MARGIN
    side = _CELL * len(names)
    legend = 5 * _CELL + 2 * _CELL * len(shown["steps"])
    # Latin letters may be wider than estimated: the title is the longest line.
    width = max(room + side, legend, text_width(shown["title"]) * 24) + 2 * _MARGIN
    return _rendered(
        "matrix.svg.j2", **shown | {"names": names}, font=drawing.FONT, cell=_CELL, letter=_LETTER,
        margin=_MARGIN, left=round(room), top=round(top), width=round(width),
        height=round(top + side + 4 * _MARGIN),
    )  # fmt: skip


def as_png(matrix: Matrix, title: str = "", language: str = "zh") -> bytes:
    """Return the drawing as an image; HezuoError if what draws it, or a font for it, is missing."""
    return drawing.as_png(as_svg(matrix, title, language))


def _shown(matrix: Matrix, steps: list[Step], title: str, language: str) -> dict[str, Any]:
    """Return what both templates show."""
    words = _WORDS[language]

    def step(number: int) -> int | None:
        return next((place for place, one in enumerate(steps) if one.low <= number <= one.high),
                    None)  # fmt: skip

    return {
        "language": {"zh": "zh-CN"}.get(language, language),
        "title": clean(title) or words["title"],
        "words": words,
        "left_out": words["left_out"].format(matrix.left_out) if matrix.left_out else "",
        "names": [clean(label) for label in matrix.labels()],
        "totals": matrix.totals,
        "rows": [[(number, step(number)) for number in row] for row in matrix.square()],
        "steps": steps,
    }


def _most(matrix: Matrix) -> int:
    return max((cell.number for cell in matrix), default=0)


def _cut(name: str) -> str:
    """Return a name that is no longer than the room for names."""
    name = name[:_LONGEST]  # no letter is narrower than a pixel
    while text_width(name) * _LETTER > _LONGEST:
        name = name.removesuffix("…")[:-1] + "…"
    return name


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour such as #08519c (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in parts]  # fmt: skip
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _rendered(template: str, **values: Any) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return templates.get_template(template).render(**values)
