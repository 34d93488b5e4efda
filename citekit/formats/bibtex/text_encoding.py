"""The bytes of a .bib file as text: the encoding that the file declares, or that fits.

JabRef writes ``% Encoding: Cp1252``, BibDesk ``%% Saved with string encoding Unicode (UTF-8)``, Emacs
``-*- coding: latin-1 -*-``.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from citekit.errors import UnreadableText

__all__ = ["decode_bib"]

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(
    rb"^[ \t]*%.*?(?:\bencoding[ \t]*[:=]?[ \t]+|\bcoding:[ \t]*)(.*?)(?:-\*-|[\r\n]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES: Final = {
    "ansi": "cp1252",
    "macroman": "mac_roman",
    "western (mac os roman)": "mac_roman",
    "western (iso latin 1)": "latin-1",
    "western (windows latin 1)": "cp1252",
    "unicode (utf-8)": "utf-8",
    "unicode (utf-16)": "utf-16",
}
"""What JabRef and BibDesk call encodings, where Python has another name."""

_HEAD: Final = 2000


def decode_bib(data: bytes, *, name: Path | str) -> tuple[str, str]:
    r"""Return the text in ``data``, lines ended by ``\n``, and a notice on its encoding, or "".

    Raises:
        UnreadableText: there is no text in it.
    """
    text, notice = _decode(data, name)
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        zeros = text.count("\0")
        if zeros * 20 > len(text):
            raise UnreadableText(name, "is binary, not text", hint="BibTeX is plain text")
        text = text.replace("\0", "")
        notice = notice or f"holds {zeros} NUL characters, which were left out"
    if not text.strip():
        raise UnreadableText(name, "is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notice


def _decode(data: bytes, name: Path | str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), "" if encoding == "utf-8-sig" else f"is in {encoding.upper()}"
            except UnicodeDecodeError:
                raise UnreadableText(name, f"begins as {encoding.upper()}, but is not") from None
    if b"\0" in data[:4]:
        return _decode_unmarked(data, name)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    declared = _declared(data)
    for encoding in (*([declared] if declared else []), "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        said = "as it declares" if encoding == declared else f"for line {line} is not in UTF-8"
        return text, f"is read as {encoding}, {said}"
    raise UnreadableText(name, "is in no encoding that is known", line=line)


def _decode_unmarked(data: bytes, name: Path | str) -> tuple[str, str]:
    """Decode UTF-16 without its mark: every second byte of plain letters is zero."""
    encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = ""
    if not text.isprintable() and not any(line.strip() for line in text[:_HEAD].split("\n")):
        raise UnreadableText(name, "is binary, not text", hint="BibTeX is plain text")
    return text, f"is in {encoding.upper()}"


def _declared(data: bytes) -> str:
    """Return the encoding that the file says it is in, by Python's name, or ""."""
    match = _DECLARED.search(data[:_HEAD])
    if not match:
        return ""
    said = match[1].decode("ascii", "ignore").strip().lower()
    try:
        return codecs.lookup(_NAMES.get(said, said)).name
    except LookupError:
        return ""
