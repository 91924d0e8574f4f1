"""Drawings (SVG) as images (PNG), without a browser."""

from __future__ import annotations

from hezuo.graph.errors import HezuoError

FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_FIRST_WIDE = "\u2e80"  # from here on letters are Chinese, Japanese or Korean


def as_png(svg: str) -> bytes:
    """Return a drawing as an image, twice as fine as its size says.

    Raises HezuoError if what draws it, or a font for the Chinese in it, is missing.
    """
    refuse_png(has_chinese=any(letter >= _FIRST_WIDE for letter in svg))
    return _drawn(svg)


def refuse_png(*, has_chinese: bool) -> None:
    """Raise HezuoError if no image can be made: its package, or a font for Chinese, is missing."""
    try:
        import resvg_py  # noqa: F401 - whether it is there
    except ImportError:
        raise HezuoError(
            "a PNG needs the package resvg-py, which is not installed",
            'pip install "hezuo[png]", or write .svg or .html',
        ) from None
    # Without a font two letters look the same: as nothing, or as the same box.
    if has_chinese and _sample("合") == _sample("作"):
        raise HezuoError(
            "no font for Chinese is installed, which a PNG needs",
            "install one, such as fonts-noto-cjk, or write .svg or .html",
        )


def _drawn(svg: str) -> bytes:
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=svg, zoom=2, font_family="Noto Sans CJK SC"))


def _sample(letter: str) -> bytes:
    return _drawn(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
        f'<text x="2" y="16" font-family="{FONT}">{letter}</text></svg>'
    )
