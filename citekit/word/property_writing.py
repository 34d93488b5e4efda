"""Properties that a program keeps in a document (ISO/IEC 29500-1, 22.3)."""

from __future__ import annotations

import re
from typing import Final

from citekit.word.package_editing import PackageEditor, add_child
from citekit.word.run_writing import escaped
from citekit.xml_text import read_xml

__all__ = ["set_chunked"]

_PART: Final = "docProps/custom.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_LONGEST: Final = 255
"""Characters that Word takes in one property."""


def set_chunked(editor: PackageEditor, name: str, value: str) -> None:
    """Set the properties ``name_1``, ``name_2``… to the pieces of ``value``; those that there are go."""
    part = next(iter(editor.package.related("", "custom-properties")), "")
    if not part:
        part = _PART
        empty = f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_VALUES}"/>'
        editor.write(part, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{empty}'.encode())
        editor.relate("", "custom-properties", part)
        editor.add_content_type(part, _TYPE)
    data = editor.read(part)
    root = read_xml(data, name=part)
    kept: list[bytes] = []
    position = 0
    numbers = [1]
    for one in root.children:
        if re.fullmatch(rf"{re.escape(name)}_\d+", one.get("name")):
            kept.append(data[position : one.start])
            position = one.end(data)
        elif one.get("pid").isdecimal():
            numbers.append(int(one.get("pid")))
    kept.append(data[position:])
    first = max(numbers) + 1
    pieces = [value[start : start + _LONGEST] for start in range(0, len(value), _LONGEST)]
    xml = "".join(
        f'<property xmlns="{_NAMESPACE}" fmtid="{_FORMAT}" pid="{first + index}" name="{name}_{index + 1}">'
        f'<vt:lpwstr xmlns:vt="{_VALUES}">{escaped(piece)}</vt:lpwstr></property>'
        for index, piece in enumerate(pieces)
    )
    editor.write(part, add_child(b"".join(kept), xml, name=part))
