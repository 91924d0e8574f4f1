"""Reads the text of a Word document: its paragraphs and the rows of its tables, in their order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from hezuo.graph.extract.documents.masthead import Masthead, masthead, title_of
from hezuo.graph.extract.report import Report
from hezuo.graph.sources.sheets import refused

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and .docx with a password
_MOST_PARTS = 10_000
# XML is held as a tree, which takes ten times its size; pictures are held as they are.
_MOST_XML = 40 * 1024 * 1024
_MOST_BYTES = 200 * 1024 * 1024
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What was deleted, moved away, said twice for older programs, or how signs are read aloud.
_UNSEEN = {f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}rt", f"{_WORD}pPr", f"{_WORD}rPr", _FALLBACK}
_MARKS = {
    f"{_WORD}tab": "\t",
    f"{_WORD}br": "\n",
    f"{_WORD}cr": "\n",
    f"{_WORD}noBreakHyphen": "-",
}
# Whom programs name as the author when nobody has told them.
_NOBODY = {
    "python-docx", "administrator", "admin", "user", "author", "owner", "unknown", "lenovo", "hp",
    "dell", "asus", "acer", "pc", "microsoft", "microsoft office user", "apache poi", "wps",
    "windows user", "windows 用户", "微软用户", "微软中国", "用户", "作者", "未知", "番茄花园",
    "雨林木风", "深度技术", "系统管理员", "openxml", "un-named", "un-named author",
}  # fmt: skip


def read_word(name: str, content: bytes) -> Report:
    """Return the report in a Word document; an empty line parts its paragraphs.

    Raises InputError, with one fault, for what is damaged, protected, or too large once unpacked.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    _refuse_unfit(name, content)
    try:
        document = docx.Document(io.BytesIO(content))
        properties = document.core_properties
        title, author = properties.title.strip(), properties.author.strip()
        text = "\n\n".join(_blocks(document.element.body))
    except (
        OpcError, etree.LxmlError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError,
        AttributeError, TypeError, IndexError, RuntimeError, NotImplementedError, RecursionError,
    ):  # fmt: skip
        raise refused(name, "is a damaged Word document; save it as .docx again") from None
    head = masthead(text).or_else(Masthead(author="" if author.lower() in _NOBODY else author))
    is_shown = title and title in text[: len(title) + 500]
    shown = title if is_shown else title_of(text)
    return Report(name, text, shown, head.published, head.publisher, head.author)


def _refuse_unfit(name: str, content: bytes) -> None:
    """Raise InputError for what is no Word document, or was made to fill the memory."""
    if content.startswith(_COMPOUND):
        problem = "is protected by a password or from before Word 2007; save it as .docx without"
        raise refused(name, problem)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise refused(name, "is a damaged Word document; save it as .docx again") from None
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise refused(name, "is no Word document; save it as .docx")
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    is_large = xml > _MOST_XML or sum(part.file_size for part in parts) > _MOST_BYTES
    if is_large or len(parts) > _MOST_PARTS:
        problem = f"unpacks to more than {_MOST_XML >> 20} MB of text; split it or save it as .txt"
        raise refused(name, problem)


def _blocks(element: Any) -> Iterator[str]:
    """Yield the paragraphs and rows in an element that are not empty, in their order."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield from _paragraphs(child)
        elif child.tag == f"{_WORD}tbl":
            for row in child.iter(f"{_WORD}tr"):
                if next(row.iterancestors(f"{_WORD}tbl")) is child:
                    yield from _row(row)
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _blocks(child)


def _row(row: Any) -> Iterator[str]:
    """Yield a row as one line; cells that hold paragraphs, as in a page's layout, as those."""
    cells = [
        list(_blocks(cell))
        for cell in row.iter(f"{_WORD}tc")
        if next(cell.iterancestors(f"{_WORD}tr")) is row
    ]
    filled = [cell for cell in cells if cell]
    if all(len(cell) == 1 for cell in filled):
        line = " | ".join(cell[0] for cell in filled)
        if line:
            yield line
    else:
        for cell in filled:
            yield from cell


def _paragraphs(paragraph: Any) -> Iterator[str]:
    """Yield the text of a paragraph, then those of the boxes that are anchored in it."""
    boxes: list[Any] = []
    text = "".join(_pieces(paragraph, boxes)).strip()
    if text:
        yield text
    for box in boxes:
        yield from _blocks(box)


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag == f"{_WORD}txbxContent":
            boxes.append(child)
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield from _pieces(child, boxes)
