"""The characters of a page of a PDF, through PDFium: which letter, where, how large, in which font."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from pypdfium2 import raw

from citekit.documents.pdf.fonts import is_bold_name, is_italic_name, is_nameless
from citekit.documents.pdf.page import Glyph
from citekit.documents.pdf.right_to_left import is_right_to_left, unmirrored
from citekit.documents.pdf.turning import Turned, quarter_of

__all__ = ["Font", "Fonts", "Sign", "Stretch", "glyphs_of", "quarter_of_most", "signs_of"]

_ITALIC_FLAG: Final = 1 << 6
"""ISO 32000-1, table 123."""
_ITALIC_ANGLE: Final = range(4, 45)
_LEAN: Final = 0.1
"""A letter that leans so much to its height is italic: programs lean the letters of fonts without italics."""
_SUPERIOR: Final = 0.8
_SUPERIOR_TO_ANY: Final = 0.68
_LINE_END_HYPHEN: Final = 2
"""What PDFium makes of a hyphen after which a word goes on in the next line."""

# As a number, which ctypes makes of an address, what a character belongs to is compared at once.
_object_of: Final = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


class Font:
    """A font of the file: how it looks, and which letters its characters were found to be."""

    def __init__(self, handle: Any) -> None:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
        name = buffer.value.decode("utf-8", "replace")
        angle = ctypes.c_int()
        raw.FPDFFont_GetItalicAngle(handle, angle)
        flags = raw.FPDFFont_GetFlags(handle)
        is_flagged = flags > 0 and bool(flags & _ITALIC_FLAG)
        self.is_nameless = is_nameless(name)
        self.is_bold = is_bold_name(name)
        self.is_italic = is_italic_name(name) or is_flagged or abs(angle.value) in _ITALIC_ANGLE
        self.letters: dict[int, str] = {}


Fonts: TypeAlias = dict[int | None, Font]
"""The fonts that were met, by where PDFium keeps them."""


class Stretch(NamedTuple):
    """A stretch of characters that is set alike. It begins at the point ``x``, ``y`` of the file.

    ``hyphen`` is what its hyphen at the end of a line is: the file can say that it is a soft one.
    """

    font: Font
    x: float
    y: float
    size: float
    quarter: int | None
    is_italic: bool
    hyphen: str


class Sign(NamedTuple):
    """A character, or more that are one letter of the font, with its edges in the units of the file."""

    stretch: Stretch
    text: str
    left: float
    bottom: float
    right: float
    top: float


def signs_of(page: Any, fonts: Fonts) -> list[Sign]:
    """Return what is printed on a page, given as PDFium's text of it; ``fonts`` grows."""
    signs = list(_signs(page, fonts))
    letters = [sign.text for sign in signs]
    if not is_right_to_left("".join(letters)):
        return signs
    turned = unmirrored(letters, [sign.stretch.y for sign in signs])
    return [sign._replace(text=text) for sign, text in zip(signs, turned, strict=True)]


def _signs(page: Any, fonts: Fonts) -> Iterator[Sign]:
    text_page = page.raw
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    box_of, code_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetUnicode
    rect = raw.FS_RECTF()
    rect_at = ctypes.byref(rect)
    stretches: dict[int, Stretch] = {}
    sign: Sign | None = None
    for index in range(page.count_chars()):
        text_object = _object_of(handle, index)
        if text_object is None:
            continue  # a space or the end of a line that PDFium has added
        stretch = stretches.get(text_object)
        if stretch is None:
            stretch = stretches[text_object] = _stretch(page, index, fonts)
        code = code_of(text_page, index)
        letter = stretch.font.letters.get(code) or _letter(page, index, code, stretch)
        box_of(text_page, index, rect_at)
        following = Sign(stretch, letter, rect.left, rect.bottom, rect.right, rect.top)
        if sign is not None:
            is_elsewhere = stretch is not sign.stretch or sign.left != following.left
            if not is_elsewhere and sign[2:] == following[2:] and _is_one(page, index):
                sign = sign._replace(text=sign.text + letter)  # a ligature
                continue
            yield sign
        sign = following
    if sign is not None:
        yield sign


def _is_one(page: Any, index: int) -> bool:
    """Whether one shape prints a character and the one before: an accent and its letter are two."""
    return bool(page.get_charbox(index) == page.get_charbox(index - 1))


