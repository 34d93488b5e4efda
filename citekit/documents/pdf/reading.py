"""The pages of a PDF file, through PDFium.

PDFium is an extra and slow to import: `pdf` imports this module, which imports those that know the package
(`characters`, `drawings`), when there is a PDF to read. `docs/decisions/0012` has the reasons for PDFium.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from citekit.documents.pdf.characters import Fonts, glyphs_of, quarter_of_most, signs_of
from citekit.documents.pdf.drawings import addresses_of, rules_of, shapes_of, strokes_of
from citekit.documents.pdf.page import Page
from citekit.documents.pdf.turning import Box, Turned
from citekit.errors import UnreadableText

__all__ = ["read_pages", "read_texts"]

_MOST_PAGES: Final = 3000
"""More than any thesis has."""
_MOST_CHARACTERS: Final = 6_000_000
_AGAIN: Final = "take the file anew, or print the paper to a PDF again"


def read_pages(data: bytes, *, name: Path | str) -> tuple[Page, ...]:
    """Return the pages of the PDF ``data``.

    Raises:
        UnreadableText: it is locked by a password, damaged, or larger than any paper.
    """
    with _opened(data, name) as file:
        return tuple(_pages(file, name))


def read_texts(data: bytes, *, name: Path | str) -> tuple[tuple[str, str], ...]:
    """Return for each page what the file calls it (empty where it does not say) and its text.

    The text is as PDFium puts it together: in the order of the file, a line to a line, a word that a line
    breaks with U+FFFE in the place of its hyphen. That takes a tenth of the time of `read_pages`.

    Raises:
        UnreadableText: it is locked by a password, damaged, or larger than any paper.
    """
    with _opened(data, name) as file:
        return tuple(_texts(file, name))


@contextmanager
def _opened(data: bytes, name: Path | str) -> Iterator[Any]:
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise UnreadableText(name, "is locked by a password", hint="save it without one") from None
        raise UnreadableText(name, "is damaged: it is no PDF that can be opened", hint=_AGAIN) from None
    try:
        if not len(file):
            raise UnreadableText(name, "is damaged: it has no pages", hint=_AGAIN)
        if len(file) > _MOST_PAGES:
            raise UnreadableText(name, f"has {len(file):,} pages, which is no paper")
        yield file
    finally:
        file.close()


def _texts(file: Any, name: Path | str) -> Iterator[tuple[str, str]]:
    characters = 0
    for number in range(len(file)):
        try:
            opened = file[number]
            text = opened.get_textpage()
        except pypdfium2.PdfiumError:
            raise UnreadableText(name, f"is damaged: page {number + 1} cannot be read", hint=_AGAIN) from None
        characters += text.count_chars()
        if characters > _MOST_CHARACTERS:
            raise UnreadableText(name, f"has more than {_MOST_CHARACTERS:,} characters, which is no paper")
        yield file.get_page_label(number), text.get_text_range()
        text.close()
        opened.close()


def _pages(file: Any, name: Path | str) -> Iterator[Page]:
    characters = 0
    fonts: Fonts = {}
    for number in range(1, len(file) + 1):
        try:
            opened = file[number - 1]
            text = opened.get_textpage()
        except pypdfium2.PdfiumError:
            raise UnreadableText(name, f"is damaged: page {number} cannot be read", hint=_AGAIN) from None
        characters += text.count_chars()
        if characters > _MOST_CHARACTERS:
            raise UnreadableText(name, f"has more than {_MOST_CHARACTERS:,} characters, which is no paper")
        yield _page(file, opened, text, number, fonts)
        text.close()
        opened.close()


def _page(file: Any, opened: Any, text: Any, number: int, fonts: Fonts) -> Page:
    signs = signs_of(text, fonts)
    shapes = list(shapes_of(opened))
    frame = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(opened, frame)
    quarter = quarter_of_most(signs, as_stored=opened.get_rotation() // 90)
    turned = Turned(Box(frame.left, frame.bottom, frame.right, frame.top), quarter)
    return Page(
        number=number,
        width=turned.width,
        height=turned.height,
        glyphs=tuple(glyphs_of(signs, turned)),
        rules=tuple(rules_of(shapes, turned)),
        strokes=tuple(strokes_of(shapes, turned)),
        addresses=tuple(addresses_of(file, opened)),
        has_pictures=any(shape.is_picture for shape in shapes),
        names_fonts=not signs or not all(sign.stretch.font.is_nameless for sign in signs),
    )
