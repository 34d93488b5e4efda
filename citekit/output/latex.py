r"""LaTeX for the body of a document of any class, by pdfLaTeX, XeLaTeX or LuaLaTeX, in UTF-8.

No package is needed. The bibliography is a plain ``list``; its links come to life where the document
loads hyperref. pdfLaTeX prints the characters that its fonts have (Latin, punctuation) and names any
other; XeLaTeX and LuaLaTeX print what the chosen typeface has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Format, Markup
from citekit.output.base import ascii_url
from citekit.output.indents import LABEL_GAP, Indent, get_indent, label_width
from citekit.output.paragraphs import Paragraph, Run, lines, split_entries

__all__ = ["DESCRIPTION", "EXTENSION", "write", "write_bibliography", "write_citations"]

DESCRIPTION: str = "LaTeX for the body of a document, without packages"
EXTENSION: str = ".tex"

_COMMANDS: Final = {
    Format.ITALIC: r"\textit",
    Format.OBLIQUE: r"\textsl",
    Format.BOLD: r"\textbf",
    Format.SMALL_CAPS: r"\textsc",
    Format.UNDERLINE: r"\underline",
    Format.SUPERSCRIPT: r"\textsuperscript",
    Format.SUBSCRIPT: r"\textsubscript",
}
"""There is none for LIGHT: the standard typefaces have no light face."""

_CHARACTERS: Final = {
    **{char: rf"\{char}" for char in "{}$&#_%"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\symbol{34}",  # babel gives the bare sign meanings of its own
    "[": "{[}",  # else read as an option after \item or a line break
    "]": "{]}",
    # Characters that reference lists hold and pdfLaTeX has no definition of.
    "\u00a0": "~",
    "\u2009": r"\,",
    "\u200b": r"\hspace{0pt}",
    "\u202f": r"\,",
    "\u2212": r"\ensuremath{-}",
    # LaTeX turns no text by these marks, and pdfLaTeX stops at them.
    **dict.fromkeys("\u061c\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff", ""),
}
_SPECIAL = re.compile(f"[{re.escape(''.join(_CHARACTERS))}]")
_LIGATURE = re.compile(r"-(?=-)|'(?=')|`(?=`)|[?!](?=`)|,(?=,)")
r"""Signs that TeX would draw as one with the next, as ``--`` a dash; ``\/`` keeps them apart."""

_CLOSES_LIGATURE: Final = "-'`,"

_BREAKABLE = re.compile(r"(?<![/\\])/(?=[^/])")
"""Where the text of a link may be broken; the slash of our own \\/ is none."""

_URL_CHARACTERS: Final = {**{char: rf"\{char}" for char in "%#&_"}, "~": r"\%7E", "$": r"\%24"}
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9.:_-]")
_URL_SPECIAL = re.compile(r"[%#&_~$]")


def write(markup: Markup, *, links: bool = False) -> str:
    r"""Return ``markup`` as LaTeX, fit to stand in a paragraph, a footnote or an argument.

    ``links`` writes them with ``\href``, for a document that loads hyperref. Without, a citation pasted
    anywhere compiles.
    """
    return r"\newline ".join(_runs(line, links=links) for line in lines(markup))


def write_citations(citations: Sequence[Markup]) -> str:
    """Return the citations, one a line."""
    return "\n".join(write(citation) for citation in citations)


def write_bibliography(
    entries: Sequence[BibliographyEntry],
    layout: BibliographyLayout,
    *,
    anchor: Callable[[str], str] | None = None,
) -> str:
    r"""Return the bibliography as one ``list``, or nothing if it is empty, which LaTeX would not allow.

    ``\href`` becomes its text where no hyperref defines it. ``anchor`` gives the place that links to an entry
    lead to, by its id; hyperref must be loaded for it.
    """
    pairs = [(entry.id, parts) for entry in entries for parts in split_entries([entry])]
    if not pairs:
        return ""
    width = label_width([parts for _, parts in pairs], layout)
    outer = _outer(layout, width)
    items = "\n".join(
        _entry(parts, layout, width, outer, _target(anchor(id_)) if anchor else "") for id_, parts in pairs
    )
    return f"{_begin(layout, width, outer)}\n{items}\n\\end{{list}}"


def _outer(layout: BibliographyLayout, width: float) -> Indent:
    """Return the indent of the list itself: that of its labelled entries, if it has labels."""
    return get_indent(Paragraph((), (Run("1"),) if width else ()), layout, width)


def _begin(layout: BibliographyLayout, width: float, outer: Indent) -> str:
    lengths = {
        "leftmargin": _em(outer.left),
        "labelwidth": _em(width - LABEL_GAP if width else 0),
        "labelsep": _em(LABEL_GAP if width else 0),
        "itemindent": _em(0 if width else -outer.hanging),
        "parsep": "0pt",
        "itemsep": f"{layout.entry_spacing}\\baselineskip",
    }
    settings = [f"\\setlength{{\\{name}}}{{{length}}}" for name, length in lengths.items()]
    if layout.line_spacing > 1:
        settings.insert(0, f"\\linespread{{{layout.line_spacing}}}\\selectfont")
    settings.append(r"\renewcommand{\makelabel}[1]{#1\hfil}")
    settings.append(r"\providecommand{\href}[2]{#2}\frenchspacing\sloppy")
    return "\\begin{list}{}{%\n  " + "%\n  ".join(settings) + "}"


def _target(name: str) -> str:
    return f"\\hypertarget{{{_place(name)}}}{{}}"


def _place(name: str) -> str:
    """Return the name of a place in the document as hyperref can have it."""
    return _NO_NAME.sub(lambda found: f"={ord(found[0]):x}", name)


def _entry(
    entry: Sequence[Paragraph], layout: BibliographyLayout, width: float, outer: Indent, target: str
) -> str:
    first, *others = entry
    label = f"[{{{_runs(first.label, links=True)}}}]" if first.label else ""
    parts = [f"\\item{label} {target}{_runs(first.body, links=True)}"]
    for paragraph in others:
        indent = get_indent(paragraph, layout, width)
        text = _runs(paragraph.line, links=True)
        skip = f"\\leftskip{_em(indent.left - outer.left)}\\parindent{_em(-indent.hanging)}"
        parts.append(f"{{\\par{skip}\\relax {text}\\par}}")
    return "\n  ".join(parts)


def _em(length: float) -> str:
    return f"{length + 0.0:g}em"  # adding makes -0.0 plain 0


def _runs(runs: Sequence[Run], *, links: bool) -> str:
    following = (*(run.text[0] for run in runs[1:]), "")
    parts = []
    for url, group in groupby(zip(runs, following, strict=False), key=lambda pair: pair[0].url):
        text = "".join(_run(run, char) for run, char in group)
        if url.startswith("#") and links:
            text = f"\\hyperlink{{{_place(url[1:])}}}{{{text}}}"
        elif url and links:
            target = _URL_SPECIAL.sub(lambda found: _URL_CHARACTERS[found[0]], ascii_url(url))
            text = f"\\href{{{target}}}{{{text}}}"
        parts.append(text)
    return "".join(parts)


def _run(run: Run, following: str) -> str:
    """Return ``run`` as LaTeX; ``following`` is the next character, with which it must make no ligature."""
    text = _SPECIAL.sub(lambda found: _CHARACTERS[found[0]], run.text)
    closing = following if following in _CLOSES_LIGATURE else ""
    text = _LIGATURE.sub(r"\g<0>\\/", text + closing).removesuffix(closing)
    if run.url:
        text = _BREAKABLE.sub(r"/\\allowbreak{}", text)
    for format_ in reversed(run.formats):
        if format_ in _COMMANDS:
            text = f"{_COMMANDS[format_]}{{{text}}}"
    return text
