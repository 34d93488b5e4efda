"""A piece of text as a YAML scalar that every reader takes for the same text.

Readers of YAML 1.1 and 1.2 guess at plain scalars: ``No`` becomes false, ``007`` seven, ``12:30`` 750.
What any of them would take for something other than text is quoted here. Sources: YAML 1.2.2, section
7.3 and chapter 10 (the core schema); YAML 1.1 and its type repository, https://yaml.org/type/.
"""

from __future__ import annotations

import re
from typing import Final

from citekit.yaml_text.reading import Style

__all__ = ["fits_plain", "write_scalar"]

FOLD_WIDTH: Final = 88
"""Where the lines of a folded scalar end, in characters, indentation included."""


def write_scalar(
    text: str,
    *,
    flow: bool = False,
    key: bool = False,
    style: Style = Style.PLAIN,
    indent: int = 2,
    line_end: str = "\n",
) -> str:
    """Return ``text`` as a scalar in ``style`` where that can hold it, else in quotes.

    Text of several lines becomes a literal block where a block is possible and ``style`` asks for no
    other form.

    Args:
        text: any text that UTF-8 can hold.
        flow: the scalar stands within brackets or braces, where blocks are impossible.
        key: the scalar is the name of a field, which stands on one line.
        style: the form to keep to.
        indent: by how many spaces the lines of a block are indented.
        line_end: what ends the lines of a block. The last line is given without its end.
    """
    if not (flow or key):
        several = "\n" in text
        if style is Style.FOLDED and (several or len(text) > FOLD_WIDTH - indent) and _fits_folded(text):
            return _block(">", _fold(text, FOLD_WIDTH - indent), text, indent, line_end)
        if several and style is not Style.DOUBLE and _fits_literal(text):
            return _block("|", text.removesuffix("\n").split("\n"), text, indent, line_end)
    if style not in (Style.SINGLE, Style.DOUBLE) and fits_plain(text, flow=flow):
        return text
    wants_single = style is Style.SINGLE or (style is not Style.DOUBLE and '"' in text)
    if wants_single and not _NOT_PRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return _double(text)


_RETYPED_WORDS: Final = frozenset(
    (
        *("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"),
        *(".nan", ".inf", "-.inf", "+.inf", "=", "<<"),
    )
)
"""What some reader takes for null, a boolean, a number or an instruction; in lower case."""

_RETYPED: Final = re.compile(
    r"""
      [-+]?0b[01_]+                                                     # binary
    | [-+]?0o?[0-7_]+                                                   # octal
    | [-+]?0x[0-9a-f_]+                                                 # hexadecimal
    | [-+]?[0-9][0-9_,]*(:[0-5]?[0-9])*(\.[0-9_.]*)?(e[-+]?[0-9]+)?     # decimal, and to base 60
    | [-+]?\.[0-9_.]*(e[-+]?[0-9]+)?                                    # decimal without a whole part
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}                                    # date, and time
      ((t|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(z|[-+][0-9]{1,2}(:?[0-9]{2})?))?)?
    """,
    re.VERBOSE,
)
"""In lower case, what the types int, float and timestamp match, in YAML 1.1 or in the core schema of 1.2."""

_UNSAFE_START: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_UNSAFE_WITHIN: Final = re.compile(r": | #|:$")
# PyYAML's parser in Python takes a question mark in flow style for an indicator, wherever it stands.
_UNSAFE_IN_FLOW: Final = re.compile(r"[?,\[\]{}]|:(?![^\s,\[\]{}])")

# The line ends that only YAML 1.1 knows (NEL, LS, PS) and the byte order mark are among them: readers differ.
# What is printable would be a class of nearly all characters, which takes 20 ms to compile.
_OTHERS_NOT_PRINTABLE: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_NOT_PRINTABLE: Final = re.compile(f"[{_OTHERS_NOT_PRINTABLE}\n\t]")
_NOT_IN_BLOCK: Final = re.compile(f"[{_OTHERS_NOT_PRINTABLE}]")
_ESCAPED: Final = re.compile(f'[{_OTHERS_NOT_PRINTABLE}\n\t"\\\\]')
_ESCAPES: Final = {"\n": r"\n", "\t": r"\t", "\r": r"\r", "\b": r"\b", "\f": r"\f", '"': r"\"", "\\": r"\\"}
"""The escapes that JSON has too: what is written in double quotes can stand in a JSON file."""


_SURELY_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9 .()/&;'_-]{5,}[A-Za-z0-9.)]")
"""Text that every reader takes for text, in flow style too: most of what is written, told in one look."""


def fits_plain(text: str, *, flow: bool) -> bool:
    """Return whether every reader takes ``text`` without quotes for the same text."""
    return _SURELY_PLAIN.fullmatch(text) is not None or not (
        not text
        or text[0] in _UNSAFE_START
        or text != text.strip()
        or text.lower() in _RETYPED_WORDS
        or _RETYPED.fullmatch(text.lower())
        or _UNSAFE_WITHIN.search(text)
        or _NOT_PRINTABLE.search(text)
        or (flow and _UNSAFE_IN_FLOW.search(text))
    )


def _double(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04x}"


def _fits_literal(text: str) -> bool:
    """Whether a literal block reads back as ``text`` without an indentation indicator (section 8.1.1)."""
    lines = text.removesuffix("\n").split("\n")
    return (
        bool(lines[0] and lines[-1])
        and lines[0][0] != " "
        and not any(line.startswith("\t") or line.isspace() for line in lines)
        and not _NOT_IN_BLOCK.search(text)
    )


def _fits_folded(text: str) -> bool:
    """Whether a folded block reads back as ``text``: folding spares lines that start with white space."""
    lines = text.removesuffix("\n").split("\n")
    return _fits_literal(text) and not any(line != line.strip() or "\t" in line for line in lines)


def _fold(text: str, width: int) -> list[str]:
    folded: list[str] = []
    for number, paragraph in enumerate(text.removesuffix("\n").split("\n")):
        if number:
            folded.append("")
        line = ""
        for piece in re.split(r"(?<! ) (?! )", paragraph):
            if line and len(line) + 1 + len(piece) > width:
                folded.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
        if line:
            folded.append(line)
    return folded


def _block(indicator: str, lines: list[str], text: str, indent: int, line_end: str) -> str:
    chomping = "" if text.endswith("\n") else "-"
    margin = " " * indent
    return line_end.join([indicator + chomping, *(margin + line if line else "" for line in lines)])
