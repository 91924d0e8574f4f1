"""The file of decisions on facts: what a reader accepted, refused or corrected, for each report.

    {"format": "hezuo-decisions", "version": 1,
     "sources": [{"report": "000_5d04", "sha256": "9f2c…", "title": "…", "decisions": [
        {"key": "organization 市科协", "verdict": "correct", "found": {"name": "市科协"},
         "values": {"canonical": "重庆市科学技术协会"}, "who": "樊洁", "when": "2021-05-08"}]}]}

``key`` is that of the fact (Fact.key), ``found`` what the fact said when it was decided on, and
``values`` what a corrected fact says instead, only the fields that change. A source may also list
as ``undecided`` the keys of facts that its reader saw and left alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Container, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from hezuo.graph.errors import Fault, InputError, shortened
from hezuo.graph.extract.facts import KINDS, Fact
from hezuo.graph.extract.report import Report
from hezuo.graph.extract.review.fact_fields import EVIDENCE, checked

FORMAT: Literal["hezuo-decisions"] = "hezuo-decisions"
VERSION: Literal[1] = 1
ACCEPT, REFUSE, CORRECT = "accept", "refuse", "correct"
# A file with more faults is none of ours; nobody reads all of them.
_MOST_FAULTS = 20
_HALVES = re.compile("[\ud800-\udfff]")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Decision(_Part):
    """What was decided of one fact; ``who`` and ``when`` are as they were given, if at all."""

    key: str
    verdict: Literal["accept", "refuse", "correct"]
    found: dict[str, Any] | None = None
    values: dict[str, Any] = {}
    who: str = ""
    when: str = ""

    @model_validator(mode="before")
    @classmethod
    def _fits_its_kind(cls, given: Any) -> Any:
        """Refuse what the kind of fact cannot say; clean what the correction says."""
        if not isinstance(given, dict) or not isinstance(given.get("key"), str):
            return given
        kind = _kind(given["key"])
        if kind not in KINDS:
            raise ValueError(f"key begins with {shortened(kind)!r}, which is no kind of fact")
        found, values = given.get("found"), given.get("values", {})
        if isinstance(found, dict):
            _fact(kind, found)
        if bool(values) != (given.get("verdict") == CORRECT):
            raise ValueError("values go with the verdict correct, and with no other")
        return given | {"values": checked(kind, values)} if isinstance(values, dict) else given

    @property
    def kind(self) -> str:
        """The kind of the fact that was decided on."""
        return _kind(self.key)

    @property
    def fact(self) -> Fact | None:
        """The fact as it was decided on, without the places; None if the file does not say."""
        return None if self.found is None else _fact(self.kind, self.found)

    @property
    def place(self) -> str:
        """What the decision is found by: the key of its fact, whatever its white space."""
        return place_of(self.fact.key() if self.fact else self.key)

    @property
    def label(self) -> str:
        """What was decided on, in a few words."""
        return shortened(self.fact.label() if self.fact else self.key.partition(" ")[2])


class Source(_Part):
    """The decisions on one report; ``sha256`` is that of its text, to tell when it has changed."""

    report: str
    sha256: str = ""
    title: str = ""
    decisions: tuple[Decision, ...] = ()
    undecided: tuple[str, ...] = ()

    def may_be_of(self, checksum: str, found: Container[str]) -> bool:
        """Return whether the report is one with a text of a checksum, or an earlier version of it.

        It is if half of the facts that a reader saw then are among those that are ``found`` now.
        """
        if self.sha256 in ("", checksum):
            return True
        seen = [one.place for one in self.decisions] + [place_of(key) for key in self.undecided]
        return 2 * sum(place in found for place in seen) >= len(seen)


class OnReport(NamedTuple):
    """The decisions on one report, the facts seen without one, and whether its text has changed.

    ``is_other`` where there are only those on another report of the same id, which are left aside.
    """

    decisions: list[Decision]
    undecided: set[str]
    is_same_text: bool
    is_other: bool = False


class Decisions(_Part):
    """All decisions of a file."""

    format: Literal["hezuo-decisions"] = FORMAT
    version: Literal[1] = VERSION
    sources: tuple[Source, ...] = ()

    def on(self, report: Report, found: Container[str]) -> OnReport:
        """Return the decisions on a report, in which now the facts of some places are ``found``.

        They are those under its id, but none on a report that only has the same id; or, where
        there are none, those of a report with another id and the same text. Of two on one fact
        that on the present text holds, else the later one.
        """
        checksum = text_checksum(report)
        named = self._by_report.get(report.id, [])
        ours = [source for source in named if source.may_be_of(checksum, found)]
        ours = ours or self._by_checksum.get(checksum, [])
        if not ours:
            return OnReport([], set(), False, is_other=any(one.decisions for one in named))
        ours = sorted(ours, key=lambda source: source.sha256 == checksum)
        chosen = {decision.place: decision for source in ours for decision in source.decisions}
        seen = {place_of(key) for source in ours for key in source.undecided}
        is_same = any(source.sha256 in (checksum, "") for source in ours)
        return OnReport(list(chosen.values()), seen - chosen.keys(), is_same)

    @cached_property
    def _by_report(self) -> dict[str, list[Source]]:
        return _grouped((source.report, source) for source in self.sources)

    @cached_property
    def _by_checksum(self) -> dict[str, list[Source]]:
        return _grouped((source.sha256, source) for source in self.sources)

    def to_json(self) -> str:
        """Return the text of a decisions file; the same decisions give the same text."""
        said = self.model_dump(exclude_defaults=True)
        return as_json({"format": FORMAT, "version": VERSION} | said, indent=1) + "\n"


def as_json(value: Any, **options: Any) -> str:
    """Return a value as JSON that UTF-8 can hold: halves of surrogate pairs are escaped."""
    text = json.dumps(value, ensure_ascii=False, **options)
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def text_checksum(report: Report) -> str:
    """Return the SHA-256 of a report's text, by which decisions know it again."""
    return hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()


