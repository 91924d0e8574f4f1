"""Identifiers that registries give: one written form each, checked by the registry's own rule.

An identifier is written ``scheme:value``, such as ``ror:042aqky30``. What sources say of one
identifier they say of one thing, so a mistyped one is worse than none: check digits are verified.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from hezuo.graph.errors import shortened

# Crockford's base 32, as ROR writes numbers: https://ror.readme.io/docs/identifier
_ROR_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_AS_PYTHON_WRITES = str.maketrans(_ROR_DIGITS, "0123456789abcdefghijklmnopqrstuv")
# GB 32100-2015, table 1: the letters I, O, S, V and Z are left out.
_USCC_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_FACTORS = [3**position % 31 for position in range(17)]


class _Scheme(NamedTuple):
    """How identifiers of one registry look, where they stand on the web, and how they are checked.

    ``form`` takes the value without blanks and in the case of ``fold``.
    """

    form: re.Pattern[str]
    address: str
    fold: Callable[[str], str]
    is_right: Callable[[str], bool] = lambda _: True


def _is_ror(value: str) -> bool:
    number = int(value[:7].translate(_AS_PYTHON_WRITES), 32)
    return 98 - number * 100 % 97 == int(value[7:])


def _is_isni(value: str) -> bool:
    """Return whether the last digit is right: ISO 7064, MOD 11-2."""
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == value[-1]


def _is_uscc(value: str) -> bool:
    """Return whether the last digit is right: GB 32100-2015, 5.6."""
    total = sum(_USCC_DIGITS.index(d) * f for d, f in zip(value[:17], _USCC_FACTORS, strict=True))
    return _USCC_DIGITS[(31 - total % 31) % 31] == value[17]


# The order is that in which one of several names a thing: what is kept up and open comes first.
_SCHEMES = {
    "ror": _Scheme(re.compile(f"0[{_ROR_DIGITS}]{{6}}[0-9]{{2}}"), "ror.org/", str.lower, _is_ror),
    "uscc": _Scheme(re.compile(f"[{_USCC_DIGITS}]{{18}}"), "", str.upper, _is_uscc),
    "pic": _Scheme(re.compile("[0-9]{9}"), "", str),
    "isni": _Scheme(re.compile("[0-9]{15}[0-9X]"), "isni.org/isni/", str.upper, _is_isni),
    "wikidata": _Scheme(re.compile("Q[1-9][0-9]*"), "wikidata.org/(?:wiki|entity)/", str.upper),
    "grid": _Scheme(re.compile(r"grid\.[0-9]+\.[0-9a-f]+"), "grid.ac/institutes/", str.lower),
    "fundref": _Scheme(re.compile("[0-9]{6,20}"), r"doi.org/10\.13039/", str),
    "nuts": _Scheme(re.compile("[A-Z]{2}[0-9A-Z]{0,3}"), "", str.upper),
    "iso3166": _Scheme(re.compile("[A-Z]{2}"), "", str.upper),
    "geonames": _Scheme(re.compile("[1-9][0-9]*"), "(?:sws.)?geonames.org/", str),
}
SCHEMES = tuple(_SCHEMES)
_RANKS = {scheme: rank for rank, scheme in enumerate(SCHEMES)}
_LONGEST = 60


def identifier(text: str) -> str:
    """Return an identifier in its one written form; ValueError with the reason if it is none.

    It may be written with its scheme or as the web address that the registry gives it.

    >>> identifier("https://ror.org/042aqky30"), identifier("isni: 0000 0001 2111 7257")
    ('ror:042aqky30', 'isni:0000000121117257')
    """
    scheme, _, written = text.partition(":")
    known = _SCHEMES.get(scheme)
    # Most are in that form already, and registries are read by the hundred thousand.
    if (
        known
        and len(written) <= _LONGEST
        and known.form.fullmatch(written)
        and known.is_right(written)
    ):
        return text
    text = "".join(text.split())
    name, value = _by_scheme(text) or _by_address(text) or ("", "")
    if not name:
        raise ValueError(
            f"{shortened(text)!r} does not say whose identifier it is; "
            f"write one of {', '.join(f'{scheme}:' for scheme in SCHEMES)} before it"
        )
    return _checked(name, _SCHEMES[name], value)


def _by_scheme(text: str) -> tuple[str, str] | None:
    name, colon, value = text.replace("：", ":").partition(":")
    name = name.lower()
    return (name, value) if colon and name in _SCHEMES else None


def _by_address(text: str) -> tuple[str, str] | None:
    for name, scheme in _SCHEMES.items():
        form = rf"https?://(?:www\.|dx\.)?{scheme.address}([^/]+)/?"
        if scheme.address and (found := re.fullmatch(form, text)):
            return name, found[1]
    return None


def _checked(name: str, scheme: _Scheme, value: str) -> str:
    # ISNI and USCC are printed in groups.
    folded = scheme.fold(value.replace("-", "") if name in ("isni", "uscc") else value)
    if len(folded) > _LONGEST or not scheme.form.fullmatch(folded):
        raise ValueError(f"{shortened(value)!r} does not have the form of a {name} identifier")
    if not scheme.is_right(folded):
        raise ValueError(f"{shortened(value)!r} is no {name} identifier: its check digit is wrong")
    return f"{name}:{folded}"


def first_identifier(identifiers: Iterable[str]) -> str:
    """Return the identifier that names a thing which has several, or the empty string.

    >>> first_identifier(["wikidata:Q158158", "ror:042aqky30"])
    'ror:042aqky30'
    """
    return min(identifiers, key=_rank, default="")


def _rank(text: str) -> tuple[int, str]:
    return _RANKS[text.partition(":")[0]], text
