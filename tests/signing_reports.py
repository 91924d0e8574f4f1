"""Invented reports of signings, for tests that read them."""

import json
from pathlib import Path

TITLE = "沙坪坝区科协与武侯区科协签约"
BODY = (
    "6月17日，重庆市沙坪坝区科协与成都市武侯区科协签署战略合作协议，双方将在科普资源共享、"
    "院士专家工作站建设等方面开展合作。\n重庆市沙坪坝区科协主席周望舒表示，两地合作空间广阔。\n"
)
TEXT = f"{TITLE}\n\n{BODY}"
PLANNED = "重庆药学会拟与四川大学签署合作协议。\n"


def write_reports(folder: Path, count: int) -> list[Path]:
    """Write reports of signings, each by another organisation."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"report{number:03}.txt"
        text = f"6月17日，重庆第{number}研究院与四川大学签署战略合作协议。\n"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def write_lines(path: Path, *reports: dict[str, str]) -> Path:
    """Write reports as JSON lines."""
    lines = (json.dumps(report, ensure_ascii=False) + "\n" for report in reports)
    path.write_text("".join(lines), encoding="utf-8")
    return path
