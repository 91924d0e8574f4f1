"""Reports in one width and without blanks, each character with its place in the raw text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hezuo.graph.extract.plain_text import PlainText, is_chinese, plain_text, surface

# What pages and bad scans are made of, and any character at all, halves of pairs too.
NOISE = st.sampled_from(
    list(" \n\t\r\u3000\u200b\u202e\ufeff\x00\x0b\x1c，。：；！？（）《》“”「」,:.1２ＡaB")
    + list("重慶市科協與國于-—·")
)
RAW = st.lists(st.one_of(NOISE, st.characters()), max_size=120).map("".join)


def slices(plain: PlainText, part: str) -> str:
    """What the raw text has where the plain text has a part."""
    start = plain.text.index(part)
    span = plain.span(start, start + len(part))
    return plain.raw[span.start : span.end]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("5 月 8 日，宁波市 科协 签约。", "5月8日，宁波市科协签约。"),
        ("５月８日，ＡＢＣ公司签约.", "5月8日，ABC公司签约."),
        ("预算6,000万元,9:30开会:好", "预算6,000万元，9:30开会：好"),
        ("與藍湖大學簽署「合作」協議", "与蓝湖大学签署“合作”协议"),
        ("蓝湖大学，与\u200b宁波\ufeff市", "蓝湖大学，与宁波市"),
        ("访问New York 大学，签约", "访问New York大学，签约"),
    ],
)
def test_one_form(raw: str, text: str) -> None:
    assert plain_text(raw).text == text


def test_page_numbers_within_a_sentence_are_left_out() -> None:
    raw = (
        "标题在此\n5月8日上午，宁波市科协主要负责人一行来到蓝湖大学访问，与该校\n\n- 12 -\n\n签约。"
    )
    plain = plain_text(raw)
    assert plain.text.endswith("与该校签约。")
    assert slices(plain, "该校签约") == "该校\n\n- 12 -\n\n签约"


def test_gaps_tell_where_blanks_were() -> None:
    plain = plain_text("记者 王宁  李霜报道")
    assert plain.gaps == {2, 4}
    assert plain.wide_gaps == {4}


def test_sentences_end_at_marks_and_lines() -> None:
    plain = plain_text("标题\n甲与乙签约。“真的吗？”丙问")
    assert [plain.text[s:e] for s, e in plain.sentences()] == [
        "标题\n",
        "甲与乙签约。",
        "“真的吗？”",
        "丙问",
    ]


def test_english_keeps_blanks() -> None:
    plain = plain_text("Blue Lake University signed. The  dean spoke.")
    assert not plain.is_chinese
    assert [plain.text[s:e].strip() for s, e in plain.sentences()] == [
        "Blue Lake University signed.",
        "The dean spoke.",
    ]


def test_a_text_is_chinese_by_a_fifth() -> None:
    assert is_chinese("海洋药物 by Blue L")
    assert not is_chinese("The university (蓝湖大学) signed an agreement with a company.")


def test_a_surface_has_no_blanks_and_no_halves_of_pairs() -> None:
    assert surface("蓝湖\n 大学") == "蓝湖大学"
    assert surface("Blue \n Lake") == "Blue Lake"
    assert surface("蓝\ud800 湖") == "蓝\ufffd湖"


def comes_from(character: str, raw: str) -> bool:
    """Whether a character of the plain text is another form of one of the raw text."""
    folded = unicodedata.normalize("NFKC", raw)
    return character in (raw, folded) or not raw.isalnum() or raw >= "\u2e80"


@given(RAW)
def test_every_character_comes_from_its_place(raw: str) -> None:
    plain = plain_text(raw)
    assert len(plain.places) == len(plain.text)
    assert list(plain.places) == sorted(plain.places)
    for character, place in zip(plain.text, plain.places, strict=True):
        assert 0 <= place < len(raw)
        if character not in " \n":  # one stands for any white space
            assert comes_from(character, raw[place])


@given(RAW)
def test_nothing_that_is_seen_is_lost_but_page_numbers(raw: str) -> None:
    text = raw + "，终"
    shown = {c for c in text if c.isalpha() and unicodedata.category(c) != "Cf"}
    places = set(plain_text(text).places)
    assert {text[place] for place in places} >= shown


@pytest.mark.parametrize("size", [20_000])
@pytest.mark.parametrize("bait", ["国，\n", "国（，\n", "1 ", "- ", "《\n", "。”", "国 "])
def test_bait_is_read_through(bait: str, size: int) -> None:
    plain = plain_text("国" + bait * size)
    assert len(plain.places) == len(plain.text)
    assert plain.sentences()
