"""What holds for every writer in the table."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.cli.options import OUTPUT_FORMS
from citekit.csl.citation import BibliographyEntry, BibliographyLayout
from citekit.errors import CitekitError
from citekit.markup.tree import Block, Display, Format, Markup, Styled, Text
from citekit.output.all_writers import WRITERS, get_writer
from citekit.output.base import Writer
from tests.output.trees import HOSTILE, LINES, PAGES, TREES

each_writer = pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)


_OWN = re.compile("\x1b\\[[0-9;]+m")
"""The control sequences that the writer for terminals makes, to be taken off before looking for others."""


def _has_controls(text: str) -> bool:
    return any(unicodedata.category(char) in ("Cc", "Cs") for char in _OWN.sub("", text).replace("\n", ""))


@each_writer
@pytest.mark.parametrize("title", HOSTILE)
def test_no_control_character_passes(writer: Writer, title: str) -> None:
    """A hostile title, plain or in italics, reaches no terminal with a control character in it."""
    markup = (Text(title), Styled(Format.ITALIC, (Text(title),)))
    for text in (
        writer.write(markup),
        writer.write_citations([markup, markup]),
        writer.write_bibliography([BibliographyEntry("a", markup)], BibliographyLayout()),
    ):
        assert not _has_controls(text)
        text.encode("utf-8")


@each_writer
@given(markup=st.one_of(TREES, LINES, PAGES))
def test_any_tree_is_written(writer: Writer, markup: Markup) -> None:
    """No tree makes a writer fail, or lets a control character through."""
    entry = BibliographyEntry("a", markup)
    for text in (
        writer.write(markup),
        writer.write_bibliography([entry, entry], BibliographyLayout(second_field_align="flush")),
    ):
        assert not _has_controls(text)
        text.encode("utf-8")


@each_writer
def test_one_citation_a_line(writer: Writer) -> None:
    """Citations are lines, in the order given, within the frame that the form needs."""
    citations: list[Markup] = [(Text("a\nb"),), (Styled(Format.ITALIC, (Text("c"),)),)]
    first, second = map(writer.write, citations)

    lines = writer.write_citations(citations).split("\n")

    (at,) = (number for number, line in enumerate(lines) if first in line)
    assert second in lines[at + 1]


@pytest.mark.parametrize("name", ["text", "html", "markdown", "latex", "typst", "ansi"])
def test_citations_of_a_form_without_frame_are_the_lines_alone(name: str) -> None:
    """Each line is a citation as `write` gives it; an empty list is empty."""
    writer = WRITERS[name]
    assert writer.write_citations([(Text("a\nb"),), (Text("c"),)]) == "a b\nc"
    assert writer.write_citations([]) == ""


@each_writer
def test_what_is_empty_can_be_written(writer: Writer) -> None:
    """An empty markup, an entry that prints nothing, and an empty bibliography make no writer fail."""
    nothing = BibliographyEntry("x", ())
    writer.write(())
    for entries in ([], [nothing], [nothing, BibliographyEntry("y", (Text("Y"),))]):
        writer.write_bibliography(entries, BibliographyLayout(hanging_indent=True))


@each_writer
def test_entries_come_in_order_and_apart(writer: Writer) -> None:
    """A bibliography holds its entries in the order given, and does not end in a line break."""
    written = writer.write_bibliography(
        [BibliographyEntry("x", (Text("First"),)), BibliographyEntry("y", (Text("Second"),))],
        BibliographyLayout(),
    )
    assert written.index("First") < written.index("Second")
    assert written == written.strip()


@each_writer
@pytest.mark.parametrize("display", [Display.LEFT_MARGIN, Display.BLOCK, Display.INDENT])
def test_blocks_keep_their_words_apart(writer: Writer, display: Display) -> None:
    """What stands in a block is parted from the text that follows it."""
    written = writer.write((Block(display, (Text("[1]"),)), Block(Display.RIGHT_INLINE, (Text("Doe"),))))
    assert "Doe" in written
    assert "]Doe" not in written


@each_writer
def test_says_what_it_is(writer: Writer) -> None:
    """Each writer has a description for people and an extension for files."""
    assert writer.DESCRIPTION
    assert writer.EXTENSION.startswith(".")


def test_the_commands_offer_every_form() -> None:
    """The names after --to, written out for a quick start, are those of the table, in its order."""
    assert tuple(WRITERS) == OUTPUT_FORMS


def test_a_writer_is_found_by_name() -> None:
    """The name gives the writer, and an unknown one the names there are."""
    assert get_writer("html") is WRITERS["html"]
    with pytest.raises(CitekitError) as caught:
        get_writer("htm")
    assert "markdown" in (caught.value.hint or "")
