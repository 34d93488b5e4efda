"""One part of a document, read from its elements into a story.

ISO/IEC 29500-1: 17.3 paragraphs and runs, 17.4 tables, 17.5.2 content controls, 17.13 annotations: of tracked
changes the insertions are read and the deletions are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from citekit.word.field_stack import FieldStack
from citekit.word.numbering import Numbering
from citekit.word.story import Control, Look, NoteReference, Paragraph, Place, Run, StoryKind
from citekit.word.style_sheet import StyleSheet, paragraph_setting
from citekit.xml_text import XmlElement

__all__ = ["StoryReader", "characters_of"]

_TRANSPARENT: Final = frozenset(
    {
        "w:body", "w:customXml", "w:dir", "w:bdo", "w:moveTo", "w:sdtContent", "w:smartTag", "w:tc",
        "w:txbxContent",
    }
)  # fmt: skip
"""Elements whose content is read as if they were not there."""
_CHARACTERS: Final = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "w:softHyphen": "\N{SOFT HYPHEN}",
}
_NOTES: Final = {
    "w:footnoteReference": StoryKind.FOOTNOTES,
    "w:endnoteReference": StoryKind.ENDNOTES,
}
_DRAWINGS: Final = frozenset({"w:drawing", "w:pict", "w:object", "mc:AlternateContent"})
_BOOKMARKS: Final = frozenset({"w:bookmarkStart", "w:bookmarkEnd"})
_MATHS: Final = frozenset({"m:oMath", "m:oMathPara"})
_XML_SPACE: Final = " \t\r\n"
_OUTLINE_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Around:
    """What a piece of the text stands in."""

    place: Place = Place.TEXT
    controls: tuple[int, ...] = ()
    link: str = ""
    inserted: bool = False


@dataclass(slots=True)
class _OpenParagraph:
    """A paragraph while it is read, with the text boxes that are anchored in it."""

    number: int
    style: str
    runs: list[Run] = field(default_factory=list)
    boxes: list[tuple[XmlElement, _Around]] = field(default_factory=list)


@dataclass(slots=True)
class _OpenRun:
    """A run while it is read."""

    element: XmlElement
    around: _Around
    paragraph: _OpenParagraph
    pieces: list[str] = field(default_factory=list)
    look: Look | None = None
    has_marks: bool = False


class StoryReader:
    """One reading of one part. ``note`` is the id of the note or comment that is being read."""

    def __init__(
        self,
        data: bytes,
        fields: FieldStack,
        *,
        styles: StyleSheet,
        numbering: Numbering,
        links: Mapping[str, str],
    ) -> None:
        self.controls: list[Control] = []
        self.note = ""
        self._paragraphs: list[Paragraph | None] = []
        self._data = data
        self._fields = fields
        self._styles = styles
        self._numbering = numbering
        self._links = links

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs read so far."""
        return tuple(paragraph for paragraph in self._paragraphs if paragraph)

    def read(self, elements: Sequence[XmlElement]) -> None:
        """Read elements that stand where paragraphs can stand."""
        self._read_blocks(elements, _Around())

    def _read_blocks(self, elements: Sequence[XmlElement], around: _Around) -> None:
        for element in elements:
            tag = element.tag
            if tag == "w:p":
                self._read_paragraph(element, around)
            elif tag == "w:tbl":
                rows = [row for row in element.children if not _is_deleted(row.child("w:trPr"))]
                self._read_blocks(rows, replace(around, place=Place.TABLE))
            elif tag == "w:sdt":
                self._read_control(element, around, self._read_blocks, block=True)
            elif tag in _BOOKMARKS:
                self._fields.read_bookmark(element, len(self._paragraphs))
            else:
                inner, around_inner = self._inner(element, around)
                self._read_blocks(inner, around_inner)

    def _inner(self, element: XmlElement, around: _Around) -> tuple[Sequence[XmlElement], _Around]:
        """Return what is to be read of an element that only stands around text, nothing for any other."""
        tag = element.tag
        if tag in _TRANSPARENT or tag == "w:tr":
            return element.children, around
        if tag == "w:ins":
            return element.children, replace(around, inserted=True)
        if tag == "w:hyperlink":
            anchor = element.get("w:anchor")
            link = self._links.get(element.get("r:id"), "") or (f"#{anchor}" if anchor else "")
            return element.children, replace(around, link=link)
        if tag == "mc:AlternateContent":
            return _chosen(element), around
        return (), around

    def _read_control(
        self,
        element: XmlElement,
        around: _Around,
        read: Callable[[Sequence[XmlElement], _Around], None],
        *,
        block: bool,
    ) -> None:
        setting = element.child("w:sdtPr")
        values = {child.tag: child.get("w:val") for child in (setting.children if setting else ())}
        number = len(self.controls)
        self.controls.append(
            Control(
                number=number,
                tag=values.get("w:tag", ""),
                title=values.get("w:alias", ""),
                kind=next((kind for kind in ("citation", "bibliography") if f"w:{kind}" in values), ""),
                start=element.start,
                end=element.end(self._data),
                block=block,
                first=len(self._paragraphs) + (1 if block else 0),
                parent=around.controls[-1] if around.controls else None,
            )
        )
        content = element.child("w:sdtContent")
        if content:
            read(content.children, replace(around, controls=(*around.controls, number)))

    def _read_paragraph(self, element: XmlElement, around: _Around) -> None:
        properties = element.child("w:pPr")
        style = self._styles.style_of(properties)
        self._paragraphs.append(None)
        opened = _OpenParagraph(len(self._paragraphs), style)
        self._read_inline(element.children, around, opened)
        own = paragraph_setting(properties)
        setting = own.over(self._styles.setting(style))
        list_, label = None, ""
        if setting.list_id not in (None, "", "0"):
            list_ = (str(setting.list_id), setting.list_level or 0)
            label = self._numbering.next_label(*list_)
            setting = own.over(self._numbering.setting(*list_)).over(setting)
        self._paragraphs[opened.number - 1] = Paragraph(
            number=opened.number,
            runs=tuple(opened.runs),
            start=element.start,
            end=element.end(self._data),
            style=self._styles.name(style),
            outline=setting.outline if setting.outline and setting.outline <= _OUTLINE_LEVELS else None,
            left=setting.left or 0,
            first_line=setting.first_line or 0,
            list=list_,
            label=label,
            place=around.place,
            note=self.note,
            controls=around.controls,
            joins_next=_is_deleted(properties.child("w:rPr") if properties else None),
        )
        for box, around_box in opened.boxes:
            # A text box is a text of its own: a field that is open around it does not hold it.
            outer = self._fields.set_aside()
            self._read_blocks(box.children, around_box)
            self._fields.take_back(outer)

    def _read_inline(
        self, elements: Sequence[XmlElement], around: _Around, paragraph: _OpenParagraph
    ) -> None:
        for element in elements:
            tag = element.tag
            if tag == "w:r":
                self._read_run(_OpenRun(element, around, paragraph))
            elif tag == "w:sdt":
                self._read_control(
                    element,
                    around,
                    lambda inner, where: self._read_inline(inner, where, paragraph),
                    block=False,
                )
            elif tag == "w:fldSimple":
                depth = self._fields.begin_simple(element, paragraph.number)
                self._read_inline(element.children, around, paragraph)
                self._fields.end_simple(element, paragraph.number, depth)
            elif tag in _BOOKMARKS:
                self._fields.read_bookmark(element, paragraph.number)
            elif tag in _MATHS:
                text = "".join(one.text for one in element.walk() if one.tag == "m:t")
                self._add_run(_OpenRun(element, around, paragraph, pieces=[text], look=Look()))
            else:
                inner, around_inner = self._inner(element, around)
                self._read_inline(inner, around_inner, paragraph)

    def _read_run(self, run: _OpenRun) -> None:
        before = len(run.paragraph.runs)
        for child in run.element.children:
            tag = child.tag
            text = characters_of(child)
            if text is not None:
                run.pieces.append(text)
            elif tag == "w:instrText":
                self._fields.add_instruction(child.text)
            else:
                self._read_in_run(child, run)
        self._add_run(run)
        runs = run.paragraph.runs
        if run.has_marks or len(runs) - before > 1:
            runs[before:] = [replace(one, is_part=True) for one in runs[before:]]

    def _read_in_run(self, child: XmlElement, run: _OpenRun) -> None:
        """Read what is rarer in a run than text."""
        tag = child.tag
        if tag == "w:fldChar":
            self._add_run(run)
            run.has_marks = True
            self._fields.read_mark(child, run.element, run.paragraph.number)
        elif tag in _NOTES:
            self._add_run(run)
            self._add_run(run, NoteReference(_NOTES[tag], child.get("w:id")))
        elif tag == "w:ruby":
            self._add_run(run)
            base = child.child("w:rubyBase")
            self._read_inline(base.children if base else (), run.around, run.paragraph)
        elif tag in _DRAWINGS:
            around = replace(run.around, place=Place.TEXT_BOX)
            run.paragraph.boxes += ((box, around) for box in _boxes(child))

    def _add_run(self, opened: _OpenRun, note: NoteReference | None = None) -> None:
        """Add the text of a run that was gathered, or the mark of a note."""
        text = "".join(opened.pieces)
        opened.pieces.clear()
        if (not text and note is None) or self._fields.takes(text):
            # What a field shows inside the instruction of another is a word of that instruction (17.16.2).
            return
        if opened.look is None:
            opened.look = self._styles.look(opened.paragraph.style, opened.element.child("w:rPr"))
        opened.paragraph.runs.append(
            Run(
                text=text,
                look=opened.look,
                start=opened.element.start,
                end=opened.element.end(self._data),
                fields=self._fields.numbers,
                controls=opened.around.controls,
                link=opened.around.link or self._fields.link,
                inserted=opened.around.inserted,
                note=note,
            )
        )


