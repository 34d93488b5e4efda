"""Lines as the paragraphs, headings, references and notes that somebody set.

What tells them apart is what a reader sees: space between lines, indents, size and weight of type, and a line
that ends where the next word would still have had room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from citekit.documents.blocks import BlockKind
from citekit.documents.pdf.endnotes import without_endnotes
from citekit.documents.pdf.floats import with_floats_apart
from citekit.documents.pdf.labels import BULLET, CAPTION, NUMBERED
from citekit.documents.pdf.lines import Line
from citekit.documents.pdf.notes import without_notes
from citekit.documents.pdf.paragraph import Paragraph
from citekit.documents.pdf.references import references_of
from citekit.documents.pdf.setting import (
    INDENT,
    LARGER,
    Setting,
    are_in_one_column,
    are_of_one_size,
    is_list_heading,
)
from citekit.documents.reference_headings import is_reference_heading
from citekit.markup.tree import Format

__all__ = ["paragraphs_of"]

_SPACED_HEADING: Final = 1.5
_LONGEST_HEADING: Final = 160
_MOST_LINES_OF_HEADING: Final = 4
_SECTION: Final = re.compile(r"[IVX]+\.\s+[^\W\d_]")
"""How the sections of papers with two columns are numbered, above the column's middle."""
_SENTENCE_END: Final = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_GOES_ON: Final = re.compile(r"[a-zß-öø-ÿ\d(&,;)]")


