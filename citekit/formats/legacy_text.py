"""The bytes of files that older programs write: their encoding found, their line ends made one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from citekit.errors import Problem, UnreadableText
from citekit.formats.base import decode

__all__ = ["decode_legacy", "head_in_utf8"]

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BINARY: Final = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
"""Control characters that stand in no text of any program (a form feed and an end-of-file sign may)."""
_LINE_END: Final = re.compile("\r\n?|\x0c\n?")


def decode_legacy(data: bytes, *, name: Path | str) -> tuple[str, tuple[Problem, ...]]:
    r"""Return the text of a file with ``\n`` as line end, and a notice if its encoding had to be found out.

    UTF-8 and, with a byte order mark, UTF-16 and UTF-32 are read as such. Anything else is taken for
    Windows-1252, which holds Latin-1, if every byte of it means something there.

    Raises:
        UnreadableText: the file is empty, or no text in any of these.
    """
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if not encoding and b"\0" in data[:200]:
        encoding = _utf16_without_mark(data)
    if not encoding:
        try:
            return _settled(decode(data, name=name), name), ()
        except UnreadableText as error:
            if error.line is None:
                raise
        encoding = "cp1252"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableText(
            name, "is in no encoding that citekit can tell", hint="save the file as UTF-8"
        ) from None
    if not text.strip():
        raise UnreadableText(name, "is empty")
    if encoding != "cp1252":
        return _settled(text, name), ()
    message = "is not in UTF-8; it is read as Windows-1252 (Latin-1)"
    remedy = "look at the letters beyond ASCII, or save the file as UTF-8"
    return _settled(text, name), (Problem(Path(name), None, None, "", message, remedy, fatal=False),)


def head_in_utf8(head: bytes) -> bytes:
    """Return the first bytes of a file in UTF-8 if they are in UTF-16, else as they are."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head
    return head[: len(head) // 2 * 2].decode("utf-16", "ignore").encode("utf-8", "ignore")


def _utf16_without_mark(data: bytes) -> str:
    """Return the encoding of text whose every second byte is zero, "" if it is none."""
    head = data[:200]
    if not any(head[1::2]):
        return "utf-16-le"
    return "" if any(head[::2]) else "utf-16-be"


def _settled(text: str, name: Path | str) -> str:
    found = _BINARY.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise UnreadableText(name, "is no text: it holds control characters", line=line)
    return _LINE_END.sub("\n", text).rstrip("\x1a")
