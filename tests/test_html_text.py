import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from report_files import LAST, PAGE, SAID, SIGNED, TITLE

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.html_text import read_html
from hezuo.graph.extract.report import Report

Reading = Callable[[str | bytes], Report]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    """Reads a page that lies on the disk."""

    def read_page(page: str | bytes) -> Report:
        path = tmp_path / "签约.html"
        path.write_bytes(page.encode() if isinstance(page, str) else page)
        return read_html(path, path.read_bytes())

    return read_page


def test_the_main_text_is_told_from_its_frame(read: Reading) -> None:
    report = read(PAGE)
    assert report.text.split("\n\n") == [
        TITLE, SIGNED, SAID, "甲方 | 江城大学", "乙方 | 云岭机械厂", LAST,
    ]  # fmt: skip
    assert report.title == TITLE
    assert report.title_span is not None
    assert (report.published, report.publisher) == ("2021-06-18", "江城日报")
    assert report.author == "林若溪"


def test_the_head_of_a_public_body_s_page_is_read(read: Reading) -> None:
    head = (
        '<meta name="ArticleTitle" content="两地签约">'
        '<meta name="PubDate" content="2021-06-19 10:00">'
        '<meta name="ContentSource" content="云岭日报"><meta name="Author" content="沈一鸣">'
        '<link rel="canonical" href="https://example.org/2021/1.html">'
    )
    page = f"<html><head>{head}</head><body><p>{SIGNED}</p><p>{SAID}</p></body></html>"
    report = read(page)
    assert (report.title, report.published) == ("两地签约", "2021-06-19")
    assert (report.publisher, report.author) == ("云岭日报", "沈一鸣")
    assert report.url == "https://example.org/2021/1.html"


def test_a_year_in_the_foot_or_a_list_is_no_date_of_publication(read: Reading) -> None:
    page = PAGE.replace("发布时间：2021-06-18 09:12", "").replace("来源：江城日报", "")
    report = read(page)
    assert (report.published, report.publisher) == ("", "江城新闻网")


@pytest.mark.parametrize("codec", ["gb18030", "big5", "utf-16"])
def test_a_page_names_its_encoding(read: Reading, codec: str) -> None:
    signed = "江城大學與雲林大學在江城簽署了戰略合作協議。"
    page = f'<html><head><meta charset="{codec}"></head>\n<body><p>{signed}</p></body></html>'
    assert read(page.encode(codec)).text == signed


def test_a_page_that_names_no_encoding_or_a_wrong_one(read: Reading) -> None:
    bare = f"<html><body><p>{SIGNED}</p></body></html>"
    assert read(bare.encode("gb18030")).text == SIGNED
    assert read(bare.encode("utf-16")).text == SIGNED
    wrong = f'<html><head><meta charset="utf-8"></head><body><p>{SIGNED}</p></body></html>'
    assert read(wrong.encode("gb18030")).text == SIGNED


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"datePublished": "2021-06-19T08:00"}</script>',
        '<meta property="article:published_time" content="2021-06-19T08:00:00+08:00">',
        '<time datetime="2021-06-19">昨天</time>',
    ],
)
def test_a_page_says_when_it_was_published(read: Reading, head: str) -> None:
    assert read(f"<html><head></head><body>{head}<p>{SIGNED}</p></body></html>").published == (
        "2021-06-19"
    )


def test_a_few_broken_characters_do_not_matter(read: Reading) -> None:
    page = PAGE.replace("utf-8", "gb2312").encode("gb18030")
    report = read(page.replace("买一".encode("gb18030"), b"\xff\xff"))
    assert SIGNED in report.text


def test_one_paragraph_is_enough(read: Reading) -> None:
    assert read(f"<p>{SIGNED}</p>").text == SIGNED
    assert read(f'<?xml version="1.0" encoding="utf-8"?><html><body><p>{SAID}').text == SAID
    assert read(f"<p>{SIGNED}&#x1F;&#xD800;\x0c</p>").text.startswith(SIGNED)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>空</title></head><body></body></html>",
        f"<script>{SIGNED}</script>",
        f"<!-- {SIGNED} -->",
        "<frameset><frame src='a.html'></frameset>",
    ],
)
def test_a_page_without_text_is_refused(read: Reading, page: str) -> None:
    with pytest.raises(InputError, match=r"签约\.html: (holds no text|is no page)"):
        read(page)


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{number}=1" for number in range(300_000)) + f">{SIGNED}</p>",
        "<table>" + "<tr><td>甲</td><td>乙</td></tr>" * 200_000 + "</table>",
        '<a href="http://example.org/a">' * 200_000,
        "<div>" * 200_000 + SIGNED,
        "<a x=\"'" * 1_000_000,
        "&#" * 2_000_000,
        '<!DOCTYPE html [<!ENTITY a "签">' + "&a;" * 500_000,
    ],
    ids=["attributes", "rows", "links", "depth", "quotes", "references", "entities"],
)
def test_hostile_pages_take_a_bounded_time(read: Reading, page: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(InputError):
        read(page)
    assert time.perf_counter() - start < 30
