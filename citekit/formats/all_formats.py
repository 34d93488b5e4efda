"""The table of formats: one line for each, and which of them a file is in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final

from citekit.errors import UnknownFormat, UnreadableText
from citekit.formats import csl_json, csl_yaml, docx, endnote_xml, isi, nbib, refer, ris
from citekit.formats.base import Format, Reader, Writer
from citekit.formats.bibtex import dialects as bibtex
from citekit.formats.cff import cff
from citekit.formats.hayagriva import hayagriva
from citekit.formats.html_page import html_page
from citekit.formats.mediawiki import mediawiki
from citekit.formats.reference_text import reference_text
from citekit.formats.tables import tables
from citekit.language.fold import nearest

__all__ = ["FORMATS", "get_format", "get_reader", "get_writer", "guess_format", "guess_writable"]

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        format_.name: format_
        for format_ in (
            csl_json.FORMAT,
            csl_yaml.FORMAT,
            bibtex.BIBLATEX,
            bibtex.BIBTEX,
            cff.FORMAT,
            hayagriva.FORMAT,
            tables.CSV,
            tables.TSV,
            mediawiki.FORMAT,
            ris.FORMAT,
            docx.FORMAT,
            endnote_xml.FORMAT,
            refer.FORMAT,
            nbib.FORMAT,
            isi.FORMAT,
            html_page.FORMAT,
            reference_text.FORMAT,
        )
    }
)
"""Every format by its name. The order is the one in which a file's content is held against them."""

_HEAD: Final = 8000
"""So many bytes of a file are looked at to tell its format."""

_OF_ANY_TEXT: Final = frozenset({".txt", ".text"})
"""Extensions that databases give to their lists too, so that the content is held against all formats."""

_UNREAD: Final = {
    ".aux": "LaTeX's list of what a paper cites",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF",
    ".rdf": "RDF",
    ".tex": "LaTeX",
    ".xlsx": "an Excel workbook",
}
"""What people have, and citekit does not read as a bibliography."""


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
        written = tuple(name for name, known in FORMATS.items() if known.write)
        raise UnknownFormat(
            format_.name,
            (),
            reason=f"is read by citekit, but not written; written are {', '.join(written)}",
        )
    return format_.write


def guess_writable(name: str) -> Format:
    """Return the format that a file called ``name`` is written in, by its extension.

    Raises:
        UnknownFormat: no format that is written has the extension.
    """
    extension = PurePath(name).suffix.lower()
    for format_ in FORMATS.values():
        if format_.write and extension in format_.extensions:
            return format_
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
    named = [format_ for format_ in FORMATS.values() if extension in format_.extensions and format_.read]
    for format_ in named:
        if format_.recognise(head):
            return format_
    if named and extension not in _OF_ANY_TEXT:
        return named[0]
    if extension in _UNREAD:
        raise UnreadableText(
            name,
            f"is {_UNREAD[extension]}, which is not read as a bibliography",
            hint="see `citekit formats`",
        )
    for format_ in FORMATS.values():
        if format_.read and format_.recognise(head):
            return format_
    if named:
        return named[0]
    if not data.strip():
        raise UnreadableText(name, "is empty")
    raise UnreadableText(
        name, "is in no format that citekit knows", hint="name the format; `citekit formats` lists them"
    )
