"""The lines of a text, and which of them a page broke off: those go on with the line before."""

from __future__ import annotations

import re

_ENDS = "。！？；：…”’）】》.!?;"
_CLAUSE_MARK = re.compile("[，、；：“”《》（）,]")
# 第3版, - 12 -, 3/8: what a page has at its foot.
_PAGE_NUMBER = re.compile(r"(?:第\s*\d+\s*[版页頁]|[-—·\s]*\d{1,4}[-—·\s]*|\d+\s*/\s*\d+)\s*")
_LONGEST_PAGE_NUMBER = 40
# 1、, （二）, ③, ●: what an item of a list begins with; 甲方：, 来源：: a line of a form.
_ITEM = re.compile(
    r"[（(]?[\d一二三四五六七八九十]+[、.）)]|[①-⑳▲●■◆>【—]"
    r"|\d{1,3}[ \t\u3000]+(?![家个项人名位台套万亿元年月日%余多分千百])[\u4e00-\u9fff]{4}"
    "|(?:[甲乙丙丁]方|(?:委托|受托|采购|中标|发包|承包|转让|受让|许可)(?:方|人|单位)|来源|作者|编辑|责编"
    "|记者|联系人|联系方式|电话|(?:合同|协议|项目)名称|(?:签订|签署|签约|发布)?(?:日期|时间)|地点|主题"
    "|(?:主办|承办|协办|支持)单位)(?:（[^（）\n]{1,12}）)?[：:]"
)
# 规模达|35.8万亿元: a line that ends so goes on with an amount, whatever is between them.
_BEFORE_AMOUNTS = "达到至为约近逾超"
_AMOUNT = re.compile(r"\d[\d,.]{0,12} ?[%百千万亿元家项个]")
# Before a broken line that goes on after an empty one there is at least so much text.
_LONG_LINE = 30


def lines_of(raw: str, *, is_chinese: bool) -> list[tuple[str, int, bool]]:
    r"""Return each line that is not empty, its start, and whether it goes on with the one before.

    Page numbers between them are left out.

    >>> lines_of("5月8日，重庆市科协与西南\n大学签约。\n", is_chinese=True)
    [('5月8日，重庆市科协与西南', 0, False), ('大学签约。', 14, True)]
    """
    found: list[tuple[str, int, bool]] = []
    start, empty_lines = 0, 0
    before: _Line | None = None
    for line in raw.splitlines(keepends=True):
        shown = line.strip()
        is_open = before is not None and before.is_open
        if not shown:
            empty_lines += 1
        elif not (_is_page_number(shown) and (is_open or len(shown) > 2)):
            # The first line is a title, and in English an empty line always parts paragraphs.
            is_apart = empty_lines and (len(found) == 1 or not is_chinese)
            if before is None or not is_open or is_apart or not before.goes_on(shown, empty_lines):
                before, is_joined = _Line(), False
            else:
                is_joined = True
            found.append((line.rstrip("\r\n"), start, is_joined))
            before.add(shown)
            empty_lines = 0
        start += len(line)
    return found


class _Line:
    """The line before, as far as it tells whether it goes on: its lines joined count as one."""

    def __init__(self) -> None:
        self.length = 0
        self.last = ""
        self.has_marks = False
        self._open = [0, 0]

    def add(self, line: str) -> None:
        """Go on with another line."""
        self.length += len(line)
        self.last = line[-1]
        self.has_marks = self.has_marks or _CLAUSE_MARK.search(line) is not None
        for number, (opening, closing) in enumerate((("《", "》"), ("（", "）"))):
            self._open[number] += line.count(opening) - line.count(closing)

    @property
    def has_open_mark(self) -> bool:
        """Whether a bracket of a title or a name is still open; quotations may be long."""
        return max(self._open) > 0

    @property
    def is_open(self) -> bool:
        """Whether it has no end."""
        return self.last not in _ENDS or self.has_open_mark

    def goes_on(self, line: str, empty_lines: int) -> bool:
        """Return whether an open line goes on with the next, or is a heading."""
        if self.has_open_mark:
            return True
        if self.has_marks and self.last in _BEFORE_AMOUNTS and _AMOUNT.match(line):
            return True
        if _ITEM.match(line):
            return False
        if empty_lines:
            return self.length >= _LONG_LINE and self.has_marks
        is_latin = self.last.isascii() and self.last.isalpha()
        return self.has_marks or (is_latin and line[0].islower())


def _is_page_number(line: str) -> bool:
    return len(line) <= _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.fullmatch(line) is not None
