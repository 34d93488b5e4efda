"""What one source on a page says of the work, in CSL's terms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from citekit.errors import InvalidValue
from citekit.formats.publisher_markup import inline_of_publisher, unescaped
from citekit.formats.typed_dates import read_date
from citekit.item.date import Date, DateParts
from citekit.item.identifier import IdentifierKind, try_identifier
from citekit.item.name import Name

__all__ = ["Findings", "page_date"]

_SCHEME: Final = re.compile(r"^(?:info:)?(?:urn:)?(?:(?:doi|pmid|isbn|issn|hdl)[:/] ?)?", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_AMBIGUOUS: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_YEAR: Final = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


@dataclass(slots=True)
class Findings:
    """The variables that a source gives. ``type`` is empty where it does not say what the work is."""

    type: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    dates: dict[str, Date] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def put(self, variable: str, value: str) -> None:
        """Set a variable that has no value yet, its text cleared of the page's markup."""
        text = _SPACE.sub(" ", value).strip()
        if text and variable not in self.texts:
            self.texts[variable] = text if variable == "URL" else inline_of_publisher(unescaped(text))

    def put_date(self, variable: str, value: str) -> None:
        """Set a date that has none yet, if the value means one."""
        date = page_date(value)
        if date and variable not in self.dates:
            self.dates[variable] = date

    def put_names(self, variable: str, names: list[Name]) -> None:
        """Set the names of a variable that has none yet."""
        found = list(dict.fromkeys(names))
        if found and variable not in self.names:
            self.names[variable] = found

    def put_pages(self, start: str, end: str) -> None:
        """Set the pages, from the first to the last."""
        start, end = start.strip(), end.strip()
        self.put("page", f"{start}-{end}" if start and end and start != end else start or end)

    def put_identifier(self, value: str) -> None:
        """Set whichever identifier ``value`` is."""
        bare = _SCHEME.sub("", value.strip())
        for kind in (IdentifierKind.DOI, IdentifierKind.ISBN, IdentifierKind.ISSN):
            found = try_identifier(kind, value) or try_identifier(kind, bare)
            if found:
                self.put(kind.value, found.value if kind is IdentifierKind.DOI else bare)
                return
        if re.match(r"https?://", value.strip()):
            self.put("URL", value.strip())

    def put_doi(self, value: str) -> None:
        """Set the DOI, whatever stands around it."""
        found = try_identifier(IdentifierKind.DOI, value)
        if found:
            self.put("DOI", found.value)


def page_date(value: str) -> Date | None:
    """Return the date that a page gives, its year alone where nobody can tell the day from the month."""
    value = value.strip()
    if not value or len(value) > 80:
        return None
    numbers = _AMBIGUOUS.match(value)
    if numbers:
        first, second, year = map(int, numbers.groups())
        day, month = (first, second) if first > 12 else (second, first)
        known = first > 12 or second > 12 or first == second
        value = f"{year}-{month:02}-{day:02}" if known else str(year)
    try:
        date = read_date(value)
    except InvalidValue:
        date = Date(literal=value)
    if not date.literal:
        return date
    year_alone = _YEAR.search(value)
    return Date(start=DateParts(int(year_alone[1]))) if year_alone else None