def _letter(page: Any, index: int, code: int, stretch: Stretch) -> str:
    if code == _LINE_END_HYPHEN:
        return stretch.hyphen
    is_unknown = not code or raw.FPDFText_HasUnicodeMapError(page, index) == 1 or 0xD800 <= code < 0xE000
    letter = "\N{REPLACEMENT CHARACTER}" if is_unknown else chr(code) if code >= ord(" ") else " "
    stretch.font.letters[code] = letter
    return letter


def _stretch(page: Any, index: int, fonts: Fonts) -> Stretch:
    text_object = raw.FPDFText_GetTextObject(page, index)
    handle = raw.FPDFTextObj_GetFont(text_object)
    key = ctypes.cast(handle, ctypes.c_void_p).value
    font = fonts.get(key)
    if font is None:
        font = fonts[key] = Font(handle)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, index, matrix)
    length = math.hypot(matrix.a, matrix.b)
    # How high the letters are above their line, and how far along it they lean.
    height = abs(matrix.a * matrix.d - matrix.b * matrix.c) / length if length else 0.0
    lean = (matrix.a * matrix.c + matrix.b * matrix.d) / length if length else 0.0
    return Stretch(
        font=font,
        x=x.value,
        y=y.value,
        size=height * raw.FPDFText_GetFontSize(page, index),
        quarter=quarter_of(matrix.a, matrix.b) if length else None,
        is_italic=font.is_italic or lean > _LEAN * height,
        hyphen="\N{SOFT HYPHEN}" if _is_soft_hyphen(text_object) else "-",
    )


def _is_soft_hyphen(text_object: Any) -> bool:
    """Whether the file says of a stretch that it reads as a soft hyphen, whatever is printed."""
    for number in range(raw.FPDFPageObj_CountMarks(text_object)):
        mark = raw.FPDFPageObj_GetMark(text_object, number)
        buffer, needed = ctypes.create_string_buffer(8), ctypes.c_ulong()
        address = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
        if raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", address, len(buffer), needed):
            return buffer.raw[:2].decode("utf-16-le", "replace") == "\N{SOFT HYPHEN}"
    return False


def quarter_of_most(signs: Sequence[Sign], *, as_stored: int) -> int:
    """Return in which direction the text of a page runs, that of the page ``as_stored`` if it has none."""
    counts = Counter([sign.stretch.quarter for sign in signs])
    del counts[None]
    return max(counts, key=lambda quarter: counts[quarter], default=as_stored) or 0


def glyphs_of(signs: Sequence[Sign], turned: Turned) -> Iterator[Glyph]:
    """Yield the characters that run with the lines of a page: what stands along the margin is no text."""
    quarter = turned.quarter
    kept = [sign for sign in signs if sign.stretch.quarter == quarter and sign.stretch.size]
    widths: dict[Font, dict[str, float]] = {}
    for sign in kept:
        if sign.text.isdecimal():
            known = widths.setdefault(sign.stretch.font, {})
            known[sign.text] = max(known.get(sign.text, 0.0), _relative_width(sign, turned))
    stretch: Stretch | None = None
    base = 0.0
    for sign in kept:
        if sign.stretch is not stretch:
            stretch = sign.stretch
            base = turned.down(stretch.x, stretch.y)
        x0, x1 = turned.across(*sign[2:])
        is_raised = sign.text.isdecimal() and _is_superior(sign, turned, widths[stretch.font])
        yield Glyph(sign.text, x0, x1, base, stretch.size, stretch.is_italic, stretch.font.is_bold, is_raised)


def _relative_width(sign: Sign, turned: Turned) -> float:
    x0, x1 = turned.across(*sign[2:])
    return (x1 - x0) / sign.stretch.size


def _is_superior(sign: Sign, turned: Turned, widths: Mapping[str, float]) -> bool:
    """Whether a figure is one of the small raised ones that a font has besides its own; typst uses them."""
    width = _relative_width(sign, turned)
    if width < _SUPERIOR * widths[sign.text]:
        return True
    # A "1" can be narrow; no other figure is so much narrower than the rest.
    return sign.text != "1" and width < _SUPERIOR_TO_ANY * max(widths.values())
