"""The text of a style as elements that know their place; what could harm is refused.

Styles come from strangers. Nothing here opens a file or a connection, entities and document types are
refused before any could expand, and what is longer, deeper or fuller than any style ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

__all__ = ["CSL_NAMESPACE", "LARGEST", "Element", "Unreadable", "read_source"]

CSL_NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"

LARGEST: Final = 2_000_000
"""Bytes of the longest style that is checked; the longest in the CSL repository has 0.25 million."""

_DEEPEST: Final = 200
_MOST_ELEMENTS: Final = 20_000
_MOST_ATTRIBUTES: Final = 100
_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
_TAG: Final = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(slots=True, eq=False)
class Element:
    """An element of a style, filled while it is read and left alone afterwards.

    ``tag`` and the names of ``attributes`` are bare for CSL, ``{namespace}name`` for others; ``xml:lang``
    keeps its prefix. ``text`` is what stands directly in it, begun at ``text_line`` and ``text_column``.
    Lines and columns count from 1, columns in characters.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    parent: Element | None
    source: bytes = field(repr=False)
    offset: int
    children: list[Element] = field(default_factory=list)
    text: str = ""
    text_line: int = 0
    text_column: int = 0

    def get(self, name: str) -> str:
        """Return an attribute's value without white space around it, empty if it is not there."""
        return self.attributes.get(name, "").strip()

    def child(self, tag: str) -> Element | None:
        """Return the first child named ``tag``."""
        return next((child for child in self.children if child.tag == tag), None)

    def walk(self) -> Iterator[Element]:
        """Yield the element and all that it holds, in the order of the text."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def place(self, attribute: str) -> tuple[int, int]:
        """Return line and column of an attribute, or of the element if the attribute is not there."""
        local = attribute.rpartition("}")[2].encode()
        tag = _TAG.match(self.source, self.offset)
        position = tag.end() if tag else self.offset
        while found := _ATTRIBUTE.match(self.source, position):
            if found[1] == local or found[1].endswith(b":" + local):
                return self._line_and_column(found.start(1))
            position = found.end()
        return self.line, self.column

    def _line_and_column(self, position: int) -> tuple[int, int]:
        between = self.source[self.offset : position].decode("utf-8", "replace")
        newlines = between.count("\n")
        if newlines:
            return self.line + newlines, len(between) - between.rindex("\n")
        return self.line, self.column + len(between)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a file cannot be read as a style at all."""

    message: str
    hint: str
    line: int | None = None
    column: int | None = None


class _StoppedError(Exception):
    """Ends a reading from within expat's calls."""


def read_source(data: bytes, *, namespace: str = CSL_NAMESPACE) -> Element | Unreadable:
    """Return the root element of ``data``, or why there is none.

    Elements of ``namespace`` have bare tags.
    """
    refused = _sniff(data)
    if refused:
        return refused
    return _Reader(data.removeprefix(b"\xef\xbb\xbf"), namespace).read()


_XML_WANTED: Final = "a style is an XML file that begins with <style>"
_KINDS: Final = (
    (b"\x1f\x8b", "is compressed with gzip", "unpack it first, as with `gunzip`"),
    (b"PK\x03\x04", "is a ZIP archive or an office document", "unpack it, and check the .csl file in it"),
    (b"%PDF", "is a PDF file", _XML_WANTED),
    (b"\xff\xfe\x00\x00", "is in UTF-32", "save it in UTF-8"),
    (b"\x00\x00\xfe\xff", "is in UTF-32", "save it in UTF-8"),
    (b"\xff\xfe", "is in UTF-16", "save it in UTF-8"),
    (b"\xfe\xff", "is in UTF-16", "save it in UTF-8"),
    (b"<\x00", "is in UTF-16", "save it in UTF-8"),
    (b"\x00<", "is in UTF-16", "save it in UTF-8"),
)
_HTML: Final = re.compile(rb"\s*(<!--.*?-->\s*)*(<!doctype\s+html|<html)", re.IGNORECASE | re.DOTALL)


def _sniff(data: bytes) -> Unreadable | None:
    """Return what ``data`` is, if that is plainly no XML in UTF-8."""
    if len(data) > LARGEST:
        return Unreadable(f"is longer than {LARGEST // 1_000_000} MB, which no style is", _XML_WANTED)
    for start, message, hint in _KINDS:
        if data.startswith(start):
            return Unreadable(message, hint)
    text = data.removeprefix(b"\xef\xbb\xbf")
    if not text.strip():
        return Unreadable("is empty", _XML_WANTED)
    if b"\0" in text:
        return Unreadable("is no text: it holds NUL characters", _XML_WANTED)
    if _HTML.match(text):
        return Unreadable("is a web page, not a style", "download the style's own file, whose name ends in .csl")
    if not text.lstrip().startswith(b"<"):
        kind = "is JSON, not XML" if text.lstrip().startswith((b"{", b"[")) else "is not XML"
        return Unreadable(kind, _XML_WANTED, 1, 1)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = text.rfind(b"\n", 0, error.start) + 1
        return Unreadable(
            f"is not in UTF-8: byte 0x{text[error.start]:02X} is no part of a character",
            "save it in UTF-8",
            text.count(b"\n", 0, error.start) + 1,
            len(text[line_start : error.start].decode("utf-8", "replace")) + 1,
        )
    return None


