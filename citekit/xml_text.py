"""XML as citekit reads it: elements that know their lines, and nothing in it can do harm.

Files come from strangers. Document types and entities are refused, so that none can expand or reach out
(XML 1.0, 2.8 and 4.2); nothing here opens a file or a connection; what is larger, deeper or fuller than any
honest file ends the reading. `read_xml` gives a file as one tree, `iterate_xml` one record after another,
so that a file of any length is never held as elements.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from citekit.errors import UnreadableText

__all__ = ["XmlElement", "iterate_xml", "read_xml"]

_MOST_BYTES: Final = 512_000_000
_MOST_ELEMENTS: Final = 1_000_000
_DEEPEST: Final = 200
_PIECE: Final = 1 << 16
_XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Names of Python's codecs. Expat knows the first itself, and those of one byte a character through pyexpat.
_OF_EXPAT: Final = re.compile(r"ascii|utf-8|iso8859-.*|cp125\d|cp4\d\d|cp8\d\d|koi8.*|mac.*|tis-620")
_OF_MANY_BYTES: Final = re.compile(
    r"utf.*|gb.*|big5.*|shift_jis.*|cp932|cp949|cp950|euc.*|iso2022.*|johab|hz"
)
_BREAKS_OFF: Final = frozenset(
    {
        expat.errors.codes[message]
        for message in (
            expat.errors.XML_ERROR_NO_ELEMENTS,
            expat.errors.XML_ERROR_UNCLOSED_TOKEN,
            expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
            expat.errors.XML_ERROR_PARTIAL_CHAR,
        )
    }
)
_NO_BEGINNING: Final = frozenset(
    {
        expat.errors.codes[expat.errors.XML_ERROR_SYNTAX],
        expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN],
    }
)
_INVALID_TOKEN: Final = expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]
_FAULTS: Final = {
    expat.errors.codes[message]: words
    for message, words in (
        (expat.errors.XML_ERROR_TAG_MISMATCH, "an element is closed that is not the open one"),
        (expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT, "it goes on after its end"),
        (expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE, "an attribute stands twice in one element"),
        (expat.errors.XML_ERROR_UNDEFINED_ENTITY, "it uses an entity that XML does not have, such as &nbsp;"),
        (expat.errors.XML_ERROR_UNBOUND_PREFIX, "a prefix is used that no namespace is bound to"),
        (expat.errors.XML_ERROR_INVALID_TOKEN, "a character stands here that cannot, such as a bare & or <"),
    )
}


@dataclass(slots=True, eq=False)
class XmlElement:
    """An element, filled while it is read and left alone afterwards.

    ``tag`` is the name as `read_xml` spells it, ``line`` counts from 1. ``text`` is what stands before the
    first child, ``tail`` what stands between the element and its next sibling. ``start`` and ``close`` are
    offsets in bytes: of the ``<`` of the start tag, and of the ``<`` of the end tag or, where one empty tag
    is both, of what follows it. They are of no use where the file was in another encoding than UTF-8.
    """

    tag: str
    attributes: dict[str, str]
    line: int
    start: int = 0
    close: int = 0
    children: list[XmlElement] = field(default_factory=list)
    text: str = ""
    tail: str = ""

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute's value."""
        return self.attributes.get(name, default)

    def child(self, tag: str) -> XmlElement | None:
        """Return the first child named ``tag``."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def named(self, tag: str) -> Iterator[XmlElement]:
        """Yield the children named ``tag``."""
        return (child for child in self.children if child.tag == tag)

    def walk(self) -> Iterator[XmlElement]:
        """Yield the element and all that it holds, in the order of the text."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def end(self, data: bytes) -> int:
        """Return the offset after the element in the ``data`` that it was read from."""
        if not self.children and not self.text and data.endswith(b"/>", self.start, self.close):
            return self.close
        return data.index(b">", self.close) + 1

    def content(self) -> str:
        """Return all the text in the element, that of its children too, in order."""
        parts = [self.text]
        waiting: list[XmlElement | str] = [*reversed(self.children)]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                parts.append(one)
            else:
                parts.append(one.text)
                waiting.append(one.tail)
                waiting += reversed(one.children)
        return "".join(parts)


