"""Characters that a conversion spoilt: read in the wrong encoding, or left as entities or markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Fix, Level
from citekit.checks.shelf import Shelf
from citekit.item.item import Item
from citekit.item.variables import VARIABLES

__all__ = ["CHECK"]

_TWICE_ENCODED: Final = re.compile(
    "[ÂÃâÄÅÎÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]?"
)
_ENTITY: Final = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")
_TAG: Final = re.compile(
    r"</?(?:em|strong|p|div|br|jats:\w+|title|font|a|ns\d:\w+|scp|tt|inf|mml:\w+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TEX: Final = re.compile(
    r"\\(?:[\"'`^~=.][{]?[A-Za-z\\]|[cvuHkr]\{|(?:emph|text[a-z]{2}|ss|ae|oe|aa|o|l|i)\b|[&%$#_])|\$\\?[A-Za-z_^{\\][^$]*\$"
)
_TEX_SCRIPT: Final = re.compile(r"\$([_^])(?:\{([\w+−-]+)\}|(\w))\$")
_LOST: Final = "\ufffd"
_PROSE: Final = frozenset(("abstract", "note", "annote"))


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        for field, text in _texts(record.item):
            told = _spoilt(text)
            if told is None:
                continue
            what, mended, safe = told
            yield Finding(
                check="mojibake",
                level=Level.WARNING,
                where=shelf.where(record, field),
                message=f"{record.key}: {field} {what}.",
                habit="TeX in fields" if what.startswith("holds TeX") else "",
                quote=text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
                expected=mended if len(mended) <= _SHOWN else "",
                fix=Fix(text=mended, fields=((field, mended),), safe=safe)
                if mended and field not in record.item.names
                else None,
            )


_SHOWN: Final = 200


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    for field, text in item.text.items():
        if field not in _PROSE and not VARIABLES[field].verbatim:
            yield field, text
    for field, names in item.names.items():
        for name in names:
            yield field, name.literal or f"{name.given} {name.family}"


def _spoilt(text: str) -> tuple[str, str, bool] | None:
    """Return what is wrong with ``text``, what it should be ("" where unknown), and whether that is sure."""
    if text.isascii():
        if "&" not in text and "<" not in text and "\\" not in text and "$" not in text:
            return None
    elif _LOST in text:
        return "holds characters that a conversion has lost (\ufffd)", "", False
    elif (match := _TWICE_ENCODED.search(text)) and (mended := _decoded(text)):
        return f'was read in the wrong encoding: "{match[0]}" stands for another letter', mended, False
    if match := _ENTITY.search(text):
        mended = html.unescape(text)
        if mended != text:
            return f"holds {match[0]}, which is printed as it stands", mended, "<" not in mended
    if match := _TAG.search(text):
        mended = _TAG.sub("", text).strip()
        return f"holds the tag {match[0]}, which is printed as it stands", mended, False
    if match := _TEX.search(text):
        mended = _TEX_SCRIPT.sub(_script, text)
        mended = "" if _TEX.search(mended) else mended
        return f"holds TeX ({match[0]}), which is printed as it stands", mended, False
    return None


def _script(match: re.Match[str]) -> str:
    tag = "sub" if match[1] == "_" else "sup"
    return f"<{tag}>{match[2] or match[3]}</{tag}>"


def _decoded(text: str) -> str:
    """Return a text that was read as Latin, as the UTF-8 that it is; "" where it is not."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""


CHECK = RecordCheck(
    id="mojibake",
    title="Characters that a conversion spoilt",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="What a wrong encoding, entities, tags or TeX left in a field is printed in every reference.",
    remedy="Write the characters themselves; formatting as <i>, <b>, <sup>, <sub>.",
    example=Example(
        wrong="type: book\ntitle: Sleep &amp; grades in MÃ¼nchen\n",
        right="type: book\ntitle: Sleep & grades in München\n",
    ),
    find=_find,
)
