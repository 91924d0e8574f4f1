"""Dates in a text, as precise as they are said, counted from the publication where need be."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from hezuo.graph.extract.dates import DateMention
from hezuo.graph.extract.mentions import Cover

_NUMBERS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_CHINESE_YEAR = "[一二〇零○三四五六七八九]{4}"
_ONES = "一二三四五六七八九"
# 2021年6月5日, 二〇二一年六月, 去年12月, 5月8日, 6月底; not 6月饼.
_DAY = re.compile(
    rf"(?:(?P<year>[0-9]{{4}}|{_CHINESE_YEAR})年"
    "|(?P<relative>今年|去年|前年|当年|同年|本年|上年|明年))?"
    rf"(?:(?P<month>[0-9]{{1,2}}|十[一二]?|[{_ONES}])月(?!球|饼|度)"
    rf"(?:(?P<day>[0-9]{{1,2}}|[一二三]?十[{_ONES}]?|[{_ONES}])(?:日|号)?(?![0-9年月])"
    r"|(?P<part>初|底|末|中旬|上旬|下旬))?)"
)
# 2021年, 二〇二一年底.
_YEAR = re.compile(
    rf"(?P<year>(?:19|20)[0-9]{{2}}|{_CHINESE_YEAR})年(?P<part>初|底|末|上半年|下半年)?"
)
# 2021-06-05, 2021.6.5.
_ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
# 本月5日, 上月底.
_MONTH_DAY = re.compile(
    "(?P<which>本月|上月|上个月|当月)"
    f"(?:(?P<day>[0-9]{{1,2}}|[一二三]?十[{_ONES}]?|[{_ONES}])(?:日|号)|(?P<part>初|底|末|中旬|上旬|下旬))?"
)
# 5日, but not the end of 6月5日 or of 3至5日, nor the start of 5日元.
_DAY_ALONE = re.compile(r"(?<![0-9月年第至到—\-.])(?P<day>[0-9]{1,2})日(?!元|本|均|常|前|以)")
# 昨日, 近日, 今年初, 上周三, 当天, 去年.
_WORDS = re.compile(
    "(?P<back>前天|前日|昨天|昨日|昨晚|今天|今日|今晨|今早)"
    "|(?P<recent>日前|近日|近期|连日来|不久前)"
    "|(?P<yearpart>今年初|今年年初|年初|去年底|去年年底|去年末|今年底|去年初|去年年初)"
    "|(?P<week>上个?(?:周|星期|礼拜)|本(?:周|星期)|这个?(?:周|星期))(?P<weekday>[一二三四五六日天])"
    "|(?:周|星期|礼拜)(?P<lastday>[一二三四五六日天])(?=上午|下午|晚|，|在|举|召|签|与|和|，)"
    "|(?P<same>当天|当日|同日|当晚|即日|同一天|前一[天日]|次日|翌日|第二天)|(?P<yearonly>今年|去年|前年)"
)
_BESIDE = {"前": -1, "次": 1, "翌": 1, "第": 1}
_BACK = {"前": 2, "昨": 1, "今": 0}
_RELATIVE = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
_FUTURE = re.compile("将于|将在|拟于|定于|计划于|预计|明年|届时|力争|到$|至$|截至$")
# A year as a report names it near its start: 2021首期论坛, but no telephone number.
_STATED_YEAR = re.compile(r"(?<![0-9])(20[0-4][0-9]|19[89][0-9])(?=年|首|第|届|[^0-9\-—.]{1,2})")
_START = 400


def chinese_dates(text: str, published: str) -> list[DateMention]:
    """Return the dates of a text in their order; `published` is 2021-06-17, 2021-06, 2021 or empty.

    >>> [d.date for d in chinese_dates("去年12月签约，昨日揭牌，2020年6月5日启动", "2021-04-28")]
    ['2020-12', '2021-04-27', '2020-06-05']
    """
    found: dict[int, DateMention] = {}
    cover = Cover(len(text))
    for mention in _found(text, published):
        if not cover.touches(mention.start, mention.end):
            cover.add(mention.start, mention.end)
            found[mention.start] = mention
    ordered = [found[start] for start in sorted(found)]
    return _with_repeated(text, ordered)


def reference_date(text: str, published: str) -> str:
    """Return the date that others are counted from: of publication, or a year that the start names.

    A report whose day is not known may name its year in the title, as 2021首期论坛.
    """
    if published:
        return published
    years = [int(year) for year in _STATED_YEAR.findall(text[:_START])]
    today = datetime.datetime.now(datetime.UTC).year
    known = [year for year in years if year <= today]
    return str(max(known)) if known else ""


def _beside(day: str, word: str) -> str:
    """Return the day before or after a day, as 前一天 and 次日 mean it; nothing for other words."""
    days = _BESIDE.get(word[0])
    if not day or days is None:
        return ""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def _with_repeated(text: str, ordered: list[DateMention]) -> list[DateMention]:
    """Give words such as 当天 the date before them."""
    last = day = ""
    result = []
    for mention in ordered:
        if mention.same and last:
            date = _beside(day, text[mention.start : mention.end]) or day or last
            result.append(DateMention(mention.start, mention.end, date, True, True))
        elif mention.date:
            last = mention.date
            day = last if len(last) == 10 else day
            result.append(mention)
    return result


def _found(text: str, published: str) -> Iterator[DateMention]:
    """Yield dates by one rule after the other; where two are found, the first holds."""
    yield from _in_digits(text)
    yield from _of_months(text, published)
    yield from _of_this_month(text, published)
    yield from _of_years(text)
    yield from _by_words(text, published)
    for match in _DAY_ALONE.finditer(text):
        if date := _day_of_month(int(match["day"]), published):
            yield DateMention(*match.span(), date, True)


def _in_digits(text: str) -> Iterator[DateMention]:
    for match in _ISO.finditer(text):
        if date := _iso(match[1], match[2], match[3]):
            yield DateMention(*match.span(), date)


def _of_months(text: str, published: str) -> Iterator[DateMention]:
    year_said = ""
    for match in _DAY.finditer(text):
        if mention := _month_and_day(text, match, published, year_said):
            year_said = mention.date[:4]
            yield mention


def _of_this_month(text: str, published: str) -> Iterator[DateMention]:
    if len(published) < 7:
        return
    for match in _MONTH_DAY.finditer(text):
        month = published[:7] if match["which"] in ("本月", "当月") else _month_before(published)
        day = str(_number(match["day"])) if match["day"] else ""
        date = _iso(month[:4], month[5:], day) if day else month
        if date:
            yield DateMention(*match.span(), date, True)


def _of_years(text: str) -> Iterator[DateMention]:
    for match in _YEAR.finditer(text):
        part = {"初": "-01", "底": "-12", "末": "-12"}.get(match["part"] or "", "")
        yield DateMention(*match.span(), _year(match["year"]) + part)


def _month_and_day(
    text: str, match: re.Match[str], published: str, year_said: str
) -> DateMention | None:
    month = _number(match["month"])
    if not 1 <= month <= 12:
        return None
    day = _number(match["day"]) if match["day"] else 0
    if day and text[match.end() - 1] not in "日号" and not match["day"].isdigit():
        day = 0
    year, is_inferred = _year_and_how(text, match, (month, day), published, year_said)
    if not year:
        return None
    date = _iso(year, str(month), str(day)) if day else f"{year}-{month:02}"
    return DateMention(*match.span(), date, is_inferred) if date else None


def _year_and_how(
    text: str, match: re.Match[str], month_and_day: tuple[int, int], published: str, year_said: str
) -> tuple[str, bool]:
    """Return the year of a month, and whether it was counted from another date."""
    if match["year"]:
        return _year(match["year"]), False
    if match["relative"] in _RELATIVE:
        year = str(int(published[:4]) + _RELATIVE[match["relative"]]) if published else ""
        return year, True
    if match["relative"]:  # 当年, 同年
        return year_said, True
    is_future = bool(_FUTURE.search(text[max(0, match.start() - 5) : match.start()]))
    return _year_of(*month_and_day, published, is_future, year_said), True


def _year_of(month: int, day: int, published: str, is_future: bool, year_said: str) -> str:
    """Return the year of a month without one: the last such month before publication."""
    if not published:
        return year_said
    year = int(published[:4])
    if len(published) >= 7 and not is_future:
        until = (int(published[5:7]), int(published[8:10]) if len(published) == 10 else 31)
        # A notice may tell of the days to come.
        if (month, day or 1) > until and (month - until[0]) > 1:
            year -= 1
    return str(year)


def _by_words(text: str, published: str) -> Iterator[DateMention]:
    for match in _WORDS.finditer(text):
        if match["same"]:
            yield DateMention(*match.span(), "", True, True)
        elif date := _by_word(match, published):
            yield DateMention(*match.span(), date, True)


def _by_word(match: re.Match[str], published: str) -> str:
    """Return the date that a word such as 昨日 or 年初 means."""
    if not published:
        return ""
    if match["yearpart"]:
        word = match["yearpart"]
        year = int(published[:4]) - (1 if word.startswith("去") else 0)
        return f"{year}-{'01' if word.endswith('初') else '12'}"
    if match["yearonly"]:
        return str(int(published[:4]) + _RELATIVE[match["yearonly"]])
    if match["recent"]:
        return published[:7]
    return _day_by_word(match, published) if len(published) == 10 else ""


def _day_by_word(match: re.Match[str], published: str) -> str:
    """Return the day that a word such as 昨日 or 上周三 means."""
    day = datetime.date.fromisoformat(published)
    if match["back"]:
        return (day - datetime.timedelta(_BACK[match["back"][0]])).isoformat()
    if weekday := match["weekday"] or match["lastday"]:
        wanted = "一二三四五六日".index(weekday.replace("天", "日"))
        if (match["week"] or "").startswith("上"):
            start = day - datetime.timedelta(day.weekday() + 7)
            return (start + datetime.timedelta(wanted)).isoformat()
        return (day - datetime.timedelta((day.weekday() - wanted) % 7)).isoformat()
    return ""


def _day_of_month(day: int, published: str) -> str:
    """Return the last such day of a month before publication."""
    if len(published) < 7 or not 1 <= day <= 31:
        return ""
    if len(published) == 10 and day > int(published[8:]):
        month = _month_before(published)
        return _iso(month[:4], month[5:], str(day))
    return _iso(published[:4], published[5:7], str(day))


def _month_before(published: str) -> str:
    first = datetime.date(int(published[:4]), int(published[5:7]), 1)
    return (first - datetime.timedelta(1)).isoformat()[:7]


def _year(text: str) -> str:
    return text if text.isascii() else "".join(str(_NUMBERS[c]) for c in text)


def _number(text: str) -> int:
    """Return a number of up to two digits, in digits or Chinese."""
    if text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMBERS.get(text, 0)
    return (_NUMBERS.get(tens, 1) if tens else 1) * 10 + (_NUMBERS.get(ones, 0) if ones else 0)


def _iso(year: str, month: str, day: str) -> str:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
