"""A typed reference as the model sees it: its tokens and their features."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citekit.formats.reference_text.features import Token, features, tokens
from citekit.formats.reference_text.parsing import parse_reference, prepared
from citekit.formats.reference_text.reference import ParsedReference, Part
from citekit.formats.reference_text.sheet import BLOT, Sheet

__all__ = ["Seen", "see"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model is shown: a token and its features for each place, and what the plain parser reads."""

    sheet: Sheet
    plain: ParsedReference
    tokens: tuple[Token, ...]
    features: list[list[str]]


def see(text: str, italics: Sequence[tuple[int, int]] = ()) -> Seen:
    """Return what the model is shown of the reference ``text``."""
    plain = parse_reference(text, italics=italics)
    sheet, _ = prepared(text, italics)
    cut = tokens(sheet.rest)
    fields = [
        _field(token, sheet.parts.values()) if token.text[0] == BLOT else _field(token, plain.parts)
        for token in cut
    ]
    return Seen(sheet, plain, cut, features(sheet.rest, cut, fields, sheet.italics))


def _field(token: Token, parts: Iterable[Part]) -> str:
    """Return the field among whose characters the token begins; parts lie apart."""
    return next((part.field for part in parts if part.start < token.end and token.start < part.end), "")
