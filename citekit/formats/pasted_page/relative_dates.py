"""Dates that count from the day the page was read: "2 hours ago", "gestern", "3日前"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from citekit.item.date import Date, DateParts

__all__ = ["read_relative"]

_UNITS: Final = {
    "minute": r"min(?:ute)?s?|m|minuten?|minutos?|minuti|分钟?|دقيقة|دقائق|мин\w*",
    "hour": r"h(?:(?:ou)?rs?)?|stunden?|std|heures?|horas?|or[ae]|時間|小时|ساعة|ساعات|час\w*",
    "day": r"d(?:ays?)?|tag(?:en)?|jours?|d[ií]as?|giorn[oi]|日|天|يوم|أيام|дн\w*|день",
    "week": r"w(?:eeks?|ks?)?|wochen?|semaines?|semanas?|settiman[ae]|週間|周|أسبوع|أسابيع|недел\w*",
    "month": r"mo(?:nths?)?|monat(?:en)?|mois|mes(?:es)?|mes[ei]|か月|ヶ月|个月|شهر|أشهر|месяц\w*",
    "year": r"y(?:ears?|rs?)?|jahr(?:en)?|ans?|años?|ann[oi]|年|سنة|سنوات|год\w*|лет",
}
_NUMBERS: Final = {
    **dict.fromkeys(("a", "an", "one", "einem", "einer", "un", "une", "una", "uno", "um", "uma"), 1),
    **dict.fromkeys(("two", "zwei", "deux", "dos", "due", "dois"), 2),
    **dict.fromkeys(("three", "drei", "trois", "tres", "tre", "três"), 3),
}
_WORDS: Final = {
    "today": 0, "just now": 0, "heute": 0, "aujourd'hui": 0, "aujourd’hui": 0, "hoy": 0, "oggi": 0, "hoje": 0,
    "今日": 0, "今天": 0, "اليوم": 0, "сегодня": 0,
    "yesterday": 1, "gestern": 1, "hier": 1, "ayer": 1, "ieri": 1, "ontem": 1, "昨日": 1, "昨天": 1, "أمس": 1,
    "вчера": 1, "منذ يومين": 2,
}  # fmt: skip


@cache
def _ago() -> re.Pattern[str]:
    units = "|".join(f"(?P<{name}>{forms})" for name, forms in _UNITS.items())
    count = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})"
    unit = rf"(?:{units})"
    return re.compile(
        (
            rf"(?<!\w)(?:(?P<before>vor|il y a|hace|há|منذ"
            rf"|قبل)\s+)?{count}\s?{unit}(?:\s?(?P<after>ago|fa|atrás|前|назад))?(?!\w)"
        ),
        re.IGNORECASE,
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _WORDS))})(?!\w)", re.IGNORECASE)


def read_relative(text: str, today: dt.date) -> Iterator[tuple[int, int, Date, tuple[Date, ...]]]:
    """Yield where each relative date starts and ends in ``text``, the date, and its several readings.

    What the words leave open stays open: "20 hours ago" is today or yesterday, "3 weeks ago" a month,
    approximately.
    """
    if len(text) > 300:
        return
    for match in _ago().finditer(text):
        if not match["before"] and not match["after"]:
            continue
        count = int(match["n"]) if match["n"].isdecimal() else _NUMBERS[match["n"].lower()]
        unit = next(name for name in _UNITS if match[name])
        yield *match.span(), *_count_back(today, count, unit)
    for match in _word().finditer(text):
        yield *match.span(), _day(_earlier(today, _WORDS[match[0].lower()])), ()


def _count_back(today: dt.date, count: int, unit: str) -> tuple[Date, tuple[Date, ...]]:
    if unit == "minute" or (unit == "hour" and count <= 12):
        return _day(today), ()
    if unit == "hour":
        days = -(-count // 24)
        late, early = _earlier(today, days - 1), _earlier(today, days)
        shared = late.month if late.month == early.month else None
        return Date(start=DateParts(early.year, shared)), (_day(early), _day(late))
    if unit == "day":
        return _day(_earlier(today, count)), ()
    if unit == "year":
        return Date(start=DateParts(today.year - count), approximate=True), ()
    then = _earlier(today, count * (7 if unit == "week" else 30))
    return Date(start=DateParts(then.year, then.month), approximate=True), ()


def _earlier(today: dt.date, days: int) -> dt.date:
    return dt.date.fromordinal(max(1, today.toordinal() - days))


def _day(day: dt.date) -> Date:
    return Date(start=DateParts(day.year, day.month, day.day))
