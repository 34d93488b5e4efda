"""A paper of the bed as a web page, from the little Markdown that the sources use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

__all__ = ["html_paper", "html_words"]

_HEAD: Final = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A paper</title></head>
<body>
"""
_MARKS: Final = (
    (re.compile(r"\*\*([^*]+)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*([^*]+)\*"), r"<em>\1</em>"),
    (re.compile(r"\^([^\s^\[\]]+)\^"), r"<sup>\1</sup>"),
)


def html_paper(text: str) -> bytes:
    """Return the page of ``text``, Markdown whose blocks are parted by empty lines; it has no notes."""
    body = "\n".join(_blocks(text))
    return f"{_HEAD}{body}\n</body>\n</html>\n".encode()


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"\n{2,}", text.strip()):
        if heading := re.fullmatch(r"(#+)\s+(.+)", block):
            level = len(heading[1])
            yield f"<h{level}>{html_words(heading[2])}</h{level}>"
        elif block.startswith("> "):
            yield f"<blockquote><p>{html_words(' '.join(block.split()))}</p></blockquote>"
        else:
            yield f"<p>{html_words(' '.join(block.split()))}</p>"


def html_words(text: str) -> str:
    """Return words of a source as the page has them."""
    text = re.sub(r"^(?:#+|>)\s+", "", text)
    text = escape(text, quote=False)
    for mark, written in _MARKS:
        text = mark.sub(written, text)
    return text
