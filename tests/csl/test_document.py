"""Citations and bibliographies as a whole."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.csl import Citation, Cite, Mode
from citekit.markup.tree import Block, Display, Link, plain
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


OWN_PREFIX = [
    ("see", "see (T)"), ("see ", "see (T)"), ("?", "? (T)"), ("(", "((T)"), ("“see”", "“see” (T)"),
    ("<i>see</i>", "see (T)"), ("日本", "日本(T)"), ("two   words", "two words (T)"),
    ("n.\u00a0", "n.\u00a0(T)"),
]  # fmt: skip


@pytest.mark.parametrize(("prefix", "want"), OWN_PREFIX)
def test_space_after_a_prefix(prefix: str, want: str) -> None:
    """A cite's own prefix gets the space that its author left out, unless it opens something."""
    style = read('<layout><group prefix="(" suffix=")"><text variable="title"/></group></layout>')

    assert cite(style, item(title="T"), prefix=prefix) == want


def test_words_around_an_empty_cite() -> None:
    """What the author wrote around a cite that prints nothing stands alone, without an error."""
    assert cite(read(TITLE), item(), prefix="see note 1") == "(see note 1)"


def test_blocks() -> None:
    """A block is made of an element of the layout; one within another element is no block."""
    layout = '<group>{}</group><text value="x"/>'
    inner = '<text variable="title" display="block"/>'
    assert _blocks(layout.format(inner)) == 0
    assert _blocks(inner) == 1


def _blocks(layout: str) -> int:
    style = read("", bibliography=f"<bibliography><layout>{layout}</layout></bibliography>")
    (entry,) = csl.process(style, [item(title="T")]).bibliography or ()
    return sum(isinstance(node, Block) for node in entry.markup)


def test_a_lone_field_stands_in_the_margin() -> None:
    """An entry with one element only has it in the margin, if the style aligns by the second."""
    style = read(
        "",
        bibliography='<bibliography second-field-align="flush"><layout suffix="."><text variable="title"/>'
        "</layout></bibliography>",
    )
    (entry,) = csl.process(style, [item(title="T")]).bibliography or ()
    (block,) = entry.markup

    assert isinstance(block, Block)
    assert (block.display, plain(block.children)) == (Display.LEFT_MARGIN, "T.")


def test_only_the_first_cite_of_a_narrative_citation_leaves_its_author_to_the_sentence() -> None:
    """What follows it keeps its own names, unless they are the same and the style collapses them."""
    style = read(
        '<layout prefix="(" suffix=")" delimiter="; "><group delimiter=" ">'
        '<names variable="author"><name form="short"/></names>'
        '<date variable="issued" form="numeric" date-parts="year"/></group></layout>',
        citation='collapse="year"',
    )
    items = [
        item("a", author=(person("Adams, Ann"),), issued=year(2010)),
        item("b", author=(person("Brown, Bob"),), issued=year(2011)),
        item("c", author=(person("Adams, Ann"),), issued=year(2012)),
    ]

    def narrative(*keys: str) -> str:
        citation = Citation(cites=tuple(Cite(id=key) for key in keys), mode=Mode.COMPOSITE)
        return plain(csl.process(style, items, [citation]).citations[0].markup)

    assert narrative("a", "b") == "Adams (2010; Brown 2011)"
    assert narrative("b", "a") == "Brown (2011; Adams 2010)"
    assert narrative("a", "c") == "Adams (2010, 2012)"


def test_a_narrative_citation_of_which_the_names_are_all_is_the_names() -> None:
    """Where a style cites by author alone, nothing stands after them."""
    style = read(
        '<layout prefix="(" suffix=")"><names variable="author"><name form="short"/></names></layout>'
    )
    items = [item("a", author=(person("Adams, Ann"),))]

    result = csl.process(style, items, [Citation(cites=(Cite(id="a"),), mode=Mode.COMPOSITE)])

    assert plain(result.citations[0].markup) == "Adams"
    assert result.warnings == ()


def test_cites_with_words_before_them_keep_their_places() -> None:
    """Where it is so asked; those without are sorted between them, and all are where it is not."""
    style = read(f'<sort><key variable="title"/></sort>{TITLE}')
    items = [item(name, title=name) for name in "abcd"]
    cites = (Cite(id="d"), Cite(id="b"), Cite(id="c", prefix="see also"), Cite(id="a"))

    result = csl.process(style, items, [Citation(cites=cites, keeps_prefixed=True), Citation(cites=cites)])

    assert [plain(one.markup) for one in result.citations] == [
        "(b; d; see also c; a)",
        "(a; b; see also c; d)",
    ]


def test_the_words_around_a_cite_are_no_part_of_its_link() -> None:
    """A link to the entry covers what the style prints, and the cite reads as it does without."""
    style = read(TITLE)
    cites = (Cite(id="a", prefix="see", suffix=", passim"), Cite(id="b"))

    [done] = csl.process(
        style,
        [item(name, title=name) for name in "ab"],
        [Citation(cites=cites)],
        anchor=lambda key: f"#{key}",
    ).citations

    assert plain(done.markup) == "(see a, passim; b)"
    assert [plain(node.children) for node in done.markup if isinstance(node, Link)] == ["a", "b"]
