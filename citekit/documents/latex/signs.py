r"""Signs of LaTeX's that print a character: accents, and the shorthands of babel in German."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from citekit.documents.latex.source import Source
from citekit.latex_text.symbols import LETTERS

__all__ = ["SHORTHANDS", "accented"]

SHORTHANDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "`": "„",
        "'": "“",
        "<": "«",
        ">": "»",
        "=": "-",
        "~": "‑",
        "|": "",
        "-": "",
        '"': "",
        "a": "ä",
        "o": "ö",
        "u": "ü",
        "A": "Ä",
        "O": "Ö",
        "U": "Ü",
        "s": "ß",
    }
)
"""What babel makes of these signs after a quotation mark in German."""


_LETTER: Final = re.compile(r"\\([A-Za-z]+)|.")


def accented(source: Source, mark: str, end: int) -> tuple[str, int]:
    r"""Return the letter with its accent of ``\'e``, ``\'{e}``, ``\'\i``, and the position behind it.

    ``end`` is where the accent's name ends. The letter is empty where there is none.
    """
    group = source.group_at(end)
    if group is not None:
        base, after = source.text[slice(*group)], group[1] + 1
    else:
        at = source.after_space(end)
        word = _LETTER.match(source.text, at)
        base, after = (word[0], word.end()) if word and word[0] not in "{}$%&~\\" else ("", end)
    name = base.strip().removeprefix("\\")
    letter = LETTERS.get(name, name) if base.strip().startswith("\\") else base.strip()
    if mark < "\u0323":
        letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)
    if not letter or letter.startswith("\\") or len(letter) > 2:
        return "", end
    return unicodedata.normalize("NFC", letter[0] + mark) + letter[1:], after
