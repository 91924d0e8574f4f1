"""Dates in an English text, counted from the day of publication (or of the dateline) if need be."""

from __future__ import annotations

import datetime
import re

from hezuo.graph.extract.dates import DateMention

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|"
    "Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_COUNTED = ("one", "two", "three", "four", "five", "six", "seven")
_NUMBER = "(?:[Aa]|one|two|three|four|five|six|seven)"
# A year may touch the day: blanks between digits are layout.
_YEAR = r"(?:,? ?(?P<{}>(?:19|20)\d\d))?(?!\d)"
_FORMS = (
    # Aug 30, Aug. 30th, September 5, 2022
    rf"(?P<month>{_MONTH})\.? (?P<day>\d\d?)(?:st|nd|rd|th)?{_YEAR.format('year')}(?! "
    rf"(?:yuan|percent|people))",
    # 30 Aug 2022, the 5th of May
    rf"(?P<day2>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month2>{_MONTH})\b\.?{_YEAR.format('year2')}",
    # 2022-08-30
    r"(?P<iso>(?:19|20)\d\d-\d\d?-\d\d?)(?!\d)",
    # March 2017, in March of 2017
    rf"(?P<month3>{_MONTH})\.?(?: of)?,? (?P<year3>(?:19|20)\d\d)(?!\d)",
    # in March, since early March
    rf"(?:[Ii]n|[Ll]ast|[Ss]ince|[Ee]arly|[Ll]ate|[Mm]id|[Tt]his|[Dd]uring|[Uu]ntil"
    rf"|[Bb]y)[- ](?:early |late |mid-?)?(?P<month4>{_MONTH})\b(?!\.?(?: of)?,? \d)",
    # in 2015, its 2014 contract
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|as early as|back in|[Ii]ts|[Tt]heir|[Tt]he|an?) "
    r"(?P<year5>(?:19|20)\d\d)(?![\d-])",
    # the previous Friday
    rf"[Tt]he (?:previous|preceding) (?P<before>{_DAY})",
    # Thursday, last Thursday
    # ... but not the one of Tuesday 5 April 2022
    rf"(?P<last>[Ll]ast )?(?P<weekday>{_DAY})(?!,? (?:\d\d? {_MONTH}|{_MONTH}\.? \d))",
    r"(?P<yesterday>[Yy]esterday|[Ll]ast night)|(?P<today>[Tt]oday|[Tt]his (?:morning|"
    r"afternoon)|[Ee]arlier in the day)",
    r"(?P<thismonth>(?:[Ee]arlier )?[Tt]his month)|(?P<lastmonth>[Ll]ast month)|"
    r"(?P<lastweek>[Ll]ast week|[Tt]his week|[Ee]arlier this week)",
    rf"(?P<later>(?P<laternumber>{_NUMBER}) (?P<laterunit>day|week)s? later|[Tt]he (?:next|"
    rf"following) day)",
    rf"(?P<earlier>(?P<earliernumber>{_NUMBER}) (?P<earlierunit>day|week)s? (?:earlier|"
    rf"before)|[Tt]he day before|[Tt]he previous day)",
    r"(?P<same>[Tt]he same (?:day|morning|afternoon|evening|month|occasion)|[Tt]hat (?:day|"
    r"morning|afternoon|evening))",
    r"(?P<lastyear>[Ll]ast year)|(?P<thisyear>(?:[Ee]arlier )?this year)",
    rf"(?P<ago>{_NUMBER}) (?P<agounit>day|week|month|year)s? ago",
)  # fmt: skip
_PATTERN = re.compile(r"\b(?:" + "|".join(_FORMS) + r")")
_PUBLISHED = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_AHEAD = re.compile(
    r"\b(?:will|to be|is set|scheduled|until|till|next|by|due|from|starting|effective|effect)\b"
)
_UNTIL = re.compile(r"\b(?:until|till|by|through) $")
# HEFEI, June 2 (Xinhua) -- ; SHANGHAI and BOSTON, May 11, 2022 /PRNewswire/ --
_DATELINE = re.compile(
    r"(?m)^(?P<place>[A-Z][A-Z’' -]{2,40}(?:(?:,| and) [A-Z][A-Za-z’' ]{2,25}){0,3})"
    rf"(?:, (?P<date>{_MONTH}\.? \d\d?(?:,? ?(?:19|20)\d\d)?|\d\d? {_MONTH}(?:,? ?(?:19|"
    rf"20)\d\d)?))?,?"
    r"(?: ?\([^()\n]{2,40}\)| /[^/\n]{2,40}/)? ?(?:--|—|-|:) "
)


def datelines(text: str) -> list[re.Match[str]]:
    """Return the place and date that paragraphs of agencies begin with."""
    return list(_DATELINE.finditer(text[:200_000]))


def day_of_report(text: str, published: str) -> str:
    """Return the day that `today` means: that of the dateline if it is near the publication's.

    >>> day_of_report("HEFEI, June 2 (Xinhua) -- It opened.", "2024-06-03")
    '2024-06-02'
    """
    if not _PUBLISHED.fullmatch(published):
        published = ""
    for line in datelines(text[:3000]):
        match = _PATTERN.match(line["date"] or "")
        if match:
            day, _ = _date(match, published, "", text)
            near = len(day) == 10 and (
                not published or (len(published) == 10 and abs(_days(day, published)) < 8)
            )
            return day if near else published
    return published


