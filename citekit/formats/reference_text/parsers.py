"""Which parser reads typed references: the model where its extra is installed, else the plain parser."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

from citekit.formats.base import Confidence
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ParsedReference, ReferenceParser

__all__ = ["best_parser", "careful_parser"]

_MODEL: Final = Path(__file__).with_name("references.crfsuite")


@cache
def best_parser() -> ReferenceParser:
    """Return the parser that reads best of those that can run here.

    The model is a file of citekit's own; what runs it is the extra ``citekit[parser]``. Without the one or
    the other the plain parser reads. `ParsedReference.parser` says which did.
    """
    if not _MODEL.is_file():
        return parse_reference
    try:
        model = importlib.import_module("citekit.formats.reference_text.model")
    except ModuleNotFoundError as error:
        if error.name != "pycrfsuite":
            raise
        return parse_reference
    parser: ReferenceParser = model.open_model(_MODEL)
    return parser


def careful_parser(text: str, *, italics: Sequence[tuple[int, int]] = ()) -> ParsedReference:
    """Return the plain parser's reading, and the best parser's where the plain parser does not understand.

    It is for checks, whose figures are those of the plain parser: a reading that is right elsewhere leads to
    other findings.
    """
    plain = parse_reference(text, italics=italics)
    return plain if plain.confidence is not Confidence.LOW else best_parser()(text, italics=italics)
