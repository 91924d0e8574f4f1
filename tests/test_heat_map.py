"""Heat maps: the page in a real browser that is offline, the drawing, and the image."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tab import Tab

from hezuo.graph.heat_map import COLOURS, as_html, as_png, as_svg, contrast, ink_on, scale
from hezuo.graph.lookup import Filters
from hezuo.graph.query.matrix import Cell, Matrix, matrix
from hezuo.graph.query.things import Thing
from hezuo.graph.store.embedded import EmbeddedStore

HOSTILE = [
    "<img src=x onerror=window.pwned=1>",
    "</style><script>window.pwned=1</script>",
    "</text><script>window.pwned=1</script>",
    "</title><svg onload=window.pwned=1>",
    '" onmouseover="window.pwned=1',
    "{{ 7*7 }}{% raw %}",
    "null \x00 bell \x07 escape \x1b",
    "lone \ud800 surrogate \ufffe",
    "&lt;b&gt; &amp;",
    "长" * 5000,
    "wide" * 3000,
]
SVG = "{http://www.w3.org/2000/svg}"


@given(st.integers(0, 10**7))
def test_the_scale_has_one_step_for_each_number(most: int) -> None:
    steps = scale(most)
    assert [step.low for step in steps] == [1, *(step.high + 1 for step in steps[:-1])][
        : len(steps)
    ]
    assert (steps[-1].high if steps else 0) == most


def test_numbers_are_readable_and_darker_where_there_are_more() -> None:
    assert all(contrast(ink_on(colour), colour) >= 4.5 for colour in COLOURS)
    on_white = [contrast(colour, "#ffffff") for colour in COLOURS]
    assert on_white == sorted(on_white)


def hostile() -> Matrix:
    groups = [Thing(f"https://example.org/{n}", name, "") for n, name in enumerate(HOSTILE)]
    cells = [Cell(groups[0], other, n + 1) for n, other in enumerate(groups)]
    return Matrix(cells, groups, [1] * len(groups), 3)


def test_the_page_is_a_table_with_colours_that_needs_nothing_else(
    chongqing: EmbeddedStore, tab: Tab, tmp_path: Path
) -> None:
    found = matrix(chongqing)
    path = tmp_path / "matrix.html"
    path.write_text(as_html(found), encoding="utf-8")
    tab.page.goto(path.as_uri())
    cells = tab.page.locator("tbody td:not(.total)")
    square = [number for row in found.square() for number in row]
    assert cells.all_inner_texts() == [str(number or "·") for number in square]
    assert tab.page.locator("tbody th").all_inner_texts() == ["重庆市", "四川省"]
    assert tab.page.locator("h1").inner_text() == "谁与谁合作"
    colours = cells.evaluate_all("all => all.map(one => getComputedStyle(one).backgroundColor)")
    by_number = dict(zip(square, colours, strict=True))
    assert by_number[7] == "rgb(8, 48, 107)"  # the darkest, for the most
    assert by_number[0] == "rgba(0, 0, 0, 0)"
    assert len(set(by_number.values())) == len(by_number)
    legend = tab.page.locator("li").all_inner_texts()
    assert legend[:2] == ["合作数", "0"]
    assert legend[-1].endswith("7")
    assert (tab.requests, tab.errors, tab.console) == ([], [], [])
    # The columns of Chinese names stand upright, one under the other, within the page.
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("form", ["html", "svg"])
def test_names_are_shown_as_text(tab: Tab, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"matrix.{form}"
    draw = as_html if form == "html" else as_svg
    path.write_text(draw(hostile(), "<script>window.pwned=1</script>", "en"), encoding="utf-8")
    tab.page.goto(path.as_uri())
    assert tab.evaluate("window.pwned") is None
    assert (tab.requests, tab.errors) == ([], [])
    text = tab.page.content()
    assert "&lt;script&gt;window.pwned=1" in text
    assert "3 groups with fewer ties are left out" in text


def test_the_drawing_has_every_cell_and_its_names(chongqing: EmbeddedStore) -> None:
    drawn = ET.fromstring(as_svg(matrix(chongqing, "city"), "城市之间"))  # noqa: S314 - ours
    texts = [text.text for text in drawn.iter(f"{SVG}text")]
    assert texts[0] == "城市之间"
    assert texts.count("成都市") == 2
    assert texts.count("4") == 4  # two beside and on the diagonal, one in the legend
    for name in HOSTILE[:-2]:
        assert name[:5] in as_svg(hostile()).replace("&lt;", "<").replace("&#34;", '"').replace(
            "&amp;", "&"
        )


def test_the_image_shows_what_the_drawing_does(chongqing: EmbeddedStore) -> None:
    image = as_png(matrix(chongqing))
    assert image.startswith(b"\x89PNG\r\n")
    assert image != as_png(matrix(chongqing, filters=Filters(since="2021")))
    assert as_png(hostile()).startswith(b"\x89PNG\r\n")


def test_without_the_package_or_a_font_an_image_says_what_to_install(
    chongqing_path: Path, tmp_path: Path
) -> None:
    lines = [
        "import sys",
        "from hezuo.cli import main",
        f"main(['matrix', '--store', {str(chongqing_path)!r}, '-o', {str(tmp_path / 'm.png')!r}])",
    ]
    absent = "import sys; sys.modules['resvg_py'] = None"
    finished = subprocess.run(
        [sys.executable, "-c", "\n".join([absent, *lines])], capture_output=True, encoding="utf-8"
    )
    assert finished.returncode == 2
    assert finished.stderr.count("\n") == 1
    assert 'pip install "hezuo[png]"' in finished.stderr
    # Fonts are looked up through fontconfig: one that names an empty folder has none.
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8"
    )
    finished = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, encoding="utf-8",
        env={"FONTCONFIG_FILE": str(config), "HOME": str(tmp_path), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert finished.returncode == 2, finished.stderr
    assert "no font for Chinese is installed" in finished.stderr
