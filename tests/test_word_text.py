import io
import random
import zipfile
from pathlib import Path

import docx
import pytest
from report_files import LAST, MASTHEAD, SAID, SIGNED, TITLE, faults, with_part, word_file

from hezuo.graph.errors import InputError
from hezuo.graph.extract.documents.word_text import read_word
from hezuo.graph.extract.report import Report

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHOICE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def read(path: Path) -> Report:
    return read_word(path.name, path.read_bytes())


def body(path: Path, xml: str) -> Report:
    document = f"<w:document {WORD} {CHOICE}><w:body>{xml}</w:body></w:document>"
    return read(with_part(word_file(path), "word/document.xml", document.encode()))


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_rows_stand_in_their_order(tmp_path: Path) -> None:
    report = read(word_file(tmp_path / "签约.docx"))
    assert report.text.split("\n\n") == [
        TITLE, MASTHEAD, SIGNED, "甲方 | 江城大学", "乙方 | 云岭机械厂", LAST,
    ]  # fmt: skip
    assert (report.title, report.published) == (TITLE, "2021-06-18")
    assert (report.publisher, report.author) == ("江城日报", "林若溪")


def test_properties_are_asked_where_the_text_does_not_say(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = "林若溪", TITLE
    document.add_paragraph("江城科技简报")
    document.add_paragraph(TITLE)
    document.add_paragraph(SIGNED)
    document.save(str(tmp_path / "签约.docx"))
    report = read(tmp_path / "签约.docx")
    assert (report.title, report.author, report.published) == (TITLE, "林若溪", "")


@pytest.mark.parametrize("author", ["python-docx", "Administrator", "微软用户", " "])
def test_a_program_is_no_author(tmp_path: Path, author: str) -> None:
    path = word_file(tmp_path / "签约.docx", title="合同模板", author=author)
    content = path.read_bytes()
    document = docx.Document(io.BytesIO(content))
    document.paragraphs[1].clear()
    document.save(str(path))
    assert (read(path).author, read(path).title) == ("", TITLE)


def test_changes_links_and_boxes_are_read_as_they_are_seen(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{run(LAST)}</w:p></w:txbxContent>"
    report = body(
        tmp_path / "签约.docx",
        f"<w:p>{run('江城')}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:ins>{run('大学')}</w:ins><w:hyperlink>{run('与云岭')}</w:hyperlink>"
        f"<w:smartTag>{run('大学')}</w:smartTag><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:sdt><w:sdtContent><w:p>{run(SAID)}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><mc:AlternateContent><mc:Choice><w:r>{box}</w:r></mc:Choice>"
        f"<mc:Fallback><w:r>{box}</w:r></mc:Fallback></mc:AlternateContent></w:p>",
    )
    assert report.text.split("\n\n") == ["江城大学与云岭大学", SAID, LAST]


def test_a_table_for_layout_gives_its_paragraphs(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('甲方')}</w:p></w:tc></w:tr></w:tbl>"
    cell = f"<w:tc><w:p>{run(SIGNED)}</w:p>{inner}<w:p>{run(SAID)}</w:p></w:tc>"
    report = body(tmp_path / "签约.docx", f"<w:tbl><w:tr>{cell}<w:tc/></w:tr></w:tbl>")
    assert report.text.split("\n\n") == [SIGNED, "甲方", SAID]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = word_file(tmp_path / "bomb.docx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/footnotes.xml", b" " * (41 << 20))
    assert path.stat().st_size < 200_000
    with pytest.raises(InputError, match=r"bomb\.docx: unpacks to more than 40 MB"):
        read(path)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("秘密")
    declared = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    xml = (
        f'<!DOCTYPE w [<!ENTITY e0 "签"><!ENTITY f SYSTEM "{tmp_path / "secret"}">{declared}]>'
        f"<w:document {WORD}><w:body><w:p>{run('江城&e12;&f;')}</w:p></w:body></w:document>"
    )
    path = with_part(word_file(tmp_path / "签约.docx"), "word/document.xml", xml.encode())
    try:
        text = read(path).text
    except InputError:
        return
    assert len(text) < 100
    assert "秘密" not in text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04", "is a damaged Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is protected by a password or from"),
        ("江城日报".encode(), "is a damaged Word document"),
    ],
)
def test_what_is_no_word_document_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=f"bad.docx: {problem}"):
        read(path)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("签约.txt", SIGNED)
    with pytest.raises(InputError, match=r"bad\.docx: is no Word document"):
        read(path)


def test_damage_is_said_in_one_line(tmp_path: Path) -> None:
    path = word_file(tmp_path / "bad.docx")
    whole = path.read_bytes()
    chance = random.Random(6)
    broken = [whole[: chance.randrange(len(whole))] for _ in range(20)]
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(20):
            content[chance.randrange(len(content))] = chance.randrange(256)
        broken.append(bytes(content))
    for content in broken:
        path.write_bytes(content)
        assert len(faults(read, path)) <= 1


@pytest.mark.parametrize(
    "part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"]
)
@pytest.mark.parametrize("xml", [b"", b"<a/>", b"<a", b"\0\1\2"])
def test_a_broken_part_is_said_in_one_line(tmp_path: Path, part: str, xml: bytes) -> None:
    path = with_part(word_file(tmp_path / "bad.docx"), part, xml)
    assert len(faults(read, path)) <= 1
