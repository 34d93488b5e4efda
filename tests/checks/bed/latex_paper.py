r"""A paper of the bed as LaTeX, from the little Markdown that the sources use.

Numbers in square brackets become ``\cite`` with keys ``ref1``, ``ref2`` …, a numbered list a
``thebibliography``; a list without numbers stays paragraphs under its heading, notes become ``\footnote``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tests.checks.bed.word_paper import LISTS

__all__ = ["has_numbers", "latex_paper", "latex_words"]

_NUMBERS: Final = re.compile(r"\[([1-9]\d?(?:, \d+)*)(?:, ((?:ch|p|Sec|Fig)\. [^\]]+))?\](?!-)")
_RANGE: Final = re.compile(r"\[(\d+)\]--\[(\d+)\]")
_HEAD: Final = """\
\\documentclass[conference]{IEEEtran}
\\usepackage[utf8]{inputenc}
\\begin{document}
"""
_NOTE: Final = re.compile(r"^\[\^(\d+)\]:\s*(.+(?:\n(?!\n).+)*)", re.MULTILINE)
_MARK: Final = re.compile(r"\[\^(\d+)\]")
_COMMANDS: Final = ("title", "section", "subsection")


def latex_paper(text: str) -> bytes:
    """Return the document of ``text``, Markdown whose blocks are parted by empty lines."""
    blocks = []
    in_list = False
    is_numbered = has_numbers(text)
    notes = {match[1]: _escaped(" ".join(match[2].split())) for match in _NOTE.finditer(text)}
    for block in re.split(r"\n{2,}", _NOTE.sub("", text).strip()):
        if heading := re.fullmatch(r"(#+)\s+(.+)", block):
            in_list = is_numbered and heading[2].lower() in LISTS
            title = re.sub(r"^[IVXA-Z]+\. ", "", heading[2])
            command = _COMMANDS[len(heading[1]) - 1]
            blocks.append("\\begin{thebibliography}{99}" if in_list else f"\\{command}{{{_escaped(title)}}}")
        elif in_list and (entry := re.fullmatch(r"\[(\d+)\] (.+)", block)):
            blocks.append(f"\\bibitem{{ref{entry[1]}}} {_escaped(entry[2])}")
        elif block.startswith("> "):
            quoted = latex_words(re.sub(r"(?m)^> ?", "", block), numbered=is_numbered)
            blocks.append(f"\\begin{{quote}}\n{_noted(quoted, notes)}\n\\end{{quote}}")
        else:
            blocks.append(_noted(latex_words(block, numbered=is_numbered), notes))
    blocks.append("\\end{thebibliography}" if in_list else "")
    return (_HEAD + "\n\n".join(blocks) + "\n\\end{document}\n").encode()


def _noted(text: str, notes: Mapping[str, str]) -> str:
    return _MARK.sub(lambda mark: f"\\footnote{{{notes[mark[1]]}}}" if mark[1] in notes else mark[0], text)


def has_numbers(text: str) -> bool:
    """Whether a paper's list is numbered, so that numbers in brackets cite."""
    return re.search(r"^\[1\] ", text, re.MULTILINE) is not None


def latex_words(text: str, *, numbered: bool) -> str:
    """Return words of a source as the LaTeX document has them; ``numbered`` says that its list is."""
    if not numbered:
        return _escaped(re.sub(r"(?m)^(?:\[\^\d+\]:|#+|>)\s+", "", text).strip())
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
