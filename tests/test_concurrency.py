"""Several processes at once: writers take turns, and readers only ever see whole states."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from table_folders import write_tables

from hezuo.graph.store import open_store

READS = 1_000
READERS = 2

# Holds the right to write until it is told to go on, then publishes nothing.
HOLDER = """
import sys
from pathlib import Path
from hezuo.graph.store import open_store
with open_store(Path(sys.argv[1]), create=True).writing():
    print("writing", flush=True)
    sys.stdin.readline()
"""
# `hezuo`, but for the patience with which it waits for the right to write.
IMPATIENT = """
import sys
from hezuo.graph.store import write_lock
write_lock.WAIT_SECONDS = 0.5
from hezuo.cli import main
main(prog_name="hezuo")
"""
# Reads whole states a number of times, each from a store opened anew, and by every way there is.
READER = """
import sys
from pathlib import Path
from hezuo.graph.lookup import named_query
from hezuo.graph.store import open_store
print("reading", flush=True)
seen = set()
for _ in range(int(sys.argv[2])):
    store = open_store(Path(sys.argv[1]))
    facts = [quad for quad in store.quads()]
    editions = {q.object.value for q in facts if q.predicate.value.endswith("#note")}
    assert len(editions) == 1, editions
    (edition,) = editions
    count = int(edition.removeprefix("edition "))
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    assert sum(q.predicate.value == label for q in facts) == count + 2, (edition, len(facts))
    (row,) = store.select(named_query("sources"))
    assert int(row["facts"].value) == len(facts), (edition, row)
    (asked,) = store.select(
        "SELECT (COUNT(DISTINCT ?thing) AS ?count) { ?thing a hz:Company }")
    assert int(asked["count"].value) == count, (edition, asked)
    assert len(store.names.containing("公司")) == count
    store.close()
    seen.add(count)
print(*sorted(seen))
"""


def python(code: str, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", code, *map(str, arguments)]


def started(stack: ExitStack, command: list[str], first_line: str) -> subprocess.Popen[str]:
    """Start a process that ends with the test, and wait for its first line."""
    process = stack.enter_context(
        subprocess.Popen(
            command, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
    )  # fmt: skip
    stack.callback(process.kill)  # called before the process is waited for
    assert process.stdout
    assert process.stdout.readline() == f"{first_line}\n"
    return process


def edition(folder: Path, count: int) -> Path:
    """Write an edition of one source; it holds as many companies as its note says."""
    companies = "\n".join(f"第{number}公司,Company," for number in range(count))
    notes = f"name,kind,note\n总会,Organization,edition {count}\n{companies}\n"
    return write_tables(
        folder / f"edition-{count}", {"sources": "id,title\ns,来源\n", "organizations": notes}
    )


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_a_second_writer_that_waits_in_vain_says_who_holds_the_lock(
    tmp_path: Path, processes: ExitStack
) -> None:
    store, folder = tmp_path / "store", edition(tmp_path, 3)
    holder = started(processes, python(HOLDER, store), "writing")
    refused = subprocess.run(
        python(IMPATIENT, "add", "--store", store, folder), capture_output=True, text=True
    )
    assert refused.returncode == 2
    assert refused.stdout == ""
    said = rf"hezuo: process {holder.pid} \(since .+\) is writing to .*store, .+; wait for it .+\n"
    assert re.fullmatch(said, refused.stderr)
    holder.communicate("go on\n")
    assert holder.returncode == 0
    done = subprocess.run(
        python(IMPATIENT, "add", "--store", store, folder), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert not (store / "writer.json").exists()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_the_lock_of_a_writer_that_was_killed_is_free(tmp_path: Path, processes: ExitStack) -> None:
    store = tmp_path / "store"
    holder = started(processes, python(HOLDER, store), "writing")
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (store / "writer.json").exists()
    done = subprocess.run(
        python(IMPATIENT, "add", "--store", store, edition(tmp_path, 3)),
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (store / "writer.json").exists()


def test_a_second_writer_waits_and_both_are_heard(tmp_path: Path, processes: ExitStack) -> None:
    """Several commands at once, each with a source of its own: none is lost."""
    store = tmp_path / "store"
    holder = started(processes, python(HOLDER, store), "writing")
    folders = [
        write_tables(tmp_path / f"source-{n}", {"organizations": f"name\n机构{n}\n"})
        for n in range(4)
    ]
    command = [sys.executable, "-m", "hezuo.cli", "add", "--store", str(store)]
    writers = [
        processes.enter_context(
            subprocess.Popen([*command, str(folder)], stderr=subprocess.PIPE, text=True)
        )
        for folder in folders
    ]
    with pytest.raises(subprocess.TimeoutExpired):
        writers[0].wait(1.5)
    assert [writer.poll() for writer in writers] == [None] * 4
    holder.communicate("go on\n")
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
    with closing(open_store(store)) as opened:
        assert {thing.name for thing in opened.names.containing("机构")} == {
            f"机构{n}" for n in range(4)
        }


def test_a_thousand_reads_while_two_write_see_only_whole_states(
    tmp_path: Path, processes: ExitStack
) -> None:
    store = tmp_path / "store"
    counts = [3, 40, 120]
    folders = [edition(tmp_path, count) for count in counts]
    command = [sys.executable, "-m", "hezuo.cli", "add", "--store", str(store)]
    subprocess.run([*command, str(folders[0])], check=True, capture_output=True)
    readers = [
        started(processes, python(READER, store, READS // READERS), "reading")
        for _ in range(READERS)
    ]
    writes = 0
    while any(reader.poll() is None for reader in readers):
        pair = [
            subprocess.Popen([*command, str(folders[(writes + n) % 3])], stderr=subprocess.PIPE)
            for n in range(2)
        ]
        for writer in pair:
            _, errors = writer.communicate(timeout=60)
            assert writer.returncode == 0, errors
        writes += len(pair)
    for reader in readers:
        output, said = reader.communicate()
        assert (reader.returncode, said) == (0, "")
        assert len(output.split()) > 1, "it saw one state only: nothing was written meanwhile"
        assert set(map(int, output.split())) <= set(counts)
    assert writes >= 4
    with closing(open_store(store)) as opened, opened.writing():
        pass
    assert len(list((store / "snapshots").iterdir())) <= 2  # the current one, and that just left
