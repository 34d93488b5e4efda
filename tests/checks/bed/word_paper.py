"""A paper of the bed as a Word document, from the little Markdown that the sources use.

Headings are styled paragraphs, ``*words*`` italic runs, ``**words**`` bold ones, ``^12^`` raised ones,
``[^1]`` real footnotes, ``> `` a quotation's indent, and what stands below the heading of the reference list
has hanging indents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tests.word.docx_file import docx, paragraph, run

__all__ = ["LISTS", "plain_words", "word_paper"]

_PIECE: Final = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\[\^(?P<note>\d+)\]|\^(?P<raised>[^\s^\[\]]+)\^"
)
_NOTE: Final = re.compile(r"\[\^(\d+)\]:\s*(.+)")
LISTS: Final = frozenset({"references", "bibliography", "works cited", "reference list"})
_HANGING: Final = '<w:ind w:left="720" w:hanging="720"/>'
_QUOTE: Final = '<w:ind w:left="720" w:right="720"/>'

_STYLES: Final = "".join(
    [
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
        for level in (1, 2, 3)
    ]
)


def plain_words(text: str) -> str:
    """Return words of a source as the Word document has them: without marks."""
    text = re.sub(r"\[\^\d+\](?::\s*)?", "", text)
    text = re.sub(r"\^([^\s^\[\]]+)\^", r"\1", text)
    return re.sub(r"(?m)^(?:#+|>)\s+", "", text).replace("*", "")


def word_paper(text: str) -> bytes:
    """Return the document of ``text``, Markdown whose blocks are parted by empty lines."""
    body: list[str] = []
    notes: list[str] = []
    list_level = 0  # that of the heading of the list that is being read, which may be in parts
    for block in re.split(r"\n{2,}", text.strip()):
        if note := _NOTE.fullmatch(" ".join(block.split())):
            notes.append(_note(note[1], note[2]))
        elif heading := re.fullmatch(r"(#+)\s+(.+)", block):
            if not list_level or len(heading[1]) <= list_level:
                list_level = len(heading[1]) if heading[2].lower() in LISTS else 0
            body.append(
                paragraph(*_runs(heading[2]), properties=f'<w:pStyle w:val="Heading{len(heading[1])}"/>')
            )
        else:
            quoted = block.startswith("> ")
            words = " ".join(re.sub(r"(?m)^> ", "", block).split())
            indent = _HANGING if list_level else _QUOTE if quoted else ""
            body.append(paragraph(*_runs(words), properties=indent))
    parts = {"styles": _STYLES} | ({"footnotes": "".join(notes)} if notes else {})
    return docx("".join(body), parts=parts)


def _note(number: str, words: str) -> str:
    mark = "<w:r><w:footnoteRef/></w:r>"
    return f'<w:footnote w:id="{number}">{paragraph(mark, run(" "), *_runs(words))}</w:footnote>'


def _runs(words: str) -> Iterator[str]:
    position = 0
    for piece in _PIECE.finditer(words):
        if before := words[position : piece.start()]:
            yield run(before)
        if piece["note"]:
            yield f'<w:r><w:footnoteReference w:id="{piece["note"]}"/></w:r>'
        elif piece["bold"]:
            yield run(piece["bold"], "<w:b/>")
        elif piece["raised"]:
            yield run(piece["raised"], '<w:vertAlign w:val="superscript"/>')
        else:
            yield run(piece["italic"], "<w:i/>")
        position = piece.end()
    if rest := words[position:]:
        yield run(rest)
