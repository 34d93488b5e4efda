"""Which writing a text is in, as far as setting names and type depends on it.

CSL 1.0.2, "Names", speaks of names "in the Latin or Cyrillic alphabet" and of those that are not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

__all__ = ["has_alphabet", "is_han"]

_ALPHABETS: Final = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0300-\u036f\u0370-\u03ff\u0400-\u052f"
    "\u0590-\u05d4\u05d6-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\u0e00-\u0e7f\u0531-\u058f\u10a0-\u10ff"
    "\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufdff\ufe70-\ufeff"
)
_HAS_ALPHABET: Final = re.compile(f"[{_ALPHABETS}]")
_FIRST_HAN: Final = "\u3040"


def has_alphabet(text: str) -> bool:
    """Whether ``text`` has a letter of an alphabet (Latin, Greek, Cyrillic, Hebrew, Arabic, Thai …)."""
    return _HAS_ALPHABET.search(text) is not None


def is_han(text: str) -> bool:
    """Whether ``text`` has a Chinese character, kana or hangul."""
    return not text.isascii() and max(text) >= _FIRST_HAN and _han().search(text) is not None


@cache
def _han() -> re.Pattern[str]:
    # a class of so many characters takes 7 ms to compile, which few texts need
    return re.compile(
        f"[{_FIRST_HAN}-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
    )
