"""CSL-JSON: the format that citation processors, Zotero and pandoc share.

CSL-JSON 1.0 (``csl-data.json`` of CSL 1.0.2). A list of items, or one of the wrappers seen in real files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from citekit.errors import Problem, UnreadableText
from citekit.formats.base import Format, ItemSource, ReadResult, Unread, WriteOptions, decode
from citekit.formats.csl_item import ItemReader, NotANumber, item_to_json
from citekit.formats.fidelity import Fidelity
from citekit.formats.note_fields import unpack_note
from citekit.item.item import Item

__all__ = ["FORMAT", "read", "write"]

_WRAPPERS: Final = ("items", "references")
_SPACE = re.compile(r"[ \t\n\r]*")
_FAULTS: Final = {
    "Expecting value": "has no value here",
    "Expecting property name enclosed in double quotes": "has no field name in double quotes here",
    "Expecting ':' delimiter": "has no colon after the field name here",
    "Expecting ',' delimiter": "has no comma here",
    "Illegal trailing comma before end of object": "has a comma with nothing after it here",
    "Illegal trailing comma before end of array": "has a comma with nothing after it here",
    "Unterminated string starting at": "has a string here that never ends",
    "Extra data": "goes on here after its end",
}


class _Object(dict[str, Any]):
    """A JSON object that remembers which keys came twice."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        keys = [key for key, _ in pairs]
        self.repeated = [key for key in self if keys.count(key) > 1] if len(self) < len(keys) else []


def _whole_number(digits: str) -> int | str:
    """Return a number as such if it comes back as it was written, else its characters."""
    return int(digits) if len(digits) < 16 and str(int(digits)) == digits else digits


_DECODER: Final = json.JSONDecoder(
    strict=False,  # raw line breaks in strings do no harm
    object_pairs_hook=_Object,
    parse_int=_whole_number,
    parse_float=str,  # 1.10 stays 1.10
    parse_constant=NotANumber,
)


def read(data: bytes, *, name: Path | str) -> ReadResult:
    """Return the items in ``data``: a list, ``{"items": […]}``, ``{"references": […]}``, or one item.

    A fault in a list costs all that comes after it: nobody knows where the next item begins.

    Raises:
        UnreadableText: the text is no JSON from its first item on, with line and column, or holds no items.
    """
    text = decode(data, name=name)
    reader = ItemReader(name)
    items = []
    sources = {}
    unread: tuple[Unread, ...] = ()
    read_to = 0
    try:
        for number, (value, line, end) in enumerate(_values(text, name), start=1):
            item = reader.read(value, number=number, line=line)
            if item is not None:
                items.append(item)
                sources[item.id] = ItemSource(line=line)
            read_to = end
    except UnreadableText as error:
        if not items:
            raise
        problem = Problem(Path(name), error.line, error.column, "", error.reason, error.hint or "")
        reader.problems.append(problem)
        unread = (Unread(text[read_to:].lstrip(" \t\r\n,"), problem),)
    return ReadResult(tuple(items), tuple(reader.problems), sources, unread)


def write(items: Iterable[Item], options: WriteOptions) -> str:  # noqa: ARG001  JSON leaves no choice
    """Return ``items`` as a list of CSL-JSON, one field a line."""
    return json.dumps([item_to_json(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def _settle(item: Item) -> Item:
    """CSL-JSON has one word, circa, for approximate and for uncertain dates; and fields in notes are read."""
    dates = {
        variable: replace(date, approximate=True, uncertain=False) if date.uncertain and date.start else date
        for variable, date in item.dates.items()
    }
    return unpack_note(replace(item, dates=dates))


def _values(text: str, name: Path | str) -> Iterator[tuple[object, int | None, int]]:
    """Yield each item in ``text``, the line that it begins in, None where that is not known, and its end."""
    start = _skip(text, 0)
    if text[start] == "[":
        yield from _elements(text, start, name)
        return
    value, end = _decode(text, start, name, whole=0)
    if _skip(text, end) != len(text):
        raise _broken(text, _skip(text, end), name, "Extra data", 0)
    fields: dict[str, Any] = value if isinstance(value, dict) else {}
    for wrapper in _WRAPPERS:
        if isinstance(fields.get(wrapper), list):
            yield from ((item, None, end) for item in fields[wrapper])
            return
    if "type" not in fields and "title" not in fields:
        raise UnreadableText(name, "holds no items", hint="CSL-JSON is a list of items in square brackets")
    yield fields, 1, end


def _elements(text: str, start: int, name: Path | str) -> Iterator[tuple[object, int, int]]:
    """Yield the elements of the list that begins at ``start``, decoded one by one to know their lines."""
    place = _skip(text, start + 1)
    line, counted, whole = 1, 0, 0
    if text[place : place + 1] == "]":
        place += 1
    else:
        while True:
            line += text.count("\n", counted, place)
            counted = place
            value, place = _decode(text, place, name, whole)
            yield value, line, place
            whole += 1
            place = _skip(text, place)
            mark = text[place : place + 1]
            place += 1
            if mark == "]":
                break
            if mark != ",":
                raise _broken(text, place - 1, name, "Expecting ',' delimiter", whole)
            place = _skip(text, place)
    if _skip(text, place) != len(text):
        raise _broken(text, _skip(text, place), name, "Extra data", whole)


def _skip(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _decode(text: str, place: int, name: Path | str, whole: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, place)
    except json.JSONDecodeError as error:
        raise _broken(text, error.pos, name, error.msg, whole) from None
    except RecursionError:
        raise UnreadableText(name, "nests lists and objects too deep to be a bibliography") from None


def _broken(text: str, place: int, name: Path | str, fault: str, whole: int) -> UnreadableText:
    """Return the error for a fault at ``place``, after so many whole items."""
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    if place >= len(text.rstrip()) or fault.startswith("Unterminated"):
        reason = "breaks off: the JSON has no end"
        hint = f"{whole} {'item is' if whole == 1 else 'items are'} whole before it; take the file anew"
    else:
        reason = f"is not JSON: it {_FAULTS.get(fault, f'is malformed here ({fault})')}"
        hint = "mend the file there, or export it anew"
    return UnreadableText(name, reason, line=line, column=column, hint=hint)


_NUMBERED: Final = re.compile(rb"\s*\[\w{1,12}\]\s*\S")
"""How a typed list of references begins that is numbered: "[1] Doe, J."."""
FORMAT: Final = Format(
    name="csl-json",
    title="CSL-JSON",
    description="CSL-JSON, of Zotero, pandoc and citation processors",
    extensions=(".json",),
    recognise=lambda head: head.lstrip().startswith((b"[", b"{")) and not _NUMBERED.match(head),
    read=read,
    write=write,
    fidelity=Fidelity(settle=_settle),
)
