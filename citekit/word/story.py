"""What a Word document holds once it is read: stories of paragraphs of runs, with fields and controls.

ISO/IEC 29500-1, 17. A story is one part with text of its own: the body, the footnotes, the endnotes, the
comments. Everything says where in the bytes of its part it stands, so that a writer can change some runs and
leave all else as it is. Measures are in twentieths of a point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

__all__ = [
    "Control",
    "Document",
    "Field",
    "FieldKind",
    "Look",
    "NoteReference",
    "Paragraph",
    "Place",
    "Run",
    "Story",
    "StoryKind",
    "VerticalAlign",
]


class StoryKind(StrEnum):
    """Which text of a document it is."""

    BODY = "body"
    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"
    COMMENTS = "comments"


class Place(StrEnum):
    """What a paragraph stands in, the innermost."""

    TEXT = "text"
    TABLE = "table"
    TEXT_BOX = "text box"


class FieldKind(StrEnum):
    """How a field is written: with marks around it, as one element, or as a bookmark with a property."""

    COMPLEX = "complex"
    SIMPLE = "simple"
    BOOKMARK = "bookmark"


class VerticalAlign(StrEnum):
    """Whether a run is raised or lowered."""

    BASELINE = "baseline"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The formats of a run, those that its styles give it included. ``hidden`` text is not shown."""

    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    all_caps: bool = False
    underline: bool = False
    hidden: bool = False
    vertical: VerticalAlign = VerticalAlign.BASELINE


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The mark of a footnote or endnote in the text."""

    story: StoryKind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one format.

    ``start`` and ``end`` are the bytes of the ``w:r`` in its part. An element can give several runs
    (``is_part``: text before and after a mark of a field). ``fields`` and ``controls`` are the numbers of
    those in whose result it stands, the outermost first. ``link`` is the address that it leads to.
    ``inserted`` says that the insertion is tracked and not yet accepted.
    """

    text: str
    look: Look
    start: int
    end: int
    is_part: bool = False
    fields: tuple[int, ...] = ()
    controls: tuple[int, ...] = ()
    link: str = ""
    inserted: bool = False
    note: NoteReference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: its runs, and how it is set.

    ``number`` counts the paragraphs of the story from 1, ``note`` is the id of the note or comment that it
    is in. ``style`` is the name as Word shows it. ``outline`` counts from 1 (Heading 1), None for running
    text. ``left`` and ``first_line`` are the indents; a hanging indent is a ``first_line`` below 0.
    ``list`` is number and level of the list that numbers it, where it is numbered by Word, and ``label``
    what Word puts before it. ``joins_next`` says that the break after it is deleted, tracked.
    """

    number: int
    runs: tuple[Run, ...]
    start: int
    end: int
    style: str = ""
    outline: int | None = None
    left: int = 0
    first_line: int = 0
    list: tuple[str, int] | None = None
    label: str = ""
    place: Place = Place.TEXT
    note: str = ""
    controls: tuple[int, ...] = ()
    joins_next: bool = False

    @property
    def text(self) -> str:
        """The text that is shown, of all runs."""
        return "".join(run.text for run in self.runs if not run.look.hidden)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its instruction, and the bytes of its part that it takes up, in one paragraph or in several.

    ``number`` counts the fields of the story from 0, in the order in which they begin; ``parent`` is the
    field in which it stands, in its result or in its instruction. ``data`` is what a program has put beside
    the instruction (``w:fldData``). ``first`` and ``last`` number the paragraphs where it begins and ends.
    """

    number: int
    kind: FieldKind
    instruction: str
    data: bytes
    start: int
    end: int
    first: int
    last: int
    parent: int | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A content control: its tag and title, and the bytes of its part that it takes up.

    ``number`` counts those of the story from 0. ``kind`` is ``citation``, ``bibliography`` or empty. A
    ``block`` holds whole paragraphs.
    """

    number: int
    tag: str
    title: str
    kind: str
    start: int
    end: int
    block: bool
    first: int
    parent: int | None = None


@dataclass(frozen=True)
class Story:
    """One text of the document. ``data`` are the bytes, in UTF-8, that all offsets count in."""

    kind: StoryKind
    part: str
    data: bytes = field(repr=False)
    paragraphs: tuple[Paragraph, ...]
    fields: tuple[Field, ...]
    controls: tuple[Control, ...]

    @cached_property
    def results(self) -> Mapping[int, str]:
        """The text that each field shows, by the field's number."""
        texts: dict[int, list[str]] = {}
        before: dict[int, int] = {}
        for paragraph, run in self._runs():
            for number in run.fields:
                pieces = texts.setdefault(number, [])
                if before.setdefault(number, paragraph) != paragraph:
                    pieces.append("\n")
                    before[number] = paragraph
                pieces.append(run.text)
        return {number: "".join(pieces) for number, pieces in texts.items()}

    def control_text(self, control: Control) -> str:
        """Return the text that a content control shows, one paragraph a line."""
        lines: dict[int, list[str]] = {}
        for paragraph, run in self._runs():
            if control.number in run.controls:
                lines.setdefault(paragraph, []).append(run.text)
        return "\n".join("".join(pieces) for pieces in lines.values())

    def _runs(self) -> Iterator[tuple[int, Run]]:
        return (
            (paragraph.number, run)
            for paragraph in self.paragraphs
            for run in paragraph.runs
            if not run.look.hidden
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A Word document: its stories, and what stands beside the text.

    ``properties`` are those that programs put into the document (``docProps/custom.xml``), ``variables``
    those of its settings (``w:docVar``). ``sources`` are the bytes of the parts with the works that Word
    itself cites. ``extensions`` are the properties that add-ins keep, by name, as JSON.
    """

    name: str
    stories: tuple[Story, ...]
    properties: Mapping[str, str]
    variables: Mapping[str, str]
    sources: tuple[tuple[str, bytes], ...]
    extensions: Mapping[str, str]

    def story(self, kind: StoryKind) -> Story | None:
        """Return the story of this kind, None if the document has none."""
        return next((story for story in self.stories if story.kind is kind), None)
