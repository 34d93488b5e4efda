"""Formats that are taken off within themselves."""

from __future__ import annotations

from hypothesis import given

from citekit.markup.tree import Format, Link, Markup, Styled, Text, plain, walk
from citekit.output.settled import settled
from tests.output.trees import PAGES

ITALIC, NORMAL, BOLD = Format.ITALIC, Format.NORMAL_STYLE, Format.BOLD


def test_italics_end_before_what_is_upright_and_begin_again_after_it() -> None:
    """Upright text within italics stands between two italic runs, spaces outside them."""
    markup = (Styled(ITALIC, (Text("Alpha "), Styled(NORMAL, (Text("beta"),)), Text(" gamma"))),)

    expected = (
        Styled(ITALIC, (Text("Alpha"),)),
        Text(" "),
        Text("beta"),
        Text(" "),
        Styled(ITALIC, (Text("gamma"),)),
    )
    assert settled(markup) == expected


def test_other_formats_stay_on() -> None:
    """What is bold around upright text stays bold."""
    markup = (Styled(BOLD, (Styled(ITALIC, (Text("a"), Styled(NORMAL, (Text("b"),)))),)),)

    assert settled(markup) == (Styled(BOLD, (Styled(ITALIC, (Text("a"),)), Text("b"))),)


def test_a_markup_without_plain_formats_is_left_alone() -> None:
    """Nothing to take off, nothing to change."""
    markup = (Styled(ITALIC, (Text(" a "), Link("https://x.example", (Styled(BOLD, (Text("b"),)),)))),)

    assert settled(markup) is markup


@given(PAGES)
def test_text_stays_and_plain_formats_go(markup: Markup) -> None:
    """Whatever the tree, its characters are the same and no plain format is left."""
    result = settled(markup)

    assert plain(result) == plain(markup)
    values = {node.format.value[1] for node in walk(result) if isinstance(node, Styled)}
    assert not values & {"normal", "none", "baseline"}
