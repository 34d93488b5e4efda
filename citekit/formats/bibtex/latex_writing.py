"""Text with the rich text of CSL-JSON to LaTeX, for a field of a .bib file.

What `latex.Decoder` makes of the result is the text again. Titles of English works get braces around each
capital that a style would otherwise lower.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from citekit.formats.bibtex.title_case import braced, protected, sentence_case
from citekit.latex_text.decoder import Decoder
from citekit.latex_text.runs import join
from citekit.latex_text.symbols import ACCENTS, ASCII_COMMANDS

__all__ = ["encode", "encode_title", "settle"]

_TAG: Final = re.compile(
    r"<(?:(?P<open>i|b|sup|sub|sc)|span\s+(?:style=(?P<q>[\"'])\s*font-variant\s*:\s*(?P<caps>small-caps)\s*;?\s*(?P=q)"
    r"|class=(?P<r>[\"'])(?P<nocase>nocase)(?P=r))\s*|/(?P<close>i|b|sup|sub|sc|span))>",
    re.IGNORECASE,
)
_COMMANDS: Final = {
    "i": "\\emph{",
    "b": "\\textbf{",
    "sup": "\\textsuperscript{",
    "sub": "\\textsubscript{",
    "sc": "\\textsc{",
    "small-caps": "\\textsc{",
    "nocase": "{",
}
_KEEPING: Final = frozenset({"sup", "sub", "sc", "small-caps", "nocase"})
"""Markup in which the case of a title is left alone."""

_SPECIAL: Final = re.compile(r"[\\{}$&%#_~^`\u00a0'-](?:(?<=[^'-])|(?<=--)|(?<=''))")
"""What means something to LaTeX; a hyphen or quote only after another, with which it would run together."""
_ESCAPES: Final = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "`": "\\textasciigrave{}",
    "\u00a0": "~",
    "-": "{}-",
    "'": "{}'",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
}
_SPACE: Final = re.compile(r"[ \t\n\r\f\v]+")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_LIGATURES: Final = {
    "–": "{\\textendash}",
    "—": "{\\textemdash}",
    "“": "{\\textquotedblleft}",
    "”": "{\\textquotedblright}",
}
"""What is written with marks that may run together with their neighbours, as a command instead."""
_MARKS: Final = {command: mark for mark, command in ACCENTS.items() if len(mark) == 1}


def settle(text: str, *, title: bool) -> str:
    """Return text with markup as it is read again; text without markup keeps its characters anyway."""
    if "<" not in text and text.isprintable() and "  " not in text:
        text = text.strip(" ")
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip(" "))
    return _settle_markup(text, title=title) if "<" in text else text


@lru_cache(maxsize=20_000)
def _settle_markup(text: str, *, title: bool) -> str:
    """Settle the markup of a text, which an export asks for twice: to tell what is lost, and to write."""
    for _ in range(_MOST_ROUNDS):
        if "<" not in text:
            break
        before = text
        if title:
            text = join(sentence_case(Decoder().title(_title(text, ascii_only=False)), "en"))
        else:
            text = Decoder().text(_text(text, ascii_only=False))
        if text == before:
            break
    return text


_MOST_ROUNDS: Final = 10
"""Markup that is left out may bring the halves of a tag together, which is then one: but not for ever."""


def encode(text: str, *, ascii_only: bool) -> str:
    """Return the value of a field that is no title."""
    if text.isalnum() and text.isascii():
        return text
    return _text(settle(text, title=False), ascii_only=ascii_only)


def encode_title(text: str, *, ascii_only: bool) -> str:
    """Return the value of a title of an English work, its capitals in braces."""
    return _title(settle(text, title=True), ascii_only=ascii_only)


def _text(text: str, *, ascii_only: bool) -> str:
    if not ascii_only and not _SPECIAL.search(text) and "<" not in text:
        return text
    balanced = _is_balanced(text)
    if "<" not in text:
        return _escape(text, ascii_only=ascii_only, balanced=balanced)
    return "".join(
        _escape(piece, ascii_only=ascii_only, balanced=balanced) if kind in ("text", "kept") else piece
        for kind, piece in _pieces(text, title=False)
    )


def _title(text: str, *, ascii_only: bool) -> str:
    if text.isascii() and "<" not in text and not _SPECIAL.search(text):
        return braced(text)
    balanced = _is_balanced(text)
    parts = []
    for kind, piece in protected(list(_pieces(text, title=True)), "en"):
        if kind == "latex":
            parts.append(piece)
        elif kind == "brace":
            parts.append(f"{{{_escape(piece, ascii_only=ascii_only, balanced=balanced)}}}")
        else:
            parts.append(_escape(piece, ascii_only=ascii_only, balanced=balanced))
    return "".join(parts)


def _pieces(text: str, *, title: bool) -> Iterator[tuple[str, str]]:
    """Yield the text between tags, and what tags are in LaTeX; tags without their partner are text."""
    if "<" not in text:
        yield "text", text
        return
    tags = list(_TAG.finditer(text))
    partners = _partners(tags)
    at, kept = 0, 0
    for number, tag in enumerate(tags):
        if number not in partners:
            continue
        if tag.start() > at:
            yield "kept" if kept else "text", text[at : tag.start()]
        at = tag.end()
        name = _name(tags[min(number, partners[number])])
        if name == "nocase" and not title:
            continue
        opens = number < partners[number]
        yield "latex", _COMMANDS[name] if opens else "}"
        if name in _KEEPING:
            kept += 1 if opens else -1
    yield "kept" if kept else "text", text[at:]


def _partners(tags: list[re.Match[str]]) -> dict[int, int]:
    """Return the number of each tag that has a partner with that of the partner.

    A closing tag ends the nearest opening one of its kind; what was opened within and not closed is text.
    """
    partners: dict[int, int] = {}
    open_: list[tuple[str, int]] = []
    for number, tag in enumerate(tags):
        closer = (tag["close"] or "").lower()
        if not closer:
            open_.append(((tag["open"] or "span").lower(), number))
        elif any(name == closer for name, _ in open_):
            while open_[-1][0] != closer:
                open_.pop()
            partner = open_.pop()[1]
            partners[partner], partners[number] = number, partner
    return partners


def _name(tag: re.Match[str]) -> str:
    return (tag["open"] or tag["caps"] or tag["nocase"]).lower()


def _is_balanced(text: str) -> bool:
    """Whether the braces in ``text`` match, so that an escaped brace is safe where braces are counted."""
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def _escape(text: str, *, ascii_only: bool, balanced: bool) -> str:
    if text.isalnum() and text.isascii():
        return text

    def escaped(match: re.Match[str]) -> str:
        found = match[0]
        if balanced and found in "{}":
            return f"\\{found}"
        return _ESCAPES.get(found) or f"\\{found}"

    text = _SPECIAL.sub(escaped, text)
    return _to_ascii(text) if ascii_only and not text.isascii() else text


def _to_ascii(text: str) -> str:
    """Return LaTeX with commands for the letters beyond ASCII that have one; the others stay."""

    def command(match: re.Match[str]) -> str:
        character = match[0]
        if character in _LIGATURES:
            around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
            if any(neighbour in "-–—'`“”‘’" for neighbour in around):
                return _LIGATURES[character]
        return ASCII_COMMANDS.get(character) or _decomposed(character)

    return _NOT_ASCII.sub(command, text)


def _decomposed(character: str) -> str:
    r"""Return a letter with several accents as accents upon accents: ``{\'{\^e}}``."""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) < 2:
        return character
    inner = unicodedata.normalize("NFC", parts[:-1])
    accent = _MARKS.get(parts[-1])
    letter = inner if inner.isascii() else ASCII_COMMANDS.get(inner, "")
    if not accent or not letter:
        return character
    return f"{{\\{accent}{{{letter.strip('{}')}}}}}"
