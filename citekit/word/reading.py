"""A .docx to its stories and to what stands beside them (ISO/IEC 29500-1, 11.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citekit.word.field_stack import FieldStack
from citekit.word.names import PREFIXES
from citekit.word.numbering import Numbering
from citekit.word.package import Package, open_package
from citekit.word.story import Document, Story, StoryKind
from citekit.word.story_reader import StoryReader
from citekit.word.style_sheet import StyleSheet
from citekit.xml_text import XmlElement, iterate_xml, read_xml

__all__ = ["read_document"]

_NOTES: Final = {
    StoryKind.FOOTNOTES: "w:footnote",
    StoryKind.ENDNOTES: "w:endnote",
    StoryKind.COMMENTS: "w:comment",
}
_BLOCKS: Final = frozenset(
    {"w:p", "w:tbl", "w:sdt", "w:customXml", "w:bookmarkStart", "w:bookmarkEnd", "mc:AlternateContent"}
)
_NO_TEXT: Final = ("separator", "continuationSeparator", "continuationNotice")
_DEEPEST: Final = 150


def read_document(data: bytes, *, name: Path | str) -> Document:
    """Return what the Word document ``data`` holds; ``name`` is the file's, for errors.

    Raises:
        UnreadableText: it is another kind of file, breaks off, is locked by a password, could do harm, or
            one of its parts is no XML.
    """
    package = open_package(data, name=name)
    main = package.main()
    properties = _properties(package)
    reading = _Reading(
        package,
        StyleSheet(_root_of(package, main, "styles")),
        Numbering(_root_of(package, main, "numbering")),
        properties,
    )
    stories = [reading.story(StoryKind.BODY, main)]
    for kind in _NOTES:
        parts = package.related(main, kind.value)
        if parts:
            stories.append(reading.story(kind, parts[0]))
    return Document(
        name=str(name),
        stories=tuple(stories),
        properties=properties,
        variables=_variables(package, main),
        sources=tuple(_sources(package, main)),
        extensions=_extensions(package),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the parts of one document share."""

    package: Package
    styles: StyleSheet
    numbering: Numbering
    properties: dict[str, str]

    def story(self, kind: StoryKind, part: str) -> Story:
        """Return what stands in a part."""
        data = _in_utf8(self.package.read(part))
        links = {one.id: one.target for one in self.package.relationships(part) if one.external}
        broken: frozenset[int] = frozenset()
        while True:
            fields = FieldStack(data, self.properties, broken)
            self.numbering.begin_again()
            reader = StoryReader(data, fields, styles=self.styles, numbering=self.numbering, links=links)
            unclosed = _read_all(reader, fields, data, kind, f"{self.package.name}, {part}")
            if unclosed <= broken:
                break
            # The text after a field that has no end belongs to the document and not to the field.
            broken |= unclosed
        return Story(
            kind=kind,
            part=part,
            data=data,
            paragraphs=reader.paragraphs,
            fields=fields.fields,
            controls=tuple(reader.controls),
        )


def _read_all(
    reader: StoryReader, fields: FieldStack, data: bytes, kind: StoryKind, name: str
) -> frozenset[int]:
    """Read a part and return where fields begin that have no end."""
    unclosed: frozenset[int] = frozenset()
    if kind is StoryKind.BODY:
        for element in iterate_xml(data, _BLOCKS, name=name, prefixes=PREFIXES, deepest=_DEEPEST):
            reader.read((element,))
        unclosed = fields.unclosed
    else:
        tags = (_NOTES[kind],)
        for element in iterate_xml(data, tags, name=name, prefixes=PREFIXES, deepest=_DEEPEST):
            if element.get("w:type") not in _NO_TEXT:
                reader.note = element.get("w:id")
                reader.read(element.children)
                unclosed |= fields.unclosed
                fields.take_back([])
    fields.finish()
    return unclosed


def _in_utf8(data: bytes) -> bytes:
    """Return a part in UTF-8, in which its offsets count; Word writes nothing else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data


def _root(package: Package, part: str) -> XmlElement:
    return read_xml(package.read(part), name=f"{package.name}, {part}", prefixes=PREFIXES)


def _root_of(package: Package, main: str, kind: str) -> XmlElement | None:
    parts = package.related(main, kind)
    return _root(package, parts[0]) if parts else None


def _properties(package: Package) -> dict[str, str]:
    for kind in ("custom-properties", "customProperties"):
        for part in package.related("", kind):
            return {one.get("name"): one.content() for one in _root(package, part).named("cp:property")}
    return {}


def _variables(package: Package, main: str) -> dict[str, str]:
    root = _root_of(package, main, "settings")
    holder = root.child("w:docVars") if root else None
    return {one.get("w:name"): one.get("w:val") for one in (holder.children if holder else ())}


def _sources(package: Package, main: str) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that hold the works that Word itself cites (22.6)."""
    for part in sorted({*package.related(main, "customXml"), *package.related("", "customXml")}):
        data = package.read(part)
        if b"bibliography" in data[:4000] and b"Sources" in data[:4000]:
            yield part, data


def _extensions(package: Package) -> dict[str, str]:
    """Return what add-ins keep in the document ([MS-OWEXML], 2.2.9)."""
    found: dict[str, str] = {}
    for part in sorted(package):
        if part.startswith("word/webextensions/webextension"):
            for element in _root(package, part).walk():
                if element.tag == "we:property":
                    found.setdefault(element.get("name"), element.get("value"))
    return found
