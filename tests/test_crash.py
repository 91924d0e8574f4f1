"""`hezuo add` is killed at random moments: the store is never between two states, for anybody."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import CHONGQING
from table_folders import write_tables

import hezuo.graph
from hezuo.graph.store import open_store

TIMES = 50
# Reads whole states until it is told to stop; each must be one that was published.
READER = """
import sys, threading, hezuo.graph
path, allowed = sys.argv[1], {int(count) for count in sys.argv[2].split(",")}
stopped = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stopped.set()), daemon=True).start()
turns, seen = 0, set()
print("reading", flush=True)
while not stopped.is_set():
    with hezuo.graph.open(path) as graph:
        count = len(list(graph.store.quads()))
        asked = graph.store.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } "
                                   "FILTER(?g != <https://w3id.org/hezuo/id/log>) }")
        assert int(asked[0]["n"].value) == count, (asked, count)
        assert count in allowed, (count, allowed)
        assert graph.find("科协杂志社") or count not in allowed - {0}, count
        seen.add(count)
        turns += 1
print(turns, *sorted(seen))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")


def command(store: Path, folder: Path) -> list[str]:
    return [sys.executable, "-m", "hezuo.cli", "add", "--store", str(store), str(folder)]


def state(store: Path) -> frozenset[str]:
    """Return the facts that a store holds, as N-Quads, and what it can find by name."""
    with hezuo.graph.open(str(store)) as graph:
        assert len(graph.store.names.containing("杂志社")) == 1
        return frozenset(graph.export("nquads").decode().splitlines())


def killed_after(delay: float, store: Path, folder: Path) -> bool:
    """Kill `hezuo add` after some seconds; return whether it was still running."""
    with subprocess.Popen(
        command(store, folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        time.sleep(delay)
        process.kill()
        assert process.stderr
        # Two folders state one source in turn, which is told; nothing else is.
        said = process.stderr.read().splitlines()
        assert all(line.startswith(b"note: s: replaces what was read from") for line in said)
    assert process.returncode in (0, -signal.SIGKILL)
    return process.returncode != 0


def run_time(store: Path, *folders: Path) -> float:
    """Return how many seconds `hezuo add` takes at most; the last folder stays in the store."""
    seconds = []
    for folder in folders:
        start = time.monotonic()
        subprocess.run(command(store, folder), check=True, capture_output=True)
        seconds.append(time.monotonic() - start)
    return max(seconds)


@pytest.fixture
def editions(tmp_path: Path) -> list[Path]:
    """Two editions of one source, one of them large enough that writing takes its time."""
    sources = "id,title,characters\ns,来源,9\n"
    organizations = ["name", "科协杂志社", *(f"第{number}公司" for number in range(500))]
    return [
        write_tables(
            tmp_path / "small", {"sources": sources, "organizations": "name\n科协杂志社\n"}
        ),
        write_tables(
            tmp_path / "large", {"sources": sources, "organizations": "\n".join(organizations)}
        ),
    ]


@pytest.fixture
def delays() -> random.Random:
    seed = random.randrange(10**6)
    print(f"delays from random.Random({seed})")  # noqa: T201 - shown when the test fails
    return random.Random(seed)


def test_a_store_survives_fifty_kills_with_a_reader_beside_it(
    tmp_path: Path, editions: list[Path], delays: random.Random
) -> None:
    store = tmp_path / "store"
    states = []
    for folder in editions:
        run_time(store, folder)
        states.append(state(store))
    assert states[0] != states[1]

    counts = ",".join(str(len(found)) for found in states)
    with subprocess.Popen(
        [sys.executable, "-c", READER, store, counts], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as reader:  # fmt: skip
        assert reader.stdout
        assert reader.stdout.readline() == "reading\n"
        held, turn, outcomes = 1, 0, []
        while sum(was_killed for was_killed, _ in outcomes) < TIMES:
            if turn % 10 == 0:  # now and then, because a machine has other things to do as well
                run_seconds = run_time(tmp_path / "measured", editions[turn // 10 % 2])
            # One delay from each fiftieth of the time, without the first part, in which modules are
            # loaded, and with some more, because the reader and the killing slow it down.
            part = (turn * 7 % TIMES + delays.random()) / TIMES
            delay = run_seconds * (0.3 + 0.9 * part)
            turn += 1
            was_killed = killed_after(delay, store, editions[1 - held])
            found = state(store)
            assert found in states
            changed = found == states[1 - held]
            assert changed or was_killed, "it ended well and changed nothing"
            outcomes.append((was_killed, changed))
            held = states.index(found)
        output, errors = reader.communicate()
    assert errors == ""
    assert reader.returncode == 0
    reads, *seen = map(int, output.split())
    assert reads > TIMES
    assert set(seen) == {len(found) for found in states}

    died_before = outcomes.count((True, False))
    changed = sum(changed for _, changed in outcomes)
    print(f"{run_seconds:.2f} s a run; {outcomes}")  # noqa: T201 - shown when the test fails
    assert died_before >= 10
    assert changed >= 5
    run_time(store, editions[1 - held])
    assert state(store) == states[1 - held]
    assert len(list((store / "snapshots").iterdir())) == 1
    assert sorted(entry.name for entry in store.iterdir() if entry.name != "write.lock") == [
        "current", "hezuo-store.json", "snapshots",
    ]  # fmt: skip


def test_a_store_that_was_killed_while_it_was_made_can_be_made(
    tmp_path: Path, editions: list[Path], delays: random.Random
) -> None:
    run_seconds = run_time(tmp_path / "measured", editions[0])
    whole = state(tmp_path / "measured")
    for turn in range(8):
        store = tmp_path / f"store-{turn}"
        killed_after(run_seconds * (0.4 + 0.7 * delays.random()), store, editions[0])
        with closing(open_store(store, create=True)) as opened:
            found = {str(quad) for quad in opened.quads()}
        assert len(found) in (0, len(whole))
        run_time(store, editions[0])
        assert state(store) == whole
        assert len(list((store / "snapshots").iterdir())) == 1
        assert not [entry.name for entry in store.iterdir() if entry.name.startswith(".")]


@pytest.mark.parametrize("step", ["new", "publish", "prune"])
@pytest.mark.parametrize("before", [True, False])
def test_a_store_survives_a_kill_at_each_step_of_writing(
    tmp_path: Path, editions: list[Path], step: str, before: bool
) -> None:
    """The process ends itself just before or after a step of ours: no luck is needed."""
    store = tmp_path / "store"
    run_time(store, editions[0])
    old = state(store)
    code = f"""
import os, signal, sys, hezuo.graph
from hezuo.graph.store.snapshots import SnapshotFolder
step = SnapshotFolder.{step}
def dying(*arguments):
    if {before}: os.kill(os.getpid(), signal.SIGKILL)
    step(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
SnapshotFolder.{step} = dying
hezuo.graph.open(sys.argv[1]).add(sys.argv[2])
"""
    died = subprocess.run([sys.executable, "-c", code, store, editions[1]])
    assert died.returncode == -signal.SIGKILL
    changed = state(store) != old
    assert changed is (step == "publish" and not before)
    run_time(store, CHONGQING, editions[0])
    assert len(list((store / "snapshots").iterdir())) == 1
