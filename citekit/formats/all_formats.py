"""The table of formats: one line for each, and which of them a file is in."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from citekit.errors import UnknownFormat, UnreadableText
from citekit.formats.base import Format, Reader, Writer
from citekit.language.fold import nearest

__all__ = [
    "FORMATS",
    "get_format",
    "get_reader",
    "get_writer",
    "guess_format",
    "guess_writable",
    "read_extensions",
]


@dataclass(frozen=True, slots=True)
class _Row:
    """What is known of a format before its module is imported: that costs up to a quarter of a second.

    ``extensions`` are separated by spaces, ``ways`` says whether it is read (r) and written (w), and
    ``attribute`` is where in its module it stands. The tests hold all of it against the format itself.
    """

    module: str
    extensions: str
    ways: str
    attribute: str = "FORMAT"


_ROWS: Final[Mapping[str, _Row]] = MappingProxyType(
    {
        "csl-json": _Row("csl_json", ".json", "rw"),
        "csl-yaml": _Row("csl_yaml", ".yaml .yml", "rw"),
        "biblatex": _Row("bibtex.dialects", ".bib .biblatex", "rw", "BIBLATEX"),
        "bibtex": _Row("bibtex.dialects", ".bib .bibtex", "rw", "BIBTEX"),
        "cff": _Row("cff.cff", ".cff", "rw"),
        "hayagriva": _Row("hayagriva.hayagriva", ".yml .yaml", "rw"),
        "csv": _Row("tables.tables", ".csv", "rw", "CSV"),
        "tsv": _Row("tables.tables", ".tsv .tab", "rw", "TSV"),
        "mediawiki": _Row("mediawiki.mediawiki", ".wiki .mediawiki", "w"),
        "ris": _Row("ris", ".ris", "rw"),
        "docx": _Row("docx", ".docx .docm .dotx", "r"),
        "endnote-xml": _Row("endnote_xml", ".xml .enl.xml", "rw"),
        "refer": _Row("refer", ".enw .refer", "r"),
        "nbib": _Row("nbib", ".nbib .medline", "r"),
        "isi": _Row("isi", ".isi .ciw .wos", "r"),
        "html": _Row("html_page.html_page", ".html .htm .xhtml", "r"),
        "page": _Row("page", "", "r"),
        "references": _Row("reference_text.reference_text", ".txt .text", "r"),
    }
)
"""The order is the one in which a file's content is held against the formats."""


class _Table(Mapping[str, Format]):
    """Imports a format when it is wanted."""

    def __getitem__(self, name: str) -> Format:
        return _load(_ROWS[name])

    def __iter__(self) -> Iterator[str]:
        return iter(_ROWS)

    def __len__(self) -> int:
        return len(_ROWS)


@cache
def _load(row: _Row) -> Format:
    format_: Format = getattr(importlib.import_module(f"citekit.formats.{row.module}"), row.attribute)
    return format_


FORMATS: Final[Mapping[str, Format]] = _Table()
"""Every format by its name."""

_HEAD: Final = 8000
"""So many bytes of a file are looked at to tell its format."""

_OF_ANY_TEXT: Final = frozenset({".txt", ".text"})
"""Extensions that databases give to their lists too, so that the content is held against all formats."""

_COPY: Final = "copy its list of references into a .txt file, and import that"
_UNREAD: Final = {
    ".aux": ("LaTeX's list of what a paper cites", "import the .bib file that it names"),
    ".odt": ("an OpenDocument text", _COPY),
    ".pdf": ("a PDF", _COPY),
    ".rdf": ("RDF", "export the works anew, as CSL-JSON or BibLaTeX"),
    ".tex": ("LaTeX", "import its .bib file; a list typed in it goes into a .txt file"),
    ".xlsx": ("an Excel workbook", "save the sheet as CSV"),
}
"""What people have, and citekit does not read as a bibliography; and what they can do."""


def get_format(name: str) -> Format:
    """Return the format called ``name``.

    Raises:
        UnknownFormat: there is none; says which are near.
    """
    try:
        return FORMATS[name.lower()]
    except KeyError:
        raise UnknownFormat(name, nearest(name, FORMATS) or tuple(FORMATS)) from None


def get_reader(format_: Format) -> Reader:
    """Return the function that reads the format.

    Raises:
        UnknownFormat: citekit only writes it.
    """
    if format_.read is None:
        raise UnknownFormat(format_.name, (), reason="is written by citekit, but not read")
    return format_.read


def get_writer(format_: Format) -> Writer:
    """Return the function that writes the format.

    Raises:
        UnknownFormat: citekit only reads it; says which are written.
    """
    if format_.write is None:
        written = tuple(name for name, row in _ROWS.items() if "w" in row.ways)
        raise UnknownFormat(
            format_.name,
            (),
            reason=f"is read by citekit, but not written; written are {', '.join(written)}",
        )
    return format_.write


def read_extensions() -> dict[str, list[str]]:
    """Return the extensions of the formats that are read, each with the names of its formats."""
    formats: dict[str, list[str]] = {}
    for name, row in _ROWS.items():
        if "r" in row.ways:
            for extension in row.extensions.split():
                formats.setdefault(extension, []).append(name)
    return formats


def guess_writable(name: str) -> Format:
    """Return the format that a file called ``name`` is written in, by its extension.

    Raises:
        UnknownFormat: no format that is written has the extension.
    """
    extension = PurePath(name).suffix.lower()
    for known, row in _ROWS.items():
        if "w" in row.ways and extension in row.extensions.split():
            return FORMATS[known]
    raise UnknownFormat(name, (), reason="cannot be told from the file's name")


def guess_format(name: str, data: bytes) -> Format:
    """Return the format of the file called ``name`` that holds ``data``.

    Of the formats whose extension the name has, the one counts whose marks the content bears, else the
    first; without a known extension, the first format whose marks the content bears.

    Raises:
        UnreadableText: nothing tells what format the file is in.
    """
    extension = PurePath(name).suffix.lower()
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    named = [FORMATS[known] for known in read_extensions().get(extension, ())]
    for format_ in named:
        if format_.recognise(head):
            return format_
    if named and extension not in _OF_ANY_TEXT:
        return named[0]
    if extension in _UNREAD:
        what, remedy = _UNREAD[extension]
        raise UnreadableText(name, f"is {what}, which is not read as a bibliography", hint=remedy)
    for known, row in _ROWS.items():
        if "r" in row.ways and FORMATS[known].recognise(head):
            return FORMATS[known]
    if named:
        return named[0]
    if not data.strip():
        raise UnreadableText(name, "is empty")
    raise UnreadableText(
        name,
        "is in no format that citekit knows",
        hint="name the format, --format references for a typed list; `citekit formats` lists them",
    )