def _days(one: str, other: str) -> int:
    first, second = map(datetime.date.fromisoformat, (one, other))
    return (first - second).days


def english_dates(text: str, published: str) -> list[DateMention]:
    """Return the dates of an English text in their order, without those of datelines.

    >>> [d.date for d in english_dates("on Tuesday; signed in March 2017", "2023-06-14")]
    ['2023-06-13', '2017-03']
    """
    lines = {line.start("date") for line in datelines(text) if line["date"]}
    today = day_of_report(text, published)
    found: list[DateMention] = []
    last, last_day = "", ""
    for match in _PATTERN.finditer(text):
        if match.start() in lines:
            continue
        counted_from = last if (match["same"] or "").endswith("month") else last_day or last
        date, is_inferred = _date(match, today, counted_from, text)
        if date:
            found.append(
                DateMention(match.start(), match.end(), date, is_inferred, bool(match["same"]))
            )
            last = date
            is_day = len(date) == 10 and not _is_until(text, match.start())
            last_day = date if is_day else last_day
    return found


def _is_until(text: str, place: int) -> bool:
    """Return whether a day ends something: `the same day` is not that one."""
    return bool(_UNTIL.search(text, max(place - 12, 0), place))


def _date(match: re.Match[str], today: str, last: str, text: str) -> tuple[str, bool]:
    """Return the date that a match says, or nothing, and whether it was counted from another."""
    is_ahead = bool(_AHEAD.search(text, max(match.start() - 60, 0), match.start()))
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        if match[month]:
            return _month_day(match[month], int(match[day]), match[year], today, is_ahead)
    if match["iso"]:
        year_of, month_of, day_of = map(int, match["iso"].split("-"))
        return _iso(year_of, month_of, day_of), False
    if match["month3"]:
        return f"{match['year3']}-{_number(match['month3']):02}", False
    if match["month4"]:
        return _month_alone(match["month4"], today, is_ahead), True
    if match["year5"]:
        return match["year5"], False
    return _relative(match, today, last), True


def _relative(match: re.Match[str], today: str, last: str) -> str:
    """Return a date that is counted from the report's, or from the last one named."""
    if match["later"]:
        return _moved(last, _step(match["laternumber"], match["laterunit"]))
    if match["earlier"]:
        return _moved(last or today, -_step(match["earliernumber"], match["earlierunit"]))
    if match["same"]:
        return last[:7] if match["same"].endswith("month") else last
    if len(today) < 7:
        return ""
    if match["thismonth"]:
        return today[:7]
    if match["lastmonth"]:
        return _months_back(today, 1)
    if match["lastyear"]:
        return str(int(today[:4]) - 1)
    if match["thisyear"]:
        return today[:4]
    if match["ago"]:
        return _ago(match["ago"], match["agounit"], today)
    return _of_week(match, today)


def _of_week(match: re.Match[str], today: str) -> str:
    """Return a day told by its weekday, or the month of last week."""
    if not _moved(today, 0):
        return ""
    day = datetime.date.fromisoformat(today)
    if match["before"]:
        back = (day.weekday() - _DAYS.index(match["before"].lower())) % 7 or 7
        return (day - datetime.timedelta(back)).isoformat()
    if match["weekday"]:
        back = (day.weekday() - _DAYS.index(match["weekday"].lower())) % 7
        if match["last"]:
            back = back or 7
        return (day - datetime.timedelta(back)).isoformat()
    if match["lastweek"]:
        back = day.weekday() + 7 if match["lastweek"].lower().startswith("last") else 0
        return (day - datetime.timedelta(back)).isoformat()[:7]
    return _moved(today, -1 if match["yesterday"] else 0)


def _step(number: str | None, unit: str | None) -> int:
    """Return how many days `two weeks` are; one if nothing is said."""
    many = 1 if number in (None, "a", "A") else _COUNTED.index(str(number).lower()) + 1
    return many * (7 if unit == "week" else 1)


def _ago(number: str, unit: str, today: str) -> str:
    if unit in ("day", "week"):
        return _moved(today, -_step(number, unit))
    many = _step(number, None)
    return str(int(today[:4]) - many) if unit == "year" else _months_back(today, many)


def _months_back(today: str, months: int) -> str:
    count = int(today[:4]) * 12 + int(today[5:7]) - 1 - months
    return f"{count // 12}-{count % 12 + 1:02}"


def _number(month: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))


def _month_day(
    month: str, day: int, year: str | None, today: str, is_ahead: bool
) -> tuple[str, bool]:
    number = _number(month)
    if year:
        return _iso(int(year), number, day), False
    if not today:
        return "", True
    found = _iso(int(today[:4]), number, day)
    if found and len(today) == 10:
        if is_ahead and found < _moved(today, -180):
            found = _iso(int(today[:4]) + 1, number, day)
        elif not is_ahead and found > _moved(today, 31):
            found = _iso(int(today[:4]) - 1, number, day)
    return found, True


def _month_alone(month: str, today: str, is_ahead: bool) -> str:
    if len(today) < 7:
        return ""
    number = _number(month)
    year = int(today[:4]) - (1 if number > int(today[5:7]) and not is_ahead else 0)
    return f"{year}-{number:02}"


def _moved(date: str, days: int) -> str:
    try:
        return (datetime.date.fromisoformat(date) + datetime.timedelta(days)).isoformat()
    except (ValueError, OverflowError):  # a month, a year, or the 31st of February
        return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