def characters_of(element: XmlElement) -> str | None:
    """Return the text that a child of a ``w:r`` shows, None where it is of another kind."""
    if element.tag == "w:t":
        keeps = element.get("xml:space") == "preserve"
        return element.text if keeps else element.text.strip(_XML_SPACE)
    if element.tag == "w:sym":
        return _symbol(element.get("w:char"))
    return _CHARACTERS.get(element.tag)


def _is_deleted(properties: XmlElement | None) -> bool:
    return bool(properties and properties.child("w:del"))


def _chosen(element: XmlElement) -> Sequence[XmlElement]:
    """Return one of the alternatives that say the same for newer and older programs (29500-3, 10.2.1)."""
    for tag in ("mc:Choice", "mc:Fallback"):
        for alternative in element.named(tag):
            return alternative.children
    return ()


def _boxes(element: XmlElement) -> Iterator[XmlElement]:
    """Yield the texts of the text boxes in a drawing, each once."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == "w:txbxContent":
            yield one
        else:
            inner = _chosen(one) if one.tag == "mc:AlternateContent" else one.children
            waiting += reversed(inner)


def _symbol(code: str) -> str:
    """Return a character that is given by its number in a font; those of symbol fonts have no other name."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    is_nameless = 0xD800 <= number <= 0xF8FF or not 0 < number < 0x110000
    return "" if is_nameless else chr(number)
