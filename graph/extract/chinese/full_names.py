"""The full form of a body's name: 市科协 is that of the city that the report is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from hezuo.graph.canonical import canonical_name
from hezuo.graph.extract.chinese.places import place_names, readings

_LEVELS = ("省", "市", "区", "县", "州", "旗")
# 区域, 市场: no levels.
_OTHER_WORDS = ("区域", "市场")
# Short forms that the canonical form of a name leaves, because they mean one thing only here.
_WHOLE = (
    (re.compile("中科院"), "中国科学院"),
    (re.compile("(?<!业)农科院"), "农业科学院"),
    (re.compile("社科院"), "社会科学院"),
    (re.compile("林科院"), "林业科学研究院"),
    (re.compile("(?<=[省市区县州])政府(?=办公|$)"), "人民政府"),
    (re.compile("(?<=[商农城建住科教经民水发计国])(?<!党)(?<!工)委$"), "委员会"),
    (re.compile("(?<=.)管委会(?=.)"), "管理委员会"),
    (re.compile("经济信息委$|经济和信息化委$"), "经济和信息化委员会"),
    (re.compile("发展改革(?=[局委]$)"), "发展和改革"),
    (re.compile("发展和改革委$"), "发展和改革委员会"),
    (re.compile("住建(?=[局厅]$)"), "住房和城乡建设"),
    (re.compile("住建委$"), "住房和城乡建设委员会"),
    (re.compile("林草(?=局$)"), "林业和草原"),
    (re.compile("文旅(?=[局厅]$)"), "文化和旅游"),
    (re.compile("卫健委$"), "卫生健康委员会"),
    (re.compile("职院$"), "职业技术学院"),
)
# What belongs to an academy or another body, and what such owners are.
_OWNED = re.compile("(?:所|研究院|站|台|实验室|中心|馆|园|基地)$")
_OWNER = re.compile("(?:科学院|大学|研究院|研究所|研究总院|集团|公司|总局|局|部|天文台|医院)$")
_INSTITUTE = re.compile("(?<!研究)所$")
_SHORTEST_OWNED = 5
_REGION = "自治区"
# What companies are called by, without their legal form.
_CALLED = re.compile("(?:集团)?公司$")
_ALWAYS_FULL = ("公司", "集团", "大学", "学院", "医院")
_MOST_FORMS = 300


def full_name(name: str, places: Mapping[str, str], forms: Iterable[str]) -> str:
    """Return the full form of a name; ``places`` are those that levels mean in the report.

    ``forms`` are the other names in the report, which may give it in full: 烟台市芝罘区科协.

    >>> full_name("市科协", {"市": "重庆市"}, [])
    '重庆市科学技术协会'
    """
    others = list(islice(forms, _MOST_FORMS))
    if name.startswith(_REGION):
        region = places.get(_REGION, "")
        return _spelt_out(region + name.removeprefix(_REGION) if region else name)
    if name[:1] not in _LEVELS:
        return _spelt_out(_longer_form(name, others) or name)
    said = [form for form in others if form != name and form.endswith(name)]
    if said:
        return _spelt_out(min(said, key=len))
    is_level = name[1:2] in _LEVELS and not name.startswith(_OTHER_WORDS, 1)  # 省|市场监管局
    if is_level or name.startswith(_OTHER_WORDS):
        return _spelt_out(name)
    place = places.get(name[0])
    if place is None:
        return name
    full = _spelt_out(place + name[1:])
    longer = [f for f in others if f.endswith(full) or _spelt_out(f).endswith(full)]
    return _spelt_out(min(longer, key=len)) if longer else full


def _longer_form(name: str, forms: Iterable[str]) -> str | None:
    """Return the one name in the report that goes on with another, or has its owner before.

    万里公司 is 万里时代科技有限公司, 岚起机器人 is 宁波岚起机器人股份有限公司.
    """
    legal = ("有限公司", "有限责任公司")
    stem = _CALLED.sub("", name)
    if name.endswith(("有限责任公司", "有限公司")):
        found = {f for f in forms if f != name and f.endswith(name) and _is_place(f, name)}
    elif len(stem) > 1:
        found = {
            form
            for form in forms
            if form != name
            and form.endswith(legal)
            and (form.startswith(stem) or _is_place(form, stem))
        }
    else:
        found = set()
    found = found or set(_with_owner(name, forms))
    return found.pop() if len(found) == 1 else None


def _with_owner(name: str, forms: Iterable[str]) -> Iterator[str]:
    """Yield names in the report that have the owner of an institute before it, or its place.

    合肥自动化所 is 中国科学院合肥自动化研究所, 云岭观测站 is 蓝湖天文台云岭观测站.
    """
    if not _OWNED.search(name) or len(name) < _SHORTEST_OWNED:
        return
    ends = (name, _INSTITUTE.sub("研究所", name))
    for form in forms:
        for end in ends:
            if form != name and form.endswith(end):
                owner = form.removesuffix(end)
                if _OWNER.search(owner) or (owner and _is_place(form, end)):
                    yield form
                    break


def _is_place(form: str, name: str) -> bool:
    """Return whether nothing but places stands before a name in a longer form."""
    before = form[: max(0, form.find(name))]
    covered = sum(place.end - place.start for place in place_names(before))
    return bool(before) and (covered == len(before) or bool(readings(before)))


@lru_cache(maxsize=16_384)
def _spelt_out(name: str) -> str:
    """Return a name with its short form in full, and the places before it as they are."""
    if name.endswith(_ALWAYS_FULL):
        return name
    full = canonical_name(name)
    # The canonical form writes legal forms alike, which is no fuller form.
    if full in (name, name.replace("有限责任公司", "有限公司")):
        for short, whole in _WHOLE:
            name = short.sub(whole, name)
        return name
    # Places that only the canonical form adds are not said here.
    end_of_name = _behind_places(name)
    return name.removesuffix(end_of_name) + _behind_places(full) if end_of_name else full


def _behind_places(name: str) -> str:
    """Return a name without the places that it begins with: all up to the last level."""
    return name[max(name.rfind(level) for level in _LEVELS) + 1 :]
