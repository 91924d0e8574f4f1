"""The plain values that records are made of: names, dates as precise as stated, spans of a text."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CONFIDENCE = re.compile(r"0(\.[0-9]{1,12})?|1(\.0{1,12})?")
_SPAN = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")

# What spreadsheets would run as a formula when a cell begins with it.
FORMULA_STARTS = ("=", "+", "-", "@")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def clean(text: str) -> str:
    r"""Return ``text`` in Unicode NFC, with single blanks and without invisible marks.

    Raises ValueError for control characters, halves of surrogate pairs and code points that are
    no characters, none of which every file format can hold.

    >>> clean("  重庆市\u200b 沙坪坝区 ")
    '重庆市 沙坪坝区'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # so it holds no marks, no blanks but the usual one, and no controls
        is_single = "  " not in text and text[:1] != " " and text[-1:] != " "
        return text if is_single else " ".join(text.split())
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs"} or _is_no_character(character):
            raise ValueError(f"holds the control character U+{ord(character):04X}; take it out")
    return text


def _is_no_character(character: str) -> bool:
    """Return whether a code point is set aside for programs (Unicode 15.0, 23.7)."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def begins_as_formula(cell: str) -> bool:
    """Return whether a spreadsheet may take a cell for a formula, after apostrophes and blanks."""
    return cell.lstrip("' \t\r\n").startswith(FORMULA_STARTS)


def disarmed(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula, by an apostrophe before it (OWASP).

    >>> disarmed("=1+1"), disarmed("-3.5")
    ("'=1+1", '-3.5')
    """
    is_formula = begins_as_formula(cell) and not _NUMBER.fullmatch(cell.strip())
    return f"'{cell}" if is_formula else cell


def is_chinese(text: str) -> bool:
    """Return whether ``text`` holds Chinese characters, which is how its language is told."""
    return not text.isascii() and bool(_HAN.search(text))


def partial_date(text: str) -> str:
    """Return ``text`` if it is a date ``2021``, ``2020-06`` or ``2020-12-09``; else ValueError.

    Dates keep the precision they are stated with (ISO 8601-1:2019, 5.2.2).

    >>> partial_date("2020-06")
    '2020-06'
    """
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else 1 for part in match.groups())
        datetime.date(year, month, day)
    except ValueError:
        raise ValueError(
            f"{text[:40]!r} is not a date; write 2021, 2020-06 or 2020-12-09"
        ) from None
    return text


def decimal_text(number: Decimal) -> str:
    """Return a number in the one form that stores keep: no exponent, no trailing zeros.

    >>> decimal_text(Decimal("1.50"))
    '1.5'
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a source: start and end in characters of its file, the end not included."""

    start: int
    end: int

    @classmethod
    def parse(cls, text: str) -> Span:
        """Return the span written ``109-127``; ValueError when it is none."""
        match = _SPAN.fullmatch(text)
        if match is None or int(match[1]) >= int(match[2]):
            raise ValueError(
                f"{text[:40]!r} is not a span; write start-end in characters, such as 109-127"
            )
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, order=True)
class Evidence:
    """Where a source states something, and for what was read from a text, how it was found.

    That is the rule that found it and how sure it is, from 0 to 1; what people put into tables has
    no rule.
    """

    span: Span
    rule: str = ""
    confidence: Decimal = Decimal(1)

    @classmethod
    def parse(cls, text: str) -> Evidence:
        """Return what is written ``109-127``, or ``109-127 0.9 RULE``; ValueError when it is none.

        >>> Evidence.parse("109-127 0.9 with-list").confidence
        Decimal('0.9')
        """
        place, _, found = text.partition(" ")
        confidence, _, rule = found.partition(" ")
        if not found:
            return cls(Span.parse(place))
        if not _CONFIDENCE.fullmatch(confidence) or not rule:
            raise ValueError(
                f"{text[:40]!r} is no evidence; write start-end in characters, such as 109-127, or "
                "with a confidence from 0 to 1 and a rule, such as 109-127 0.9 with-list"
            )
        return cls(Span.parse(place), clean(rule), Decimal(confidence))

    def __str__(self) -> str:
        found = f" {decimal_text(self.confidence)} {self.rule}" if self.rule else ""
        return f"{self.span}{found}"
