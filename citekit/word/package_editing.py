"""A Word document with some of its parts changed: every other part byte for byte as it was.

ISO/IEC 29500-2, 9 and 10 (parts, relationships, content types). Parts keep their order, names, dates and
methods of compression; new ones come last.
"""

from __future__ import annotations

import posixpath
from copy import copy
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from citekit.errors import CannotEdit
from citekit.word.package import open_package
from citekit.word.run_writing import escaped
from citekit.xml_text import XmlElement, read_xml

__all__ = ["PackageEditor", "add_child"]

_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TRANSITIONAL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_NEW: Final = (1980, 1, 1, 0, 0, 0)
"""The date of a new part: the first that a zip file can hold, so that the same paper gives the same bytes."""


def add_child(data: bytes, xml: str, *, name: str) -> bytes:
    """Return an XML file with ``xml`` as the last child of its root."""
    root = read_xml(data, name=name)
    if data.endswith(b"/>", root.start, root.close) and not root.children and not root.text:
        tag = data[root.start + 1 : root.close].split(None, 1)[0].rstrip(b"/>")
        head = data[: root.close - 2].rstrip()
        return head + b">" + xml.encode() + b"</" + tag + b">" + data[root.close :]
    return data[: root.close] + xml.encode() + data[root.close :]


class PackageEditor:
    """The parts of the document ``data`` as they are to be; `finish` gives the new document."""

    def __init__(self, data: bytes, *, name: Path | str) -> None:
        self.package = open_package(data, name=name)
        self.main = self.package.main()
        self._name = name
        self._data = data
        self._changed: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._changed or part in self.package

    @property
    def is_strict(self) -> bool:
        """Whether the document is in the strict form of the standard."""
        return b"http://purl.oclc.org/ooxml/wordprocessingml/main" in self.read(self.main)[:8000]

    def read(self, part: str) -> bytes:
        """Return a part as it is by now.

        Raises:
            CannotEdit: it is not in UTF-8, in which alone Word writes.
        """
        data = self._changed.get(part)
        if data is None:
            data = self.package.read(part)
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise CannotEdit(f"{self._name}, {part}", "it is in UTF-16", "save the document in Word")
        return data

    def write(self, part: str, data: bytes) -> None:
        """Keep ``data`` as what a part holds."""
        if data != self.package.read(part) or part not in self.package:
            self._changed[part] = data

    def related(self, kind: str) -> str:
        """Return the part of this ``kind`` that the main part refers to, empty if there is none."""
        return next(iter(self.package.related(self.main, kind)), "")

    def add_part(self, kind: str, content_type: str, data: bytes, *, file: str) -> str:
        """Add a part that the main part refers to, and return its name."""
        part = posixpath.join(posixpath.dirname(self.main), file)
        number = 1
        while part in self:
            number += 1
            stem, dot, extension = file.partition(".")
            part = posixpath.join(posixpath.dirname(self.main), f"{stem}{number}{dot}{extension}")
        self._changed[part] = data
        self.relate(self.main, kind, posixpath.basename(part))
        self.add_content_type(part, content_type)
        return part

    def add_content_type(self, part: str, content_type: str) -> None:
        """Say of what type a new part is (10.1.2)."""
        types = self.read(_CONTENT_TYPES)
        xml = (
            f'<Override xmlns="{_PACKAGE}/content-types" PartName="/{escaped(part)}" '
            f'ContentType="{content_type}"/>'
        )
        self._changed[_CONTENT_TYPES] = add_child(types, xml, name=_CONTENT_TYPES)

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id under which a part refers to ``target``; the reference is made if there is none."""
        folder, _, file = part.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        data = self.read(path) or f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        known = list(read_xml(data, name=path).children)
        for one in known:
            if external and _is(one, kind, target):
                return one.get("Id")
        ids = {one.get("Id") for one in known}
        number = len(known) + 1
        while f"rId{number}" in ids:
            number += 1
        base = _STRICT if self.is_strict else _TRANSITIONAL
        if kind.startswith("http"):
            base, kind = kind.rsplit("/", 1)
        mode = ' TargetMode="External"' if external else ""
        xml = (
            f'<Relationship xmlns="{_PACKAGE}/relationships" Id="rId{number}" Type="{base}/{kind}" '
            f'Target="{escaped(target)}"{mode}/>'
        )
        self._changed[path] = add_child(data, xml, name=path)
        return f"rId{number}"

    def finish(self) -> bytes:
        """Return the document with the changed parts; without changes it is the file as it was."""
        if not self._changed:
            return self._data
        changed = {part.lower(): data for part, data in self._changed.items()}
        file = BytesIO()
        with ZipFile(BytesIO(self._data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
            new.comment = old.comment
            for member in old.infolist():
                data = changed.pop(member.filename.lower(), None)
                new.writestr(_like(member), old.read(member) if data is None else data)
            for part, data in self._changed.items():
                if part.lower() in changed:
                    member = ZipInfo(part, _NEW)
                    member.compress_type = ZIP_DEFLATED
                    new.writestr(member, data)
        return file.getvalue()


def _like(member: ZipInfo) -> ZipInfo:
    """Return a member of the same name, date, method and rights; sizes are those of what is written."""
    new = copy(member)
    new.extra = b"" if member.extra.startswith(b"\x01\x00") else member.extra
    new.flag_bits = 0
    return new


def _is(relationship: XmlElement, kind: str, target: str) -> bool:
    return relationship.get("Type").endswith(f"/{kind}") and relationship.get("Target") == target
