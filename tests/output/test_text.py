"""Plain text."""

from __future__ import annotations

from citekit.markup.tree import Block, Display, Format, Link, Styled, Text
from citekit.output import text


def test_drops_formats_and_keeps_characters() -> None:
    """Italics, bold and links leave their characters; nothing is escaped."""
    markup = (
        Styled(Format.ITALIC, (Text("A <b> & *c*"),)),
        Text(", "),
        Link("https://example.org", (Text("here"),)),
    )
    assert text.write(markup) == "A <b> & *c*, here"


def test_a_margin_stands_before_its_line_and_a_block_below() -> None:
    """Left margin and right inline make one line; block and indent begin lines of their own."""
    markup = (
        Block(Display.LEFT_MARGIN, (Text("[1]"),)),
        Block(Display.RIGHT_INLINE, (Text("Doe, J. Title."),)),
        Block(Display.INDENT, (Text("A note."),)),
    )
    assert text.write(markup) == "[1] Doe, J. Title.\nA note."