def paragraphs_of(
    lines: Sequence[Line], rules: Mapping[int, Sequence[float]]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a paper in their order, and its notes; ``rules`` are for `without_notes`."""
    setting = Setting(lines)
    text, notes = without_notes(lines, setting, rules)
    text, endnotes = without_endnotes(text, setting)
    paragraphs: list[Paragraph] = []
    listed: list[Line] = []
    in_list = False
    for paragraph in with_floats_apart(_merged_headings(_paragraphs(text, setting), setting), setting):
        is_heading = paragraph.kind is BlockKind.HEADING
        if in_list and not is_heading:
            listed += paragraph.lines
            continue
        paragraphs += _listed(listed, setting)
        listed = []
        in_list = is_reference_heading(_text(paragraph)) and len(paragraph.lines) == 1
        paragraphs.append(paragraph)
    paragraphs += _listed(listed, setting)
    return paragraphs, [*notes, *endnotes]


def _listed(lines: Sequence[Line], setting: Setting) -> Iterator[Paragraph]:
    """Yield what stands below the heading of a list: its references, and what follows them."""
    references, rest = references_of(lines, setting)
    yield from references
    yield from _paragraphs(rest, setting)


def _text(paragraph: Paragraph) -> str:
    return " ".join([line.text for line in paragraph.lines])


def _paragraphs(lines: Sequence[Line], setting: Setting) -> Iterator[Paragraph]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _begins(paragraph, line, setting):
            yield _made(paragraph, setting)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _made(paragraph, setting)


def _begins(before: Sequence[Line], line: Line, setting: Setting) -> bool:
    """Whether a line begins a paragraph, after the lines ``before`` of another."""
    last = before[-1]
    if not are_of_one_size(last, line) or setting.is_table_row(line) or setting.is_table_row(last):
        return True
    if is_list_heading(line, setting) or (len(before) == 1 and is_list_heading(last, setting)):
        return True
    if line.is_bold != last.is_bold and (len(before) == 1 or line.is_bold):
        return not (line.is_bold and setting.room(last) < line.first_word and are_in_one_column(last, line))
    if are_in_one_column(last, line):
        return _begins_below(before, line, setting)
    # The text goes on in another column or on another page.
    indent = setting.indent(line) - (setting.indent(last) if len(before) > 1 else 0)
    if indent > INDENT * line.size or BULLET.match(line.text) or CAPTION.match(line.text):
        return True
    if len(before) > 1 and indent < -INDENT * line.size:
        return True
    is_full = setting.room(last) < line.first_word + line.size
    return not is_full and bool(_SENTENCE_END.search(last.text)) and not _GOES_ON.match(line.text)


def _begins_below(before: Sequence[Line], line: Line, setting: Setting) -> bool:
    last = before[-1]
    if setting.is_spaced(last, line) or line.base <= last.base or _is_next_item(before, line):
        return True
    if CAPTION.match(before[0].text) and setting.is_centred(line):
        return False
    step = INDENT * line.size
    if setting.is_centred(last) and not setting.is_centred(line) and abs(line.x0 - last.x0) > step:
        return True
    if abs(line.x0 - last.x0) > step:
        if setting.is_centred(line) and setting.is_centred(last):
            return False
        if len(before) > 1 or line.x0 > last.x0:
            return not BULLET.match(before[0].text) and not NUMBERED.match(before[0].text)
        return BULLET.match(line.text) is not None
    if BULLET.match(line.text):
        return True
    has_room = setting.room(last) > line.first_word + line.size
    is_quote = setting.indent(line) > step and setting.indent(last) > step
    return (
        has_room and not is_quote and bool(_SENTENCE_END.search(last.text)) and not _GOES_ON.match(line.text)
    )


def _is_next_item(before: Sequence[Line], line: Line) -> bool:
    """Whether a line has the number after that of the paragraph above, or the first one after bullets."""
    one, other = NUMBERED.match(before[0].text), NUMBERED.match(line.text)
    if other is None:
        return False
    if one is None:
        return bool(BULLET.match(before[0].text)) and other["number"] == "1"
    return one["after"] == other["after"] and int(other["number"]) == int(one["number"]) + 1


def _made(lines: Sequence[Line], setting: Setting) -> Paragraph:
    paragraph = Paragraph(list(lines))
    text = _text(paragraph)
    is_short = len(text) <= _LONGEST_HEADING and len(lines) <= _MOST_LINES_OF_HEADING
    has_letters = any(char.isalpha() for char in text)
    is_large = lines[0].size > LARGER * setting.size
    is_bold = all(line.is_bold for line in lines)
    is_numbered = setting.is_centred(lines[0]) and bool(_SECTION.match(text))
    if has_letters and is_short and (is_large or is_bold or is_numbered) and not _is_sentence(text):
        paragraph.kind = BlockKind.HEADING
        is_italic = all(Format.ITALIC in char.formats for char in lines[0].chars if not char.text.isspace())
        paragraph.look = (
            round(lines[0].size),
            float(is_bold),
            float(setting.is_centred(lines[0])),
            -float(is_italic),
        )
        return paragraph
    if bullet := BULLET.match(lines[0].text):
        paragraph.marker_end = bullet.end()
    step = 1.2 * lines[0].size
    paragraph.in_quote = (
        len(lines) > 1
        and all(setting.indent(line) > step for line in lines)
        and not setting.is_centred(lines[-1])
        and not bullet
        and not NUMBERED.match(lines[0].text)
    )
    return paragraph


def _is_sentence(text: str) -> bool:
    """Whether bold words are rather a sentence than a heading."""
    return text.rstrip().endswith((".", ",", ";")) and not is_reference_heading(text)


def _merged_headings(paragraphs: Iterator[Paragraph], setting: Setting) -> Iterator[Paragraph]:
    """Yield paragraphs, the lines of a long heading as one."""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if (
            before is not None
            and before.kind is paragraph.kind is BlockKind.HEADING
            and before.look[:2] == paragraph.look[:2]
            and are_in_one_column(before.lines[-1], paragraph.lines[0])
            and paragraph.lines[0].base - before.lines[-1].base < _SPACED_HEADING * paragraph.lines[0].size
            and setting.is_full(before.lines[-1], paragraph.lines[0])
            and not is_reference_heading(_text(before))
            and not is_reference_heading(_text(paragraph))
        ):
            before.lines += paragraph.lines
            continue
        if before is not None:
            yield before
        before = paragraph
    if before is not None:
        yield before
