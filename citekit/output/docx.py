"""WordprocessingML (ISO/IEC 29500-1, 17.3): the runs and paragraphs that a .docx file is made of.

`write` gives runs and `write_paragraphs` paragraphs, to be put into the body of a document that binds the
prefix ``w`` to `NAMESPACE`. They stand on their own: character formats and indents are given directly,
and a link is a HYPERLINK field, since ``w:hyperlink`` needs a relationship in another part of the package
for its address, and readers of plain text pass over the runs inside ``w:fldSimple``. The paragraph style
``Bibliography`` and the character style ``Hyperlink`` are Word's own; where they are missing nothing
breaks. Citations and bibliography as files are Flat OPC documents, which Word opens as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.markup.tree import Format, Markup
from citekit.output.indents import get_indent, label_width
from citekit.output.paragraphs import Paragraph, Run, lines, split_entries

__all__ = [
    "DESCRIPTION",
    "EXTENSION",
    "NAMESPACE",
    "write",
    "write_bibliography",
    "write_citations",
    "write_paragraphs",
]

DESCRIPTION: str = "a Word document as one XML file (Flat OPC)"
EXTENSION: str = ".xml"

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""What the prefix ``w`` stands for."""

# In the order that the schema wants them in (17.3.2.28).
_PROPERTIES: Final = {
    Format.BOLD: "<w:b/><w:bCs/>",
    Format.ITALIC: "<w:i/><w:iCs/>",
    Format.OBLIQUE: "<w:i/><w:iCs/>",
    Format.SMALL_CAPS: "<w:smallCaps/>",
    Format.UNDERLINE: '<w:u w:val="single"/>',
    Format.SUPERSCRIPT: '<w:vertAlign w:val="superscript"/>',
    Format.SUBSCRIPT: '<w:vertAlign w:val="subscript"/>',
}
"""There is none for LIGHT: Word knows bold and not bold."""

_EM: Final = 240
"""An em of 12-point text, and the height of its lines, in twentieths of a point."""

_ESCAPES: Final = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        **dict.fromkeys("\ufffe\uffff", "\ufffd"),  # XML 1.0, 2.2: no file may hold them
    }
)
_BREAK: Final = "<w:r><w:br/></w:r>"
_TAB: Final = "<w:r><w:tab/></w:r>"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPE: Final = "application/vnd.openxmlformats-"
_MAIN: Final = f"{_TYPE}officedocument.wordprocessingml.document.main+xml"
_FRAME: Final = (
    f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<?mso-application progid="Word.Document"?>
<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">
<pkg:part pkg:name="/_rels/.rels" pkg:contentType="{_TYPE}package.relationships+xml"><pkg:xmlData>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/>
</Relationships></pkg:xmlData></pkg:part>
<pkg:part pkg:name="/word/document.xml" pkg:contentType="{_MAIN}">
<pkg:xmlData><w:document xmlns:w="{NAMESPACE}"><w:body>""",
    "</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>",
)


def write(markup: Markup) -> str:
    """Return ``markup`` as runs, to stand in a paragraph."""
    return _BREAK.join(map(_runs, lines(markup)))


def write_paragraphs(entries: Sequence[BibliographyEntry], layout: BibliographyLayout) -> str:
    """Return the bibliography as paragraphs, one a line, to stand in the body of a document."""
    split = split_entries(entries)
    width = label_width(split, layout)
    return "\n".join(
        _paragraph(paragraph, layout, width, is_last=paragraph is entry[-1])
        for entry in split
        for paragraph in entry
    )


def write_citations(citations: Sequence[Markup]) -> str:
    """Return a Flat OPC document of the citations, one a paragraph and a line."""
    return _document(f"<w:p>{write(citation)}</w:p>" for citation in citations)


def write_bibliography(entries: Sequence[BibliographyEntry], layout: BibliographyLayout) -> str:
    """Return a Flat OPC document of the bibliography."""
    return _document([write_paragraphs(entries, layout)])


def _document(body: Iterable[str]) -> str:
    head, foot = _FRAME
    return "\n".join((head, *body, foot))


def _paragraph(paragraph: Paragraph, layout: BibliographyLayout, width: float, *, is_last: bool) -> str:
    indent = get_indent(paragraph, layout, width)
    left, hanging = round(indent.left * _EM), round(indent.hanging * _EM)
    line = layout.line_spacing * _EM
    after = layout.entry_spacing * line if is_last else 0
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>' if paragraph.label else ""
    label = _runs(paragraph.label) + _TAB if paragraph.label else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Bibliography"/>{tabs}'
        f'<w:spacing w:before="0" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{label}{_runs(paragraph.body)}</w:p>'
    )


def _runs(runs: Sequence[Run]) -> str:
    parts = []
    for url, group in groupby(runs, key=lambda run: run.url):
        text = "".join(map(_run, group))
        parts.append(_field(url, text) if url else text)
    return "".join(parts)


def _field(url: str, text: str) -> str:
    r"""Return the runs ``text`` as the result of a HYPERLINK field (17.16.5.25).

    A safe address holds no quotation mark and no backslash, which alone mean anything in an instruction.
    """
    instruction = f' HYPERLINK "{url}" '.translate(_ESCAPES)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _run(run: Run) -> str:
    style = '<w:rStyle w:val="Hyperlink"/>' if run.url else ""
    properties = style + "".join(xml for format_, xml in _PROPERTIES.items() if format_ in run.formats)
    setting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{setting}<w:t xml:space="preserve">{run.text.translate(_ESCAPES)}</w:t></w:r>'
