"""Files that hold reports, of every kind, made for the tests; what they report is invented."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

from hezuo.graph.errors import Fault, InputError

TITLE = "江城云岭两地科协签约"
MASTHEAD = "发布时间：2021-06-18 09:12 来源：江城日报 作者：林若溪"
SIGNED = (
    "6月17日，江城市科学技术协会与云岭市科学技术协会在江城签署战略合作协议，"
    "双方将在科普资源共享、院士专家工作站建设等方面开展合作。"
)
SAID = "江城市科学技术协会主席周望舒表示，两地产业互补，合作空间广阔。"
LAST = "签约仪式后，与会人员参观了江城大学先进制造实验室。"
TEXT = f"{TITLE}\n{MASTHEAD}\n\n{SIGNED}\n{SAID}\n"
# So much of it that some of the most frequent Chinese signs are there.
TRADITIONAL = (
    "江城雲嶺兩地科協簽約\n\n6月17日，江城市的科學技術協會與雲嶺市的科學技術協會在江城簽署了戰略合作協議，"
    "這是兩地第一個合作項目，大會上來了很多人。\n"
)
PAGE = f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}-江城新闻网</title>
<meta name="SiteName" content="江城新闻网">
<script>var fake = "云岭大学与江城大学签署虚假协议";</script>
<style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">首页</a></li><li><a href="/a">要闻</a></li></ul></nav>
<div class="ad">广告：买一送一，立即抢购</div>
<div class="article"><h1>{TITLE}</h1>
<div class="info"><span>发布时间：2021-06-18 09:12</span> <span>来源：江城日报</span>
<span>作者：林若溪</span> <span>浏览次数：<b>12</b></span></div>
<div class="content"><p>{SIGNED}</p><p>{SAID}</p>
<table><tr><td>甲方</td><td>江城大学</td></tr><tr><td>乙方</td><td>云岭机械厂</td></tr></table>
<p>{LAST}</p></div></div>
<div class="related"><h3>相关阅读</h3><ul>
<li><a href="/1">某公司与某大学签约 2020-01-01</a></li></ul></div>
<footer>版权所有 2009-2023 江城新闻网</footer></body></html>
"""


def word_file(path: Path, *, title: str = "", author: str = "python-docx") -> Path:
    """Write a Word document with paragraphs and a table between them."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    for line in (TITLE, MASTHEAD, SIGNED):
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("甲方", "江城大学"), ("乙方", "云岭机械厂"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.add_paragraph(LAST)
    document.save(str(path))
    return path


def one_of_each(folder: Path) -> list[Path]:
    """Write the same report as every kind of file, the one of JSON lines last."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.MD").write_text(f"# {TEXT}", encoding="gb18030")
    (folder / "c.html").write_text(PAGE, encoding="utf-8")
    line = {"title": TITLE, "text": SIGNED, "published": "2021-06-18", "publisher": "江城日报"}
    (folder / "f.jsonl").write_text(json.dumps(line), encoding="utf-8")
    word_file(folder / "d.docx")
    pdf_file(folder / "e.pdf", f"{TITLE}\n{MASTHEAD}\n{SIGNED}")
    return sorted(folder.iterdir())


def with_part(path: Path, name: str, content: bytes) -> Path:
    """Put other content into one part of an archive."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, held in (parts | {name: content}).items():
            archive.writestr(part, held)
    return path


def pdf_file(path: Path, *pages: str, is_locked: bool = False) -> Path:
    """Write a PDF file with a page for each text, in a font whose signs map to Unicode.

    Without a text a page holds nothing but a line, as a scanned one holds nothing but a picture.
    """
    signs = sorted({sign for page in pages for sign in page if sign != "\n"})
    numbers = {sign: number for number, sign in enumerate(signs, start=1)}
    chars = "\n".join(
        f"<{number:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, number in numbers.items()
    )
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def "
        "/CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n{chars}\nendbfchar endcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids "
        f"[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H "
        "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 1000 /CIDSystemInfo "
        "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(mapping),
    ]
    for number, page in enumerate(pages):
        lines = [
            f"BT /F 12 Tf 40 {800 - 20 * row} Td <{_codes(line, numbers)}> Tj ET"
            for row, line in enumerate(page.split("\n"))
            if line
        ]
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1200 842] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>",
            _stream("\n".join(lines) or "0 0 m 10 10 l S"),
        ]
    lock = ""
    if is_locked:  # no password in the world gives these
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >>")
        lock = f"/Encrypt {len(objects)} 0 R /ID [<00> <00>] "
    file = io.BytesIO(b"%PDF-1.7\n")
    file.seek(0, io.SEEK_END)
    places = []
    for number, held in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(f"{number} 0 obj\n{held}\nendobj\n".encode())
    table = file.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    file.write(f"xref\n0 {size}\n0000000000 65535 f \n{rows}".encode())
    trailer = f"trailer << /Size {size} /Root 1 0 R {lock}>>\nstartxref\n{table}\n%%EOF\n"
    file.write(trailer.encode())
    path.write_bytes(file.getvalue())
    return path


def faults(read: Callable[[Path], Any], path: Path) -> list[Fault]:
    """What is wrong with a file, or nothing if it can be read all the same."""
    try:
        read(path)
    except InputError as error:
        return list(error.faults)
    return []


def _codes(line: str, numbers: dict[str, int]) -> str:
    return "".join(f"{numbers[sign]:04x}" for sign in line)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
