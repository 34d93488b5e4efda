"""Values that hayagriva checks: a file with a single one that fails is no bibliography to Typst at all.

So each is checked here before it is written. The rules are those of hayagriva's ``types`` and of the Rust
libraries that it reads addresses and languages with (WHATWG URL; Unicode UTS 35, section 3.2).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from citekit.errors import InvalidValue
from citekit.item.date import Date, DateParts, parse_edtf
from citekit.yaml_text.values import YamlValue

__all__ = ["is_address", "is_language", "is_numeric", "narrow_date", "read_date", "write_date"]

_NUMERIC: Final = re.compile(r"[^\W\d_]{0,20}-?[0-9]{1,9}( ?[^\W\d_]+\.?)?")
_LANGUAGE: Final = re.compile(
    r"([A-Za-z]{2,3}|[A-Za-z]{5,8})([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|[0-9]{3}))?"
    r"([-_]([A-Za-z][A-Za-z0-9]{4,7}|[0-9][A-Za-z0-9]{3}))*"
)
_ADDRESS: Final = re.compile(
    r"(?:https?|ftp)://(?:[^/?#@\s]*@)?([^/?#:\s]+)(?::[0-9]{1,4})?(?:[/?#].*)?", re.IGNORECASE | re.DOTALL
)
_OTHER_ADDRESS: Final = re.compile(
    r"(?!https?:|ftp:|wss?:|file:)[A-Za-z][A-Za-z0-9+.-]*:[^/\s].*", re.IGNORECASE | re.DOTALL
)
_LABEL: Final = re.compile(r"(?!xn--)[^\W_]([\w-]{0,61}[^\W_])?", re.IGNORECASE)
_LAST_LABEL: Final = re.compile(r"(?!0x)[^\W\d_][^\W_]*", re.IGNORECASE)
_IPV4: Final = re.compile(r"((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.(?=[0-9])|$)){4}")


def is_numeric(text: str) -> bool:
    """Whether the text is a number with nothing, or no more than a word, on either side of it."""
    return _NUMERIC.fullmatch(text) is not None


def is_language(text: str) -> bool:
    """Whether the text has the form of a language tag."""
    return _LANGUAGE.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether the text is an absolute address that a browser would take."""
    match = _ADDRESS.fullmatch(text)
    if not match:
        return _OTHER_ADDRESS.fullmatch(text) is not None
    host = match[1]
    if _IPV4.fullmatch(host):
        return True
    *labels, last = host.split(".")
    return (
        len(host) < 200
        and _LAST_LABEL.fullmatch(last) is not None
        and all(_LABEL.fullmatch(label) for label in labels)
    )


def narrow_date(date: Date) -> Date | None:
    """Return what of a date hayagriva can hold: a day, month or year, which may be approximate."""
    start = date.start
    if start is None or not -9998 <= start.year <= 9999:
        return None
    parts = DateParts(start.year) if start.season else start
    return Date(start=parts, approximate=date.circa)


def write_date(date: Date) -> str:
    """Return a narrow date (`narrow_date`) as hayagriva has it, a tilde before it where it is approximate."""
    edtf = date.edtf()
    return f"~{edtf[:-1]}" if date.approximate else edtf


def read_date(value: YamlValue) -> Date:
    """Return the date that ``value`` holds.

    Raises:
        InvalidValue: it is no date.
    """
    if isinstance(value, Mapping):
        return _of_mapping(value)
    if not isinstance(value, str):
        raise InvalidValue("date", str(value), "is a list, not a date", "write it as 2020-05-03")
    text = value.strip()
    bare = text.removeprefix("~").strip()
    if re.fullmatch("[0-9]{1,3}", bare):
        bare = bare.zfill(4)
    date = parse_edtf(bare.removeprefix("+"))
    return Date(
        start=date.start,
        end=date.end,
        open_end=date.open_end,
        approximate=date.approximate or text.startswith("~"),
        uncertain=date.uncertain,
    )


def _of_mapping(value: Mapping[str, YamlValue]) -> Date:
    """Return the date of a mapping, in which hayagriva counts months and days from zero."""
    numbers = []
    for part, first in (("year", 0), ("month", 1), ("day", 1)):
        text = value.get(part)
        if text is None:
            break
        if not isinstance(text, str) or not re.fullmatch("-?[0-9]{1,4}", text):
            raise InvalidValue(
                "date", str(dict(value)), f"has no number for its {part}", "write it as 2020-05-03"
            )
        numbers.append(int(text) + first)
    if not numbers:
        raise InvalidValue("date", str(dict(value)), "has no year", "write it as 2020-05-03")
    year, *rest = numbers
    written = f"{'-' if year < 0 else ''}{abs(year):04}" + "".join(f"-{number:02}" for number in rest)
    date = parse_edtf(written)
    return Date(start=date.start, approximate=value.get("approximate") == "true")
