"""Inline markup in field values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.markup.inline import NO_CASE, parse_inline, strip_inline, write_inline
from citekit.markup.tree import Block, Display, Format, Link, Markup, Styled, Text, plain

TAGGED = st.lists(
    st.sampled_from(
        [
            *("<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>", "<sc>", "</sc>"),
            '<span class="nocase">',
            '<span style="font-variant:small-caps;">',
            "</span>",
            "<",
            ">",
            "/i>",
            "<em>",
            "&lt;i&gt;",
            "a",
            " ",
            "ß",
        ]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("", ()),
        ("plain", (Text("plain"),)),
        ("<i>E. coli</i> K12", (Styled(Format.ITALIC, (Text("E. coli"),)), Text(" K12"))),
        ("H<sub>2</sub>O", (Text("H"), Styled(Format.SUBSCRIPT, (Text("2"),)), Text("O"))),
        ("<SUP>3</Sup>He", (Styled(Format.SUPERSCRIPT, (Text("3"),)), Text("He"))),
        ("<sc>ad</sc>", (Styled(Format.SMALL_CAPS, (Text("ad"),)),)),
        (
            "<span style='font-variant: small-caps'>ad</span>",
            (Styled(Format.SMALL_CAPS, (Text("ad"),)),),
        ),
        ('in <span class="nocase">NASA</span>', (Text("in "), Text("NASA", NO_CASE))),
        (
            "<b>a <i>b</i></b>",
            (Styled(Format.BOLD, (Text("a "), Styled(Format.ITALIC, (Text("b"),)))),),
        ),
        (
            '<span class="nocase">a<i>b</i></span>',
            (Text("a", NO_CASE), Styled(Format.ITALIC, (Text("b", NO_CASE),))),
        ),
        ("<i></i>", ()),
    ],
)
def test_reads_the_tags_of_csl_json(text: str, markup: Markup) -> None:
    """Each tag of CSL-JSON becomes its node, nested or alone."""
    assert parse_inline(text) == markup


@pytest.mark.parametrize(
    "text",
    [
        "a < b > c",
        "The <b> element",
        "closed</i> only",
        "<em>other elements</em>",
        "<script>alert(1)</script>",
        "<span>no class</span>",
        '<span class="other">x</span>',
        "AT&amp;T &lt;i&gt;",
        "<i",
        "<>",
        "< i >x</ i >",
    ],
)
def test_leaves_alone_what_is_no_markup(text: str) -> None:
    """Unmatched tags, other elements and entities are text, to the character."""
    assert parse_inline(text) == (Text(text),)
    assert write_inline((Text(text),)) == text


def test_a_closer_makes_text_of_the_openers_it_passes_over() -> None:
    """Crossing tags do not lose a character: the outer pair counts, the inner opener is text."""
    assert parse_inline("<i>a<b>c</i>d</b>") == (
        Styled(Format.ITALIC, (Text("a<b>c"),)),
        Text("d</b>"),
    )


@given(TAGGED)
@example('<sc><span class="nocase"></sc>')
@example('<span class="nocase"><i><span class="nocase"></i></span>')
def test_reading_what_was_written_changes_nothing(text: str) -> None:
    """A field value read, written and read again gives the same tree, but for word joiners in lone tags."""
    markup = parse_inline(text)
    again = parse_inline(write_inline(markup))
    assert _without_joiners(again) == markup


def _without_joiners(markup: Markup) -> Markup:
    return tuple(
        replace(node, text=node.text.replace("\u2060", ""))
        if isinstance(node, Text)
        else replace(node, children=_without_joiners(node.children))
        for node in markup
    )


@given(st.text())
def test_never_fails_and_keeps_the_characters_of_any_text(text: str) -> None:
    """Any text at all can be read, and text without ``<`` comes back as it was."""
    assert plain(parse_inline(text)) == strip_inline(text)
    if "<" not in text:
        assert write_inline(parse_inline(text)) == text


def test_text_that_would_become_a_tag_stays_text() -> None:
    """Written text that spells a tag is kept from acting as one."""
    markup = (Text("<i>"), Styled(Format.BOLD, (Text("x"),)), Text("</i>"))
    assert parse_inline(write_inline(markup))[1] == Styled(Format.BOLD, (Text("x"),))


def test_formats_that_fields_cannot_carry_leave_their_characters() -> None:
    """Underline, links and blocks are dropped in a field value, their text is not."""
    markup = (
        Styled(Format.UNDERLINE, (Text("a"),)),
        Link("https://example.org", (Text("b"),)),
        Block(Display.BLOCK, (Styled(Format.OBLIQUE, (Text("c"),)),)),
    )
    assert write_inline(markup) == "ab<i>c</i>"


def test_strips_to_the_characters() -> None:
    """Tables and searches get the characters alone."""
    assert strip_inline('<i>E. coli</i> in <span class="nocase">pH</span> 7 < 8') == "E. coli in pH 7 < 8"


@pytest.mark.parametrize(
    "hostile", ["<i>" * 50_000, "<i>" * 50_000 + "</b>" * 50_000, "<i>a" * 9_000 + "</i>" * 9_000]
)
def test_a_hostile_title_is_read_at_once(hostile: str) -> None:
    """Tens of thousands of tags neither exhaust the stack nor the clock, and lose no character of text."""
    assert strip_inline(hostile).count("a") == hostile.count("a")
