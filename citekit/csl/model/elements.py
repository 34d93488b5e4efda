"""The rendering elements of a style, one frozen class each.

CSL 1.0.2, "Rendering Elements". The classes only hold what the style says; `citekit.csl.render` knows
what it means. They are named tuples, since so many data classes would take a tenth of the time that printing
one reference takes. ``line`` is where the element stands in the style, for messages and for provenance.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.markup.tree import Display, Format

__all__ = [
    "Bibliography",
    "Branch",
    "Choose",
    "CitationLayout",
    "DateElement",
    "DatePart",
    "Element",
    "EtAl",
    "Group",
    "Label",
    "Layout",
    "Look",
    "NameElement",
    "Names",
    "Number",
    "SortKey",
    "Source",
    "Test",
    "TextElement",
]

_AS_INHERITED: Final[Mapping[str, str]] = MappingProxyType({})


class Look(NamedTuple):
    """Affixes, formatting and their kin, as any element may carry them.

    CSL 1.0.2, "Affixes", "Delimiter", "Display", "Formatting", "Quotes", "Strip-periods", "Text-case".
    ``formats`` stand in the order in which they are put on, innermost first. ``delimiter`` is None where
    the style gives none.
    """

    prefix: str = ""
    suffix: str = ""
    formats: tuple[Format, ...] = ()
    quotes: bool = False
    strip_periods: bool = False
    text_case: str = ""
    display: Display | None = None
    delimiter: str | None = None


PLAIN = Look()


class Source(Enum):
    """What ``cs:text`` prints."""

    VARIABLE = "variable"
    MACRO = "macro"
    TERM = "term"
    VALUE = "value"


class TextElement(NamedTuple):
    """``cs:text``: a variable, a macro, a term or a word of the style's own."""

    source: Source
    name: str
    form: str = "long"
    plural: bool = False
    look: Look = PLAIN
    line: int = 0


class Number(NamedTuple):
    """``cs:number``: ``form`` is numeric, ordinal, long-ordinal or roman."""

    variable: str
    form: str = "numeric"
    look: Look = PLAIN
    line: int = 0


class Label(NamedTuple):
    """``cs:label``: the term that names ``variable``; in ``cs:names`` the variable is empty."""

    variable: str = ""
    form: str = "long"
    plural: str = "contextual"
    look: Look = PLAIN
    line: int = 0


class DatePart(NamedTuple):
    """``cs:date-part``: ``name`` is day, month or year; ``form`` is empty where the style gives none."""

    name: str
    form: str = ""
    range_delimiter: str | None = None
    look: Look = PLAIN
    line: int = 0


class DateElement(NamedTuple):
    """``cs:date``: of a locale's ``form`` (text, numeric), or with its own parts if ``form`` is empty.

    ``shown`` is the attribute ``date-parts``: year-month-day, year-month or year.
    """

    variable: str
    form: str = ""
    shown: str = "year-month-day"
    parts: tuple[DatePart, ...] = ()
    look: Look = PLAIN
    line: int = 0


class EtAl(NamedTuple):
    """``cs:et-al``: which term stands for the names left out, and how it looks."""

    term: str = "et-al"
    look: Look = PLAIN
    line: int = 0


class NameElement(NamedTuple):
    """``cs:name`` with its ``cs:name-part`` elements; ``options`` are the attributes as written."""

    options: Mapping[str, str] = _AS_INHERITED
    family: Look = PLAIN
    given: Look = PLAIN
    look: Look = PLAIN
    line: int = 0


class Names(NamedTuple):
    """``cs:names``: the names of some variables. ``label_first`` if the label stands before the names.

    ``substitute`` holds what is tried in turn where all variables are empty; its ``cs:names`` without
    children take ``name``, ``et_al`` and ``label`` from here (``shorthand`` marks those).
    """

    variables: tuple[str, ...]
    name: NameElement | None = None
    et_al: EtAl | None = None
    label: Label | None = None
    label_first: bool = False
    substitute: tuple[Element, ...] = ()
    shorthand: bool = False
    look: Look = PLAIN
    line: int = 0


class Group(NamedTuple):
    """``cs:group``: prints only if one of the variables it asks for prints."""

    children: tuple[Element, ...]
    look: Look = PLAIN
    line: int = 0


class Test(NamedTuple):
    """The conditions of one branch: ``checks`` are pairs of attribute and single value."""

    match: str
    checks: tuple[tuple[str, str], ...]


class Branch(NamedTuple):
    """``cs:if``, ``cs:else-if``, or ``cs:else``, which has no test."""

    test: Test | None
    children: tuple[Element, ...]
    line: int = 0


class Choose(NamedTuple):
    """``cs:choose``: the first branch whose test holds."""

    branches: tuple[Branch, ...]
    line: int = 0


Element = TextElement | Number | Label | DateElement | Names | Group | Choose


class Layout(NamedTuple):
    """``cs:layout``: what one cite or one bibliography entry consists of."""

    children: tuple[Element, ...]
    look: Look = PLAIN
    line: int = 0


class SortKey(NamedTuple):
    """``cs:key``: a variable or a macro to sort by; ``names`` are its et-al settings as written."""

    variable: str = ""
    macro: str = ""
    descending: bool = False
    names: Mapping[str, str] = _AS_INHERITED
    line: int = 0


class CitationLayout(NamedTuple):
    """``cs:citation``: ``options`` are its attributes as written, inheritable name options among them."""

    layout: Layout
    sort: tuple[SortKey, ...] = ()
    options: Mapping[str, str] = _AS_INHERITED


class Bibliography(NamedTuple):
    """``cs:bibliography``: ``options`` are its attributes as written."""

    layout: Layout
    sort: tuple[SortKey, ...] = ()
    options: Mapping[str, str] = _AS_INHERITED
