"""How it is formatted: items and citations in, markup out; opens no file."""

from citekit.csl.citation import (
    BibliographyEntry,
    BibliographyLayout,
    Citation,
    Cite,
    Locator,
    Mode,
    Notice,
    RenderedCitation,
    Result,
)
from citekit.csl.model.compatibility import CITEPROC_JS, SPECIFICATION, Compatibility
from citekit.csl.model.style import Style, StyleInfo
from citekit.csl.processor import process
from citekit.csl.read.style import read_style
from citekit.csl.read.style_info import read_style_info

__all__ = [
    "CITEPROC_JS",
    "SPECIFICATION",
    "BibliographyEntry",
    "BibliographyLayout",
    "Citation",
    "Cite",
    "Compatibility",
    "Locator",
    "Mode",
    "Notice",
    "RenderedCitation",
    "Result",
    "Style",
    "StyleInfo",
    "process",
    "read_style",
    "read_style_info",
]
