"""What a key may be, and how it stands in a file's name."""

from __future__ import annotations

import unicodedata
from typing import Final

from citekit.errors import InvalidKey

__all__ = ["ENDINGS", "check_key", "is_record_name", "key_fault", "key_of", "spellings"]

ENDINGS: Final = (".yaml", ".yml")
"""How the files of records end; of two that differ in the ending alone, the first is the record."""

_LONGEST: Final = 120
_FORBIDDEN: Final = frozenset("/\\ \"'`,;|?*<>(){}[]=@#%$&~^!")
"""What separates, quotes or comments in a shell, in LaTeX, in pandoc's citations, or in a path."""
_DEVICES: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)
"""Names that Windows keeps for devices, whatever ending a file has."""


def check_key(key: str) -> None:
    """Make sure that a new record can have this key, on every system and in every kind of paper.

    Raises:
        InvalidKey: it cannot; says why.
    """
    fault = key_fault(key)
    if fault:
        raise InvalidKey(key, fault)


def key_fault(key: str) -> str:
    """Return what is wrong with a key for a new record, or nothing: ``begins with -``."""
    if not key:
        return "is empty"
    if any(unicodedata.category(character)[0] in "CZ" for character in key):
        return "holds a space or a character that cannot be seen"
    found = next((character for character in key if character in _FORBIDDEN), "")
    if found:
        return f"holds the character {found}"
    if key[0] in ".-":
        return f"begins with {key[0]}"
    if key[-1] == "." or key.lower().endswith(ENDINGS):
        return f"ends in .{key.rpartition('.')[2]}"
    if key.partition(".")[0].lower() in _DEVICES:
        return "is the name of a device on Windows"
    if len(key.encode()) > _LONGEST:
        return f"is longer than {_LONGEST} bytes"
    return ""


def is_record_name(name: str) -> bool:
    """Whether a file of this name is a record. The rules for new keys are stricter than for those there."""
    return name.endswith(ENDINGS) and name[0] != "." and name.isprintable()


def key_of(name: str) -> str:
    """Return the key of the record in a file of this name."""
    return unicodedata.normalize("NFC", name.rpartition(".")[0])


def spellings(key: str) -> tuple[str, ...]:
    """Return the ways in which a disk may spell a key: macOS takes letters with accents apart."""
    if key.isascii():
        return (key,)
    return tuple(dict.fromkeys((key, *(unicodedata.normalize(form, key) for form in ("NFC", "NFD")))))
