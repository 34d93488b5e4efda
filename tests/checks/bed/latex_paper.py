r"""A paper of the bed as LaTeX, from the little Markdown that the sources use.

Numbers in square brackets become ``\cite`` with keys ``ref1``, ``ref2`` …, the list a ``thebibliography``.
"""

from __future__ import annotations

import re
from typing import Final

from tests.checks.bed.word_paper import LISTS

__all__ = ["latex_paper", "latex_words"]

_NUMBERS: Final = re.compile(r"\[([1-9]\d?(?:, \d+)*)(?:, ((?:ch|p|Sec|Fig)\. [^\]]+))?\](?!-)")
_RANGE: Final = re.compile(r"\[(\d+)\]--\[(\d+)\]")
_HEAD: Final = """\
\\documentclass[conference]{IEEEtran}
\\usepackage[utf8]{inputenc}
\\begin{document}
"""
_COMMANDS: Final = ("title", "section", "subsection")


def latex_paper(text: str) -> bytes:
    """Return the document of ``text``, Markdown whose blocks are parted by empty lines."""
    blocks = []
    in_list = False
    for block in re.split(r"\n{2,}", text.strip()):
        if heading := re.fullmatch(r"(#+)\s+(.+)", block):
            in_list = heading[2].lower() in LISTS
            title = re.sub(r"^[IVXA-Z]+\. ", "", heading[2])
            command = _COMMANDS[len(heading[1]) - 1]
            blocks.append("\\begin{thebibliography}{99}" if in_list else f"\\{command}{{{_escaped(title)}}}")
        elif in_list and (entry := re.fullmatch(r"\[(\d+)\] (.+)", block)):
            blocks.append(f"\\bibitem{{ref{entry[1]}}} {_escaped(entry[2])}")
        else:
            blocks.append(latex_words(block))
    blocks.append("\\end{thebibliography}" if in_list else "")
    return (_HEAD + "\n\n".join(blocks) + "\n\\end{document}\n").encode()


def latex_words(text: str) -> str:
    """Return words of a source as the LaTeX document has them."""
    if entry := re.fullmatch(r"\s*\[(\d+)\] ([A-Z].+)", text, re.DOTALL):
        return f"\\bibitem{{ref{entry[1]}}} {_escaped(entry[2].strip())}"
    return _NUMBERS.sub(_cite, _RANGE.sub(_all_between, _escaped(text)))


def _cite(match: re.Match[str]) -> str:
    keys = ",".join([f"ref{number}" for number in match[1].split(", ")])
    return f"\\cite[{match[2]}]{{{keys}}}" if match[2] else f"\\cite{{{keys}}}"


def _all_between(match: re.Match[str]) -> str:
    return f"[{', '.join([str(number) for number in range(int(match[1]), int(match[2]) + 1)])}]"


def _escaped(text: str) -> str:
    text = re.sub(r"([&%$#_])", r"\\\1", text)
    text = re.sub(r'"([^"]*)"', r"``\1''", text)
    return re.sub(r"\*([^*]+)\*", r"\\emph{\1}", text).replace("–", "--")
