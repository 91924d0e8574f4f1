"""Times hezuo beside a named peer in the same run and prints the ratios; `make bench` runs it.

Whole processes, one of each in turn, so that a machine that is busy now and then slows both. The
median of the ratios is what to quote.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 15
PEER = [sys.executable, "-c", "import click, pyoxigraph"]


def seconds(command: list[str]) -> float:
    """Return how long a whole process takes, from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def compare(name: str, command: list[str], peer: list[str] = PEER) -> None:
    """Print the median times of a command and its peer, and the median of their ratios."""
    seconds(command), seconds(peer)  # once, so that both find their files in memory
    pairs = [(seconds(command), seconds(peer)) for _ in range(RUNS)]
    times = [1000 * statistics.median(column) for column in zip(*pairs, strict=True)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    print(f"{name:42}{times[0]:8.0f} ms{times[1]:8.0f} ms{ratio:8.2f}")


def main() -> None:
    """Run every comparison on the demo's store."""
    hezuo = [sys.executable, "-m", "hezuo.cli"]
    print("whole processes; the peer is: python -c 'import click, pyoxigraph'")
    print(f"{'':42}{'hezuo':>11}{'peer':>11}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as folder:
        seconds([*hezuo, "demo", f"{folder}/demo"])
        store = ["--store", str(Path(folder) / "demo" / "store")]
        compare("hezuo --help", [*hezuo, "--help"])
        compare("hezuo partners NAME", [*hezuo, "partners", "武侯区科协", *store])
        compare("hezuo partners NAME -f json",
                [*hezuo, "partners", "武侯区科协", "-f", "json", *store])  # fmt: skip
        compare("hezuo find NAME", [*hezuo, "find", "科协", *store])
        compare("hezuo export", [*hezuo, "export", *store])


if __name__ == "__main__":
    main()
