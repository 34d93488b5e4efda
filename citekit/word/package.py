"""The package that a .docx is: parts in a zip file, tied together by relationships; opened without harm.

ISO/IEC 29500-2 (Open Packaging Conventions). Files come from strangers: nothing is unpacked to disk, no part
is larger than Word could have made it, and a part that lies outside the package does not exist.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile, ZipInfo

from citekit.errors import UnreadableText
from citekit.xml_text import read_xml

__all__ = ["Package", "Relationship", "open_package"]

_MOST_PARTS: Final = 20_000
_LARGEST_PART: Final = 300_000_000
_LARGEST: Final = 4_000_000_000
_STEEPEST: Final = 250
"""More than so many times its packed size is no document; XML of repeated table rows comes near 100."""
_SMALL: Final = 5_000_000
"""A part of this size does no harm, however steep."""

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RELATIONSHIPS: Final = {
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://purl.oclc.org/ooxml/package/relationships": "",
}
_SAVE: Final = "open it in Word or LibreOffice and save it as .docx"
_AGAIN: Final = "take the file anew, or open it in Word and save it again"
_OTHERS: Final = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"<?xml", "XML"),
    (b"<html", "a web page"),
    (b"<!DOCTYPE html", "a web page"),
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """How one part refers to another, or to an address outside (``external``).

    ``kind`` is the last word of the type's address, such as ``footnotes``: the transitional and the strict
    form of the standard differ in what stands before it.
    """

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """The parts of a document, read when they are asked for. Names of parts do not begin with a slash."""

    def __init__(self, archive: ZipFile, members: dict[str, ZipInfo], name: Path | str) -> None:
        self.name = name
        self._archive = archive
        self._members = members

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._members

    def __iter__(self) -> Iterator[str]:
        return (member.filename for member in self._members.values())

    def read(self, part: str) -> bytes:
        """Return the bytes of a part, empty if there is no such part.

        Raises:
            UnreadableText: the part is damaged, locked by a password, or a bomb.
        """
        member = self._members.get(part.lower())
        if member is None:
            return b""
        try:
            with self._archive.open(member) as file:
                data = file.read(_LARGEST_PART + 1)
        except (BadZipFile, EOFError, OSError, ValueError, zlib.error):
            raise UnreadableText(self.name, f"is damaged: {part} cannot be unpacked", hint=_AGAIN) from None
        except NotImplementedError:  # of zipfile, for methods that the Open Packaging Conventions exclude
            raise UnreadableText(
                self.name, f"has {part} packed in a way that no .docx may be", hint=_AGAIN
            ) from None
        if len(data) > _LARGEST_PART:
            raise _bomb(self.name, part)
        return data

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """Return what a part refers to, or the package itself.

        Raises:
            UnreadableText: the list of relationships is no XML.
        """
        folder, _, file = part.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        data = self.read(path)
        if not data:
            return ()
        root = read_xml(data, name=f"{self.name}, {path}", prefixes=_RELATIONSHIPS)
        return tuple(
            Relationship(
                id=element.get("Id"),
                kind=element.get("Type").rpartition("/")[2],
                target=target if external else _resolved(folder, target),
                external=external,
            )
            for element in root.named("Relationship")
            for target in [element.get("Target")]
            for external in [element.get("TargetMode") == "External"]
        )

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the names of the parts of this ``kind`` that a part refers to and that exist."""
        return tuple(
            one.target
            for one in self.relationships(part)
            if one.kind == kind and not one.external and one.target in self
        )

    def main(self) -> str:
        """Return the name of the part that holds the text.

        Raises:
            UnreadableText: there is none, or it is not that of a text document.
        """
        found = self.related("", "officeDocument") or tuple(
            part for part in ("word/document.xml",) if part in self
        )
        if not found:
            raise UnreadableText(self.name, "is no Word document: no part of it is the text", hint=_AGAIN)
        folder = found[0].partition("/")[0].lower()
        if folder in ("xl", "ppt"):
            kind = "an Excel workbook" if folder == "xl" else "a PowerPoint presentation"
            raise UnreadableText(self.name, f"is {kind}, not a Word document", hint=_SAVE)
        return found[0]


