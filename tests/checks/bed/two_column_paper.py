"""A paper of the bed as LaTeX in two columns, as engineers hand it in: numbers typed, the list in small type.

Only what every LaTeX has is used. Headings are centred small capitals, words are broken at the ends of lines,
`[^1]` becomes a real footnote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tests.checks.bed.word_paper import LISTS

__all__ = ["two_column_paper"]

_HEAD: Final = r"""\documentclass[twocolumn,10pt,letterpaper]{article}
\usepackage[utf8]{inputenc}
\pdfobjcompresslevel=2
\setlength\oddsidemargin{-12mm}\setlength\evensidemargin{-12mm}\setlength\textwidth{188mm}
\setlength\topmargin{-18mm}\setlength\textheight{235mm}\setlength\columnsep{5mm}
\pagestyle{myheadings}\markright{\normalfont WORKSHOP ON SENSORS}
\emergencystretch=1em
\begin{document}
"""
_NOTE: Final = re.compile(r"^\[\^(\d+)\]:\s*(.+(?:\n(?!\n).+)*)", re.MULTILINE)
_MARK: Final = re.compile(r"\[\^(\d+)\]")


def two_column_paper(text: str) -> bytes:
    """Return the document of ``text``, Markdown whose blocks are parted by empty lines."""
    notes = {match[1]: _words(" ".join(match[2].split()), {}) for match in _NOTE.finditer(text)}
    blocks = []
    in_list = False
    for block in re.split(r"\n{2,}", _NOTE.sub("", text).strip()):
        if heading := re.fullmatch(r"(#+)\s+(.+)", block):
            in_list = heading[2].lower() in LISTS
            blocks.append(_heading(len(heading[1]), _words(heading[2], notes)))
            if in_list:
                blocks.append("\\begin{list}{}{\\labelwidth=6mm\\leftmargin=7mm\\itemsep=0pt\\parsep=0pt}")
                blocks.append("\\footnotesize")
        elif in_list and (entry := re.fullmatch(r"(\[\d+\]) (.+)", block, re.DOTALL)):
            blocks.append(f"\\item[{{{entry[1]}}}] {_words(entry[2], notes)}")
        else:
            blocks.append(_words(block, notes))
    return (_HEAD + "\n\n".join(blocks) + "\n\n\\end{list}\n\\end{document}\n").encode()


def _heading(level: int, words: str) -> str:
    if level == 1:
        return f"\\twocolumn[\\begin{{center}}\\textsc{{{words}}}\\end{{center}}\\vskip 4mm]"
    shown = f"\\textit{{{words}}}" if level > 2 else f"\\hfil\\textsc{{{words}}}\\hfil"
    return f"\\medskip\\noindent {shown}\\par\\nobreak\\smallskip"


def _words(text: str, notes: Mapping[str, str]) -> str:
    text = re.sub(r"([&%$#_])", r"\\\1", text)
    text = re.sub(r'"([^"]*)"', r"``\1''", text)
    text = re.sub(r"\*([^*]+)\*", r"\\emph{\1}", text)
    text = text.replace("–", "--").replace("—", "---")
    return _MARK.sub(lambda mark: f"\\footnote{{{notes[mark[1]]}}}", text)
