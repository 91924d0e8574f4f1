"""Reads the report in a saved web page: its main text, and what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.encoded_text import decoded
from hezuo.graph.extract.documents.masthead import (
    Masthead,
    masthead,
    masthead_of_lines,
    stated_date,
)
from hezuo.graph.extract.report import Report, report_of
from hezuo.graph.sources.sheets import refused

# To tell the text from its frame takes time and memory, and an element with many attributes takes
# the square of their number; no page of a report comes near.
_MOST_CHARACTERS = 20_000_000
_MOST_ELEMENTS = 50_000
_MOST_ATTRIBUTES = 2_000
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"?+|'[^']*+'?+)*+""")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
# A page with control characters is no XML, and a library gives up on it.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#0{0,9}(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45]);?"
    "|&#[xX]0{0,9}(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?:;|(?![0-9a-fA-F]))"
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_CODECS = {
    "utf-8": "utf-8-sig", "utf8": "utf-8-sig", "gb2312": "gb18030", "gbk": "gb18030",
    "gb18030": "gb18030", "big5": "cp950", "big5-hkscs": "big5hkscs", "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}  # fmt: skip
_MOST_BROKEN = 0.01
_UNSEEN = ("script", "style", "noscript", "template", "select", "svg", "iframe", "textarea")
_INLINE = {"a", "abbr", "b", "bdi", "em", "font", "i", "label", "small", "span", "strong", "u"}
# Between the title and the body there are at most so many lines.
_MASTHEAD_LINES = 8
_START = 20
_LINKED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,40})"')
# Names that Chinese public bodies have to use, and those that others use.
_DATES = (
    "pubdate", "publishdate", "publish_date", "publishtime", "article:published_time",
    "og:release_date", "dc.date.issued", "dcterms.issued", "datepublished",
)  # fmt: skip
_PUBLISHERS = ("contentsource", "source", "article:source", "dc.publisher", "og:article:source")
_SITES = ("sitename", "og:site_name", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "og:article:author")
_TITLES = ("articletitle", "og:title")


def read_html(path: Path, content: bytes) -> Report:
    """Return the report in a page: its title, an empty line, and paragraphs parted by such.

    Raises InputError, with one fault, for a page without a text that can be told from its frame.
    """
    import lxml.html
    from lxml import etree

    text = _CONTROLS.sub("", _decoded(path, content))
    if len(text) > _MOST_CHARACTERS or _has_a_trap(text):
        raise refused(path.name, "is too large for a page; save its text as .txt")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
        stated = _stated(page)
        etree.strip_elements(page, *_UNSEEN, with_tail=False)
        if sum(1 for _ in page.iter()) > _MOST_ELEMENTS:
            raise refused(path.name, "is too large for a page; save its text as .txt")
        body, found = _main_text(page)
    except (etree.LxmlError, ValueError, RecursionError, AssertionError, TypeError):
        raise refused(path.name, "is no page that can be read; save its text as .txt") from None
    if not body.strip():
        problem = "holds no text that can be told from its frame; save the text as .txt"
        raise refused(path.name, problem)
    title = _first(stated, _TITLES) or found.title or ""
    title = " ".join(title.split())
    head = _masthead(page, body, title).or_else(_in_head(stated))
    # The library's date is left alone: it takes that of a neighbour in a list, too.
    head = head.or_else(Masthead("", _first(stated, _SITES) or found.sitename or ""))
    url = found.url if str(found.url).startswith(("http://", "https://")) else ""
    if title and body.startswith(title):
        body = body.removeprefix(title).lstrip()
    return report_of(
        title, body, published=head.published, publisher=head.publisher, author=head.author, url=url
    )


def _decoded(path: Path, content: bytes) -> str:
    """Return a page's text by what it holds or the encoding that it names.

    A few broken characters are no reason to refuse a page: offsets count in the text as it is
    taken out of it.
    """
    named = _CHARSET.search(content[:4096])
    codec = _CODECS.get(named[1].decode("ascii").lower()) if named else None
    # Nothing else is well-formed UTF-8; a page that was saved again may name its old encoding.
    for likely in ("utf-8-sig", codec):
        if likely and b"\0" not in content:
            with suppress(UnicodeDecodeError):
                return content.decode(likely)
    try:
        return decoded(path, content)
    except InputError:
        text = content.decode(codec, errors="replace") if codec else ""
        if not text or text.count("\ufffd") > _MOST_BROKEN * len(text):
            raise
        return text


def _has_a_trap(text: str) -> bool:
    """Return whether a tag has more attributes than any that is meant to be shown."""
    for match in _TAG.finditer(text):
        if match.end() - match.start() > _MOST_ATTRIBUTES:
            bare = _QUOTED.sub(" ", match[0])
            if max(bare.count("="), len(bare.split())) > _MOST_ATTRIBUTES:
                return True
    return False


def _main_text(page: Any) -> tuple[str, Any]:
    """Return the main text of a page, and what the library found out about it."""
    import trafilatura

    best: Any = None
    for is_second in (False, True):
        found: Any = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            favor_recall=is_second,
        )
        best = found or best
        if found and len(found.text or "") >= _START:
            break
    lines = (line.strip(" |") for line in (best.text if best else "").splitlines())
    return "\n\n".join(line for line in lines if line), best


def _stated(page: Any) -> dict[str, str]:
    """Return what the page's head says, by names in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        value = (element.get("content") or "").strip()
        if name and value:
            found.setdefault(name.lower(), value)
    for script in page.iter("script"):
        if script.get("type") == "application/ld+json" and (match := _LINKED.search(_of(script))):
            found.setdefault("datepublished", match[1])
    times = {element.get("datetime") for element in page.iter("time")} - {None}
    if len(times) == 1:
        found.setdefault("datepublished", times.pop())
    return found


def _of(script: Any) -> str:
    return script.text or ""


def _first(stated: dict[str, str], names: tuple[str, ...]) -> str:
    return next((stated[name] for name in names if name in stated), "")


def _in_head(stated: dict[str, str]) -> Masthead:
    published = ""
    for name in _DATES:
        try:
            published = published or stated_date(stated.get(name, ""))
        except ValueError:
            continue
    author = _first(stated, _AUTHORS)
    is_name = author and "://" not in author and author.lower() not in ("admin", "administrator")
    publisher = _first(stated, _PUBLISHERS)
    return Masthead(published, "" if "://" in publisher else publisher, author if is_name else "")


def _masthead(page: Any, body: str, title: str) -> Masthead:
    """Return what stands between title and body, or where the body begins."""
    start = "".join(body.split())[:_START]
    lines: list[str] = []
    for line in _lines(page):
        bare = "".join(line.split())
        if bare.startswith(start) or (bare and start.startswith(bare) and len(bare) > _START // 2):
            break
        if title and bare == "".join(title.split()):
            lines.clear()
        elif bare:
            lines.append(line)
    else:
        lines.clear()
    return masthead_of_lines(lines[-_MASTHEAD_LINES:]).or_else(masthead(body))


def _lines(page: Any) -> Iterator[str]:
    """Yield the lines of a page as they are seen, each paragraph or other block one."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if element.tag not in _INLINE:
            yield "".join(pieces)
            pieces.clear()
        text = element.text if event == "start" else element.tail
        pieces.append(text or "")
    yield "".join(pieces)
