"""The pages of a PDF file, through pdfplumber.

This is the one module that knows the package, which is an extra and slow to import: `pdf` imports it when
there is a PDF to read.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from citekit.documents.pdf.page import Glyph, Page
from citekit.errors import UnreadableText

__all__ = ["read_pages"]

_MOST_PAGES: Final = 3000
"""More than any thesis has."""
_MOST_GLYPHS: Final = 20_000_000

_AGAIN: Final = "take the file anew, or print the paper to a PDF again"
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_NAMELESS: Final = re.compile(
    r"[A-Z]{1,2}\d+(?:_\d+)?$|(?:CID)?Font(?:\+?F?\d*)$|g_d\d+_f\d+$|T3Font|unknown$|$", re.IGNORECASE
)
"""Names that programs give to fonts whose own they have lost: ``F1``, ``TT2``, ``CIDFont+F1``, ``T1_0``."""
_ITALIC: Final = re.compile(
    r"ital|obliq|slant|kursiv|cursiv|(?:[-,]|Bold|Bd|Semi|Medium|Light)(?:It|I|Ob|Sl)(?:[-\d]|MT|PS|$)"
    r"|^(?:cm|lm|sf|ec)(?:r?[ms]?ti|r?sl|b?xti|b?xsl|ssi|ssxi|itt|sltt|mi)\d|-ReguItal",
    re.IGNORECASE,
)
_BOLD: Final = re.compile(
    r"bold|black|heavy|demi|(?:-|,)Bd|^(?:cm|lm|sf|ec)(?:r?bx|b|ssbx|ssdc)(?:ti|sl)?\d", re.IGNORECASE
)
_SUPERIOR: Final = 0.8
_SUPERIOR_TO_ANY: Final = 0.68
_SHORTEST_RULE: Final = 20.0
_THICKEST_RULE: Final = 3.0
_LEAN: Final = 0.1
"""A letter that leans so much to its height is italic: programs lean the letters of fonts without italics."""
_UNKNOWN: Final = re.compile(r"\(cid:\d+\)")
_LIGATURES: Final = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}

# pdfminer tells of every oddity of a file through its log, which would go to the terminal.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())
logging.getLogger("pdfplumber").addHandler(logging.NullHandler())


def read_pages(data: bytes, *, name: Path | str) -> tuple[Page, ...]:
    """Return the pages of the PDF ``data``.

    Raises:
        UnreadableText: it is locked by a password, damaged, or larger than any paper.
    """
    try:
        with pdfplumber.open(BytesIO(data)) as file:
            number = len(file.pages)
            if 0 < number <= _MOST_PAGES:
                return tuple(_pages(file.pages, name))
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableText(name, "is locked by a password", hint="save it without one") from None
        raise UnreadableText(name, "is damaged: it is no PDF that can be opened", hint=_AGAIN) from None
    except UnreadableText:
        raise
    except Exception:  # noqa: BLE001 (a damaged file makes pdfminer raise anything)
        raise UnreadableText(name, "is damaged: its pages cannot be found", hint=_AGAIN) from None
    if number:
        raise UnreadableText(name, f"has {number:,} pages, which is no paper")
    raise UnreadableText(name, "is damaged: it has no pages", hint=_AGAIN)


def _pages(pages: Iterable[PlumberPage], name: Path | str) -> Iterator[Page]:
    number_of_glyphs = 0
    for page in pages:
        try:
            chars = page.chars
        except Exception:  # noqa: BLE001 (as above)
            raise UnreadableText(
                name, f"is damaged: page {page.page_number} cannot be read", hint=_AGAIN
            ) from None
        number_of_glyphs += len(chars)
        if number_of_glyphs > _MOST_GLYPHS:
            raise UnreadableText(name, f"has more than {_MOST_GLYPHS:,} characters, which is no paper")
        fonts = {_font_name(char) for char in chars}
        yield Page(
            number=page.page_number,
            width=float(page.width),
            height=float(page.height),
            glyphs=tuple(_glyphs(chars, fonts)),
            rules=tuple(_rules(page)),
            addresses=tuple(_addresses(page)),
            has_pictures=bool(page.images),
            names_fonts=not chars or any(not _NAMELESS.match(font) for font in fonts),
        )
        page.close()


def _font_name(char: Mapping[str, Any]) -> str:
    return _SUBSET.sub("", str(char["fontname"]))


def _glyphs(chars: list[dict[str, Any]], fonts: set[str]) -> Iterator[Glyph]:
    looks = {font: (bool(_ITALIC.search(font)), bool(_BOLD.search(font))) for font in fonts}
    widths: dict[tuple[str, str], float] = {}
    for char in chars:
        if char["text"].isdigit():
            figure = (char["fontname"], char["text"])
            widths[figure] = max(widths.get(figure, 0.0), _relative_width(char))
    for char in chars:
        if not char["upright"]:
            continue  # what is printed along the margin is no part of the paper
        _, _, lean, up, _, base = char["matrix"]
        is_italic, is_bold = looks[_font_name(char)]
        size = float(char["size"])
        above = float(char["y0"]) - float(base)
        text = _UNKNOWN.sub("\N{REPLACEMENT CHARACTER}", str(char["text"])).translate(_LIGATURES)
        yield Glyph(
            text,
            float(char["x0"]),
            float(char["x1"]),
            float(char["bottom"]) + above,
            size,
            is_italic or (up > 0 and lean / up > _LEAN),
            is_bold,
            # A font's letters reach below their line; those that begin above it are lifted.
            is_raised=above > 0.05 * size or _is_superior(char, widths),
        )


def _relative_width(char: Mapping[str, Any]) -> float:
    return float(char["x1"] - char["x0"]) / (float(char["size"]) or 1.0)


def _is_superior(char: Mapping[str, Any], widths: Mapping[tuple[str, str], float]) -> bool:
    """Whether a figure is one of the small raised ones that a font has besides its own; typst uses them."""
    if not char["text"].isdigit():
        return False
    own = _relative_width(char)
    if own < _SUPERIOR * widths[char["fontname"], char["text"]]:
        return True
    # A "1" can be narrow; no other figure is so much narrower than the rest.
    widest = max(width for (font, _), width in widths.items() if font == char["fontname"])
    return char["text"] != "1" and own < _SUPERIOR_TO_ANY * widest


def _rules(page: PlumberPage) -> Iterator[float]:
    for shape in (*page.lines, *page.rects):
        if shape["x1"] - shape["x0"] > _SHORTEST_RULE and shape["bottom"] - shape["top"] < _THICKEST_RULE:
            yield float(shape["bottom"])


def _addresses(page: PlumberPage) -> Iterator[str]:
    try:
        links = page.hyperlinks
    except Exception:  # noqa: BLE001 (as above; a damaged link is none)
        return
    for link in links:
        if isinstance(uri := link.get("uri"), str):
            yield uri
