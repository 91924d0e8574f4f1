"""Namespaces and prefixes, and how the IRI of a thing is minted from its kind and its name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

ONTOLOGY: Final = "https://w3id.org/hezuo/ontology#"
THINGS: Final = "https://w3id.org/hezuo/id/"

# One prefix a kind of thing, because a slash in a local name has to be escaped in Turtle.
KIND_PATHS: Final = {
    "Organization": "org",
    "Area": "district",
    "Expert": "expert",
    "ExpertTeam": "team",
    "Appointment": "appointment",
    "Agreement": "agreement",
    "Project": "project",
    "Programme": "programme",
    "EventSeries": "event-series",
    "Event": "event",
    "Talk": "talk",
    "Designation": "designation",
    "Policy": "policy",
    "Observation": "observation",
    "Field": "field",
    "Decision": "decision",
    "Source": "source",
    "Evidence": "evidence",
    "Selector": "selector",
}

PREFIXES: Final = {
    "hz": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
} | {{"org": "organization"}.get(path, path): f"{THINGS}{path}/" for path in KIND_PATHS.values()}

_BY_NAMESPACE: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}

# The graph in which a store notes when and from where it read each source; never exported.
LOG_GRAPH: Final = f"{THINGS}log"

# Longer keys are cut and closed with a checksum: some file systems and servers refuse long IRIs.
_LONGEST_KEY = 120
_QUOTES = re.compile("[“”‘’\"'「」『』《》〈〉]")
_SPACES = re.compile(r"\s+")
# Identifiers, mostly, of which there are very many.
_AS_IT_IS = re.compile("[0-9A-Za-z:_-]+")
_OUTER_DOTS = re.compile(r"^\.+|\.+$")
# What RFC 3987, 2.2, leaves out of ucschar: private use, specials, and code points set aside.
_NO_UCSCHAR = "\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
_SET_ASIDE = "".join(
    chr(plane + low) for plane in range(0x10000, 0xF0000, 0x10000) for low in (0xFFFE, 0xFFFF)
)
_REFUSED = re.compile(rf"[\x00-\x20<>\"{{}}|\\^`%/?#\[\]\x7f-\xa0{_NO_UCSCHAR}{_SET_ASIDE}]")


def expand(curie: str) -> str:
    """Return the full IRI of a prefixed name such as ``hz:party``; a full IRI comes back as it is.

    >>> expand("hz:party")
    'https://w3id.org/hezuo/ontology#party'
    """
    prefix, colon, local = curie.partition(":")
    namespace = PREFIXES.get(prefix)
    return f"{namespace}{local}" if colon and namespace else curie


def compact(iri: str) -> str:
    """Return the prefixed name of an IRI in a known namespace, else the IRI, for people to read.

    >>> compact("https://w3id.org/hezuo/id/district/500106")
    'district:500106'
    """
    # Namespaces end with one of these marks, so the longest that can be is the part up to the last.
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _BY_NAMESPACE.get(iri[:end])
    if prefix is None:
        matches = [(len(ns), name, ns) for name, ns in PREFIXES.items() if iri.startswith(ns)]
        if not matches:
            return iri
        _, prefix, namespace = max(matches)
        end = len(namespace)
    return f"{prefix}:{iri[end:]}"


def local_name(iri: str) -> str:
    """Return the part of an ontology IRI that is its own, such as ``Agreement``."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _percent_encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def mint(kind: str, key: str) -> str:
    """Return the IRI of the thing of a ``kind`` (a key of ``KIND_PATHS``) with a canonical name.

    The same kind and key give the same IRI everywhere. Quotation marks are left out, blanks become
    underscores, and what RFC 3987 does not allow in a segment is percent-encoded.

    >>> mint("Organization", "重庆市沙坪坝区科学技术协会")
    'https://w3id.org/hezuo/id/org/重庆市沙坪坝区科学技术协会'
    >>> mint("Event", "第二期“科创中国”重庆双月论坛")
    'https://w3id.org/hezuo/id/event/第二期科创中国重庆双月论坛'
    """
    if len(key) <= _LONGEST_KEY and _AS_IT_IS.fullmatch(key):
        return f"{THINGS}{KIND_PATHS[kind]}/{key}"
    name = unicodedata.normalize("NFC", key).strip()
    segment = _SPACES.sub("_", _QUOTES.sub("", name).strip()) or _SPACES.sub("_", name)
    if len(segment) > _LONGEST_KEY:
        from hashlib import sha256

        checksum = sha256(segment.encode()).hexdigest()[:16]
        segment = f"{segment[: _LONGEST_KEY - 17]}_{checksum}"
    segment = _REFUSED.sub(lambda found: _percent_encoded(found[0]), segment)
    # A dot at either end has a meaning of its own in paths, and some readers of Turtle miss it.
    segment = _OUTER_DOTS.sub(lambda found: "%2E" * len(found[0]), segment)
    return f"{THINGS}{KIND_PATHS[kind]}/{segment}"
