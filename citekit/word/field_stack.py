"""The fields that are open while a text is read, the innermost last (ISO/IEC 29500-1, 17.16.2).

A field begins, has an instruction, may be separated from its result, and ends; each of these marks stands in
a run of its own, fields stand in each other, and a result may take up many paragraphs.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from citekit.word.story import Field, FieldKind
from citekit.xml_text import XmlElement

__all__ = ["FieldStack", "chunked"]

_BOOKMARKS: Final = ("ZOTERO_BREF_", "Mendeley_Bookmark_")
_LINK: Final = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')


@dataclass(slots=True)
class _OpenField:
    """A field while it is read."""

    number: int
    kind: FieldKind
    start: int
    first: int
    parent: int | None
    instruction: list[str] = field(default_factory=list)
    data: bytes = b""
    locked: bool = False
    in_result: bool = False
    link: str = ""

    def show_result(self) -> None:
        self.in_result = True
        found = _LINK.match("".join(self.instruction))
        self.link = found[1] if found else ""

    def closed(self, end: int, last: int) -> Field:
        return Field(
            number=self.number,
            kind=self.kind,
            instruction="".join(self.instruction),
            data=self.data,
            start=self.start,
            end=end,
            first=self.first,
            last=last,
            parent=self.parent,
            locked=self.locked,
        )


class FieldStack:
    """The fields of one story. ``broken`` are the places of runs that begin a field without an end."""

    def __init__(self, data: bytes, properties: Mapping[str, str], broken: frozenset[int]) -> None:
        self._data = data
        self._properties = properties
        self._broken = broken
        self._closed: list[Field | None] = []
        self._open: list[_OpenField] = []
        self._bookmarks: dict[str, _OpenField] = {}

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that are closed, in the order in which they began."""
        return tuple(one for one in self._closed if one)

    @property
    def unclosed(self) -> frozenset[int]:
        """The places of the runs that began the fields that are open."""
        return frozenset(one.start for one in self._open)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the fields in whose result the text stands now, the outermost first."""
        return tuple(sorted(one.number for one in (*self._open, *self._bookmarks.values())))

    @property
    def link(self) -> str:
        """The address that the text leads to now."""
        return next((one.link for one in reversed(self._open) if one.link), "")

    def takes(self, text: str) -> bool:
        """Whether ``text`` is a word of an instruction, to which it was added, and not to be seen."""
        for one in reversed(self._open):
            if not one.in_result:
                one.instruction.append(text)
                return True
        return False

    def add_instruction(self, text: str) -> None:
        """Add what stands in ``w:instrText``."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction.append(text)

    def read_mark(self, mark: XmlElement, run: XmlElement, paragraph: int) -> None:
        """Follow a ``w:fldChar``."""
        kind = mark.get("w:fldCharType")
        if kind == "begin":
            if run.start not in self._broken:
                self._begin(FieldKind.COMPLEX, run, paragraph, mark)
        elif self._open and self._open[-1].kind is FieldKind.COMPLEX:
            if kind == "separate":
                self._open[-1].show_result()
            elif kind == "end":
                self._close(self._open.pop(), run.end(self._data), paragraph)

    def begin_simple(self, element: XmlElement, paragraph: int) -> int:
        """Begin the field that a ``w:fldSimple`` is, and return how deep the stack then is."""
        opened = self._begin(FieldKind.SIMPLE, element, paragraph, element)
        opened.instruction.append(element.get("w:instr"))
        opened.show_result()
        return len(self._open)

    def end_simple(self, element: XmlElement, paragraph: int, depth: int) -> None:
        """End it; what was begun inside of it ends with it."""
        for opened in self._open[depth - 1 :]:
            self._close(opened, element.end(self._data), paragraph)
        del self._open[depth - 1 :]

    def read_bookmark(self, element: XmlElement, paragraph: int) -> None:
        """Follow ``w:bookmarkStart`` and ``w:bookmarkEnd``, which programs put around citations too.

        The instruction stands in properties of the document then, under the name of the bookmark.
        """
        id_ = element.get("w:id")
        if element.tag == "w:bookmarkEnd":
            opened = self._bookmarks.pop(id_, None)
            if opened:
                self._close(opened, element.end(self._data), paragraph)
            return
        name = element.get("w:name")
        if not name.startswith(_BOOKMARKS) or id_ in self._bookmarks:
            return
        instruction = chunked(self._properties, name)
        if instruction:
            opened = self._bookmarks[id_] = _OpenField(
                len(self._closed), FieldKind.BOOKMARK, element.start, max(paragraph, 1), None
            )
            opened.instruction.append(instruction)
            opened.in_result = True
            self._closed.append(None)

    def set_aside(self) -> list[_OpenField]:
        """Return the open fields, and go on without them."""
        outer, self._open = self._open, []
        return outer

    def take_back(self, outer: list[_OpenField]) -> None:
        """Drop what is open, and go on with what was set aside."""
        self._drop(self._open)
        self._open = outer

    def finish(self) -> None:
        """Drop what was never closed."""
        self._drop(self._open)
        self._drop(self._bookmarks.values())
        self._open.clear()
        self._bookmarks.clear()

    def _begin(self, kind: FieldKind, element: XmlElement, paragraph: int, holder: XmlElement) -> _OpenField:
        parent = self._open[-1].number if self._open else None
        opened = _OpenField(len(self._closed), kind, element.start, paragraph, parent)
        data = holder.child("w:fldData")
        opened.data = _decoded(data.content()) if data else b""
        opened.locked = holder.get("w:fldLock") in ("1", "true", "on")
        self._closed.append(None)
        self._open.append(opened)
        return opened

    def _close(self, opened: _OpenField, end: int, paragraph: int) -> None:
        self._closed[opened.number] = opened.closed(end, max(paragraph, opened.first))

    def _drop(self, opened: Iterable[_OpenField]) -> None:
        for one in opened:
            self._close(one, one.start, one.first)


def chunked(properties: Mapping[str, str], name: str) -> str:
    """Return a property that was cut into ``name_1``, ``name_2``…, since Word holds 255 characters in one."""
    pieces: list[str] = []
    while (piece := properties.get(f"{name}_{len(pieces) + 1}")) is not None:
        pieces.append(piece)
    return "".join(pieces) or properties.get(name, "")


def _decoded(text: str) -> bytes:
    """Return what base64 stands for, empty where it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
