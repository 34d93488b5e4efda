"""The table of document formats: one line for each, and which of them a file is in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final, NamedTuple

from citekit.documents import html, plain_text
from citekit.documents.document import Document, DocumentFormat, OpenFile
from citekit.documents.latex import latex
from citekit.documents.markdown import markdown
from citekit.documents.org import org
from citekit.documents.pdf import pdf
from citekit.documents.typst import typst
from citekit.documents.word import docx
from citekit.errors import UnreadableText

__all__ = ["DOCUMENTS", "endings_of", "guess_document", "read_document"]

DOCUMENTS: Final[Mapping[str, DocumentFormat]] = MappingProxyType(
    {module.NAME: module for module in (markdown, latex, org, typst, html, plain_text, docx, pdf)}
)
"""Every format by its name; the first that has an extension owns it."""


class _Kind(NamedTuple):
    """What a file's first bytes say: the format's name, how to call it, and what to do if it is not read."""

    name: str
    called: str
    remedy: str = ""


_PDF: Final = _Kind("pdf", "a PDF")
_WORD: Final = _Kind("docx", "a Word document", "save it in Word as .docx")
_PICTURE: Final = _Kind("picture", "a picture", "give the paper itself, or have its text recognised")
_PAGES: Final = _Kind("pages", "a Pages document", "export it from Pages as Word or PDF")
_EPUB: Final = _Kind("epub", "an EPUB book", "give the file that it was made from")
_EXCEL: Final = _Kind("xlsx", "an Excel workbook", "name the paper's own file")
_SLIDES: Final = _Kind("pptx", "a PowerPoint presentation", "name the paper's own file")
_ODT: Final = _Kind("odt", "an OpenDocument text", "save it as .docx, text or Markdown")
_OLD_WORD: Final = _Kind("doc", "a Word document of before 2007", "save it as .docx")
_RTF: Final = _Kind("rtf", "RTF", "save it as .docx or text")
_RECORDS: Final = _Kind("records", "a file of records", "name the paper that cites them")
_ZIP: Final = _Kind("zip", "a zip archive", "unpack it and name the paper")
_LATEX: Final = _Kind("latex", "LaTeX")
_HTML: Final = _Kind("html", "HTML")

_EXTENSIONS: Final = MappingProxyType(
    {
        ".pages": _PAGES,
        ".epub": _EPUB,
        ".xlsx": _EXCEL,
        ".pptx": _SLIDES,
        **dict.fromkeys(
            (".bib", ".ciw", ".csv", ".enw", ".json", ".nbib", ".ris", ".yaml", ".yml"), _RECORDS
        ),
        **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".heic", ".webp"), _PICTURE),
        ".odt": _ODT,
        ".doc": _OLD_WORD,
        ".rtf": _RTF,
    }
)
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*")
_IN_ZIP: Final = (
    (b"word/", _WORD),
    (b"opendocument.text", _ODT),
    (b"application/epub+zip", _EPUB),
    (b"xl/workbook", _EXCEL),
    (b"ppt/presentation", _SLIDES),
    (b".iwa", _PAGES),
)
"""What stands in a zip archive of each kind: names of its files, or the content of the first."""
_HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_ORG: Final = re.compile(r"^#\+(?:title|author|bibliography|options|startup):", re.IGNORECASE | re.MULTILINE)
_MARKDOWN: Final = re.compile(r"\A---[ \t]*\r?\n|^#{1,6}[ \t]+\S|\[[^\]\n]*@[\w{]|^```|\]\(", re.MULTILINE)


def endings_of(name: str) -> tuple[str, ...]:
    """Return the extensions of the format called ``name``, the usual one first."""
    return DOCUMENTS[name].EXTENSIONS


def guess_document(name: Path | str, data: bytes) -> DocumentFormat:
    """Return the format of the paper called ``name`` that holds ``data``.

    The extension decides if it is a format's and the content does not contradict it; without one that is
    known, the content does.

    Raises:
        UnreadableText: the file is of a kind that is not read, or is not what its extension says.
    """
    extension = PurePath(name).suffix.lower()
    named = next((each for each in DOCUMENTS.values() if extension in each.EXTENSIONS), None)
    claimed = named.NAME if named else _EXTENSIONS[extension].name if extension in _EXTENSIONS else ""
    found = _by_content(data)
    if found is not None and claimed and found.name != claimed and not _may_hold(claimed, found):
        reason = f"is named {extension} and is {found.called}"
        known = found.name in DOCUMENTS
        hint = f"rename it to {DOCUMENTS[found.name].EXTENSIONS[0]}" if known else found.remedy
        raise UnreadableText(name, reason, hint=hint)
    if named is not None:
        return named
    kind = found or _EXTENSIONS.get(extension)
    if kind is not None:
        if kind.name in DOCUMENTS:
            return DOCUMENTS[kind.name]
        if found is None and extension in (".odt", ".doc", ".pages", ".epub"):
            raise UnreadableText(name, f"is named {extension} and is not {kind.called}", hint=kind.remedy)
        rest = " and no paper" if kind in (_PICTURE, _EXCEL, _SLIDES, _RECORDS) else ", which is not read yet"
        raise UnreadableText(name, f"is {kind.called}{rest}", hint=kind.remedy)
    return _by_text(data)


def read_document(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the paper in ``data``, in whatever format it is.

    Raises:
        UnreadableText: it is in none of those that are read.
    """
    return guess_document(name, data).read(data, name=name, open_file=open_file)


def _may_hold(claimed: str, found: _Kind) -> bool:
    """Whether a file of the format ``claimed`` may begin as one of the kind ``found`` does."""
    if claimed == "docx":
        return found in (_OLD_WORD, _ZIP)  # locked and damaged documents, of which the reader knows more
    return found in (_HTML, _LATEX) and claimed in ("markdown", "text", "org", "typst", "latex")


def _by_content(data: bytes) -> _Kind | None:
    head = data[:4096]
    if head.startswith(b"%PDF-"):
        return _PDF
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _IN_ZIP if mark in data), _ZIP)
    if head.startswith(_PICTURES) or head[4:12] in (b"ftypheic", b"ftypmif1") or head[8:12] == b"WEBP":
        return _PICTURE
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLD_WORD
    if head.startswith(b"{\\rtf"):
        return _RTF
    if _HTML_START.match(head.removeprefix(b"\xef\xbb\xbf")):
        return _HTML
    return _LATEX if b"\\documentclass" in head or b"\\begin{document}" in head else None


def _by_text(data: bytes) -> DocumentFormat:
    head = data[:100_000].decode("utf-8", "replace")
    if _ORG.search(head):
        return org
    return markdown if _MARKDOWN.search(head) else plain_text
