"""The text of a saved page, by the encoding that it declares."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from citekit.errors import UnreadableText

__all__ = ["page_text"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HEAD: Final = 8192
_LARGEST: Final = 256_000_000
_RENAMED: Final = {"ascii": "cp1252", "iso8859-1": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8",
                   "utf-16-be": "utf-8", "utf-32": "utf-8", "utf-7": "cp1252"}  # fmt: skip
"""WHATWG Encoding: what browsers take a label for that could not be, or that means another."""


def page_text(data: bytes, *, name: Path | str) -> str:
    """Return the text of a page: by its byte order mark, what it declares, else UTF-8 or Windows-1252.

    Raises:
        UnreadableText: the file is empty, too large, or no text.
    """
    if len(data) > _LARGEST:
        raise UnreadableText(name, f"is larger than {_LARGEST // 1_000_000} MB, which no page is")
    if not data.strip():
        raise UnreadableText(name, "is empty")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if not encoding and data[:400].count(0) > 20:
        raise UnreadableText(name, "is no text: it holds zero bytes")
    text = _decoded(data, encoding or _declared(data))
    return text.replace("\0", "").removeprefix("\ufeff")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return ""
    try:
        codec = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeError):
        return ""
    return _RENAMED.get(codec, codec)


def _decoded(data: bytes, encoding: str) -> str:
    for tried in (encoding, "utf-8"):
        try:
            if tried:
                return data.decode(tried)
        except (UnicodeError, LookupError):  # another encoding than declared, or a codec of bytes
            continue
    return data.decode(encoding if encoding.startswith("utf") else "cp1252", "replace")