class _Reader:
    """One reading of a text, with expat, which never opens another file."""

    def __init__(self, data: bytes, namespace: str) -> None:
        self._data = data
        self._bare = f"{namespace} "
        self._root: Element | None = None
        self._open: list[Element] = []
        self._count = 0
        # What the text declares as its encoding does not count: citekit reads styles as UTF-8.
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse_doctype

    def read(self) -> Element | Unreadable:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            return self._malformed(error)
        except _StoppedError as stopped:
            message, hint = stopped.args
            return Unreadable(
                message, hint, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            )
        if self._root is None:
            return Unreadable("has no element", _XML_WANTED)
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST:
            raise _StoppedError(f"nests elements more than {_DEEPEST} deep, which no style does", "nest less")
        if self._count > _MOST_ELEMENTS:
            raise _StoppedError(f"has more than {_MOST_ELEMENTS} elements, which no style has", "shorten it")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _StoppedError(f"an element with {len(attributes)} attributes, which CSL has not", "shorten it")
        parser = self._parser
        parent = self._open[-1] if self._open else None
        element = Element(
            self._name(name),
            {_attribute_name(key): value for key, value in attributes.items()},
            parser.CurrentLineNumber,
            parser.CurrentColumnNumber + 1,
            parent,
            self._data,
            parser.CurrentByteIndex,
        )
        if parent is None:
            self._root = element
        else:
            parent.children.append(element)
        self._open.append(element)

    def _name(self, name: str) -> str:
        if name.startswith(self._bare):
            return name[len(self._bare) :]
        namespace, _, local = name.rpartition(" ")
        return f"{{{namespace}}}{local}"

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        if not element.text_line and not text.isspace():
            element.text_line = self._parser.CurrentLineNumber
            element.text_column = self._parser.CurrentColumnNumber + 1
        element.text += text

    def _refuse_doctype(self, *_: object) -> None:
        raise _StoppedError("has a DOCTYPE, which no style needs and which could declare entities", "remove it")

    def _malformed(self, error: expat.ExpatError) -> Unreadable:
        """Return the sentence for what makes the text no XML ("Extensible Markup Language 1.0")."""
        line, column = error.lineno, error.offset + 1
        code = expat.errors.messages[error.code]
        rest = self._data[self._parser.ErrorByteIndex :][:80].decode("utf-8", "replace")
        still_open = self._open[-1] if self._open else None
        if code == expat.errors.XML_ERROR_TAG_MISMATCH and still_open:
            wrong = re.match(r"[^\s/>]*", rest.removeprefix("</"))
            return Unreadable(
                f"</{wrong[0] if wrong else ''}> closes nothing: <{_local(still_open.tag)}> of line"
                f" {still_open.line} is open",
                f"write </{_local(still_open.tag)}>, or close it before",
                line,
                max(1, column - len("</")) if not rest.startswith("</") else column,
            )
        if code == expat.errors.XML_ERROR_NO_ELEMENTS and still_open:
            return Unreadable(
                f"ends while <{_local(still_open.tag)}> of line {still_open.line} is open",
                "the file may have been cut off; copy it anew, or close what is open",
                line,
                column,
            )
        if code == expat.errors.XML_ERROR_INVALID_TOKEN:
            if self._data[self._parser.ErrorByteIndex - 1 :][:1] == b"&":
                rest, column = f"&{rest}", column - 1
            return Unreadable(*_invalid_token(rest), line, column)
        message, hint = _MALFORMED.get(code, (f"is not well-formed XML: {code}", "mend the XML here"))
        return Unreadable(message, hint, line, column)


def _attribute_name(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    if not namespace:
        return local
    return f"xml:{local}" if namespace == _XML_NAMESPACE else f"{{{namespace}}}{local}"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _invalid_token(rest: str) -> tuple[str, str]:
    if rest.startswith("&"):
        return "an & that begins no character reference", "write &amp; for the character &"
    if rest.startswith("<"):
        return "a < that begins no tag", "write &lt; for the character <"
    if rest[:1] and rest[0] < " ":
        return f"a control character (U+{ord(rest[0]):04X})", "take it out"
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
        "XML has &amp; &lt; &gt; &quot; &apos; alone: write the character itself, or its number as in &#160;",
    ),
    _ERRORS.XML_ERROR_BAD_CHAR_REF: ("a reference to a character that XML does not allow", "take it out"),
    _ERRORS.XML_ERROR_UNBOUND_PREFIX: (
        "a prefix that is not declared",
        f'take the prefix out, or declare it with xmlns:prefix="{CSL_NAMESPACE}"',
    ),
    _ERRORS.XML_ERROR_MISPLACED_XML_PI: (
        "<?xml …?> stands after the beginning of the file",
        "take out what stands before it, blank lines too",
    ),
    _ERRORS.XML_ERROR_UNCLOSED_CDATA_SECTION: ("a CDATA section that never ends", "end it with ]]>"),
    _ERRORS.XML_ERROR_NO_ELEMENTS: ("has no element", _XML_WANTED),
}
"""What expat calls a fault, and what we say of it."""
