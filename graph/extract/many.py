"""Reads many reports, in several processes if asked to, and keeps few of them in memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from hezuo.graph.errors import HezuoError
from hezuo.graph.extract.documents.documents import (
    LINES_SUFFIXES,
    STANDARD_INPUT,
    read_reports,
    report_files,
    report_names,
)
from hezuo.graph.extract.facts import Extraction
from hezuo.graph.extract.reading import Reading, extraction_of
from hezuo.graph.extract.report import Report

if TYPE_CHECKING:
    from concurrent.futures import Future

Made = TypeVar("Made")

# So many files or reports are one task, and so many tasks a process may be ahead of the reader.
_TASK = 8
_AHEAD = 4
# Fewer files are read sooner by one process: to start another takes half a second.
_MANY = 60


@dataclass
class Read(Generic[Made]):
    """What became of a file, or of one report of a file that holds many: results, or an error."""

    path: Path
    made: list[Made] = field(default_factory=list)
    error: HezuoError | None = None


def extractions(
    paths: Sequence[Path], how: Reading, notes: list[str]
) -> Iterator[Read[tuple[Report, Extraction]]]:
    """Yield the reports of files and folders, or of standard input (``-``), with their facts.

    ``notes`` are told what is left out of folders. Raises HezuoError for a path that is not there.
    """
    names = report_names(report_files(paths, notes))
    files = [(path, "" if path == STANDARD_INPUT else name) for path, name in names.items()]
    return read_each(files, how, _pair)


def _pair(report: Report, extraction: Extraction, _: Reading) -> tuple[Report, Extraction]:
    return report, extraction


def read_each(
    files: Sequence[tuple[Path, str]],
    how: Reading,
    make: Callable[[Report, Extraction, Reading], Made],
) -> Iterator[Read[Made]]:
    """Yield what ``make`` makes of each report, in the order of the files and their reports.

    ``files`` come with what their reports are called, empty for the name of the file. ``make`` is
    a function of a module, because other processes have to find it. An error of one file or
    report keeps no other from being read.
    """
    todo = _todo(files, how)
    processes = how.processes or (os.cpu_count() or 1 if _are_many(files) else 1)
    if processes == 1:
        for one in todo:
            yield _read(one, how, make)
        return
    with _Pool(processes) as pool:
        yield from pool.results(_task, todo, how, make)


@dataclass(frozen=True)
class _Todo:
    """A file to read, or a report that has been read from a file of many; or why it was not."""

    path: Path
    name: str = ""
    report: Report | None = None
    error: HezuoError | None = None


def _todo(files: Sequence[tuple[Path, str]], how: Reading) -> Iterator[_Todo]:
    for path, name in files:
        if path.suffix.lower() not in LINES_SUFFIXES and path != STANDARD_INPUT:
            yield _Todo(path, name)
            continue
        try:
            for report in read_reports(path, how.published, name):
                yield _Todo(path, report=report)
        except HezuoError as error:
            yield _Todo(path, error=error)


def _are_many(files: Sequence[tuple[Path, str]]) -> bool:
    return len(files) >= _MANY or any(p.suffix.lower() in LINES_SUFFIXES for p, _ in files)


def _read(
    one: _Todo, how: Reading, make: Callable[[Report, Extraction, Reading], Made]
) -> Read[Made]:
    read: Read[Made] = Read(one.path, error=one.error)
    if one.error:
        return read
    try:
        reports = [one.report] if one.report else read_reports(one.path, how.published, one.name)
        for report in reports:
            read.made.append(make(report, extraction_of(report, how), how))
    except HezuoError as error:
        read.error = error
    return read


def _task(
    todo: list[_Todo], how: Reading, make: Callable[[Report, Extraction, Reading], Made]
) -> list[Read[Made]]:
    return [_read(one, how, make) for one in todo]


class _Pool:
    """Processes that are given no more than they can soon do."""

    def __init__(self, processes: int) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # A fork would copy locks that threads of the engine may hold.
        self._executor = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
        self._most = processes * _AHEAD

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)

    def results(
        self,
        task: Callable[..., list[Read[Made]]],
        todo: Iterable[_Todo],
        how: Reading,
        make: Callable[[Report, Extraction, Reading], Made],
    ) -> Iterator[Read[Made]]:
        """Yield the results of tasks, in the order of what there is to do."""
        from concurrent.futures.process import BrokenProcessPool

        remaining = iter(todo)
        running: deque[Future[list[Read[Made]]]] = deque()
        try:
            while True:
                while len(running) < self._most and (part := list(islice(remaining, _TASK))):
                    running.append(self._executor.submit(task, part, how, make))
                if not running:
                    return
                yield from running.popleft().result()
        except BrokenProcessPool as error:
            raise HezuoError(
                "a process that read reports ended before its time",
                "there may be too little memory; try --processes 1",
            ) from error
