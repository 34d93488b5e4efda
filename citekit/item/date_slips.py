"""Dates as people type them, and what they mean in EDTF: the remedies of `citekit.item.date`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from citekit.language.months import month_number, season_number

__all__ = ["advice", "readings"]

_FORMS: Final = (
    # the day, year first
    (r"(\d{4})[/. ](\d{1,2})[/. ](\d{1,2})", ("{}-{:0>2}-{:0>2}",)),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", ("{}-{:0>2}-{:0>2}",)),
    (r"(\d{4})-(\d\d)-(\d\d)", ("{0}-{2}-{1}",)),
    (r"(\d{4})(\d\d)(\d\d)", ("{}-{}-{}",)),
    (r"(\d{4}-\d\d-\d\d)[T, ]+\d.*", ("{}",)),
    # the day, year last: with dots the day comes first, with slashes who knows
    (r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", ("{2}-{1:0>2}-{0:0>2}",)),
    (r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})", ("{3}-{2:0>2}-{0:0>2}", "{3}-{0:0>2}-{2:0>2}")),
    # the month
    (r"(\d{4})[-. ](\d{1,2})", ("{}-{:0>2}",)),
    (r"(\d\d)(\d\d)/(\d\d)", ("{0}{1}-{2}", "{0}{1}/{0}{2}")),
    (r"(\d{4})/(\d)", ("{}-0{}",)),
    (r"(\d{1,2})[-/. ](\d{4})", ("{1}-{0:0>2}",)),
    # Chinese, Japanese, Korean
    (r"(\d{4}) ?[年년]", ("{}",)),
    (r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월]", ("{}-{:0>2}",)),
    (r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号일]?", ("{}-{:0>2}-{:0>2}",)),
    # what is not known
    (r"(\d{4})-(0[1-9]|1[0-2])-(?:XX|00|\?\?)", ("{}-{}",)),
    (r"(\d{4})-(?:XX|00|\?\?)(?:-(?:XX|00|\?\?))?", ("{}",)),
    (r"(\d\d)(?:XX|--|uu|\?\?)", ("{0}00/{0}99",)),
    (r"(\d{3})(?:X|-|u|\?)", ("{0}0/{0}9",)),
    (r"(?:the )?(\d{3})0'?s", ("{0}0/{0}9",)),
    # years
    (r"(\d{4}) ?(?:-|to|until|bis|a) ?(\d{4})", ("{}/{}",)),
    (r"(\d\d)(\d\d)-(\d\d)", ("{0}{1}/{0}{2}",)),
    (r"(?:since|from|seit|ab|depuis|desde) (\d{4})", ("{}/..",)),
    (r"(\d{4}) ?(?:-|to|bis) ?(?:present|now|today|heute)?", ("{}/..",)),
    (r"(?:until|till|before|bis) (\d{4})", ("../{}",)),
    (r"(?:AD|A\.D\.) ?(\d{1,4})", ("{:0>4}",)),
    (r"(\d{1,4}) ?(?:AD|CE|A\.D|C\.E|n\. ?Chr)", ("{:0>4}",)),
    (r"(?:c|©|cop\.?) ?(\d{4})", ("{}",)),
    (r"(-?)(\d{3})", ("{}0{}",)),
    (r"-(\d{1,2})", ("-{:0>4}",)),
    (r"(-?\d{5,9})", ("Y{}",)),
    # EDTF gone wrong
    (r"([~?%])(\d{4}\S*)", ("{1}{0}",)),
    (r"(\d{4}(?:-\d\d)?)([~?%])(-\d\d(?:-\d\d)?)", ("{0}{2}{1}",)),
    (r"(\S+)/(\S+)", ("{1}/{0}",)),
)
"""What people type, and the EDTF made of its groups; two where people differ about the meaning."""

_BEFORE_CHRIST: Final = r"(\d{1,4}) ?(?:BCE?|B\.C\.?(?:E\.?)?|v\. ?Chr|av\. J\.-C|a\. ?C)"

_CIRCA: Final = r"(?:c|ca|circa|about|approx|approximately|around|um|vers|hacia)(?:\. ?| )(.+)"


def readings(text: str) -> Iterator[tuple[str, ...]]:
    """Yield what ``text`` may mean in EDTF, the likeliest first; nothing is checked against a calendar.

    What is yielded together is equally likely: 05/03/2020 is the fifth of March or the third of May.
    """
    plain = _plain(text)
    if circa := re.fullmatch(_CIRCA, plain, re.IGNORECASE):
        yield (f"{circa[1]}~",)
        for meant in readings(circa[1]):
            yield tuple(f"{date}~" for date in meant)
        return
    yield (plain,)
    yield from _single(plain)
    if before := re.fullmatch(_BEFORE_CHRIST, plain, re.IGNORECASE):
        astronomical = int(before[1]) - 1
        yield (f"-{astronomical:04}" if astronomical > 0 else "0000",)
    if century := re.fullmatch(
        r"(?:the )?(\d{1,2})(?:st|nd|rd|th|\.) (?:century|jahrhundert)", plain, re.IGNORECASE
    ):
        yield (f"{int(century[1]) - 1:02}01/{int(century[1]):02}00",)
    if quarter := re.fullmatch(r"Q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?Q([1-4])", plain, re.IGNORECASE):
        last = 3 * int(quarter[1] or quarter[4])
        year = quarter[2] or quarter[3]
        yield (f"{year}-{last - 2:02}/{year}-{last:02}",)
    winter = re.fullmatch(r"(\S+) (\d{4})/\d\d(?:\d\d)?", plain)
    if winter and (season := season_number(winter[1])):
        yield (f"{winter[2]}-{20 + season}",)
    yield from _ranges(plain)


def advice(text: str) -> str:
    """Return what to do about ``text`` that holds no date that could be written, or ""."""
    words = text.casefold().replace(".", "").strip("()[] ")
    if words in {"", "nd", "no date", "undated", "sd", "oj", "sa", "unknown", "tbd", "none", "null", "n/a"}:
        return "leave the field out for a work without a date"
    if words in {"forthcoming", "in press", "in preparation", "submitted", "to appear", "im erscheinen"}:
        return f'leave the date out and set status to "{text.strip()}"'
    if words in {"today", "now", "yesterday", "tomorrow"}:
        return "write the day itself, as 2020-05-03"
    if re.fullmatch(r"'?\d\d|\d{1,2}[-/. ]+\d{1,2}[-/. ]+'?\d\d|\D+'?\d\d", words):
        return "write the year with four digits, as 1999"
    return ""


def _plain(text: str) -> str:
    """Return ``text`` with ASCII digits and hyphens, and without what stands around it."""
    digits = "".join(str(unicodedata.decimal(character, character)) for character in text)
    hyphens = re.sub("[‐‑‒–—−]", "-", digits)
    return " ".join(hyphens.split()).strip("()[]\"'“”,;. ")


def _single(text: str) -> Iterator[tuple[str, ...]]:
    """Yield what ``text`` means as one date, or as a range in digits."""
    for pattern, formats in _FORMS:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            yield tuple(dict.fromkeys(form.format(*match.groups()) for form in formats))
    if in_words := _words(text):
        yield (in_words,)


def _words(text: str) -> str:
    """Return the EDTF of ``May 2020``, ``May 3rd, 2020``, ``Montag, 3. Mai 2020``, ``Spring 2020``, or ""."""
    pieces = re.findall(r"\d+|[^\W\d_]+", text)
    years = [piece for piece in pieces if re.fullmatch(r"\d{4}", piece)]
    days = [piece for piece in pieces if re.fullmatch(r"\d{1,2}", piece)]
    months = [number for piece in pieces if (number := month_number(piece))]
    seasons = [number for piece in pieces if (number := season_number(piece))]
    if len(years) != 1 or len(days) > 1 or len(months) + len(seasons) != 1 or len(pieces) > 7:
        return ""
    if seasons:
        return f"{years[0]}-{20 + seasons[0]}"
    return f"{years[0]}-{months[0]:02}" + (f"-{int(days[0]):02}" if days else "")


def _ranges(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the range in ``3-5 May 2020``, ``May 3-5, 2020``, ``May/June 2020``, ``3 May to 5 June 2020``."""
    for separator in re.finditer(r" ?(?:--?|/) ?| (?:to|until|through|bis|and|und|et|au|al?|y) ", text):
        before, after = text[: separator.start()], text[separator.end() :]
        named = re.fullmatch(r"([^\W\d_]+\.?) \d{1,2}", before)
        if named and re.fullmatch(r"\d{1,2},? \d{4}", after):
            # the month is said once, and stands before: "May 3-5, 2020"
            after = f"{named[1]} {after}"
        end = _one_reading(after)
        if not end:
            continue
        day, month = re.fullmatch(r"(\d{1,2})\.?", before), month_number(before)
        if day and len(end) == 10:
            start = f"{end[:8]}{int(day[1]):02}"
        elif month:
            start = f"{end[:4]}-{month:02}"
        else:
            start = _one_reading(before) or _one_reading(f"{before} {end[:4]}")
        if start:
            yield (f"{start}/{end}",)


def _one_reading(text: str) -> str:
    """Return the one date in EDTF that ``text`` is or means, or ""."""
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text):
        return text
    return _words(text) or next(
        (meant[0] for meant in _single(text) if "/" not in meant[0] and len(meant) == 1), ""
    )
