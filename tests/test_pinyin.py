"""How names are read: places and institutions as people say them."""

import pytest

from hezuo.graph.pinyin import syllables, typed_pinyin


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("重庆市沙坪坝区", "chong qing shi sha ping ba qu"),
        ("厦门大学", "xia men da xue"),
        ("成都", "cheng du"),
        ("长沙", "chang sha"),
        ("六安", "lu an"),
        ("中国银行", "zhong guo yin hang"),
        ("西安交通大学", "xi an jiao tong da xue"),
        ("绿色技术", "lv se ji shu"),
        ("國立臺灣大學", "guo li tai wan da xue"),
    ],
)
def test_names_are_read_as_people_say_them(name: str, pinyin: str) -> None:
    assert syllables(name) == pinyin.split()


def test_what_is_no_pinyin_is_none() -> None:
    assert [typed_pinyin(text) for text in ("", "12", "重庆", "{}", "\udcff")] == [""] * 5