def open_package(data: bytes, *, name: Path | str) -> Package:
    """Return the package that the file ``data`` is; ``name`` is the file's, for errors.

    Raises:
        UnreadableText: it is another kind of file, breaks off, is locked by a password, or could do harm.
    """
    if not data.strip():
        raise UnreadableText(name, "is empty")
    if data.startswith(_OLE):
        raise _old(data, name)
    if not data.startswith(b"PK"):
        head = data[:200].lstrip().lower()
        for mark, kind in _OTHERS:
            if head.startswith(mark.lower()):
                raise UnreadableText(name, f"is {kind}, not a Word document", hint=_SAVE)
        raise UnreadableText(name, "is no Word document", hint=_SAVE)
    try:
        archive = ZipFile(BytesIO(data))
        members = archive.infolist()
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        raise UnreadableText(name, "breaks off: the end of the document is missing", hint=_AGAIN) from None
    return Package(archive, _checked(archive, members, name), name)


def _checked(archive: ZipFile, members: list[ZipInfo], name: Path | str) -> dict[str, ZipInfo]:
    """Return the parts by their names in small letters, in which they are told apart (part 2, 6.2.2)."""
    if len(members) > _MOST_PARTS:
        raise UnreadableText(name, f"has {len(members):,} parts, more than any Word document")
    parts: dict[str, ZipInfo] = {}
    for member in members:
        part = member.filename
        if member.is_dir():
            continue
        if part.startswith("/") or "\\" in part or ":" in part or ".." in part.split("/"):
            raise UnreadableText(
                name, f"holds a file {part!a} that would lie outside of it; it is no honest document"
            )
        if part.lower() in parts:
            raise UnreadableText(name, f"holds {part} twice; it is no honest document", hint=_AGAIN)
        if member.flag_bits & 1:
            raise UnreadableText(name, "is locked by a password", hint="save it without one")
        if member.file_size > _SMALL and member.file_size > _STEEPEST * max(member.compress_size, 1):
            raise _bomb(name, part)
        parts[part.lower()] = member
    if sum(member.file_size for member in members) > _LARGEST:
        raise _bomb(name, "all of it")
    if "[content_types].xml" not in parts:
        kind = _kind(archive, parts)
        raise UnreadableText(name, f"is {kind}, not a Word document", hint=_SAVE)
    return parts


def _kind(archive: ZipFile, parts: dict[str, ZipInfo]) -> str:
    """Return what a zip file is that is no package."""
    if "mimetype" in parts:
        try:
            with archive.open(parts["mimetype"]) as file:
                type_ = file.read(100)
        except (BadZipFile, EOFError, OSError, ValueError, zlib.error, NotImplementedError):
            return "a damaged zip file"
        if b"opendocument" in type_:
            return "an OpenDocument file"
        if b"epub" in type_:
            return "an EPUB book"
    return "a zip file"


def _old(data: bytes, name: Path | str) -> UnreadableText:
    """Return the error for the container of Word 97 to 2003, which Word also puts locked documents into."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableText(name, "is locked by a password", hint="save it without one")
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableText(name, "is a .doc of Word 97 to 2003", hint=_SAVE)
    return UnreadableText(name, "is a file of an older Office program", hint=_SAVE)


def _bomb(name: Path | str, part: str) -> UnreadableText:
    return UnreadableText(name, f"is a bomb: {part} unpacks to far more than a Word document can hold")


def _resolved(folder: str, target: str) -> str:
    """Return the name of the part that a relationship of a part in ``folder`` points to."""
    target = unquote(target.partition("#")[0])
    path = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath("/" + path).lstrip("/")