def read_xml(
    data: bytes | str,
    *,
    name: Path | str,
    prefixes: Mapping[str, str] | None = None,
    deepest: int = _DEEPEST,
) -> XmlElement:
    """Return the root element of a file.

    ``prefixes`` gives the prefix under which the names of a namespace are spelled, whatever the file calls
    it: ``{"http://…/main": "w"}`` makes ``w:p``; an empty prefix leaves the bare name. Names of other
    namespaces are spelled ``{namespace}name``, names of none are bare. Without ``prefixes`` the namespaces
    of elements do not count and all are bare. ``xml:lang`` and its kin always keep that prefix.

    Raises:
        UnreadableText: it is no XML, breaks off, declares a document type or an entity, or is larger, deeper
            (``deepest`` counts elements inside each other) or fuller than any honest file.
    """
    parser = _Parser(name, None, prefixes, deepest)
    for _ in parser.feed(data):
        pass
    if parser.root is None:  # expat refuses a file without elements
        raise UnreadableText(name, "is empty")
    return parser.root


def iterate_xml(
    data: bytes | str,
    records: Collection[str],
    *,
    name: Path | str,
    prefixes: Mapping[str, str] | None = None,
    deepest: int = _DEEPEST,
) -> Iterator[XmlElement]:
    """Yield the outermost elements named in ``records``, each whole and on its own; spelled as in `read_xml`.

    What stands around them is not kept, and no record is kept after it was given: a file of 100 MB takes no
    more memory than its longest record, besides its own bytes.

    Raises:
        UnreadableText: as `read_xml` does, once the records before the fault have been given.
    """
    return _Parser(name, frozenset(records), prefixes, deepest).feed(data)


