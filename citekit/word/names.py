"""The namespaces of WordprocessingML under citekit's own prefixes: the strict form reads like the usual one.

ISO/IEC 29500-1, annex A; 29500-4 for the transitional form, which Word writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citekit.xml_text import XmlElement

__all__ = ["PREFIXES", "is_on", "whole_number"]

PREFIXES: Final[Mapping[str, str]] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/bibliography": "b",
    "http://purl.oclc.org/ooxml/officeDocument/bibliography": "b",
    "http://schemas.microsoft.com/office/word/2004/10/bibliography": "b",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "cp",
    "http://purl.oclc.org/ooxml/officeDocument/customProperties": "cp",
    "http://schemas.microsoft.com/office/webextensions/webextension/2010/11": "we",
}


def is_on(element: XmlElement) -> bool:
    """Whether a property that is on or off is on (17.17.4): it is where it stands and says nothing else."""
    return element.get("w:val", "true") not in ("0", "false", "off")


def whole_number(text: str) -> int | None:
    """Return a measure or an id, None where it is no number; measures with a unit become twentieths."""
    try:
        return int(text)
    except ValueError:
        pass
    number, unit = text[:-2], text[-2:]
    try:
        return round(float(number) * _UNITS[unit])
    except (KeyError, ValueError, OverflowError):
        return None


_UNITS: Final = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}