def place_of(key: str) -> str:
    """Return a fact's key so that no white space makes it another."""
    return " ".join(key.split())


def read_decisions(path: Path) -> Decisions:
    """Return the decisions that a file holds.

    Raises InputError, which names the file and the place in it, when it is no decisions file.
    """
    try:
        # Not by pydantic: Python takes halves of surrogate pairs, which broken reports hold.
        given = json.loads(path.read_bytes().decode("utf-8-sig"))
        return Decisions.model_validate(_with_format(given))
    except OSError as error:
        raise _refused(path, [f"cannot be read ({error.strerror})"]) from None
    except UnicodeDecodeError as error:
        raise _refused(path, [f"is not UTF-8 at byte {error.start:,}"]) from None
    except json.JSONDecodeError as error:
        raise _refused(path, [f"is no JSON: {error.msg}"], error.lineno) from None
    except ValidationError as error:
        details = error.errors(include_url=False)[:_MOST_FAULTS]
        raise _refused(path, [_said(detail) for detail in details]) from None
    except (RecursionError, ValueError) as error:
        said = str(error) if isinstance(error, _NoDecisionsError) else "holds what nobody decided"
        raise _refused(path, [said]) from None


def join_decisions(old: Decisions, new: Decisions) -> Decisions:
    """Return the decisions of two files, for keeping one; of two on one fact the new one stays."""
    sources: dict[tuple[str, str], Source] = {}
    for source in (*old.sources, *new.sources):
        name = (source.report, source.sha256)
        sources[name] = _joined(sources[name], source) if name in sources else source
    return Decisions(sources=tuple(sources.values()))


def _joined(old: Source, new: Source) -> Source:
    both = {one.place: one for one in (*old.decisions, *new.decisions)}
    seen = dict.fromkeys((*old.undecided, *new.undecided))
    undecided = tuple(key for key in seen if place_of(key) not in both)
    title = new.title or old.title
    return new.model_copy(
        update={"decisions": tuple(both.values()), "undecided": undecided, "title": title}
    )


def _grouped(named: Iterable[tuple[str, Source]]) -> dict[str, list[Source]]:
    groups: dict[str, list[Source]] = {}
    for name, source in named:
        groups.setdefault(name, []).append(source)
    return groups


class _NoDecisionsError(ValueError):
    """What is JSON and no decisions file; its text says why."""


def _with_format(given: Any) -> Any:
    """Return what a file says if it says that it holds decisions, in words that are known here."""
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise _NoDecisionsError(f'is no decisions file: it has no "format": "{FORMAT}"')
    if given.get("version") != VERSION:
        raise _NoDecisionsError(
            f"has the version {shortened(str(given.get('version')))}; this hezuo reads {VERSION}"
        )
    return given


def _kind(key: str) -> str:
    return key.partition(" ")[0]


def _fact(kind: str, said: dict[str, Any]) -> Fact:
    if stray := EVIDENCE.intersection(said):
        raise ValueError(f"found: {min(stray)!r} is where a fact was found, not what it says")
    try:
        return KINDS[kind].model_validate(said)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, detail["loc"]))
        raise ValueError(f"found.{place}: {detail['msg']}") from None


def _said(detail: Any) -> str:
    """Return a fault as one line: where in the file, and what is wrong there."""
    place = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in detail["loc"])
    return f"{place.removeprefix('.')}: {detail['msg'].removeprefix('Value error, ')}"


def _refused(path: Path, problems: Iterable[str], line: int = 0) -> InputError:
    place = f"{path}, line {line}" if line else str(path)
    return InputError([Fault(place, 0, "", problem) for problem in problems])
