"""Punctuation that meets."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.csl import Citation, Cite
from citekit.csl.render.nodes import NUMBER, SEQUENCE, TEXT, WRAP, Node, Wrap
from citekit.csl.steps.atoms import AFFIX, Quotes
from citekit.csl.steps.punctuation import settle
from citekit.markup.tree import Styled, plain
from tests.csl.small_style import entries, item, read

MARKS = "!?.:,;"
TABLE = """
! !? ! ! !, !;
?! ? ? ? ?, ?;
.! .? . .: ., .;
! ? : : :, :;
,! ,? ,. ,: , ,;
! ? ; ; ;, ;
"""
PAIRS = [
    (left, right, want)
    for left, line in zip(MARKS, TABLE.strip().splitlines(), strict=True)
    for right, want in zip(MARKS, line.split(), strict=True)
]


def text(value: str) -> Node:
    """Return what a field prints."""
    return (1, TEXT, value, None)


def affix(value: str) -> Node:
    """Return what a style puts between."""
    return (0, TEXT, value, None, AFFIX)


def row(*nodes: Node) -> Node:
    """Return nodes in a row."""
    return (1, SEQUENCE, nodes, "", None)


def settled(node: Node, *, in_quote: bool = True) -> str:
    """Return the characters of a node with its punctuation settled."""
    quotes = Quotes(read("").locale)
    quotes.in_quote = in_quote
    return plain(settle(node, quotes))


def quoted(value: str) -> Node:
    """Return a field in quotation marks."""
    return (1, WRAP, text(value), Wrap("", "", (), True, None, None))


@pytest.mark.parametrize(("left", "right", "want"), PAIRS)
def test_two_marks(left: str, right: str, want: str) -> None:
    """Of a field's last mark and the style's next one, the table tells what stays."""
    assert settled(row(text(f"a{left}"), affix(right), text(" b"))) == f"a{want} b"


def test_marks_of_fields_stay() -> None:
    """What two fields bring along is left alone."""
    assert settled(row(text("a."), text(".b"))) == "a..b"


def test_numbers_keep_their_neighbours() -> None:
    """A number neither swallows nor loses a mark."""
    assert settled(row((1, NUMBER, "1.", None, 1), affix("."))) == "1.."


@pytest.mark.parametrize(
    ("mark", "inside", "want"),
    [
        (".", True, "“a.”"),
        (",", True, "“a,”"),
        (";", True, "“a”;"),
        (".", False, "“a”."),
        (",", False, "“a”,"),
    ],
)
def test_quotes(mark: str, inside: bool, want: str) -> None:
    """A full stop or comma goes into the quotes where the locale wants it there, others never."""
    assert settled(row(quoted("a"), affix(mark)), in_quote=inside) == want


def test_comma_leaves_quotes() -> None:
    """A comma at the end of quoted text stands outside where the locale wants it there."""
    assert settled(row(quoted("a,"), affix(" b")), in_quote=False) == "“a”, b"


def test_question_mark_in_quotes() -> None:
    """A question mark that ends quoted text needs no full stop after it."""
    assert settled(row(quoted("a?"), affix(". "), text("b"))) == "“a?” b"


def test_two_spaces() -> None:
    """The space of a prefix falls away after a space."""
    assert settled(row(text("a "), affix(" "), text("b"))) == "a b"


def test_a_comma_at_the_very_end_leaves_quotes() -> None:
    """Also where nothing follows, a comma has no place in quotes that punctuation stays out of."""
    assert settled(quoted("A,"), in_quote=False) == "“A”,"
    assert settled(quoted("A,")) == "“A,”"


def test_format_of_what_is_quoted() -> None:
    """What moves into quotes takes the format of the element that has them, not that of words in it."""
    style = read(
        '<group delimiter=", "><text variable="title" quotes="true" font-style="italic"/>'
        '<text value="x"/></group>'
    )
    work = item(title="A")
    result = csl.process(style, [work], [Citation(cites=(Cite(id="a"),))])
    styled = next(node for node in result.citations[0].markup if isinstance(node, Styled))

    assert plain(styled.children) == "A,"


def test_one_space_stands_between_two_blocks() -> None:
    """A space that ends a block is not said again by the affix that begins the next ("Display")."""
    layout = (
        '<bibliography><layout><text variable="title" suffix=". " display="left-margin"/>'
        '<text variable="publisher" prefix=" " display="indent"/></layout></bibliography>'
    )
    style = read('<text variable="title"/>', bibliography=layout)

    assert entries(style, [item(title="T", publisher="P")]) == ["T. P"]
