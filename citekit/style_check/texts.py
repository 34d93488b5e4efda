"""Texts that print something else than their author meant: references written twice, markup in affixes.

CSL 1.0.2, "Affixes", "Text".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from citekit.style_check.fault import Fault, shown, warning
from citekit.style_check.source import Element

__all__ = ["check_texts"]

_TEXTS: Final = ("prefix", "suffix", "delimiter", "value")
_TWICE: Final = re.compile(r"&(#\d+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos|nbsp);")
_MARKUP: Final = re.compile(r"</?(i|b|em|strong|sup|sub|sc|span|u|br)\b[^>]*>", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_BOOLEANS: Final = ("quotes", "strip-periods", "plural", "hanging-indent", "et-al-use-last", "initialize")


def check_texts(root: Element) -> Iterator[Fault]:
    """Yield the texts of a style that print characters nobody meant to print."""
    declared = _ENCODING.match(root.source)
    name = declared[1].decode().lower() if declared else "utf-8"
    if name not in ("utf-8", "us-ascii") and not root.source.isascii():
        message = f"declares the encoding {name}, but is in UTF-8: other programs will misread it"
        yield Fault(1, 1, message, 'write encoding="utf-8"', fatal=False)
    for element in root.walk():
        for name in _TEXTS:
            value = element.attributes.get(name, "")
            twice = _TWICE.search(value) if "&" in value else None
            if twice:
                yield warning(
                    element,
                    f"{name}={shown(value)} is escaped twice: it may print {twice[0]} as it stands",
                    f"write {twice[0]}, without amp;",
                    attribute=name,
                )
            elif "<" in value and _MARKUP.search(value):
                yield warning(
                    element,
                    f"{name}={shown(value)} prints the tags as they stand",
                    'use attributes such as font-style="italic" on a <text value="…"/> of its own',
                    attribute=name,
                )
        for name in _BOOLEANS:
            value = element.get(name)
            if value in ("1", "0"):
                right = "true" if value == "1" else "false"
                message = f"{name}={shown(value)} is not understood by every processor"
                yield warning(element, message, f'write {name}="{right}"', attribute=name)
