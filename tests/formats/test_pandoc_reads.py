"""Odd names, titles and addresses as pandoc reads them in what citekit writes.

Reader and writer of citekit may agree with each other and be wrong both; what is expected here is written by
hand, and pandoc is the other reader. The comments say where pandoc itself goes another way.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pypandoc
import pytest

from citekit.formats.all_formats import FORMATS, get_writer
from citekit.formats.base import WriteOptions
from citekit.item.item import Item
from citekit.item.name import Name

PANDOC = {
    "biblatex": "biblatex",
    "bibtex": "bibtex",
    "ris": "ris",
    "endnote-xml": "endnotexml",
    "csl-json": "csljson",
}
LATEX = frozenset({"biblatex", "bibtex"})
TAGGED = frozenset({"ris", "endnote-xml"})
ALL = frozenset(PANDOC)

VAN_GOGH = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
NAMES: dict[str, tuple[Name, frozenset[str], dict[str, str]]] = {
    "a non-dropping particle": (
        Name(family="Gogh", given="Vincent", non_dropping_particle="van"), ALL - TAGGED, VAN_GOGH,
    ),
    "a dropping particle": (
        Name(family="Humboldt", given="Alexander", dropping_particle="von"), ALL - TAGGED,
        {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
    ),
    # pandoc takes the suffix of RIS for the given name
    "a suffix": (
        Name(family="King", given="Martin Luther", suffix="Jr."), ALL - TAGGED,
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
    ),
    "one name": (Name(family="Plato"), ALL, {"family": "Plato"}),
    "two family names": (
        Name(family="García Márquez", given="Gabriel"), ALL, {"family": "García Márquez", "given": "Gabriel"},
    ),
    "an apostrophe": (Name(family="O’Neill", given="Seán"), ALL, {"family": "O’Neill", "given": "Seán"}),
    "initials": (Name(family="Smith", given="J. A."), ALL, {"family": "Smith", "given": "J. A."}),
    "Chinese": (Name(family="王", given="伟"), ALL, {"family": "王", "given": "伟"}),
    "an institution": (
        Name(literal="World Health Organization"), ALL - TAGGED, {"literal": "World Health Organization"},
    ),
    "an institution of RIS and EndNote": (
        Name(literal="World Health Organization"), TAGGED, {"family": "World Health Organization"},
    ),
    "“and” in an institution": (
        Name(literal="Barnes and Noble"), ALL - TAGGED, {"literal": "Barnes and Noble"},
    ),
    "“and” in an institution of RIS and EndNote": (
        Name(literal="Barnes and Noble"), TAGGED, {"family": "Barnes and Noble"},
    ),
    # RIS and EndNote cannot tell it from a person
    "a comma in an institution": (Name(literal="Gartner, Inc."), ALL - TAGGED, {"literal": "Gartner, Inc."}),
    "braces": (Name(literal="The {X} Group"), ALL - TAGGED, {"literal": "The {X} Group"}),
    "an ampersand": (Name(literal="Smith & Sons"), ALL - TAGGED, {"literal": "Smith & Sons"}),
    "a percent sign": (Name(literal="50% Club"), ALL - TAGGED, {"literal": "50% Club"}),
}  # fmt: skip
TITLES: dict[str, tuple[str, frozenset[str]]] = {
    "special signs": ("R & D: 100% #1 a_b $5 ~x ^y \\z", ALL),
    "braces": ("On {braces} and {007}", ALL),
    "zeros": ("007", ALL),
    "raised and lowered": ("H<sub>2</sub>O and x<sup>2</sup>", ALL - {"endnote-xml"}),
    "italics and bold": ("On <i>Homo sapiens</i> and <b>bold</b>", ALL - {"endnote-xml"}),
    "small capitals": ('The <span style="font-variant:small-caps;">sbl</span> style', ALL - TAGGED),
    "quotation marks": ("He said “yes”", ALL),
    "dashes": ("A–B — C", ALL),
    "what looks like mathematics": ("Between $x^2$ and \\alpha", ALL),
    "capitals": ("The NASA and McDonald story: A tale of iPods", ALL),
    "letters with accents": ("Über Größe ñ é ø ł ß ő ș", ALL),
    "an at sign and a brace": ("Me @home {", ALL - LATEX),
    "a path": ("At C:\\path\\a_b", ALL),
}
URL = "https://x.org/~a_b%20c?q=1&r=2#f"


def odd_items() -> list[Item]:
    """Return a work for each name and each title, in their order, and one with addresses."""
    doe = Name(family="Doe", given="Jane")
    named = [
        Item(id=f"n{number}", type="book", text={"title": "T"}, names={"author": (name, doe)})
        for number, (name, _, _) in enumerate(NAMES.values())
    ]
    titled = [
        Item(id=f"t{number}", type="book", text={"title": title}, names={"author": (doe,)})
        for number, (title, _) in enumerate(TITLES.values())
    ]
    address = Item(id="u", type="book", text={"title": "T", "URL": URL, "DOI": "10.1000/a_b%c"})
    return [*named, *titled, address]


@cache
def _read_by_pandoc(format_: str) -> list[dict[str, Any]]:
    written = get_writer(FORMATS[format_])(odd_items(), WriteOptions())
    return list(json.loads(pypandoc.convert_text(written, "csljson", format=PANDOC[format_])))


def _plain(text: str) -> str:
    return re.sub(r'<span class="nocase">(.*?)</span>', r"\1", text)


@pytest.mark.parametrize(
    ("format_", "name"), [(one, name) for name, (_, formats, _) in NAMES.items() for one in sorted(formats)]
)
def test_names(format_: str, name: str) -> None:
    """Each part of a name is where it belongs, and an institution stays whole."""
    found = _read_by_pandoc(format_)[list(NAMES).index(name)]

    assert found["author"] == [NAMES[name][2], {"family": "Doe", "given": "Jane"}]


@pytest.mark.parametrize(
    ("format_", "title"), [(one, title) for title, (_, formats) in TITLES.items() for one in sorted(formats)]
)
def test_titles(format_: str, title: str) -> None:
    """Every sign and all markup that the format holds is there."""
    found = _read_by_pandoc(format_)[len(NAMES) + list(TITLES).index(title)]

    assert _plain(found["title"]) == TITLES[title][0]


@pytest.mark.parametrize("format_", sorted(ALL - {"endnote-xml"}))
def test_addresses(format_: str) -> None:
    """A URL with ``%``, ``~`` and ``_`` and a DOI are as they were; pandoc reads neither in EndNote XML."""
    found = _read_by_pandoc(format_)[-1]

    assert (found["URL"], found["DOI"]) == (URL, "10.1000/a_b%c")
