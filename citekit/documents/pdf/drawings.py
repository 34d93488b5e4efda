"""What is drawn on a page of a PDF besides its text, and where its links lead, through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from pypdfium2 import raw

from citekit.documents.pdf.page import Stroke
from citekit.documents.pdf.turning import Box, Turned

__all__ = ["Shape", "addresses_of", "rules_of", "shapes_of", "strokes_of"]

_SHORTEST_RULE: Final = 20.0
_SHORTEST_STROKE: Final = 2.0
_LONGEST_STROKE: Final = 8.0
_THICKEST_RULE: Final = 3.0
_DEEPEST: Final = 8
"""Drawings hold drawings; no program nests them deeper."""


class Shape(NamedTuple):
    """A picture, or else lines and areas that are drawn."""

    is_picture: bool
    box: Box


def shapes_of(page: Any) -> Iterator[Shape]:
    """Yield the pictures and drawings on a page."""
    for number in range(raw.FPDFPage_CountObjects(page)):
        yield from _shapes(raw.FPDFPage_GetObject(page, number), ())


def _shapes(shape: Any, within: tuple[Any, ...]) -> Iterator[Shape]:
    kind = raw.FPDFPageObj_GetType(shape)
    if kind == raw.FPDF_PAGEOBJ_FORM and len(within) < _DEEPEST:
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(shape, matrix)
        for number in range(raw.FPDFFormObj_CountObjects(shape)):
            yield from _shapes(raw.FPDFFormObj_GetObject(shape, number), (matrix, *within))
    elif kind in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH}:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            box = Box(left.value, bottom.value, right.value, top.value)
            for matrix in within:
                box = _moved(box, matrix)
            yield Shape(kind == raw.FPDF_PAGEOBJ_IMAGE, box)


def _moved(box: Box, matrix: Any) -> Box:
    corners = ((box.left, box.bottom), (box.right, box.top))
    across = [matrix.a * x + matrix.c * y + matrix.e for x, y in corners]
    upward = [matrix.b * x + matrix.d * y + matrix.f for x, y in corners]
    return Box(min(across), min(upward), max(across), max(upward))


def rules_of(shapes: Sequence[Shape], turned: Turned) -> Iterator[float]:
    """Yield how far below the top of a page horizontal lines are drawn."""
    for stroke in _strokes(shapes, turned):
        if stroke.x1 - stroke.x0 > _SHORTEST_RULE:
            yield stroke.y


def strokes_of(shapes: Sequence[Shape], turned: Turned) -> Iterator[Stroke]:
    """Yield the horizontal lines that are as short as letters."""
    for stroke in _strokes(shapes, turned):
        if _SHORTEST_STROKE < stroke.x1 - stroke.x0 < _LONGEST_STROKE:
            yield stroke


def _strokes(shapes: Sequence[Shape], turned: Turned) -> Iterator[Stroke]:
    for is_picture, box in shapes:
        ends = turned.down(box.left, box.bottom), turned.down(box.right, box.top)
        if not is_picture and max(ends) - min(ends) < _THICKEST_RULE:
            yield Stroke(*turned.across(*box), max(ends))


def addresses_of(file: Any, page: Any) -> Iterator[str]:
    """Yield the addresses that the links on a page of ``file`` lead to."""
    position, link = ctypes.c_int(), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            buffer = ctypes.create_string_buffer(raw.FPDFAction_GetURIPath(file, action, None, 0))
            raw.FPDFAction_GetURIPath(file, action, buffer, len(buffer))
            yield buffer.value.decode("utf-8", "replace")
