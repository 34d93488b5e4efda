"""A paper of the bed as a text document for LibreOffice, set as students are told to set it.

Double-spaced in twelve points with a running head, first lines indented, the list hanging; `[^1]` becomes a
real footnote. It is one file of XML (OpenDocument 1.3, a flat text document).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from tests.checks.bed.word_paper import LISTS

__all__ = ["odt_paper"]

_NAMES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
_NOTE: Final = re.compile(r"^\[\^(\d+)\]:\s*(.+(?:\n(?!\n).+)*)", re.MULTILINE)
_PIECE: Final = re.compile(r"\*(?P<italic>[^*]+)\*|\[\^(?P<note>\d+)\]")
_FONT: Final = 'style:font-name="Liberation Serif" fo:font-family="Liberation Serif"'


def _style(name: str, paragraph: str, text: str = "", *, parent: str = "Text") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


_STYLES: Final = "".join(
    [
        (
            '<style:style style:name="Text" style:family="paragraph"><style:paragraph-properties '
            'fo:line-height="200%" fo:text-indent="1.27cm"/><style:text-properties '
            f'{_FONT} fo:font-size="12pt" fo:language="en" fo:country="US"/></style:style>'
        ),
        _style("Title", 'fo:text-align="center" fo:text-indent="0cm"', 'fo:font-weight="bold"'),
        _style("Head", 'fo:keep-with-next="always" fo:text-indent="0cm"', 'fo:font-weight="bold"'),
        _style("Entry", 'fo:margin-left="1.27cm" fo:text-indent="-1.27cm"'),
        _style("Footnote", 'fo:line-height="100%" fo:text-indent="0.5cm"', 'fo:font-size="10pt"'),
        _style("Header", 'fo:line-height="100%" fo:text-align="end" fo:text-indent="0cm"'),
        (
            '<style:style style:name="Italic" style:family="text">'
            '<style:text-properties fo:font-style="italic"/></style:style>'
        ),
    ]
)
_PAGE: Final = (
    '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21.59cm" '
    'fo:page-height="27.94cm" fo:margin="2.54cm"/><style:header-style><style:header-footer-properties '
    'fo:min-height="0.6cm" fo:margin-bottom="0.5cm"/></style:header-style></style:page-layout>'
)


def odt_paper(text: str) -> bytes:
    """Return the document of ``text``, Markdown whose blocks are parted by empty lines."""
    notes = {match[1]: " ".join(match[2].split()) for match in _NOTE.finditer(text)}
    blocks = []
    in_list = False
    for block in re.split(r"\n{2,}", _NOTE.sub("", text).strip()):
        if heading := re.fullmatch(r"(#+)\s+(.+)", block):
            in_list = heading[2].lower() in LISTS
            blocks.append(
                _paragraph(heading[2], "Title" if len(heading[1]) == 1 or in_list else "Head", notes)
            )
        else:
            blocks.append(_paragraph(" ".join(block.split()), "Entry" if in_list else "Text", notes))
    title = escape(text.splitlines()[0].lstrip("# ").partition(":")[0].upper())
    head = f'<text:p text:style-name="Header">{title} <text:page-number>1</text:page-number></text:p>'
    master = (
        '<style:master-page style:name="Standard" style:page-layout-name="Page">'
        f"<style:header>{head}</style:header></style:master-page>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{_STYLES}</office:styles><office:automatic-styles>{_PAGE}</office:automatic-styles>"
        f"<office:master-styles>{master}</office:master-styles>"
        f"<office:body><office:text>{''.join(blocks)}</office:text></office:body></office:document>\n"
    ).encode()


def _paragraph(words: str, style: str, notes: Mapping[str, str]) -> str:
    return f'<text:p text:style-name="{style}">{_pieces(words, notes)}</text:p>'


def _pieces(words: str, notes: Mapping[str, str]) -> str:
    def piece(match: re.Match[str]) -> str:
        if match["italic"]:
            return f'<text:span text:style-name="Italic">{match["italic"]}</text:span>'
        number = match["note"]
        body = _paragraph(notes[number], "Footnote", {})
        return (
            f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}'
            f"</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
        )

    return _PIECE.sub(piece, escape(words))
