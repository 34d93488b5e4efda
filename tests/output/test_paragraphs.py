"""Markup as paragraphs of runs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from citekit.csl.citation import BibliographyEntry
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text
from citekit.output.base import ascii_url
from citekit.output.paragraphs import Paragraph, Run, length, lines, paragraphs, split_entries
from tests.output.trees import LINES, PAGES, Look, known, look


def _seen(runs: tuple[Run, ...]) -> list[Look]:
    return [Look(char, frozenset(run.formats), ascii_url(run.url)) for run in runs for char in run.text]


@given(LINES)
def test_a_line_keeps_every_character_and_its_look(markup: Markup) -> None:
    """Without blocks there is one paragraph, with each character, its formats and its address."""
    found = paragraphs(markup)

    assert len(found) <= 1
    assert known(_seen(found[0].body if found else ()), {}) == known(look(markup), {})


@given(PAGES)
def test_blocks_lose_no_word(markup: Markup) -> None:
    """With blocks, every character but spaces is in one paragraph or label, in order."""
    seen = [one for line in lines(markup) for one in _seen(line)]

    assert known(seen, {}, spaces=False) == known(look(markup), {}, spaces=False)


@given(PAGES)
def test_runs_are_not_empty_and_neighbours_differ(markup: Markup) -> None:
    """No run is empty, and no two neighbours could be one, but for what closes a direction."""
    for paragraph in paragraphs(markup):
        for runs in (paragraph.body, paragraph.label):
            assert all(run.text for run in runs)
            looks = [(run.formats, run.url) for run in runs if run.text.strip("\u202c\u2069")]
            assert all(one != other for one, other in pairwise(looks))


@pytest.mark.parametrize(
    ("outer", "inner", "formats"),
    [
        (Format.ITALIC, Format.NORMAL_STYLE, ()),
        (Format.ITALIC, Format.OBLIQUE, (Format.OBLIQUE,)),
        (Format.ITALIC, Format.ITALIC, (Format.ITALIC,)),
        (Format.ITALIC, Format.BOLD, (Format.ITALIC, Format.BOLD)),
        (Format.BOLD, Format.NORMAL_STYLE, (Format.BOLD,)),
        (Format.BOLD, Format.NORMAL_WEIGHT, ()),
        (Format.SMALL_CAPS, Format.NORMAL_VARIANT, ()),
        (Format.UNDERLINE, Format.NO_DECORATION, ()),
        (Format.SUPERSCRIPT, Format.BASELINE, ()),
        (Format.SUPERSCRIPT, Format.SUBSCRIPT, (Format.SUBSCRIPT,)),
    ],
)
def test_the_inner_format_of_an_attribute_holds(
    outer: Format, inner: Format, formats: tuple[Format, ...]
) -> None:
    """A format takes the place of the outer one of its attribute; a plain one takes it off."""
    (paragraph,) = paragraphs((Styled(outer, (Styled(inner, (Text("x"),)),)),))

    assert paragraph.body == (Run("x", formats),)


def test_a_link_within_a_link_leads_where_the_outer_one_does() -> None:
    """No form has links within links; an unsafe address is no link, and one within it holds."""
    inner = Link("https://y.org", (Text("b"),))

    assert lines((Link("https://x.org", (Text("a"), inner)),)) == ((Run("ab", (), "https://x.org"),),)
    assert lines((Link("javascript:x", (Text("a"), inner)),)) == ((Run("a"), Run("b", (), "https://y.org")),)


def test_blocks_begin_paragraphs() -> None:
    """A label stands beside what follows it; block and indent stand alone; spaces between them go."""
    markup = (
        Block(Display.LEFT_MARGIN, (Text("[1] "),)),
        Block(Display.RIGHT_INLINE, (Text(" Doe. "),)),
        Text(" "),
        Block(Display.BLOCK, (Text("Note."),)),
        Block(Display.INDENT, (Text("More."),)),
        Text(" End. "),
    )

    assert paragraphs(markup) == (
        Paragraph((Run("Doe."),), (Run("[1]"),)),
        Paragraph((Run("Note."),), (), Display.BLOCK),
        Paragraph((Run("More."),), (), Display.INDENT),
        Paragraph((Run("End."),)),
    )
    assert lines(markup)[0] == (Run("[1]"), Run(" "), Run("Doe."))


def test_a_block_within_formats_and_links_keeps_them() -> None:
    """What stands around a block holds within it."""
    markup = (Styled(Format.BOLD, (Text("a"), Block(Display.BLOCK, (Text("b"),)), Text("c"))),)

    assert lines(markup) == tuple((Run(char, (Format.BOLD,)),) for char in "abc")


def test_the_spaces_around_a_piece_of_a_line_stay() -> None:
    """Without blocks nothing is trimmed."""
    assert lines((Text(" and "),)) == ((Run(" and "),),)
    assert lines(()) == ()


def test_a_direction_ends_with_its_paragraph() -> None:
    """What a title opens is closed in its own paragraph, a label's in the label."""
    markup = (
        Block(Display.LEFT_MARGIN, (Text("\u20671"),)),
        Block(Display.RIGHT_INLINE, (Styled(Format.ITALIC, (Text("\u202bx"),)),)),
    )

    (paragraph,) = paragraphs(markup)

    assert paragraph.label == (Run("\u20671"), Run("\u2069"))
    assert paragraph.body == (Run("\u202bx", (Format.ITALIC,)), Run("\u202c"))


def test_entries_that_print_nothing_are_left_out() -> None:
    """What is empty, or holds but empty text, makes no paragraph."""
    entries = [BibliographyEntry("a", ()), BibliographyEntry("b", (Text("\x00"),))]
    entries.append(BibliographyEntry("c", (Text("x"),)))

    assert split_entries(entries) == [(Paragraph((Run("x"),)),)]


def test_length() -> None:
    """Characters of all runs are counted."""
    assert length([Run("ab"), Run("c", (Format.BOLD,))]) == 3
