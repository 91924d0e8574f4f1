"""Build data/pinyin.csv: how Chinese characters and words are read, without tones.

Run by hand with pypinyin 0.55.0 installed: ``python data/build_pinyin.py``. Each character of the
first Unicode block has its usual reading. A word of two characters has a row of its own where one
is read otherwise (重庆 chongqing, 银行 yinhang): all such words of the table of pypinyin that are
written in GB 2312, and the names of divisions. One edition always gives the same bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

FOLDER = Path(__file__).resolve().parent
FIRST, LAST = 0x4E00, 0x9FA5


def main() -> None:
    """Write the table."""
    readings = dict(_characters())
    words = {word for word in phrases_dict if len(word) == len("重庆") and _is_common(word)}
    with (FOLDER / "divisions.csv").open(encoding="utf-8", newline="") as file:
        words |= {row["short_name"][:2] for row in csv.DictReader(file)}
    rows = list(readings.items())
    for word in sorted(word for word in words if all(one in readings for one in word)):
        syllables = lazy_pinyin(word, v_to_u=False)
        if syllables != [readings[one] for one in word]:
            rows.append((word, " ".join(syllables)))
    with (FOLDER / "pinyin.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("text", "pinyin"), *rows])


def _characters() -> Iterator[tuple[str, str]]:
    for code in range(FIRST, LAST + 1):
        (reading,) = lazy_pinyin(chr(code), v_to_u=False)
        if reading.isascii() and reading.isalpha():
            yield chr(code), reading


def _is_common(word: str) -> bool:
    try:
        return len(word.encode("gb2312")) == 2 * len(word)
    except UnicodeEncodeError:
        return False


if __name__ == "__main__":
    main()
