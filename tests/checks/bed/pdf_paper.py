"""A paper of the bed as a PDF, set by typst from the little Markdown that the sources use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import typst

from tests.checks.bed.word_paper import LISTS

__all__ = ["pdf_paper"]

_SETTING: Final = """\
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: "New Computer Modern", size: 11pt, lang: "en", hyphenate: false)
#set par(justify: true, first-line-indent: 1em)
#set smartquote(enabled: false)
"""
_SPECIAL: Final = re.compile(r"([\\#$@<>_~`\[\]/=+-])")


def pdf_paper(text: str) -> bytes:
    """Return the PDF of ``text``, Markdown whose blocks are parted by empty lines."""
    source = _SETTING + "\n\n".join(_blocks(text))
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def _blocks(text: str) -> Iterator[str]:
    in_list = False
    for block in re.split(r"\n{2,}", text.strip()):
        if heading := re.fullmatch(r"(#+)\s+(.+)", block):
            in_list = heading[2].lower() in LISTS
            yield f"{'=' * len(heading[1])} {_words(heading[2])}"
            if in_list:
                yield "#set par(hanging-indent: 12mm, first-line-indent: 0mm, justify: false)"
        else:
            yield _words(" ".join(block.split()))


def _words(text: str) -> str:
    def part(piece: str, is_italic: bool) -> str:
        escaped = _SPECIAL.sub(r"\\\1", piece)
        return f"#emph[{escaped}];" if is_italic else escaped

    return "".join([part(piece, bool(number % 2)) for number, piece in enumerate(text.split("*"))])
