"""Times the reading of reports: text a second on one core, start-up, memory, and two processes.

The reports are invented here. Start-up stands beside a named peer, as everywhere: a process that
imports what every command needs.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CITIES = (
    "重庆市沙坪坝区",
    "成都市武侯区",
    "宁波市江北区",
    "烟台市芝罘区",
    "襄阳市樊城区",
    "赣州市章贡区",
)
BODIES = ("科协", "农业科学院", "人民医院", "职业技术学院", "工业设计协会", "科技创新服务中心")
NAMES = ("周望舒", "林若溪", "谭敬尧", "卢广济", "彭若谷", "钟永康", "涂季川", "俞柏舟")
TITLES = ("主席", "院长", "副主任", "总经理", "秘书长")
TOPICS = ("科普资源共享", "院士专家工作站建设", "人才培养", "成果转化", "技术攻关", "平台建设")
FILLING = (
    "近年来，当地把科技创新摆在发展全局的突出位置，持续优化营商环境，企业研发投入连年增长。",
    "与会人员还参观了展厅，听取了情况介绍，并就下一步工作进行了深入交流。",
    "“过去为一道工序要跑遍半个省，如今专家就驻在车间。”一位企业负责人说。",
    "据介绍，今年以来已征集企业技术需求一百多项，对接成功三十多项，合同金额稳步提高。",
)
HEZUO = [sys.executable, "-m", "hezuo.cli"]


def report(chance: random.Random) -> str:
    """Return an invented report of one to two thousand characters."""
    first, second = (f"{chance.choice(CITIES)}{chance.choice(BODIES)}" for _ in range(2))
    topics = "、".join(chance.sample(TOPICS, 3))
    lines = [
        f"{first}与{second}签约",
        f"{chance.randint(1, 12)}月{chance.randint(1, 28)}日，{first}与{second}签署战略合作协议，"
        f"双方将在{topics}等方面开展合作。",
        f"{first}{chance.choice(TITLES)}{chance.choice(NAMES)}表示，两地合作空间广阔。",
    ]
    while sum(map(len, lines)) < chance.randint(1000, 2000):
        speaker = f"{chance.choice(CITIES)}{chance.choice(BODIES)}{chance.choice(TITLES)}"
        said = f"{speaker}{chance.choice(NAMES)}在会上发言。"
        lines.append("".join(chance.sample(FILLING, 3)) + said)
    return "\n".join(lines)


def seconds(command: list[str]) -> float:
    """Return how long a whole process takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def rate(texts: list[str]) -> float:
    """Return how many kB of text the rules read in a second, in this process."""
    from hezuo.graph.extract.report import report_of
    from hezuo.graph.extract.rules import RuleExtractor

    rules = RuleExtractor()
    rules.extract(report_of("", texts[0], published="2021-06-18"))  # once, to load the word lists
    start = time.process_time()
    for text in texts:
        rules.extract(report_of("", text, published="2021-06-18"))
    return sum(len(text.encode()) for text in texts) / 1000 / (time.process_time() - start)


def peak(command: list[str]) -> float:
    """Return the most memory in MB that a process and its children took, each by itself."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True,"
        " stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        " print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], check=True, capture_output=True, encoding="utf-8"
    )
    return int(done.stdout) / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--reports", type=int, default=10_000, help="how many there are in a folder"
    )
    parser.add_argument("--runs", type=int, default=5, help="how often start-up is measured")
    options = parser.parse_args()
    chance = random.Random(1)  # noqa: S311 - no secrets
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        texts = [report(chance) for _ in range(options.reports)]
        for number, text in enumerate(texts):
            (folder / f"report{number:05}.txt").write_text(text, encoding="utf-8")
        size = sum(len(text.encode()) for text in texts) / 1000
        print(f"rules, one core: {rate(texts[:300]):,.0f} kB of text a second")
        small = [*HEZUO, "extract", str(folder / "report00000.txt")]
        other = [sys.executable, "-c", "import click, pyoxigraph"]
        seconds(small)
        runs = [(seconds(small), seconds(other)) for _ in range(options.runs)]
        ours, peers = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"hezuo extract of a small report: {ours:.2f} s (the peer {peers:.2f} s)")
        print(f"memory of that: {peak(small):,.0f} MB")
        many = [*HEZUO, "extract", str(folder), "-f", "jsonl", "--processes"]
        print(f"{options.reports:,} reports, {size:,.0f} kB:")
        for command in ("extract", "add"):
            times = []
            for processes in ("1", "2"):
                store = Path(name) / f"store{processes}"
                added = [*HEZUO, "add", str(folder), "--store", str(store), "--processes"]
                run = [*(many if command == "extract" else added), processes]
                start = time.perf_counter()
                memory = peak(run)
                times.append(time.perf_counter() - start)
                print(f"  {command}, {processes} processes: {times[-1]:.0f} s, {memory:,.0f} MB")
            print(f"  {command}: two processes are {times[0] / times[1]:.2f} times as quick as one")


if __name__ == "__main__":
    main()
