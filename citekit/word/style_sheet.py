"""What the styles of a document give to its paragraphs and runs (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from citekit.word.names import is_on, whole_number
from citekit.word.story import Look, VerticalAlign
from citekit.xml_text import XmlElement

__all__ = ["ParagraphSetting", "StyleSheet", "paragraph_setting"]

_TOGGLES: Final = {
    "w:i": "italic",
    "w:b": "bold",
    "w:smallCaps": "small_caps",
    "w:caps": "all_caps",
    "w:vanish": "hidden",
}
"""Properties that two kinds of styles switch on together only if one of them does (17.7.3)."""
_LONGEST_CHAIN: Final = 30
_VERTICAL: Final = {align.value: align for align in VerticalAlign}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphSetting:
    """What is said of a paragraph in one place; None where nothing is."""

    left: int | None = None
    first_line: int | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, other: ParagraphSetting) -> ParagraphSetting:
        """Return this setting, completed by what ``other`` says of the rest."""
        return ParagraphSetting(
            left=other.left if self.left is None else self.left,
            first_line=other.first_line if self.first_line is None else self.first_line,
            outline=other.outline if self.outline is None else self.outline,
            list_id=other.list_id if self.list_id is None else self.list_id,
            list_level=other.list_level if self.list_level is None else self.list_level,
        )


def paragraph_setting(properties: XmlElement | None) -> ParagraphSetting:
    """Return what a ``w:pPr`` says."""
    left = first_line = outline = level = None
    list_id = None
    for child in properties.children if properties else ():
        if child.tag == "w:ind":
            left = whole_number(child.get("w:start") or child.get("w:left"))
            hanging = whole_number(child.get("w:hanging"))
            first_line = whole_number(child.get("w:firstLine")) if hanging is None else -hanging
        elif child.tag == "w:outlineLvl":
            number = whole_number(child.get("w:val"))
            outline = None if number is None else number + 1
        elif child.tag == "w:numPr":
            for part in child.children:
                if part.tag == "w:numId":
                    list_id = part.get("w:val")
                elif part.tag == "w:ilvl":
                    level = whole_number(part.get("w:val"))
    return ParagraphSetting(
        left=left, first_line=first_line, outline=outline, list_id=list_id, list_level=level
    )


class StyleSheet:
    """The styles of one document, by their ids."""

    def __init__(self, root: XmlElement | None) -> None:
        self._styles: dict[str, XmlElement] = {}
        self._default: dict[str, str] = {}
        self._base: Mapping[str, bool | str] = {}
        self._settings: dict[str, ParagraphSetting] = {}
        self._formats: dict[str, Mapping[str, bool | str]] = {}
        for element in root.children if root else ():
            if element.tag == "w:style":
                id_ = element.get("w:styleId")
                self._styles.setdefault(id_, element)
                if element.get("w:default") in ("1", "true", "on"):
                    self._default[element.get("w:type")] = id_
            elif element.tag == "w:docDefaults":
                holder = element.child("w:rPrDefault")
                self._base = _formats(holder.child("w:rPr") if holder else None)

    def style_of(self, properties: XmlElement | None) -> str:
        """Return the id of the style that a ``w:pPr`` names, or of the one that all others have."""
        named = properties.child("w:pStyle") if properties else None
        return named.get("w:val") if named else self._default.get("paragraph", "")

    def name(self, id_: str) -> str:
        """Return the name of a style as Word shows it, its id where it has none."""
        style = self._styles.get(id_)
        name = style.child("w:name") if style else None
        return name.get("w:val") if name else id_

    def setting(self, id_: str) -> ParagraphSetting:
        """Return what a style and those that it is based on say of a paragraph."""
        known = self._settings.get(id_)
        if known is None:
            known = ParagraphSetting()
            for style in self._chain(id_):
                known = known.over(paragraph_setting(style.child("w:pPr")))
            self._settings[id_] = known
        return known

    def look(self, paragraph_style: str, properties: XmlElement | None) -> Look:
        """Return how a run looks that has these ``w:rPr`` in a paragraph of this style."""
        own = _formats(properties)
        named = properties.child("w:rStyle") if properties else None
        of_paragraph = self._of(paragraph_style)
        of_run = self._of(named.get("w:val")) if named else {}
        if not (own or of_paragraph or of_run or self._base):
            return _PLAIN
        toggles = {
            name: bool(
                own[name]
                if name in own
                else self._base.get(name) or (bool(of_paragraph.get(name)) != bool(of_run.get(name)))
            )
            for name in _TOGGLES.values()
        }
        rest = {**self._base, **of_paragraph, **of_run, **own}
        return Look(
            **toggles,
            underline=bool(rest.get("underline")),
            vertical=_VERTICAL.get(str(rest.get("vertical")), VerticalAlign.BASELINE),
        )

    def _of(self, id_: str) -> Mapping[str, bool | str]:
        known = self._formats.get(id_)
        if known is None:
            formats: dict[str, bool | str] = {}
            for style in self._chain(id_):
                formats = {**_formats(style.child("w:rPr")), **formats}
            known = self._formats[id_] = formats
        return known

    def _chain(self, id_: str) -> Iterator[XmlElement]:
        """Yield a style and those that it is based on; a circle ends."""
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(id_)
            if style is None:
                return
            yield style
            based_on = style.child("w:basedOn")
            if based_on is None:
                return
            id_ = based_on.get("w:val")


_PLAIN: Final = Look()


def _formats(properties: XmlElement | None) -> dict[str, bool | str]:
    """Return what a ``w:rPr`` says, by the names of `Look`."""
    formats: dict[str, bool | str] = {}
    for child in properties.children if properties else ():
        if child.tag in _TOGGLES:
            formats[_TOGGLES[child.tag]] = is_on(child)
        elif child.tag == "w:u":
            formats["underline"] = child.get("w:val", "single") != "none"
        elif child.tag == "w:vertAlign":
            formats["vertical"] = child.get("w:val")
    return formats
