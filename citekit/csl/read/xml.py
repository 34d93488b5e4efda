"""A style or locale as elements; what no style has cause to hold is refused."""

from __future__ import annotations

import re
from typing import Final

from citekit.errors import InvalidStyle, UnreadableText
from citekit.xml_text import XmlElement
from citekit.xml_text import read_xml as read_any_xml

__all__ = ["XmlElement", "read_xml"]

_MOST_CHARACTERS: Final = 10_000_000
_DEEPEST: Final = 60
_REFERENCE: Final = re.compile(r"&#(\d{1,6});")


def read_xml(text: str, *, name: str) -> XmlElement:
    """Return the root element of ``text``, its elements named without their namespaces.

    Raises InvalidStyle, with the line, for what is no XML or declares entities, or is too large or deep.
    """
    if len(text) > _MOST_CHARACTERS:
        raise InvalidStyle(name, f"has {len(text)} characters, more than any style can need")
    try:
        root = read_any_xml(text, name=name, deepest=_DEEPEST)
    except UnreadableText as error:
        raise InvalidStyle(name, error.reason, error.line) from error
    if "&amp;#" in text:
        _mend(root)
    return root


def _mend(root: XmlElement) -> None:
    """Read the character references in attributes that some styles have escaped twice."""
    for element in root.walk():
        for key, value in element.attributes.items():
            if "&#" in value:
                element.attributes[key] = _REFERENCE.sub(lambda match: chr(int(match[1])), value)
