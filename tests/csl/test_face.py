"""The public face: items and citations in, markup out."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.markup.tree import Format, Link, Styled, Text, plain, walk
from citekit.output import html, text
from citekit.styles import Styles

STYLES = Styles()
APA = STYLES.load("apa")

INSTITUTE = Name(literal="Middle East Media Research Institute")
REPORT = Item(
    id="memri2022channel",
    type="report",
    text={
        "title": "Channel Slams ISIS, Claims 'Systematic Failure' In Securing Groups",
        "collection-title": "Jihad and Terrorism Threat Monitor",
        "publisher": "Middle East Media Research Institute",
        "URL": "https://www.memri.org/jttm/channel",
    },
    names={"author": (INSTITUTE,)},
    dates={
        "issued": Date(start=DateParts(2022, 1, 20)),
        "accessed": Date(start=DateParts(2022, 2, 1)),
    },
)


def _book(id_: str, year: int = 2020, title: str = "Title", family: str = "Doe") -> Item:
    return Item(
        id=id_,
        type="book",
        text={"title": title},
        names={"author": (Name(family=family, given="Jane"),)},
        dates={"issued": Date(start=DateParts(year))},
    )


def _cite(*ids: str, mode: csl.Mode = csl.Mode.NORMAL, locator: csl.Locator | None = None) -> csl.Citation:
    return csl.Citation(cites=tuple(csl.Cite(id=id_, locator=locator) for id_ in ids), mode=mode)


def _entries(result: csl.Result) -> list[str]:
    return [text.write(entry.markup) for entry in result.bibliography or ()]


def _citations(result: csl.Result) -> list[str]:
    return [text.write(citation.markup) for citation in result.citations]


@pytest.mark.parametrize(
    ("style", "reference"),
    [
        (
            "apa",
            (
                "Middle East Media Research Institute. (2022). <i>Channel Slams ISIS, Claims"
                " “Systematic Failure” In Securing Groups</i> (Jihad and Terrorism Threat Monitor). Middle"
                " East Media Research Institute. URL"
            ),
        ),
        (
            "chicago-notes-bibliography",
            (
                "Middle East Media Research Institute. <i>Channel Slams ISIS, Claims “Systematic Failure” In"
                " Securing Groups</i>. Jihad and Terrorism Threat Monitor. Middle East Media Research"
                " Institute, 2022. URL."
            ),
        ),
        (
            "modern-language-association",
            (
                "Middle East Media Research Institute. <i>Channel Slams ISIS, Claims “Systematic Failure” In"
                " Securing Groups</i>. Middle East Media Research Institute, 20 Jan. 2022, URL. Jihad and"
                " Terrorism Threat Monitor."
            ),
        ),
    ],
)
def test_a_real_report_comes_out_right(style: str, reference: str) -> None:
    """Institution, title, series, publisher, date and address stand where the manuals want them."""
    result = csl.process(STYLES.load(style), [REPORT])
    assert result.bibliography is not None
    written = html.write(result.bibliography[0].markup)
    address = "https://www.memri.org/jttm/channel"
    assert written.replace(f'<a href="{address}">{address}</a>', "URL") == reference
    assert result.warnings == ()


def test_the_address_is_a_link() -> None:
    """A URL is a link in the tree, not a string with tags."""
    result = csl.process(APA, [REPORT])
    assert result.bibliography is not None
    links = [node for node in walk(result.bibliography[0].markup) if isinstance(node, Link)]
    assert [link.url for link in links] == ["https://www.memri.org/jttm/channel"]


def test_the_bibliography_is_sorted_as_the_style_says() -> None:
    """APA sorts by author, whatever the order of the items."""
    result = csl.process(APA, [_book("b", family="Roe"), _book("a", family="Doe")])
    assert [entry.id for entry in result.bibliography or ()] == ["a", "b"]


def test_numbers_follow_the_citations() -> None:
    """A numbered style counts in the order of citing, then the items that are not cited."""
    items = [_book("a"), _book("b"), _book("c")]
    result = csl.process(STYLES.load("ieee"), items, [_cite("c"), _cite("a")])
    assert _citations(result) == ["[1]", "[2]"]
    assert [entry.id for entry in result.bibliography or ()] == ["c", "a", "b"]


def test_uncited_items_can_be_left_out() -> None:
    """Without ``uncited`` the bibliography holds what is cited alone."""
    result = csl.process(APA, [_book("a"), _book("b")], [_cite("b")], uncited=False)
    assert [entry.id for entry in result.bibliography or ()] == ["b"]


def test_an_unknown_id_is_seen_and_told() -> None:
    """A cite of nothing prints its id in bold with a question mark, and a notice names it."""
    result = csl.process(APA, [_book("a")], [_cite("nope", "a")])
    bold = [n for n in walk(result.citations[0].markup) if isinstance(n, Styled) and n.format is Format.BOLD]
    assert [plain(node.children) for node in bold] == ["nope?"]
    assert [notice.where for notice in result.warnings] == ["nope"]
    assert "Doe, 2020" in _citations(result)[0]


def test_a_style_without_bibliography_has_none() -> None:
    """No bibliography is None, not an empty one."""
    name = next(style.name for style in STYLES.common() if style.name == "apa")
    assert csl.process(STYLES.load(name), []).bibliography == ()
    assert csl.process(STYLES.load("bluebook-law-review"), [_book("a")]).bibliography is None


def test_two_works_of_one_author_and_year_are_told_apart() -> None:
    """Letters after the year stand in the citations and in the bibliography, in its order."""
    items = [_book("x", title="Zebra"), _book("y", title="Aardvark")]
    result = csl.process(APA, items, [_cite("x"), _cite("y")])
    assert _citations(result) == ["(Doe, 2020b)", "(Doe, 2020a)"]
    assert [entry[:18] for entry in _entries(result)] == ["Doe, J. (2020a). A", "Doe, J. (2020b). Z"]


@pytest.mark.parametrize(
    ("mode", "printed"),
    [
        (csl.Mode.NORMAL, "(Doe, 2020, pp. 33–35)"),
        (csl.Mode.AUTHOR_ONLY, "Doe"),
        (csl.Mode.SUPPRESS_AUTHOR, "(2020, pp. 33–35)"),
        (csl.Mode.COMPOSITE, "Doe (2020, pp. 33–35)"),
    ],
)
def test_modes(mode: csl.Mode, printed: str) -> None:
    """A citation can stand in brackets, in the sentence, or be either half of that."""
    locator = csl.Locator("page", "33-35")
    result = csl.process(APA, [_book("a")], [_cite("a", mode=mode, locator=locator)])
    assert _citations(result) == [printed]


def test_markup_in_fields_is_in_the_tree() -> None:
    """Inline markup of a title becomes formats, italics within italics stand upright."""
    result = csl.process(APA, [_book("a", title="On <i>E. coli</i> and CO<sub>2</sub>")])
    written = html.write((result.bibliography or ())[0].markup)
    assert '<span style="font-style:normal;">E. coli</span>' in written
    assert "CO<sub>2</sub>" in written


@pytest.mark.parametrize(
    "title", ["</div><script>alert(1)</script>", "&lt;b&gt;", "\x1b[31mred", "\ufdd0x\ufdd1", "<i>open"]
)
def test_a_hostile_title_is_characters(title: str) -> None:
    """Whatever a title holds, it comes out as text and takes no other entry with it."""
    result = csl.process(APA, [_book("a", title=title), _book("b", family="Roe")])
    assert [entry.id for entry in result.bibliography or ()] == ["a", "b"]
    assert "<script" not in html.write((result.bibliography or ())[0].markup)


def test_an_item_with_nothing_in_it_spoils_nothing() -> None:
    """Empty and odd items leave the others as they are."""
    odd = Item(id="odd", type="event", number={"page": "–,;"}, dates={"issued": Date(literal="soon")})
    result = csl.process(APA, [Item(id="empty", type="book"), odd, _book("a")], [_cite("empty"), _cite("a")])
    assert any("Doe, J. (2020)" in entry for entry in _entries(result))
    assert _citations(result)[1] == "(Doe, 2020)"


def test_nothing_in_nothing_out() -> None:
    """No items and no citations give an empty bibliography."""
    assert csl.process(APA, []) == csl.Result(bibliography=(), layout=csl.process(APA, []).layout)


def test_text_nodes_hold_characters_alone() -> None:
    """No string of the tree carries tags."""
    result = csl.process(APA, [REPORT], [_cite("memri2022channel")])
    markups = [entry.markup for entry in result.bibliography or ()] + [c.markup for c in result.citations]
    texts = [node.text for markup in markups for node in walk(markup) if isinstance(node, Text)]
    assert texts
    assert not any("<" in run for run in texts)


def test_an_infix_stands_between_author_and_rest() -> None:
    """Punctuation is glued to the author, words stand apart."""
    items = [
        Item(id="a", type="book", names={"author": (Name(family="Doe", given="J."),)}, dates=_year(2020))
    ]

    def narrative(infix: str) -> str:
        citation = csl.Citation(cites=(csl.Cite(id="a"),), mode=csl.Mode.COMPOSITE, infix=infix)
        return plain(csl.process(APA, items, [citation]).citations[0].markup)

    assert narrative("") == "Doe (2020)"
    assert narrative("’s") == "Doe’s (2020)"
    assert narrative("and others") == "Doe and others (2020)"


def test_unsorted_cites_keep_their_order() -> None:
    """A citation that asks for it is printed in the order it was given, others in the style's."""
    items = [
        Item(id=name, type="book", names={"author": (Name(family=name, given="J."),)}, dates=_year(2020))
        for name in ("Zoe", "Abe")
    ]
    cites = (csl.Cite(id="Zoe"), csl.Cite(id="Abe"))

    printed = [
        plain(csl.process(APA, items, [csl.Citation(cites=cites, unsorted=unsorted)]).citations[0].markup)
        for unsorted in (False, True)
    ]

    assert printed == ["(Abe, 2020; Zoe, 2020)", "(Zoe, 2020; Abe, 2020)"]


def test_several_bibliographies_share_their_numbers() -> None:
    """A selection holds the entries asked for, each as it stands in the whole."""
    items = [Item(id=name, type="book", text={"title": name}) for name in ("a", "b", "c")]
    result = csl.process(STYLES.load("ieee"), items)

    [entry] = result.select(lambda id_: id_ == "b")

    assert plain(entry.markup).startswith("[2]")
    assert len(result.select(lambda _: True)) == 3


def _year(year: int) -> dict[str, Date]:
    return {"issued": Date(start=DateParts(year))}
