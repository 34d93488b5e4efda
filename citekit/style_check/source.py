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

from citekit.style_check.unreadable import STYLE_WANTED, Unreadable, malformed, no_text

__all__ = ["CSL_NAMESPACE", "Element", "read_source"]

CSL_NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"

_DEEPEST: Final = 60
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


class _StoppedError(Exception):
    """Ends a reading from within expat's calls."""


def read_source(data: bytes, *, namespace: str = CSL_NAMESPACE) -> Element | Unreadable:
    """Return the root element of ``data``, or why there is none.

    Elements of ``namespace`` have bare tags.
    """
    refused = no_text(data)
    if refused:
        return refused
    return _Reader(data.removeprefix(b"\xef\xbb\xbf"), namespace).read()


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
            tag = self._open[-1].tag.rpartition("}")[2] if self._open else ""
            line = self._open[-1].line if self._open else 0
            return malformed(error, self._data, self._parser.ErrorByteIndex, tag, line)
        except _StoppedError as stopped:
            message, hint = stopped.args
            return Unreadable(
                message, hint, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
            )
        if self._root is None:
            return Unreadable("has no element", STYLE_WANTED)
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST:
            raise _StoppedError(f"nests elements more than {_DEEPEST} deep, which no style does", "nest less")
        if self._count > _MOST_ELEMENTS:
            raise _StoppedError(f"has more than {_MOST_ELEMENTS} elements, which no style has", "shorten it")
        if len(attributes) > _MOST_ATTRIBUTES:
            raise _StoppedError(
                f"an element with {len(attributes)} attributes, which CSL has not", "shorten it"
            )
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
            indent = len(text) - len(text.lstrip())
            element.text_column = self._parser.CurrentColumnNumber + 1 + indent
        element.text += text

    def _refuse_doctype(self, *_: object) -> None:
        raise _StoppedError(
            "has a DOCTYPE, which no style needs and which could declare entities", "remove it"
        )


def _attribute_name(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    if not namespace:
        return local
    return f"xml:{local}" if namespace == _XML_NAMESPACE else f"{{{namespace}}}{local}"
