"""Reads numbers as people write them: with thousands marks, in full width, in 万 and 亿."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from hezuo.graph.values import decimal_text

_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)(?:\.[0-9]+)?")
_MYRIADS = re.compile(r"([+-]?[0-9]{1,15}(?:\.[0-9]{1,12})?)(万亿|万|亿)")
_TIMES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}


def read_number(text: str) -> str:
    """Return a number in plain digits; what is no number comes back as it is, to be refused later.

    >>> read_number("1,234.50"), read_number("１２"), read_number("1.2万"), read_number("1,23")
    ('1234.50', '12', '12000', '1,23')
    """
    plain = unicodedata.normalize("NFKC", text.strip()).replace("\u2212", "-")
    if _THOUSANDS.fullmatch(plain):
        return plain.replace(",", "").replace(" ", "")
    match = _MYRIADS.fullmatch(plain)
    if match:
        return decimal_text(Decimal(match[1]) * _TIMES[match[2]])
    return plain
