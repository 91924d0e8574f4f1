"""How large a node and its label are drawn: text made safe, broken into lines and measured."""

import math
import re
import unicodedata
from collections.abc import Hashable

import networkx as nx

FONT_SIZE = 14
LINE_HEIGHT = 18
LABEL_GAP = 4  # between a node's shape and the first line of its label
LINE_WIDTH = 10.5  # em; a Chinese character is 1 em wide
MOST_LINES = 4
WIDEST_WORD = 12.5  # em; a longer word is torn, others stand whole on a line of their own
NARROWEST_LAST = 1.6  # em; less left over, such as a single character, is no line
MOST_CHARACTERS = 200  # of a label that are worth measuring; no picture shows more
# Of the shape of a node, in pixels, and the number of edges at which the largest is reached.
_SMALLEST, _LARGEST, _MOST_TOLD_APART = 6.0, 26.0, 39
# Communities are few and differ more: the area of each is as its number of members.
_LARGEST_COMMUNITY, _SMALLEST_COMMUNITY = 64.0, 7.0
NO_LINE_START = set("，。、；：！？》」』】〕）〉”’·,.;:!?)]}%")
NO_LINE_END = set("《「『【〔（〈“‘([{")
WORD_JOINTS = set("-‐–/\\|_&")  # after which a word may go on in the next line
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BLANKS = re.compile("[\\s\u2028\u2029]+")


def clean(text: object) -> str:
    """Make any value one line of text that UTF-8, HTML and JSON can hold.

    Control characters and lone surrogates become U+FFFD, line breaks a blank.
    """
    return BLANKS.sub(" ", UNWRITABLE.sub("\ufffd", str(text))).strip()


def character_width(character: str) -> float:
    """Estimate a character's width in em: CJK 1, Latin about half, combining marks 0."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0.0
    wide = unicodedata.east_asian_width(character)
    # Of the ambiguous ones quotation marks and dashes are as wide as Chinese, é and Cyrillic not.
    if wide in "WF" or (wide == "A" and not character.isalpha()):
        return 1.0
    return 0.7 if character.isupper() or character in "mw@%&" else 0.55


def text_width(text: str) -> float:
    """Estimate the width of one line of text in em."""
    return sum(character_width(character) for character in text)


def wrap(label: str) -> list[str]:
    """Break a label into at most four lines of about the same width.

    Words stay whole unless one is longer than a line, and no line begins with a closing mark or
    ends with an opening one. What does not fit is replaced by an ellipsis.
    """
    text = clean(label)
    shown = text[:MOST_CHARACTERS]
    width = text_width(shown)
    count = min(MOST_LINES, math.ceil(width / LINE_WIDTH)) or 1
    lines: list[str] = []
    wanted = min(width / count, LINE_WIDTH)
    # A little wider is better than one character left over, or a line too many.
    for wide in (*(wanted + slack for slack in (0.5, 1.0, 1.5, 2.0)), WIDEST_WORD):
        lines = _split(shown, wide)
        if len(lines) <= count:
            break
    if len(lines) > MOST_LINES or len(text) > len(shown):
        lines = lines[:MOST_LINES]
        lines[-1] = lines[-1][:-1].rstrip() + "…"
    return lines


def packed_lines(name: str) -> str:
    r"""Return a clean name with marks where its label breaks, so that a page need not wrap it.

    A line break stands for a blank, a vertical tab for nothing, and after a form feed comes what
    the label leaves out. A clean name has none of these.

    >>> packed_lines("University of Tartu"), packed_lines("重庆国际生物城开发投资有限公司")
    ('University\nof Tartu', '重庆国际生物城开\x0b发投资有限公司')
    """
    found, rest = "", name
    for line in wrap(name):
        if found:
            found += "\n" if rest.startswith(" ") else "\v"
            rest = rest.removeprefix(" ")
        text = line if rest.startswith(line) else line.removesuffix("…")
        found, rest = found + text, rest[len(text) :]
    return f"{found}\f{rest}" if rest else found


def _split(text: str, wanted: float) -> list[str]:
    """Break text into lines of about the wanted width."""
    lines = []
    while text:
        end = _line_end(text, wanted)
        if 0 < text_width(text[end:].strip()) < NARROWEST_LAST:
            earlier = _line_end(text, text_width(text[:end]) - NARROWEST_LAST)
            end = min(end, earlier)
        lines.append(text[:end].strip())
        text = text[end:].lstrip()
    return lines


def _line_end(text: str, wanted: float) -> int:
    """The index at which the first line of `text` ends."""
    width = 0.0
    end = 0
    for character in text:
        width += character_width(character)
        if width > wanted and end:
            break
        end += 1
    if end == len(text):
        return end
    for near in (end, end + 1, end - 1, end - 2):  # at the edge of a quotation or of brackets
        if not 0 < near < len(text):
            continue
        edge = text[near - 1] in NO_LINE_START or text[near] in NO_LINE_END
        if edge and _may_break(text[near - 1], text[near]):
            return near
    for earlier in range(end, 0, -1):
        if _may_break(text[earlier - 1], text[earlier]):
            return earlier
    return _word_end(text, end)


def _word_end(text: str, end: int) -> int:
    """The index where the first word of a text ends, or ``end`` if no line is as wide as it."""
    width = 0.0
    for place, character in enumerate(text):
        if place > end and _may_break(text[place - 1], character):
            return place
        width += character_width(character)
        if width > WIDEST_WORD:
            return end
    return len(text)


def _may_break(before: str, after: str) -> bool:
    """Say whether a line may end between two characters."""
    if before in NO_LINE_END or after in NO_LINE_START or character_width(after) == 0:
        return False
    if before == after == "—" or before == "\u200d":  # a dash of two; joined emoji
        return False
    if before == " " or after == " ":
        return True
    if character_width(before) == 1 or character_width(after) == 1:
        return True
    return before in WORD_JOINTS or after in NO_LINE_END


def radius(degree: int, most: int = 0) -> float:
    """The radius of a node's shape: grows slowly with the number of its edges.

    ``most`` is the largest number in the picture: where that is beyond what the usual scale can
    tell apart, sizes are shares of it.
    """
    if most > _MOST_TOLD_APART:
        return _shared(degree, most)
    return round(min(_LARGEST, _SMALLEST + 3.2 * math.sqrt(degree + 0.5)), 1)


def _shared(number: float, most: float) -> float:
    """The radius where the largest of all is that of ``most``."""
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(number / most), 1)


def radii(graph: nx.Graph) -> dict[Hashable, float]:
    """The radius of each node of a picture: by its edges, or the ``parties`` that it stands for."""
    parties = {node: data["parties"] for node, data in graph.nodes(data=True) if "parties" in data}
    if parties:
        most = max(parties.values())
        share = {node: math.sqrt(parties.get(node, 1) / most) for node in graph}
        return {
            node: round(max(_SMALLEST_COMMUNITY, _LARGEST_COMMUNITY * own), 1)
            for node, own in share.items()
        }
    most = max((degree for _, degree in graph.degree), default=0)
    return {node: radius(degree, most) for node, degree in graph.degree}


def box_size(lines: list[str], node_radius: float) -> tuple[float, float]:
    """Width and height of a node with its label below it, in pixels."""
    width = max((text_width(line) for line in lines), default=0.0) * FONT_SIZE
    height = 2 * node_radius + LABEL_GAP + len(lines) * LINE_HEIGHT
    return max(width, 2 * node_radius), height
