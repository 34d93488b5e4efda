"""PDF papers: the text of their pages, put together again from where each character stands.

ISO 32000. A PDF holds no paragraphs, no notes and often no spaces: it says which character is printed where.
What can be told from that is told; what cannot (whether a hyphen at the end of a line is the author's, what
letters a picture shows) is a notice. It needs the extra ``citekit[pdf]``.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from citekit.documents.document import Document, Edit, OpenFile
from citekit.documents.pdf.furniture import without_furniture
from citekit.documents.pdf.joining import Joiner
from citekit.documents.pdf.labels import BULLET
from citekit.documents.pdf.line_numbers import without_line_numbers
from citekit.documents.pdf.lines import Line, lines_of
from citekit.documents.pdf.page import Page
from citekit.documents.pdf.paragraphs import paragraphs_of
from citekit.documents.pdf.rows import rows_of
from citekit.documents.pdf.writing import Writing
from citekit.errors import CannotEdit, CitekitError, Problem, UnreadableText
from citekit.markup.tree import Format

__all__ = ["DESCRIPTION", "EXTENSIONS", "NAME", "edit", "read", "read_texts"]

NAME: Final = "pdf"
DESCRIPTION: Final = "PDF (with the extra citekit[pdf])"
EXTENSIONS: Final = (".pdf",)

_FEWEST: Final = 20
"""Characters of a page with text; a number stamped on a picture is less."""


def read(data: bytes, *, name: Path | str, open_file: OpenFile | None = None) -> Document:
    """Return the document in ``data``; see `DocumentFormat.read`.

    Raises:
        CitekitError: the extra is not installed.
    """
    del open_file  # a PDF is one file
    pages = _read_pages(data, name)
    texts = {page.number: sum(not glyph.text.isspace() for glyph in page.glyphs) for page in pages}
    is_scanned = any(page.has_pictures for page in pages)
    if max(texts.values()) < (_FEWEST if is_scanned else 1):
        reason = "has no text, only pictures of its pages" if is_scanned else "has no text"
        raise UnreadableText(
            name, reason, hint="give the file that it was made from, or have its text recognised"
        )
    laid = without_furniture([(page, without_line_numbers(rows_of(page))) for page in pages])
    lines = tuple(lines_of(laid))
    joiner = Joiner(lines, [address for page in pages for address in page.addresses])
    paragraphs, notes = paragraphs_of(lines, {page.number: page.rules for page in pages})
    writing = Writing(str(name), joiner, len(pages))
    writing.write(paragraphs, notes)
    shows_italics = any(Format.ITALIC in char.formats for line in lines for char in line.chars) or all(
        page.names_fonts for page in pages
    )
    pictured = [page.number for page in pages if page.has_pictures and texts[page.number] < _FEWEST]
    return Document(
        name=str(name),
        format=NAME,
        parts=writing.parts(),
        blocks=tuple(writing.blocks),
        notes=tuple(writing.notes),
        notices=tuple(_notices(name, pictured, _unknown(lines), joiner.unsure)),
        shows_italics=shows_italics,
        data=data,
    )


def edit(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Refuse: what is printed stays as it is.

    Raises:
        CannotEdit: always.
    """
    del edits
    raise CannotEdit(document.name, "a PDF is not changed", "change the file that it was made from")


def read_texts(data: bytes, *, name: Path | str) -> tuple[tuple[str, str], ...]:
    """Return what each page is called and its text; see `reading.read_texts`.

    Raises:
        CitekitError: the extra is not installed, or the file cannot be read.
    """
    texts: tuple[tuple[str, str], ...] = _reading(name).read_texts(data, name=name)
    return texts


def _read_pages(data: bytes, name: Path | str) -> tuple[Page, ...]:
    pages: tuple[Page, ...] = _reading(name).read_pages(data, name=name)
    return pages


def _reading(name: Path | str) -> Any:
    try:
        return importlib.import_module("citekit.documents.pdf.reading")
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pypdfium2", "pypdfium2_raw"):
            raise
        raise CitekitError(
            f"{name}: PDFs are read with an extra that is not installed", "run: pip install 'citekit[pdf]'"
        ) from None


def _unknown(lines: Sequence[Line]) -> int:
    """Return how many characters nothing tells the letters of, bullets left out."""
    bullets = [bool(BULLET.match(line.text)) for line in lines]
    return sum(
        line.text.count("\N{REPLACEMENT CHARACTER}", is_bullet)
        for line, is_bullet in zip(lines, bullets, strict=True)
    )


def _notices(name: Path | str, pictured: Sequence[int], unknown: int, unsure: int) -> list[Problem]:
    messages = []
    if pictured:
        shown = ", ".join(map(str, pictured[:10])) + (" …" if len(pictured) > 10 else "")
        word = "page" if len(pictured) == 1 else "pages"
        messages.append(f"{word} {shown}: a picture without text, which was not read")
    if unknown:
        messages.append(f"its fonts do not tell which letters {unknown} of its characters are")
    if unsure:
        what = "a hyphen at the end of a line" if unsure == 1 else f"hyphens at the ends of {unsure} lines"
        messages.append(f"nothing tells whether {what} belong{'s' if unsure == 1 else ''} to the word")
    return [Problem(Path(name), None, None, "", message, "", fatal=False) for message in messages]
