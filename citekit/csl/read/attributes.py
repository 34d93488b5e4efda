"""The attributes that elements share: affixes, formatting, text-case, display.

CSL 1.0.2, "Affixes", "Formatting", "Quotes", "Strip-periods", "Text-case", "Display", "Delimiter".
"""

from __future__ import annotations

from typing import Final

from citekit.csl.model.elements import PLAIN, Look
from citekit.csl.read.xml import XmlElement
from citekit.markup.tree import Display, Format

__all__ = ["read_look"]

# innermost first: the order in which the formats wrap what they apply to
_FORMAT_ATTRIBUTES: Final = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
_FORMATS: Final = {format_.value: format_ for format_ in Format}
_DISPLAYS: Final = {display.value: display for display in Display}
_CASES: Final = frozenset(
    {"lowercase", "uppercase", "capitalize-first", "capitalize-all", "sentence", "title"}
)
_ATTRIBUTES: Final = frozenset(
    {*_FORMAT_ATTRIBUTES, "prefix", "suffix", "quotes", "strip-periods", "text-case", "display", "delimiter"}
)


def read_look(element: XmlElement) -> Look:
    """Return what ``element`` says about its looks; values that CSL does not have are passed over."""
    attributes = element.attributes
    if _ATTRIBUTES.isdisjoint(attributes):
        return PLAIN
    formats = tuple(
        _FORMATS[name, attributes[name]]
        for name in _FORMAT_ATTRIBUTES
        if (name, attributes.get(name)) in _FORMATS
    )
    case = attributes.get("text-case", "")
    return Look(
        prefix=attributes.get("prefix", ""),
        suffix=attributes.get("suffix", ""),
        formats=formats,
        quotes=attributes.get("quotes") == "true",
        strip_periods=attributes.get("strip-periods") == "true",
        text_case=case if case in _CASES else "",
        display=_DISPLAYS.get(attributes.get("display", "")),
        delimiter=attributes.get("delimiter"),
    )
