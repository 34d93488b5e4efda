"""Reading ``cs:date``, in a style and in a locale.

CSL 1.0.2, "Date", "Date-part", "Localized Date Formats".
"""

from __future__ import annotations

from citekit.csl.model.elements import DateElement, DatePart
from citekit.csl.read.attributes import read_look
from citekit.csl.read.xml import XmlElement

__all__ = ["read_date"]

_SHOWN = frozenset({"year", "year-month", "year-month-day"})


def read_date(element: XmlElement) -> DateElement:
    """Return the date element that ``element`` describes."""
    shown = element.get("date-parts")
    return DateElement(
        variable=element.get("variable").strip(),
        form=element.get("form"),
        shown=shown if shown in _SHOWN else "year-month-day",
        parts=tuple(
            DatePart(
                name=part.get("name"),
                form=part.get("form"),
                range_delimiter=part.attributes.get("range-delimiter"),
                look=read_look(part),
                line=part.line,
            )
            for part in element.children
            if part.tag == "date-part" and part.get("name") in ("day", "month", "year")
        ),
        look=read_look(element),
        line=element.line,
    )
