"""Given names cut down to initials.

CSL 1.0.2, "Name", attributes ``initialize`` and ``initialize-with``, and "Hyphenation of Initialized
Names".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from citekit.language.scripts import has_alphabet

__all__ = ["initials"]

_GLUED: Final = re.compile(r"\.(?=[^\W\d_])")
_TAGGED: Final = re.compile(r"(</?[a-z]+(?:\s[^>]*)?>)")
_HYPHEN: Final = re.compile(r"[-‐‑](?=[^a-zß-öø-ÿ]|\Z)")
_SPACE: Final = re.compile(r"[\s\u00a0\ufeff]+\Z")
_ABBREVIATION: Final = re.compile(r"[^\W\d_]{2,}\.\Z")


@lru_cache(maxsize=100_000)
def initials(given: str, terminator: str, *, hyphen: bool, shorten: bool) -> str:
    """Return ``given`` with each name as its initial and ``terminator``.

    ``hyphen`` keeps the hyphen of a double name. Without ``shorten`` full names stay, and only what is an
    initial already gets the terminator (``initialize="false"``).
    """
    if not has_alphabet(given) or given in ("Lord", "Lady"):
        return given
    if "<" in given:
        # markup stays where it is; each stretch of text between the tags is shortened
        parts = _TAGGED.split(given)
        return "".join(
            part if index % 2 else _between_tags(part, terminator, hyphen, shorten)
            for index, part in enumerate(parts)
        )
    return _initials(given, terminator, hyphen, shorten)


def _between_tags(text: str, terminator: str, hyphen: bool, shorten: bool) -> str:
    if not text.strip():
        return text
    joint = ""
    if text[0].isspace():
        joint = " " if terminator.endswith((" ", "\u00a0")) else ""
    elif text[0] == "-" and hyphen:
        joint = "-"
    return joint + _initials(text, terminator, hyphen, shorten)


def _initials(given: str, terminator: str, hyphen: bool, shorten: bool) -> str:
    result = ""
    for word in _GLUED.sub(". ", given).split():
        pieces = [piece for piece in _HYPHEN.split(word) if piece]
        if not pieces:
            continue
        if not (shorten or hyphen) and any(len(piece.rstrip(".")) > 1 for piece in pieces):
            pieces = [word]  # only initials may lose their hyphen
        for index, piece in enumerate(pieces):
            if index and hyphen:
                result = result.rstrip() + "-"
            result = _append(result, piece, terminator, shorten, glued=index > 0 and hyphen)
    return _SPACE.sub("", result)


def _append(result: str, piece: str, terminator: str, shorten: bool, *, glued: bool) -> str:
    bare = piece.rstrip(".")
    if not bare:
        return result
    if (
        bare[0] in "(["
        or bare[-1] in ")]"
        or (bare[0].islower() and (shorten or len(bare) > 1 or bare == piece))
    ):
        return f"{_spaced(result, glued)}{piece} "
    if _ABBREVIATION.match(piece):
        return f"{result}{bare}{terminator}"  # stands for itself: "Ph."
    if not shorten:
        if len(bare) > 1:
            return f"{_spaced(result, glued)}{piece} "
        return f"{result}{bare}{terminator}"
    return f"{result}{_initial(bare)}{terminator}"


def _spaced(result: str, glued: bool) -> str:
    if not result or glued or result[-1].isspace() or result[-1] == "-":
        return result
    return result + " "


def _initial(name: str) -> str:
    if unicodedata.category(name[0]) == "Lm":  # the ayin before "Abd" is no letter by itself
        return name[0] + _initial(name[1:]) if len(name) > 1 else name
    if len(name) > 1 and not name.isupper() and name[1].isupper() and name[1:2].isalpha():
        run = 1
        while run < len(name) and name[run].isupper():
            run += 1
        return name[0] + name[1:run].lower()
    return name[0]
