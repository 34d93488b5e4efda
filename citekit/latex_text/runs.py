"""Runs: decoded characters that know whether their case is kept, and the tags of CSL-JSON among them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = [
    "BOLD",
    "CAPS",
    "ITALIC",
    "LOWERED",
    "NONE",
    "NO_CASE",
    "RAISED",
    "Run",
    "has_small_word",
    "join",
    "settled",
    "single_spaced",
]

_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_LOWER_WORD: Final = re.compile(r"(?<![^\W_])[^\W\d_]")
NO_CASE: Final = ('<span class="nocase">', "</span>")
ITALIC: Final = ("<i>", "</i>")
BOLD: Final = ("<b>", "</b>")
CAPS: Final = ('<span style="font-variant:small-caps;">', "</span>")
RAISED: Final = ("<sup>", "</sup>")
LOWERED: Final = ("<sub>", "</sub>")
NONE: Final = ("", "")


@dataclass(slots=True)
class Run:
    """Characters of a value: ``kept`` from changes of case, or a ``tag`` of markup, or neither."""

    text: str
    kept: bool = False
    tag: bool = False


def has_small_word(text: str) -> bool:
    """Whether a word in ``text`` begins with a small letter, so that a change to title case would show."""
    return any(match[0].islower() for match in _LOWER_WORD.finditer(text))


def join(runs: Sequence[Run]) -> str:
    """Return the text of runs, composed, its white space single."""
    return settled("".join([run.text for run in runs]))


def settled(text: str) -> str:
    """Return text composed, its white space single and none at its ends."""
    text = single_spaced(text).strip(" ")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def single_spaced(text: str) -> str:
    """Return text with each stretch of white space as one space."""
    return _SPACE.sub(" ", text)
