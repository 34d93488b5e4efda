"""The processor as a whole: whatever the items, something comes out, and always the same."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from citekit import csl
from citekit.csl import Citation, Cite, Locator, Mode, Style
from citekit.item.date import Date, DateParts
from citekit.item.item import Item
from citekit.item.name import Name
from citekit.item.variables import TYPES, VARIABLES, Kind
from citekit.markup.tree import Link, Text, plain, walk
from tests.csl.differential import MAIN_STYLES, styles_folder
from tests.csl.fixture_items import read_item
from tests.csl.small_style import item, person, year
from tests.csl.suite import locale_text

STYLES = (*MAIN_STYLES, "din-1505-2", "oscola", "bluebook-law-review", "american-chemical-society")


@cache
def style_named(name: str) -> Style | None:
    """Return a style of the package, None if it has none of that name."""
    path = styles_folder() / f"{name}.csl"
    if not path.is_file():
        return None
    return csl.read_style(path.read_text(encoding="utf-8"), locales=locale_text, name=name)


def available() -> list[str]:
    """Return the names of the styles that can be used here."""
    return [name for name in STYLES if style_named(name) is not None]


words = st.text(max_size=12) | st.sampled_from(
    [
        "Doe",
        "van der Berg",
        "O’Brien",
        "'t Horvath",
        '"x"',
        "<i>a",
        "A & B",
        "12-15",
        "ca. 5",
        "魏笑",
        "a.",
        "…",
        " ",
        "\ud800",
        "https://x.example/\udfff",
        "\x00\x1f",
        "\u202eabc\u202c",
        "𝕏 𠀀",
        "²³¹",
        "9" * 400,
        "1-2-3--4, p. 5 & ch. 6",
        "<i>" * 30,
        "“‘\"'" * 20,
        "\ufeff",
        "\ue00d\uf8f0",
    ]
)
names = st.builds(
    Name,
    family=words,
    given=words,
    dropping_particle=words | st.just(""),
    non_dropping_particle=words | st.just(""),
    suffix=words | st.just(""),
    literal=st.just("") | words,
    comma_suffix=st.booleans(),
    static_ordering=st.booleans(),
)
parts = st.builds(
    DateParts,
    year=st.integers(-5000, 99_999),
    month=st.none() | st.integers(-2, 30),
    day=st.none() | st.integers(-2, 99),
    season=st.none() | st.integers(0, 9),
)
dates = st.builds(
    Date,
    start=st.none() | parts,
    end=st.none() | parts,
    open_end=st.booleans(),
    approximate=st.booleans(),
    literal=st.just("") | words,
)


def of_kind(kind: Kind) -> list[str]:
    """Return the variables of a kind."""
    return [variable.name for variable in VARIABLES.values() if variable.kind is kind]


items = st.builds(
    Item,
    id=st.sampled_from("abcdefgh"),
    type=st.sampled_from(sorted(TYPES)) | st.just("nonsense"),
    text=st.dictionaries(st.sampled_from(of_kind(Kind.TEXT)), words, max_size=8),
    number=st.dictionaries(st.sampled_from(of_kind(Kind.NUMBER)), words, max_size=8),
    names=st.dictionaries(
        st.sampled_from(of_kind(Kind.NAME)), st.lists(names, max_size=5).map(tuple), max_size=4
    ),
    dates=st.dictionaries(st.sampled_from(of_kind(Kind.DATE)), dates, max_size=3),
)
cites = st.builds(
    Cite,
    id=st.sampled_from("abcdefghz"),
    locator=st.none()
    | st.builds(Locator, label=st.sampled_from(["page", "chapter", "nonsense"]), value=words),
    prefix=st.just("") | words,
    suffix=st.just("") | words,
    mode=st.sampled_from(Mode),
)
citations = st.lists(
    st.builds(
        Citation,
        id=words,
        cites=st.lists(cites, max_size=4).map(tuple),
        note_number=st.integers(0, 5),
        mode=st.sampled_from(Mode),
    ),
    max_size=5,
)


@given(name=st.sampled_from(available()), items=st.lists(items, max_size=6), citations=citations)
@settings(max_examples=150)
def test_no_item_and_no_citation_raises(name: str, items: list[Item], citations: list[Citation]) -> None:
    """Whatever the items and citations hold, each citation has a result, and it is the same each time."""
    style = style_named(name)
    assert style is not None

    result = csl.process(style, items, citations)

    assert len(result.citations) == len(citations)
    assert csl.process(style, items, citations) == result
    markups = [one.markup for one in result.citations] + [one.markup for one in result.bibliography or ()]
    for markup in markups:
        assert all(node.text for node in walk(markup) if isinstance(node, Text))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "literal", "date-parts", "raw", "season"]), inner
        )
    ),
    max_leaves=8,
)


@given(
    data=st.lists(
        st.dictionaries(st.sampled_from([*VARIABLES, "id", "type", "shortTitle", "junk"]), json_values),
        max_size=4,
    ),
    name=st.sampled_from(available()),
)
@settings(max_examples=150)
def test_no_csl_json_raises(data: list[dict[str, object]], name: str) -> None:
    """Whatever a CSL-JSON file holds, it becomes items that can be formatted."""
    style = style_named(name)
    assert style is not None

    csl.process(style, [read_item(one) for one in data])


def test_a_cite_of_no_item_is_seen() -> None:
    """A cite of an id that no item has prints the id in bold with a question mark, and is reported."""
    style = style_named("apa")
    assert style is not None

    result = csl.process(style, [], [Citation(cites=(Cite(id="doe2020"),))])

    assert plain(result.citations[0].markup) == "(doe2020?)"
    assert [notice.where for notice in result.warnings] == ["doe2020"]


def test_order_of_items_without_sorting() -> None:
    """Where the style does not sort, cited items come first, in the order of their cites."""
    style = style_named("ieee")
    assert style is not None
    made = [Item(id=key, type="book", text={"title": key}) for key in "abc"]

    result = csl.process(style, made, [Citation(cites=(Cite(id="c"),)), Citation(cites=(Cite(id="a"),))])

    assert [entry.id for entry in result.bibliography or ()] == ["c", "a", "b"]


def test_only_cited_items() -> None:
    """Without uncited items the bibliography holds what is cited."""
    style = style_named("ieee")
    assert style is not None
    made = [Item(id=key, type="book", text={"title": key}) for key in "abc"]

    result = csl.process(style, made, [Citation(cites=(Cite(id="c"),))], uncited=False)

    assert [entry.id for entry in result.bibliography or ()] == ["c"]


def test_every_run_knows_its_origin() -> None:
    """Each run of text says which variable it came from, or which element of the style made it."""
    style = style_named("apa")
    assert style is not None
    item = Item(
        id="doe",
        type="book",
        text={"title": "A book", "publisher": "Press"},
        names={"author": (Name(family="Doe", given="Jane"),)},
        dates={"issued": Date(start=DateParts(2020))},
    )

    (entry,) = csl.process(style, [item]).bibliography or ()

    found = {
        (node.origin.variable, node.origin.part, node.text)
        for node in walk(entry.markup)
        if isinstance(node, Text) and node.origin is not None and node.origin.variable
    }
    assert found == {
        ("author", "family", "Doe"),
        ("author", "given", "J."),
        ("issued", "year", "2020"),
        ("title", "", "A book"),
        ("publisher", "", "Press"),
    }


def test_narrative_citation() -> None:
    """A composite citation prints the names in the text and the rest in brackets."""
    style = style_named("apa")
    assert style is not None
    item = Item(
        id="doe",
        type="book",
        names={"author": (Name(family="Doe", given="Jane"),)},
        dates={"issued": Date(start=DateParts(2020))},
    )
    citation = Citation(cites=(Cite(id="doe", locator=Locator("page", "5")),), mode=Mode.COMPOSITE)

    result = csl.process(style, [item], [citation])

    assert plain(result.citations[0].markup) == "Doe (2020, p. 5)"


def test_the_halves_of_a_narrative_citation() -> None:
    """What stands in the sentence can be had apart from what follows, which a note style puts into a note."""
    style = style_named("chicago-shortened-notes-bibliography")
    if style is None:
        return
    doe = item("doe", title="A book", author=(person("Doe, Jane"),))

    citation = csl.process(style, [doe], [Citation(cites=(Cite(id="doe"),), mode=Mode.COMPOSITE)]).citations[
        0
    ]

    assert plain(citation.names) == "Doe"
    assert plain(citation.rest) == "Doe, A Book."


@given(
    st.lists(st.lists(st.sampled_from(["a1", "a2", "b", "c", "none"]), min_size=1, max_size=4), max_size=4),
    st.sampled_from(available()),
)
@settings(max_examples=60)
def test_addresses_change_no_character(keys: list[list[str]], name: str) -> None:
    """Cites that lead somewhere print what they print without, and each leads to its own item."""
    style = style_named(name)
    assert style is not None
    items = [
        item("a1", title="First", author=(person("Doe, Jane"),), issued=year(2020)),
        item("a2", title="Second", author=(person("Doe, Jane"),), issued=year(2020)),
        item("b", title="Third", author=(person("Roe, Richard"),), issued=year(2019)),
        item("c", title="Fourth"),
    ]
    citations = [
        Citation(cites=tuple(Cite(id=key, suffix=", and") for key in cites), note_number=number)
        for number, cites in enumerate(keys, start=1)
    ]

    bare = csl.process(style, items, citations)
    leading = csl.process(style, items, citations, anchor=lambda key: f"#ref-{key}")

    assert [plain(one.markup) for one in leading.citations] == [plain(one.markup) for one in bare.citations]
    for citation, rendered in zip(citations, leading.citations, strict=True):
        urls = [node.url for node in walk(rendered.markup) if isinstance(node, Link)]
        assert {url for url in urls if url.startswith("#")} <= {f"#ref-{cite.id}" for cite in citation.cites}
