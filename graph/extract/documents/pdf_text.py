"""Reads the text layer of a PDF file; a scanned page has none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from hezuo.graph.extract.documents.masthead import masthead, title_of
from hezuo.graph.extract.report import Report
from hezuo.graph.sources.sheets import refused

_MOST_PAGES = 3_000
# A stamp or a page number may be all that a scanned page holds as text.
_FEWEST_CHARACTERS = 20
# Some programs write signs as their look-alikes among the radicals (U+2F00 to U+2FD5, U+2E80 on).
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FD6)}
# What PDFium puts where a word is parted at the end of a line, and characters without a meaning.
_NOTHING = dict.fromkeys([0, 0xFFFE, 0xFFFF])


def read_pdf(name: str, content: bytes, most_characters: int) -> Report:
    """Return the report in a PDF file; offsets count in the text of all its pages, in order.

    Raises InputError, with one fault, for what is damaged, protected, too long or only scanned.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise refused(name, _problem(error)) from None
    try:
        if len(document) > _MOST_PAGES:
            raise refused(name, f"has more than {_MOST_PAGES:,} pages; split it")
        pages: list[str] = []
        length = 0
        for text in _pages(document):
            pages.append(text)
            length += len(text)
            if length > most_characters:
                raise refused(name, f"holds more than {most_characters:,} characters; split it")
    except pypdfium2.PdfiumError:
        raise refused(name, "is damaged; save it as PDF again") from None
    finally:
        document.close()
    text = "\n".join(pages)
    if sum(character.isalnum() for character in text) < _FEWEST_CHARACTERS:
        problem = "has no text layer, only pictures; have its text recognised (OCR) first"
        raise refused(name, problem)
    head = masthead(text)
    return Report(name, text, title_of(text), head.published, head.publisher, head.author)


def _pages(document: Any) -> Iterator[str]:
    for number in range(len(document)):
        page = document[number]
        try:
            layer = page.get_textpage()
            try:
                text: str = layer.get_text_range()
            finally:
                layer.close()
        finally:
            page.close()
        yield text.replace("\r\n", "\n").replace("\r", "\n").translate(_RADICALS | _NOTHING)


def _problem(error: Any) -> str:
    """Say why PDFium does not open a file, by its number (fpdfview.h, FPDF_GetLastError)."""
    import pypdfium2.raw as pdfium

    code = getattr(error, "err_code", None)
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return "is protected by a password; save it without one"
    return "is damaged or no PDF file; save it as PDF again"
