"""The datatypes that the schema of CSL uses.

XML Schema Part 2: Datatypes, second edition, section 3; for addresses RFC 3986, appendix A.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["Datatype"]

_DATE_TIME: Final = re.compile(
    r"(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))?", re.ASCII
)


def _is_date_time(text: str) -> bool:
    found = _DATE_TIME.fullmatch(text)
    if not found:
        return False
    year, month, day, hour, minute, second = (int(found[group]) for group in range(1, 7))
    if found[9] and (int(found[9]) * 60 + int(found[10]) > 14 * 60 or int(found[10]) > 59):
        return False
    midnight = (hour, minute, second) == (24, 0, 0)
    if not midnight and (hour > 23 or minute > 59 or second > 59):
        return False
    try:
        # years that Python's calendar does not have share their leap years with these
        dt.date(2000 + year % 400, month, day)
    except ValueError:
        return False
    return year != 0


_OF_PATH: Final = r"(?:[^%\[\]#?/:@]|%[0-9A-Fa-f]{2})"
"""What may stand in a path: XML Schema takes every character that it does not know for one to be escaped."""
_ADDRESS: Final = re.compile(
    # a scheme, without which the first segment of a path has no colon
    rf"(?:[A-Za-z][A-Za-z0-9+.-]*:|(?!(?:{_OF_PATH}|@)*:))"
    # an authority, without which a path has no two strokes at its start
    rf"(?://(?:(?:{_OF_PATH}|:)*@)?(?:\[[^]]*\]|{_OF_PATH}*)(?::[0-9]+)?(?=[/?#]|\Z)|(?!//))"
    rf"(?:{_OF_PATH}|[:@/])*(?:\?(?:{_OF_PATH}|[:@/?])*)?"
    # libxml2 lets brackets stand in a fragment
    rf"(?:#(?:{_OF_PATH}|[][:@/?])*)?"
)
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_FORMS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "NMTOKEN": re.compile(r"[-\w.:·]+"),
        "anyURI": _ADDRESS,
        "boolean": re.compile("true|false|1|0"),
        "integer": re.compile(r"[+-]?\d+", re.ASCII),
        "language": re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"),
        "nonNegativeInteger": re.compile(r"\+?\d+|-0+", re.ASCII),
    }
)


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype by its name in XML Schema, with the limits that a schema may set on it."""

    name: str
    pattern: re.Pattern[str] | None = None
    above: int | None = None

    def accepts(self, text: str) -> bool:
        """Whether ``text`` is of the type."""
        if self.name == "string":
            return self.pattern is None or self.pattern.fullmatch(text) is not None
        text = _SPACES.sub(" ", text).strip(" ")
        if self.name == "dateTime":
            return _is_date_time(text)
        form = _FORMS.get(self.name)
        if form is not None and not form.fullmatch(text):
            return False
        if self.pattern is not None and not self.pattern.fullmatch(text):
            return False
        return self.above is None or int(text) > self.above
