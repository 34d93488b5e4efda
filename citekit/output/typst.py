"""Typst markup, for any place in a Typst document.

Every sign that Typst reads as markup is escaped, and every function call ends in a semicolon, so that a
bracket or full stop after it stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Format, Markup
from citekit.output.indents import get_indent, label_width
from citekit.output.paragraphs import Paragraph, Run, lines, split_entries

__all__ = ["DESCRIPTION", "EXTENSION", "write", "write_bibliography", "write_citations"]

DESCRIPTION: str = "Typst markup"
EXTENSION: str = ".typ"

_FUNCTIONS: Final = {
    Format.ITALIC: "emph",
    Format.OBLIQUE: 'text(style: "oblique")',
    Format.BOLD: "strong",
    Format.LIGHT: 'text(weight: "light")',
    Format.SMALL_CAPS: "smallcaps",
    Format.UNDERLINE: "underline",
    Format.SUPERSCRIPT: "super",
    Format.SUBSCRIPT: "sub",
}
_SPECIAL = re.compile(
    r"""[\\#*_`$<>@\[\]{}~"'+=]"""
    r"|(?<![^\W_])/|/(?![^\W_])"  # a comment, a term list, a bare address; not 10.1000/xyz
    r"|(?<![^\W\d_])-|-(?![^\W\d_])"  # a dash, a minus sign, a list; not well-known
    r"|\.(?=\.)|(?<=\.)\."  # an ellipsis
)
_NUMBER = re.compile(r"( *\d+)\.(?=\s|$)")
"""What would make a numbered list at the beginning of a line or content block."""

_LINE_HEIGHT: Final = 1.3
"""From one line to the next as Typst sets them of itself, in em: the height of capitals, and the leading."""

_LEADING: Final = 0.65
"""The leading that Typst sets of itself, in em."""


def write(markup: Markup) -> str:
    """Return ``markup`` as Typst markup, fit to stand in a paragraph or content block."""
    return "#linebreak();".join(map(_runs, lines(markup)))


def write_citations(citations: Sequence[Markup]) -> str:
    """Return the citations, one a line."""
    return "\n".join(write(citation) for citation in citations)


def write_bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    anchor: Callable[[str], str] | None = None,
) -> str:
    """Return the bibliography, a block with one paragraph to the line.

    ``anchor`` gives the label of the entry of a key, for links to lead to; without it there are none.
    """
    pairs = [(entry.id, parts) for entry in entries for parts in split_entries([entry])]
    width = label_width([parts for _, parts in pairs], layout)
    return "\n".join(
        _paragraph(paragraph, layout, width, is_first=paragraph is parts[0])
        + (f' #label("{anchor(id_)}")' if anchor and paragraph is parts[0] else "")
        for id_, parts in pairs
        for paragraph in parts
    )


def _paragraph(paragraph: Paragraph, layout: BibliographyLayout, width: float, *, is_first: bool) -> str:
    indent = get_indent(paragraph, layout, width)
    line = layout.line_spacing * _LINE_HEIGHT
    leading = line - _LINE_HEIGHT + _LEADING
    above = leading + layout.entry_spacing * line if is_first else leading
    text = _runs(paragraph.body)
    if paragraph.label:
        text = f"#box(width: {_em(indent.hanging)})[{_runs(paragraph.label)}];{text}"
    setting = f"leading: {_em(leading)}, first-line-indent: 0em, hanging-indent: {_em(indent.hanging)}"
    block = f"above: {_em(above)}, below: {_em(leading)}, inset: (left: {_em(indent.left - indent.hanging)})"
    return f"#block({block})[#par({setting})[{text}]]"


def _em(length: float) -> str:
    return f"{length + 0.0:.4g}em"  # adding makes -0.0 plain 0


def _runs(runs: Sequence[Run]) -> str:
    parts = []
    for url, group in groupby(runs, key=lambda run: run.url):
        text = "".join(map(_run, group))
        # A safe address holds no quotation mark and no backslash, which would end the string or escape.
        target = f'label("{url[1:]}")' if url.startswith("#") else f'"{url}"'
        parts.append(f"#link({target})[{text}];" if url else text)
    return "".join(parts)


def _run(run: Run) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", run.text)
    if number := _NUMBER.match(text):
        text = f"{number[1]}\\{text[number.end(1) :]}"
    for format_ in reversed(run.formats):
        text = f"#{_FUNCTIONS[format_]}[{text}];"
    return text
