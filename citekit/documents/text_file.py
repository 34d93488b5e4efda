"""Papers that are text: bytes to a part and, with edits, back to bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from citekit.documents.document import Document, Edit
from citekit.documents.places import Part
from citekit.errors import CannotEdit, Problem, UnreadableText

__all__ = ["edit_text", "in_lines", "read_part"]

_MOST_CHARACTERS: Final = 20_000_000
"""More than forty theses in one file; what is larger is no paper."""

_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_FALLBACK: Final = "cp1252"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_CONTROL_SHARE: Final = 100
"""One control character in so many is an accident of copying; more are no text."""
_WIDE_HEAD: Final = 2000
_WIDE_LEAST: Final = 8
_WIDE_SHARE: Final = 0.7
_LINE: Final = re.compile("\r\n|\n|\r")


def read_part(data: bytes, *, name: Path | str) -> tuple[Part, tuple[Problem, ...]]:
    """Return the text of the file ``name``, and a notice if its encoding had to be guessed.

    A byte order mark is believed, else the text is UTF-8, else Windows-1252, in which every byte of western
    Windows programs has a meaning and goes back as it came.

    Raises:
        UnreadableText: the bytes are no text, or more than a paper has.
    """
    if len(data) > 4 * _MOST_CHARACTERS:
        raise UnreadableText(
            name, f"has {len(data):,} bytes, which is no paper", hint="name the paper's file"
        )
    mark, encoding = next(((mark, code) for mark, code in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    body = data[len(mark) :]
    notices: tuple[Problem, ...] = ()
    if not mark and (wide := _wide_encoding(body)):
        encoding = wide
        message = f"is in {wide.upper()} and does not say so"
        notices = (Problem(Path(name), None, None, "", message, "save it as UTF-8", fatal=False),)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        column = error.start - body.rfind(b"\n", 0, error.start)
        if mark or notices:
            reason = f"is not in {encoding.upper()}, as its first bytes say"
            raise UnreadableText(name, reason, line=line, column=column, hint="save it as UTF-8") from None
        try:
            text, encoding = body.decode(_FALLBACK), _FALLBACK
        except UnicodeDecodeError:
            _refuse_binary(body.decode("latin-1"), name)
            reason = f"holds the byte 0x{body[error.start]:02X}, which is not UTF-8"
            raise UnreadableText(name, reason, line=line, column=column, hint="save it as UTF-8") from None
        message = "is not in UTF-8; it was read as Windows-1252"
        notices = (Problem(Path(name), line, column, "", message, "save it as UTF-8", fatal=False),)
    _refuse_binary(text, name)
    starts = (0, *(match.end() for match in _LINE.finditer(text)))
    return Part(str(name), text, starts, encoding=encoding, mark=mark), notices


def _wide_encoding(body: bytes) -> str:
    """Return the encoding of two bytes a character that text without a mark is in, empty if it is in none.

    In the text of any European language nearly every second byte is zero.
    """
    head = body[:_WIDE_HEAD]
    if len(head) < _WIDE_LEAST or len(body) % 2:
        return ""
    for encoding, zeros, letters in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if zeros.count(0) > _WIDE_SHARE * len(zeros) and not letters.count(0):
            return encoding
    return ""


def _refuse_binary(text: str, name: Path | str) -> None:
    controls = [match.start() for match in _CONTROL.finditer(text)]
    if not controls or ("\0" not in text and len(controls) * _CONTROL_SHARE < len(text)):
        return
    before = _LINE.split(text[: controls[0]])
    raise UnreadableText(
        name,
        f"holds the control character U+{ord(text[controls[0]]):04X}, so it is no text",
        line=len(before),
        column=len(before[-1]) + 1,
        hint="name the paper's own file, or remove the character",
    )


def in_lines(text: str) -> str:
    """Return ``text``, as long as it was, with every line ended by a line feed alone."""
    if "\r" in text:
        return text.replace("\r\n", " \n").replace("\r", "\n")
    return text


def edit_text(document: Document, edits: Sequence[Edit]) -> Mapping[str, bytes]:
    """Return the files that ``edits`` change, every byte outside their spans as it was.

    Line breaks in new text become those of the file.

    Raises:
        CannotEdit: a character of the new text is not in the file's encoding.
        ValueError: two edits overlap, or one reaches beyond its part.
        TypeError: an edit brings markup, which must be written in the document's format first.
    """
    changed: dict[str, bytes] = {}
    for number in sorted({edit.span.part for edit in edits}):
        part = document.parts[number]
        mine = sorted((edit for edit in edits if edit.span.part == number), key=lambda edit: edit.span[:2])
        changed[part.name] = part.mark + _encode(part, _replace(part, mine))
    return changed


def _replace(part: Part, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    position = 0
    line_end = "\r\n" if "\r\n" in part.text else "\n"
    for (start, end, _), new in edits:
        if not position <= start <= end <= len(part.text):
            raise ValueError(f"{part.name}: edits overlap or leave the text at {start}-{end}")
        if not isinstance(new, str):
            raise TypeError("a text takes text")
        pieces += [part.text[position:start], _LINE.sub(line_end, new)]
        position = end
    pieces.append(part.text[position:])
    return "".join(pieces)


def _encode(part: Part, text: str) -> bytes:
    try:
        return text.encode(part.encoding)
    except UnicodeEncodeError as error:
        reason = f"its encoding {part.encoding} has no {error.object[error.start]!r}"
        raise CannotEdit(part.name, reason, "save the file as UTF-8") from None
