"""Citations and bibliographies as a whole."""

from __future__ import annotations

from citekit import csl
from citekit.csl import Citation, Cite, Mode
from citekit.markup.tree import Block, Display, plain
from tests.csl.small_style import cite, entries, item, person, read, year

TITLE = '<layout prefix="(" suffix=")" delimiter="; "><text variable="title"/></layout>'


def test_cites_that_print_nothing() -> None:
    """A first cite that prints nothing says so; later ones go, but not what was written around them."""
    style = read(TITLE)
    items = [item("a", title="A"), item("b"), item("c", title="C")]

    assert cite(style, items[1]) == "([CSL STYLE ERROR: reference with no printed form.])"
    assert cite(style, *items) == "(A; C)"
    cites = (Cite(id="a"), Cite(id="b", suffix="and passim"))
    result = csl.process(style, items, [Citation(cites=cites)])
    assert plain(result.citations[0].markup) == "(A; and passim)"


def test_suppressed_author() -> None:
    """A cite without its author keeps the rest; where nothing is left, that is said."""
    style = read(
        '<layout prefix="(" suffix=")"><group delimiter=" "><names variable="author"/>'
        '<date variable="issued" form="text"/></group></layout>'
    )
    doe = (person("Doe, J"),)

    assert cite(style, item(author=doe, issued=year(2000)), mode=Mode.SUPPRESS_AUTHOR) == "(2000)"
    assert cite(style, item(author=doe), mode=Mode.SUPPRESS_AUTHOR) == "[NO_PRINTED_FORM]"


def test_narrative_citation_of_a_numeric_style() -> None:
    """A style that cites by numbers names the authors in the text all the same."""
    style = read('<layout prefix="[" suffix="]"><text variable="citation-number"/></layout>')
    made = item(author=(person("Doe, Jane"), person("Roe, Rick")))

    result = csl.process(style, [made], [Citation(cites=(Cite(id="a"),), mode=Mode.COMPOSITE)])

    assert plain(result.citations[0].markup) == "Doe and Roe [1]"


def test_second_field_align() -> None:
    """The first field of an entry stands in the margin, the rest beside it."""
    style = read(
        "",
        bibliography='<bibliography second-field-align="flush" hanging-indent="true" entry-spacing="0">'
        '<layout suffix=".">'
        '<text variable="citation-number" suffix=". "/><text variable="title"/></layout></bibliography>',
    )
    items = [item(str(n), title="T") for n in range(10)]

    result = csl.process(style, items)

    blocks = [node.display for node in (result.bibliography or ())[0].markup if isinstance(node, Block)]
    assert blocks == [Display.LEFT_MARGIN, Display.RIGHT_INLINE]
    assert entries(style, items)[9] == "10. T."
    assert (result.layout.max_offset, result.layout.hanging_indent, result.layout.entry_spacing) == (
        4,
        True,
        0,
    )


def test_no_bibliography() -> None:
    """A style without bibliography makes none."""
    assert csl.process(read(TITLE), [item(title="A")]).bibliography is None


def test_same_input_same_result() -> None:
    """What was formatted before leaves no trace."""
    style = read(TITLE)
    first = cite(style, item("a", title="A"))

    cite(style, item("a", title="B"))

    assert cite(style, item("a", title="A")) == first
