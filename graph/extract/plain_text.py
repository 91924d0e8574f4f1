"""A report's text as rules read it: one width, no blanks, whole lines, all with their places.

Page layout puts blanks between characters and digits, breaks lines within words and mixes widths.
Rules see none of it, and every stretch that they find leads back to the text as it was read.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from hezuo.graph.extract.broken_lines import lines_of
from hezuo.graph.values import Span

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# In a Chinese text these mean what their wide forms mean.
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_LIKE = str.maketrans(
    {
        **dict.fromkeys("「『＂〝", "“"),
        **dict.fromkeys("」』〞", "”"),
        **dict.fromkeys("﹝〔［", "（"),
        **dict.fromkeys("﹞〕］", "）"),
        **dict.fromkeys("•‧∙・･", "·"),
        **dict.fromkeys("―─－–", "—"),
        "﹣": "-",
        "〈": "《",
        "〉": "》",
    }
)
_KEPT_WIDE = "，；：？！（）"
# Characters of GB 2312 that the Traditional script writes otherwise, so that they change.
_SIMPLER = "乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽"
_MARKS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_MARKS}\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_CHARACTER = "\ufffd"
# What is seen, without blanks; \x0b, \x0c, \r and \x1c to \x1f are blanks.
_SEEN = re.compile(f"[^\\s{_MARKS}\x00-\x08\x0e-\x1b\x7f]+")
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”’）】]*|[^。！？!?\n]+$")
_ENGLISH_SENTENCE = re.compile(r"(?<=[a-z0-9)”\"][.!?])[”\"]?\s+(?=[A-Z“\"])|\n+")
# A blank with anything but two Latin letters, digits or marks around it.
_NO_BLANK = re.compile(
    r"(?<![!-~\u00c0-\u024f\u2018-\u201d]) | (?![!-~\u00c0-\u024f\u2018-\u201d])"
)


@dataclass(frozen=True)
class PlainText:
    """The text that rules read; ``places[i]`` is where its character i stands in the raw text.

    ``gaps`` are the positions before which the raw text has blanks that were left out.
    """

    raw: str
    text: str
    places: array[int]
    gaps: frozenset[int]
    is_chinese: bool
    # Those of two blanks or more, which part words also where single ones part characters.
    wide_gaps: frozenset[int] = frozenset()

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the text stands in the raw text."""
        return Span(self.places[start], self.places[end - 1] + 1)

    def surface(self, start: int, end: int) -> str:
        """Return a stretch as the raw text writes it: without white space, in Latin words one.

        A page number within it is left out.
        """
        span = self.span(start, end)
        if span.end - span.start == end - start:
            return surface(self.raw[span.start : span.end])
        parts = [self.raw[span.start]]
        for before, place in pairwise(self.places[start:end]):
            between = self.raw[before + 1 : place]
            parts.append(" " if any(map(str.isdigit, between)) else between)
            parts.append(self.raw[place])
        return surface("".join(parts))

    def sentences(self) -> list[tuple[int, int]]:
        """Return where each sentence starts and ends in the text."""
        if self.is_chinese:
            found = [match.span() for match in _SENTENCE.finditer(self.text)]
        else:
            cuts = [0, *(m.end() for m in _ENGLISH_SENTENCE.finditer(self.text)), len(self.text)]
            found = list(pairwise(cuts))
        return [(start, end) for start, end in found if self.text[start:end].strip()]


def surface(raw: str) -> str:
    r"""Return a name as it is listed: no white space, but one blank between Latin words.

    >>> surface("D+M 浪尖 智造\n工场"), surface("Hunan\n University")
    ('D+M浪尖智造工场', 'Hunan University')
    """
    if raw.isprintable() and " " not in raw:
        return raw
    text = without_halves(_INVISIBLE.sub("", raw))
    return _NO_BLANK.sub("", " ".join(text.split()))


def without_halves(raw: str) -> str:
    """Return a text with a sign in place of each half of a surrogate pair, which is no character.

    Bytes that are none of the encoding may come as such; most libraries refuse them.
    """
    return _SURROGATE.sub(_NO_CHARACTER, raw)


def is_chinese(raw: str) -> bool:
    """Return whether a text is to be read as Chinese: more than a fifth of it is."""
    return len(_HAN.findall(raw)) * 5 > len(raw.replace(" ", ""))


