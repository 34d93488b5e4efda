"""Text variables, terms and links."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.csl import Citation, Cite, Locator
from citekit.markup.tree import Link, plain, walk
from tests.csl.reference_html import write_html
from tests.csl.small_style import cite, item, read
from tests.csl.suite import locale_text

LINKS = [
    ('<text variable="DOI"/>', {"DOI": "10.1/x y"}, "https://doi.org/10.1/x%20y"),
    ('<text variable="DOI" prefix="https://doi.org/"/>', {"DOI": "10.1/x"}, "https://doi.org/10.1/x"),
    ('<text variable="DOI" prefix="doi:"/>', {"DOI": "10.1/x"}, "https://doi.org/10.1/x"),
    ('<text variable="URL"/>', {"URL": "https://x.example/a?b=1"}, "https://x.example/a?b=1"),
    ('<text variable="PMID"/>', {"PMID": "12"}, "https://www.ncbi.nlm.nih.gov/pubmed/12"),
]


@pytest.mark.parametrize(("layout", "fields", "url"), LINKS)
def test_links(layout: str, fields: dict[str, str], url: str) -> None:
    """Identifiers lead to their address ("Appendix VI")."""
    result = csl.process(read(layout), [item(**fields)], [Citation(cites=(Cite(id="a"),))])

    assert [node.url for node in walk(result.citations[0].markup) if isinstance(node, Link)] == [url]


def test_addresses_of_no_web_page() -> None:
    """Only addresses of the web become links."""
    result = csl.process(
        read('<text variable="URL"/>'), [item(URL="javascript:alert(1)")], [Citation(cites=(Cite(id="a"),))]
    )

    assert not [node for node in walk(result.citations[0].markup) if isinstance(node, Link)]


def test_short_forms() -> None:
    """A short form is used where there is one; asking for it by name does not fall back."""
    style = read('<text variable="title" form="short"/><text variable="title-short" prefix="/"/>')

    assert cite(style, item(title="Long", title_short="Short")) == "Short/Short"
    assert cite(style, item(title="Long")) == "Long"


TITLES = [("en", "The Title"), ("de", "the title"), ("", "The Title")]


@pytest.mark.parametrize(("language", "want"), TITLES)
def test_title_case_is_english(language: str, want: str) -> None:
    """Titles in other languages keep their case."""
    style = read('<text variable="title" text-case="title"/>')

    assert cite(style, item(title="the title", language=language)) == want


def test_strip_periods_reaches_into_macros() -> None:
    """Periods go from all that a macro prints, not from its affixes."""
    macro = '<macro name="m"><text value="a.b."/></macro>'
    style = read('<text macro="m" strip-periods="true" suffix="."/>', extra=macro)

    assert cite(style, item()) == "ab."


def test_terms_open_notes_with_a_capital() -> None:
    """A term that begins a note has a capital; after words that end no sentence it has none."""
    text = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><info/>'
        '<citation><layout><text term="in"/></layout></citation></style>'
    )
    note = csl.read_style(text, locales=locale_text, name="x")

    assert cite(note, item()) == "In"
    assert cite(note, item(), prefix="see") == "see in"
    assert cite(note, item(), prefix="So it goes.") == "So it goes. In"


def test_locator_labels() -> None:
    """A label in the locator replaces that of the cite."""
    label = '<label variable="locator" form="short"/>'
    style = read(f'<group delimiter=" ">{label}<text variable="locator"/></group>')

    assert cite(style, item(), locator=Locator("page", "12-15")) == "pp. 12–15"
    assert cite(style, item(), locator=Locator("page", "ch. 3")) == "chap. 3"


def test_formats_of_a_link_with_its_address() -> None:
    """The start of an address that the style puts before a DOI is in the link, but not in its formats."""
    style = read('<text variable="DOI" prefix="https://doi.org/" font-style="italic"/>')
    work = item(DOI="10.1/x")
    markup = csl.process(style, [work], [Citation(cites=(Cite(id=work.id),))]).citations[0].markup

    assert write_html(markup) == "https://doi.org/<i>10.1/x</i>"


def test_a_cite_says_once_where() -> None:
    """A style whose macros print the locator twice prints it once in a cite, and again in the next."""
    where = '<macro name="where"><group prefix=", "><text variable="locator"/></group></macro>'
    style = read(
        '<text variable="title"/><text macro="where"/><text macro="where" font-style="italic"/>', extra=where
    )
    work = item(title="T")
    cites = (Cite(id=work.id, locator=Locator("page", "3")), Cite(id=work.id, locator=Locator("page", "4")))
    result = csl.process(style, [work], [Citation(cites=cites)])

    assert plain(result.citations[0].markup) == "T, 3; T, 4"
