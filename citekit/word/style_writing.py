"""Styles that a document is to have: those of its own by their names, the missing ones added (17.7)."""

from __future__ import annotations

from typing import Final, NamedTuple

from citekit.word.names import PREFIXES
from citekit.word.package_editing import PackageEditor, add_child
from citekit.word.style_sheet import ParagraphSetting, StyleSheet
from citekit.xml_text import read_xml

__all__ = ["BIBLIOGRAPHY", "FOOTNOTE_REFERENCE", "FOOTNOTE_TEXT", "NewStyle", "StyleWriter"]

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"


class NewStyle(NamedTuple):
    """One of Word's own styles: its name, the same in every language of Word, and what a new one says."""

    name: str
    kind: str
    id: str
    properties: str


BIBLIOGRAPHY: Final = NewStyle("Bibliography", "paragraph", "Bibliography", "")
FOOTNOTE_TEXT: Final = NewStyle(
    "footnote text",
    "paragraph",
    "FootnoteText",
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>',
)
FOOTNOTE_REFERENCE: Final = NewStyle(
    "footnote reference",
    "character",
    "FootnoteReference",
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
)


class StyleWriter:
    """The styles of the document in ``editor``."""

    def __init__(self, editor: PackageEditor) -> None:
        self._editor = editor
        self._part = editor.related("styles")

    def find(self, name: str, kind: str) -> str:
        """Return the id of the style of this name, empty if there is none."""
        if not self._part:
            return ""
        root = read_xml(self._editor.read(self._part), name=self._part, prefixes=PREFIXES)
        for style in root.named("w:style"):
            named = style.child("w:name")
            if (
                named
                and style.get("w:type", "paragraph") == kind
                and named.get("w:val").lower() == name.lower()
            ):
                return style.get("w:styleId")
        return ""

    def setting(self, id_: str) -> ParagraphSetting:
        """Return what a paragraph style says of indents."""
        root = read_xml(self._editor.read(self._part), name=self._part, prefixes=PREFIXES)
        return StyleSheet(root).setting(id_)

    def id_of(self, style: NewStyle) -> str:
        """Return the id of the document's style of that name; it is added if there is none."""
        found = self.find(style.name, style.kind)
        if found:
            return found
        namespace = _STRICT if self._editor.is_strict else _WORD
        if not self._part:
            empty = f'<w:styles xmlns:w="{namespace}"/>'.encode()
            self._part = self._editor.add_part("styles", _TYPE, empty, file="styles.xml")
        normal = self.find("Normal", "paragraph") if style.kind == "paragraph" else ""
        based = f'<w:basedOn w:val="{normal}"/>' if normal else ""
        xml = (
            f'<w:style xmlns:w="{namespace}" w:type="{style.kind}" w:styleId="{style.id}">'
            f'<w:name w:val="{style.name}"/>{based}<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
            f"{style.properties}</w:style>"
        )
        data = add_child(self._editor.read(self._part), xml, name=self._part)
        self._editor.write(self._part, data)
        return style.id