class _Parser:
    """One reading of one file."""

    def __init__(
        self,
        name: Path | str,
        records: Collection[str] | None,
        prefixes: Mapping[str, str] | None,
        deepest: int,
    ) -> None:
        self.root: XmlElement | None = None
        self._name = name
        self._records = records
        self._prefixes = prefixes
        self._deepest = deepest
        self._stack: list[XmlElement] = []  # from the record, or the root, to the element that is open
        self._around: list[str] = []  # the tags of the elements outside any record
        self._ready: list[XmlElement] = []
        self._elements = 0
        self._pieces: list[str] = []
        self._tags: dict[str, str] = {}
        self._attributes: dict[str, str] = {}

    def feed(self, data: bytes | str) -> Iterator[XmlElement]:
        """Parse ``data`` and yield the records as they end."""
        if len(data) > _MOST_BYTES:
            raise UnreadableText(
                self._name, f"has more than {_MOST_BYTES // 1_000_000} MB", hint="split it into smaller files"
            )
        source, encoding = _source(data, self._name)
        if not source or source.isspace():
            raise UnreadableText(self._name, "is empty")
        parser = self._parser = expat.ParserCreate(encoding=encoding, namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = _PIECE
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._pieces.append
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_entity
        # A tree is wanted whole, and parses fastest in one go.
        step = len(source) if self._records is None else _PIECE
        for place in range(0, len(source) + 1, step or 1):
            fault: UnreadableText | None = None
            try:
                parser.Parse(source[place : place + step], place + step >= len(source))
            except expat.ExpatError as error:
                fault = self._fault(error, source)
            except UnreadableText as error:
                fault = error
            except (LookupError, ValueError):  # pyexpat cannot make a table of the declared encoding
                fault = UnreadableText(self._name, "is in an encoding that citekit does not read")
            ready, self._ready = self._ready, []
            yield from ready
            if fault:
                raise fault
            if place + step >= len(source):
                return

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = self._tags.get(tag) or self._tag(tag)
        parser = self._parser
        stack = self._stack
        if len(stack) + len(self._around) >= self._deepest:
            raise self._refused(f"nests elements more than {self._deepest} deep")
        if not stack and self._records is not None and tag not in self._records:
            self._around.append(tag)
            self._pieces.clear()
            return
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise self._refused(f"has more than {_MOST_ELEMENTS:,} elements in one piece")
        for key in attributes:
            if " " in key:
                attributes = {self._attribute(key): value for key, value in attributes.items()}
                break
        element = XmlElement(tag, attributes, parser.CurrentLineNumber, parser.CurrentByteIndex)
        if stack:
            if self._pieces:
                self._flush(stack[-1])
            stack[-1].children.append(element)
        elif self._records is None:
            self.root = element
        self._pieces.clear()
        stack.append(element)

    def _end(self, _tag: str) -> None:
        if not self._stack:
            self._around.pop()
            return
        element = self._stack.pop()
        element.close = self._parser.CurrentByteIndex
        if self._pieces:
            self._flush(element)
            self._pieces.clear()
        if not self._stack and self._records is not None:
            self._ready.append(element)
            self._elements = 0

    def _flush(self, element: XmlElement) -> None:
        text = "".join(self._pieces)
        if element.children:
            element.children[-1].tail = text
        else:
            element.text = text

    def _tag(self, written: str) -> str:
        namespace, _, local = written.rpartition(" ")
        tag = local if self._prefixes is None else self._spelled(namespace, local)
        self._tags[written] = tag
        return tag

    def _attribute(self, written: str) -> str:
        known = self._attributes.get(written)
        if known is None:
            namespace, _, local = written.rpartition(" ")
            known = self._attributes[written] = self._spelled(namespace, local)
        return known

    def _spelled(self, namespace: str, local: str) -> str:
        if not namespace:
            return local
        prefix = "xml" if namespace == _XML_NAMESPACE else (self._prefixes or {}).get(namespace)
        if prefix is None:
            return f"{{{namespace}}}{local}"
        return f"{prefix}:{local}" if prefix else local

    def _refused(self, reason: str) -> UnreadableText:
        return UnreadableText(self._name, reason, line=self._parser.CurrentLineNumber)

    def _refuse_doctype(self, *_: object) -> None:
        raise self._refused("declares a document type, which is refused because it can do harm")

    def _refuse_entity(self, *_: object) -> None:
        raise self._refused("declares an entity, which is refused because it can do harm")

    def _fault(self, error: expat.ExpatError, source: bytes) -> UnreadableText:
        line = error.lineno
        open_ = self._stack[-1].tag if self._stack else self._around[-1] if self._around else ""
        if error.code in _BREAKS_OFF:
            within = f" inside <{open_}>" if open_ else ""
            return UnreadableText(
                self._name, f"breaks off{within}: the XML has no end", line=line, hint="take the file anew"
            )
        if error.code in _NO_BEGINNING and not self._tags:
            return UnreadableText(self._name, "is not XML: it does not begin with an element", line=line)
        byte = source[self._parser.ErrorByteIndex : self._parser.ErrorByteIndex + 1]
        if error.code == _INVALID_TOKEN and byte > b"\x7f":
            return UnreadableText(
                self._name,
                f"is not in UTF-8: the byte {byte[0]:#04x} cannot stand here",
                line=line,
                column=error.offset + 1,
                hint="save the file as UTF-8, or name its encoding in its first line",
            )
        words = _FAULTS.get(error.code, expat.errors.messages.get(error.code, "it is malformed"))
        within = f" (<{open_}> is open)" if open_ else ""
        return UnreadableText(
            self._name,
            f"is not XML: {words}{within}",
            line=line,
            column=error.offset + 1,
            hint="mend the file there, or export it anew",
        )


def _source(data: bytes | str, name: Path | str) -> tuple[bytes, str | None]:
    """Return the bytes that expat can read, and their encoding where what they declare does not count."""
    if isinstance(data, str):
        return data.encode("utf-8", "surrogatepass"), "utf-8"
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _decoded(data, "utf-32", name), "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # where it declares UTF-8, it was saved anew by an editor that left the first line as it was
        return _decoded(data, "utf-16", name), "utf-8"
    if data.startswith(codecs.BOM_UTF8):
        return data, None
    declared = _DECLARED.match(data[:400])
    if declared is None:
        return data, None
    written = declared[1].decode()
    try:
        codec = codecs.lookup(written).name
    except LookupError:
        codec = ""
    if codec.startswith(("utf-16", "utf-32")):
        return data, "utf-8"  # the declaration could be read, so it is of a text that was saved anew
    if _OF_EXPAT.fullmatch(codec):
        return data, None
    if _OF_MANY_BYTES.fullmatch(codec):
        return _decoded(data, codec, name), "utf-8"
    raise UnreadableText(
        name, f"is in the encoding {written}, which citekit does not read", hint="save the file as UTF-8"
    )


def _decoded(data: bytes, codec: str, name: Path | str) -> bytes:
    try:
        return data.decode(codec).encode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableText(name, f"is not in {codec}, as it says of itself", line=line) from None
