r"""Rich Text Format, version 1.9: what every word processor opens and takes from the clipboard.

Citations and bibliography are whole documents, since nothing reads RTF without its frame; `write` gives
a piece for a document that somebody else frames, where ``\uc1`` holds, as it does from the start. The
output is ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Format, Markup
from citekit.output.base import ascii_url
from citekit.output.indents import get_indent, label_width
from citekit.output.paragraphs import Paragraph, Run, lines, split_entries

__all__ = ["DESCRIPTION", "EXTENSION", "write", "write_bibliography", "write_citations"]

DESCRIPTION: str = "Rich Text Format, for word processors"
EXTENSION: str = ".rtf"

_WORDS: Final = {
    Format.ITALIC: r"\i",
    Format.OBLIQUE: r"\i",
    Format.BOLD: r"\b",
    Format.SMALL_CAPS: r"\scaps",
    Format.UNDERLINE: r"\ul",
    Format.SUPERSCRIPT: r"\super",
    Format.SUBSCRIPT: r"\sub",
}
"""There is none for LIGHT: RTF knows bold and not bold."""

_EM: Final = 240
"""An em of 12-point text, and the height of its lines, in twentieths of a point."""

_FRAME: Final = (
    r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}\f0\fs24",
    "}",
)
_SPECIAL = re.compile(r"[\\{}]|[^ -~]")


def write(markup: Markup) -> str:
    """Return ``markup`` as RTF, fit to stand in a paragraph."""
    return r"\line ".join(map(_runs, lines(markup)))


def write_citations(citations: Sequence[Markup]) -> str:
    """Return a document of the citations, one a paragraph and a line."""
    return _document(rf"\pard {write(citation)}\par" for citation in citations)


def write_bibliography(entries: Sequence[BibliographyEntry], layout: BibliographyLayout) -> str:
    """Return a document of the bibliography: indents, labels, tabs and spacing as the layout has them."""
    split = split_entries(entries)
    width = label_width(split, layout)
    return _document(
        _paragraph(paragraph, layout, width, is_last=paragraph is entry[-1])
        for entry in split
        for paragraph in entry
    )


def _document(paragraphs: Iterable[str]) -> str:
    head, foot = _FRAME
    return "\n".join((head, *paragraphs, foot))


def _paragraph(paragraph: Paragraph, layout: BibliographyLayout, width: float, *, is_last: bool) -> str:
    indent = get_indent(paragraph, layout, width)
    left, hanging = round(indent.left * _EM), round(indent.hanging * _EM)
    after = layout.entry_spacing * layout.line_spacing * _EM if is_last else 0
    setting = rf"\pard\li{left}\fi{-hanging}\sa{after}\sl{layout.line_spacing * _EM}\slmult1"
    text = _runs(paragraph.body)
    if paragraph.label:
        setting += rf"\tx{left}"
        text = rf"{_runs(paragraph.label)}\tab {text}"
    return rf"{setting} {text}\par"


def _runs(runs: Sequence[Run]) -> str:
    parts = []
    for url, group in groupby(runs, key=lambda run: run.url):
        text = "".join(map(_run, group))
        if url:
            text = rf'{{\field{{\*\fldinst HYPERLINK "{ascii_url(url)}"}}{{\fldrslt {text}}}}}'
        parts.append(text)
    return "".join(parts)


def _run(run: Run) -> str:
    text = _SPECIAL.sub(_escape, run.text)
    words = "".join(_WORDS.get(format_, "") for format_ in run.formats)
    return f"{{{words} {text}}}" if words else text


def _escape(found: re.Match[str]) -> str:
    r"""Return a sign of RTF with its backslash, any other character as UTF-16 in signed decimals.

    The question mark for readers older than Unicode is written in hexadecimals, as Word writes it: after
    a bare one pandoc swallows the next character too (its issue 8264).
    """
    char = found[0]
    if char.isascii():
        return f"\\{char}"
    units = char.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(rf"\u{number}\'3f" for number in numbers)
