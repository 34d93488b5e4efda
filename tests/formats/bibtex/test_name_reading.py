"""Name lists by the rules of BibTeX and biblatex, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.formats.bibtex.name_reading import read_names
from citekit.formats.bibtex.name_writing import needs_prefix_option, settle_names, write_names
from citekit.item.name import Name
from citekit.latex_text.decoder import Decoder
from tests.formats.bibtex.strategies import NAMES


def _read(value: str, *, use_prefix: bool = False, comma_suffix: bool = False) -> list[dict[str, str]]:
    names = read_names(value, Decoder(), use_prefix=use_prefix, comma_suffix=comma_suffix)
    return [{part: getattr(name, part) for part in name.__slots__ if getattr(name, part)} for name in names]


def _person(family: str, given: str = "", **parts: str) -> dict[str, str]:
    return {"family": family, **({"given": given} if given else {}), **parts}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe", _person("Doe", "Jane")),
        ("Doe, Jane", _person("Doe", "Jane")),
        ("Doe", _person("Doe")),
        ("doe", _person("doe")),
        ("J.~R.~R. Tolkien", _person("Tolkien", "J. R. R.")),
        ("Ludwig van Beethoven", _person("Beethoven", "Ludwig", dropping_particle="van")),
        ("van Beethoven, Ludwig", _person("Beethoven", "Ludwig", dropping_particle="van")),
        ("Jean de la Fontaine", _person("Fontaine", "Jean", dropping_particle="de la")),
        ("De La Cruz, Maria", _person("De La Cruz", "Maria")),
        ("King, Jr., Martin Luther", _person("King", "Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", _person("King", "Martin Luther", suffix="Jr.")),
        ("{de Gaulle}, Charles", _person("de Gaulle", "Charles")),
        ("Charles {de Gaulle}", _person("de Gaulle", "Charles")),
        (r"{\'E}mile Zola", _person("Zola", "Émile")),
        (r"\'Etienne de la Bo\'etie", _person("Boétie", "Étienne", dropping_particle="de la")),
        (r"{\"o}zkal, {\^O}.", _person("özkal", "Ô.")),
        ("'t Hooft, G.", _person("Hooft", "G.", dropping_particle="'t")),
        ("{World Health Organization}", {"literal": "World Health Organization"}),
        ("{{NASA}}", {"literal": "NASA"}),
        (r"{Ernst {\&} Young}", {"literal": "Ernst & Young"}),
        ("{Foo Bar}{}", _person("Foo Bar")),
        (
            "family=Doe, given=Jane, prefix=von, useprefix=true",
            _person("Doe", "Jane", non_dropping_particle="von"),
        ),
        ("family={Doe, X}, given-i=J, given={Jane}, suffix=III", _person("Doe, X", "Jane", suffix="III")),
        ("prefix=De La, family=Cruz, id=ab12", _person("Cruz", dropping_particle="De La")),
        ("given=Plato", {"given": "Plato"}),
        ("李, 明", _person("李", "明")),
    ],
)
def test_names(text: str, name: dict[str, str]) -> None:
    """von, Last, First, Jr; braces; special characters; biblatex's extended format."""
    assert _read(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "World Health Organization",
        "Gartner, Inc.",
        "Intergovernmental Panel on Climate Change Secretariat",
        "Deutsches Institut für Normung e. V.",
        "University of California, Berkeley",
        "Robert Bosch GmbH",
    ],
)
def test_hazard_institutions_are_split_into_given_and_family(text: str) -> None:
    """peers.md: institutions without braces become given "Inc.", family "Organization" elsewhere."""
    assert _read(text) == [{"literal": text}]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Doe, J. and Roe, R.", 2),
        ("Doe, J.\n  and\tRoe, R. AND Poe, E.", 3),
        ("{Smith and Sons} and Doe, J.", 2),
        ("Anderson, A. and Sand, G.", 2),
        (" and Doe, J. and ", 1),
        ("", 0),
    ],
)
def test_lists(text: str, count: int) -> None:
    """Names are divided by "and" outside braces and by nothing else."""
    assert len(_read(text)) == count


def test_and_others_is_kept() -> None:
    """An unnamed rest is the literal that pandoc and others give it."""
    assert _read("Doe, J. and others") == [_person("Doe", "J."), {"literal": "others"}]


def test_options_of_the_entry() -> None:
    """With useprefix the particle belongs to the family name; juniorcomma asks for a comma before Jr."""
    assert _read("van Gogh, Vincent", use_prefix=True) == [
        _person("Gogh", "Vincent", non_dropping_particle="van")
    ]
    (name,) = read_names("Doe, Jr., J.", Decoder(), comma_suffix=True)
    assert name.comma_suffix


@pytest.mark.parametrize(
    ("name", "plain", "extended"),
    [
        (Name(family="Doe", given="Jane"), "Doe, Jane", None),
        (Name(family="Gogh", given="Vincent", non_dropping_particle="van"), "van Gogh, Vincent", None),
        (
            Name(family="Cruz", given="A", non_dropping_particle="De La"),
            "De La Cruz, A",
            "family=Cruz, given=A, prefix=De La, useprefix=true",
        ),
        (Name(family="de Gaulle", given="C"), "{de Gaulle}, C", None),
        (Name(family="King", given="M. L.", suffix="Jr."), "King, Jr., M. L.", None),
        (Name(literal="Smith and Sons"), "{Smith and Sons}", None),
        (Name(literal="others"), "others", None),
        (Name(family="Bank", given="World"), "Bank, World", None),
        (Name(family="Research Institute", given="X"), "{Research Institute}, X", None),
        (Name(family="Foo Bar"), "{Foo Bar}{}", "family=Foo Bar"),
        (Name(given="Plato"), "Plato", "given=Plato"),
    ],
)  # fmt: skip
def test_writing(name: Name, plain: str, extended: str | None) -> None:
    """The plain form where it says what the name is, the extended one where biblatex needs it."""
    prefix = needs_prefix_option([name], extended=False)
    assert write_names([name], use_prefix=prefix, extended=False, ascii_only=False) == plain
    prefix = needs_prefix_option([name], extended=True)
    written = write_names([name], use_prefix=prefix, extended=True, ascii_only=False)
    assert written == (extended or plain)


@given(st.lists(NAMES, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_round_trip(names: list[Name], extended: bool, ascii_only: bool) -> None:
    """Names of any characters come back, as far as the form can say them."""
    prefix = needs_prefix_option(names, extended=extended)
    written = write_names(names, use_prefix=prefix, extended=extended, ascii_only=ascii_only)
    again = read_names(written, Decoder(), use_prefix=prefix)
    assert again == settle_names(names, use_prefix=prefix, extended=extended)


@given(st.text(alphabet="abAB ,{}\\'\"~=.-", max_size=30) | st.text(max_size=30))
def test_any_list_is_names(value: str) -> None:
    """No list makes reading fail, and no name is empty."""
    assert all(name.sort_family or name.suffix or name.display() for name in read_names(value, Decoder()))
