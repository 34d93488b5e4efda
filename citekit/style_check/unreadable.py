"""Files that are no style at all: what they are instead, or where their XML breaks.

"Extensible Markup Language (XML) 1.0", section 2.1, "Well-Formed XML Documents".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

__all__ = ["LARGEST", "STYLE_WANTED", "Unreadable", "malformed", "no_text"]

LARGEST: Final = 2_000_000
"""Bytes of the longest style that is checked; the longest in the CSL repository has 0.25 million."""

STYLE_WANTED: Final = "a style is an XML file that begins with <style>"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be read as a style: what is wrong, what to do, and where, if at one place."""

    message: str
    hint: str
    line: int | None = None
    column: int | None = None


_KINDS: Final = (
    (b"\x1f\x8b", "is compressed with gzip", "unpack it first, as with `gunzip`"),
    (b"PK\x03\x04", "is a ZIP archive or an office document", "unpack it, and check the .csl file in it"),
    (b"%PDF", "is a PDF file", STYLE_WANTED),
    (b"\xff\xfe\x00\x00", "is in UTF-32", "save it in UTF-8"),
    (b"\x00\x00\xfe\xff", "is in UTF-32", "save it in UTF-8"),
    (b"\xff\xfe", "is in UTF-16", "save it in UTF-8"),
    (b"\xfe\xff", "is in UTF-16", "save it in UTF-8"),
    (b"<\x00", "is in UTF-16", "save it in UTF-8"),
    (b"\x00<", "is in UTF-16", "save it in UTF-8"),
)
_HTML: Final = re.compile(rb"<(!doctype\s+)?html\b", re.IGNORECASE)


def no_text(data: bytes) -> Unreadable | None:
    """Return what ``data`` is, if that is plainly no XML in UTF-8."""
    if len(data) > LARGEST:
        return Unreadable(f"is longer than {LARGEST // 1_000_000} MB, which no style is", STYLE_WANTED)
    for start, message, hint in _KINDS:
        if data.startswith(start):
            return Unreadable(message, hint)
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        return Unreadable("is empty", STYLE_WANTED)
    if b"\0" in text:
        return Unreadable("is no text: it holds NUL characters", STYLE_WANTED)
    if _HTML.match(text):
        return Unreadable("is a web page, not a style", "download the style's own file, which ends in .csl")
    if not text.startswith(b"<"):
        kind = "is JSON, not XML" if text.startswith((b"{", b"[")) else "is not XML"
        return Unreadable(kind, STYLE_WANTED, 1, 1)
    return _not_utf8(data.removeprefix(b"\xef\xbb\xbf"))


def _not_utf8(text: bytes) -> Unreadable | None:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"is not in UTF-8: byte 0x{text[error.start]:02X} is no part of a character"
        return Unreadable(message, "save it in UTF-8", *_place(text, error.start))
    return None


def _place(text: bytes, position: int) -> tuple[int, int]:
    """Return line and column of a byte."""
    line_start = text.rfind(b"\n", 0, position) + 1
    return text.count(b"\n", 0, position) + 1, len(text[line_start:position].decode("utf-8", "replace")) + 1


def malformed(error: expat.ExpatError, text: bytes, position: int, still_open: str, since: int) -> Unreadable:
    """Return the sentence for what makes ``text`` no XML.

    ``position`` is the byte at which expat stopped, ``still_open`` the tag of the element that was open,
    if any, and ``since`` its line.
    """
    line, column = error.lineno, error.offset + 1
    code = expat.errors.messages[error.code]
    if still_open and code == expat.errors.XML_ERROR_TAG_MISMATCH:
        # expat stops behind the </
        closing = re.match(rb"[^\s/>]*", text[position : position + 80])
        name = closing[0].decode("utf-8", "replace") if closing else ""
        return Unreadable(
            f"</{name}> closes nothing: <{still_open}> of line {since} is open",
            f"write </{still_open}>, or close it before",
            line,
            column - len("</"),
        )
    if still_open and code == expat.errors.XML_ERROR_NO_ELEMENTS:
        return Unreadable(
            f"ends while <{still_open}> of line {since} is open",
            "if the file was cut off, copy it anew; else close what is open",
            line,
            column,
        )
    if code == expat.errors.XML_ERROR_INVALID_TOKEN:
        if text[max(0, position - 1) : position] == b"&":
            position, column = position - 1, column - 1
        return Unreadable(*_invalid_token(text[position : position + 1]), line, column)
    if code == expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION:
        line, column = _place(text, text.rfind(b"<![CDATA["))
    message, hint = _MALFORMED.get(code, (f"is not well-formed XML: {code}", "mend the XML here"))
    return Unreadable(message, hint, line, column)


def _invalid_token(byte: bytes) -> tuple[str, str]:
    if byte == b"&":
        return "an & that begins no character reference", "write &amp; for the character &"
    if byte == b"<":
        return "a < that begins no tag", "write &lt; for the character <"
    if byte and byte < b" ":
        return f"a control character (U+{byte[0]:04X})", "take it out"
    return "is not well-formed XML here", "look for a missing quotation mark, = or > just before"


_ERRORS: Final = expat.errors
_MALFORMED: Final = {
    _ERRORS.XML_ERROR_UNCLOSED_TOKEN: (
        "a tag, comment or quotation that begins here never ends",
        "look for a missing quotation mark or >; if the file was cut off here, copy it anew",
    ),
    _ERRORS.XML_ERROR_DUPLICATE_ATTRIBUTE: ("the same attribute twice on one element", "keep one of them"),
    _ERRORS.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: (
        "something follows the end of the style",
        "take out what stands after </style>",
    ),
    _ERRORS.XML_ERROR_UNDEFINED_ENTITY: (
        "an entity that XML does not have",
        "write the character itself, or its number, as &#160; for &nbsp;",
    ),
    _ERRORS.XML_ERROR_BAD_CHAR_REF: ("a reference to a character that XML does not allow", "take it out"),
    _ERRORS.XML_ERROR_UNBOUND_PREFIX: ("a prefix that is not declared", "take the prefix out"),
    _ERRORS.XML_ERROR_MISPLACED_XML_PI: (
        "<?xml …?> stands after the beginning of the file",
        "take out what stands before it, blank lines too",
    ),
    _ERRORS.XML_ERROR_UNCLOSED_CDATA_SECTION: ("a CDATA section that never ends", "end it with ]]>"),
    _ERRORS.XML_ERROR_NO_ELEMENTS: ("has no element", STYLE_WANTED),
}
"""What expat calls a fault, and what we say of it."""
