"""XML to light elements with line numbers; what could harm is refused.

Styles come from strangers: entities and document types are refused (so none can expand or reach out),
and so are documents deeper or larger than any style has cause to be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from citekit.errors import InvalidStyle

__all__ = ["XmlElement", "read_xml"]

CSL_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_MOST_CHARACTERS = 10_000_000
_DEEPEST = 60
_REFERENCE = re.compile(r"&#(\d{1,6});")


@dataclass(slots=True)
class XmlElement:
    """An element: its name without namespace, attributes, children, own text, and line from 1."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[XmlElement] = field(default_factory=list)
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute's value."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> XmlElement | None:
        """Return the first child named ``tag``."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None


def read_xml(text: str, *, name: str) -> XmlElement:
    """Return the root element of ``text``.

    Raises InvalidStyle, with the line, for what is no XML or declares entities, or is too large or deep.
    """
    if len(text) > _MOST_CHARACTERS:
        raise InvalidStyle(name, f"has {len(text)} characters, more than any style can need")
    reader = _Reader(name)
    try:
        # expat decodes; a declared encoding would contradict the text, which is decoded already
        reader.parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        raise InvalidStyle(name, f"is not XML: {expat.errors.messages[error.code]}", error.lineno) from error
    if reader.root is None:
        raise InvalidStyle(name, "is empty")
    return reader.root


def _mended(value: str) -> str:
    """Return an attribute without character references: some styles have them escaped twice."""
    if "&#" not in value:
        return value
    return _REFERENCE.sub(lambda match: chr(int(match[1])), value)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.root: XmlElement | None = None
        self.stack: list[XmlElement] = []
        self.parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.EntityDeclHandler = self._refuse_entity

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if len(self.stack) >= _DEEPEST:
            raise InvalidStyle(self.name, f"nests elements more than {_DEEPEST} deep", line)
        element = XmlElement(
            tag.rpartition(" ")[2],
            {
                ("xml:lang" if key.startswith("http://www.w3.org/XML/1998/namespace ") else key): _mended(
                    value
                )
                for key, value in attributes.items()
            },
            line,
        )
        if self.stack:
            self.stack[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self.stack.append(element)

    def _end(self, _tag: str) -> None:
        self.stack.pop()

    def _characters(self, data: str) -> None:
        if self.stack:
            self.stack[-1].text += data

    def _refuse_doctype(self, *_: object) -> None:
        raise InvalidStyle(
            self.name, "declares a document type, which no style needs", self.parser.CurrentLineNumber
        )

    def _refuse_entity(self, *_: object) -> None:
        raise InvalidStyle(
            self.name, "declares an entity, which no style needs", self.parser.CurrentLineNumber
        )
