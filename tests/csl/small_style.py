"""Small styles for tests: the elements under test, and everything around them."""

from __future__ import annotations

from collections.abc import Sequence

from citekit import csl
from citekit.csl import Citation, Cite, Style
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.markup.tree import plain
from tests.csl.suite import locale_text

__all__ = ["BY_TITLE", "cite", "entries", "item", "person", "read", "year"]

BY_TITLE = (
    '<bibliography><sort><key variable="title"/></sort>'
    '<layout><text variable="title"/></layout></bibliography>'
)
"""A bibliography sorted by title."""


def read(
    layout: str, *, attributes: str = "", citation: str = "", extra: str = "", bibliography: str = ""
) -> Style:
    """Return a style whose citation layout holds ``layout``.

    ``attributes`` go on ``cs:style``, ``citation`` on ``cs:citation``; ``extra`` stands before it (macros,
    locales), ``bibliography`` after it. A layout may bring its own ``<layout>`` and ``<sort>``.
    """
    if "<layout" not in layout:
        layout = f'<layout delimiter="; ">{layout}</layout>'
    text = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" {attributes}>'
        f"<info/>{extra}<citation {citation}>{layout}</citation>{bibliography}</style>"
    )
    return csl.read_style(text, locales=locale_text, name="small")


def cite(style: Style, *items: Item, **details: object) -> str:
    """Return the characters of one citation of ``items``; ``details`` go on its first cite."""
    cites = [Cite(id=one.id) for one in items]
    if details:
        cites[0] = Cite(id=items[0].id, **details)  # type: ignore[arg-type]  # what a test passes on
    result = csl.process(style, items, [Citation(cites=tuple(cites))])
    return plain(result.citations[0].markup)


def entries(style: Style, items: Sequence[Item]) -> list[str]:
    """Return the characters of each bibliography entry."""
    return [plain(entry.markup) for entry in csl.process(style, items).bibliography or ()]


def item(id_: str = "a", type_: str = "book", /, **fields: object) -> Item:
    """Return an item; a field is text, names or a date by its value (``title_short`` is title-short)."""
    text: dict[str, str] = {}
    number: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    dates: dict[str, Date] = {}
    for key, value in fields.items():
        variable = key.replace("_", "-")
        if isinstance(value, Date):
            dates[variable] = value
        elif isinstance(value, tuple):
            names[variable] = value
        elif isinstance(value, int):
            number[variable] = str(value)
        else:
            text[variable] = str(value)
    return Item(id=id_, type=type_, text=text, number=number, names=names, dates=dates)


def person(text: str) -> Name:
    """Return the name of "Family, Given", or of an institution where there is no comma."""
    family, comma, given = text.partition(", ")
    return Name(family=family, given=given) if comma else Name(literal=text)


def year(number: int, month: int | None = None, day: int | None = None) -> Date:
    """Return a single date."""
    return Date(start=DateParts(number, month, day))