def plain_text(raw: str) -> PlainText:
    r"""Return a raw text as rules read it.

    >>> plain_text("5 月 8 日，重庆市科协 与西南\n大学签约。").text
    '5月8日，重庆市科协与西南大学签约。'
    """
    chinese = is_chinese(raw[:20_000])
    made = _Making(chinese)
    for line, start, is_joined in lines_of(raw, is_chinese=chinese):
        if not is_joined:
            made.break_line(start)
        made.add_line(line, start)
    gaps = made.gaps
    wide = frozenset(place for place, blanks in gaps.items() if blanks > 1)
    return PlainText(raw, "".join(made.parts), made.places, frozenset(gaps), chinese, wide)


class _Making:
    """A plain text being put together."""

    def __init__(self, is_chinese: bool) -> None:
        self.is_chinese = is_chinese
        self.spelling = _spelling(is_chinese)
        self.parts: list[str] = []
        self.places = array("q")
        self.gaps: dict[int, int] = {}
        self.last = ""

    def break_line(self, start: int) -> None:
        """Begin a line, whose characters stand from a place on."""
        if self.last and self.last != "\n":
            self._add("\n", max(start - 1, 0))

    def add_line(self, line: str, start: int) -> None:
        """Add the characters of a line, in one width and without what is not seen."""
        end = 0
        for match in _SEEN.finditer(line):
            skipped = line[end : match.start()]
            end = match.end()
            piece = match[0].translate(self.spelling)
            if self.is_chinese and ("," in match[0] or ":" in match[0]):
                piece = _with_numbers(piece, line, match.start())
            blanks = sum(map(str.isspace, skipped))
            if blanks and self.last and self.last != "\n":
                if _keeps_blank(self.last, piece[0]):
                    self._add(" ", start + match.start() - 1)
                else:
                    self.gaps[len(self.places)] = blanks
            self._add(piece, start + match.start())

    def _add(self, piece: str, start: int) -> None:
        self.parts.append(piece)
        self.places.extend(range(start, start + len(piece)))
        self.last = piece[-1]


def _with_numbers(piece: str, line: str, start: int) -> str:
    """Return a stretch of a line with the commas and colons of its numbers as they were."""
    kept = list(piece)
    for offset in range(start, start + len(piece)):
        if line[offset] in ",:" and _is_in_number(line, offset):
            kept[offset - start] = line[offset]
    return "".join(kept)


def _is_in_number(line: str, offset: int) -> bool:
    """Return whether a comma or colon parts digits: 6,000, 9:30."""
    return line[offset - 1 : offset].isdigit() and line[offset + 1 : offset + 2].isdigit()


def _keeps_blank(before: str, after: str) -> bool:
    """Return whether a blank between two characters parts words of a Latin script."""
    is_word = before < "\u0250" or before == "’"  # writers’ association
    return is_word and after < "\u0250" and not (before.isdigit() and after.isdigit())


class _Spelling(dict[int, str]):
    """The one form of each character: half width, Simplified; worked out where one is met."""

    def __missing__(self, code: int) -> str:
        form = _form(code)
        if code <= 0xFFFF:  # so that it stays small
            self[code] = form
        return form


@cache
def _spelling(is_chinese: bool) -> _Spelling:
    return _Spelling({ord(narrow): wide for narrow, wide in _WIDE.items()} if is_chinese else {})


def _form(code: int) -> str:
    """Return the form that a character is read in."""
    character = chr(code).translate(_LIKE)
    if 0xD800 <= code <= 0xDFFF:  # half of a pair: no character
        return _NO_CHARACTER
    if "\uff01" <= character <= "\uff5e" and character not in _KEPT_WIDE:
        return unicodedata.normalize("NFKC", character)
    if (0x4E00 <= code < 0xA000) or (0xF900 <= code < 0xFB00) or (0x2F00 <= code < 0x2FE0):
        return _simplified(character)
    return character


def _simplified(character: str) -> str:
    """Return the Simplified form of a character; OpenCC is loaded for one that may have one."""
    character = unicodedata.normalize("NFKC", character)
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        if character not in _SIMPLER:
            return character
    simple = _converter()(character)
    return simple if len(simple) == 1 else character


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
