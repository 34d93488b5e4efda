"""Identifiers where they stand: in running text, in what a person typed, in an item."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.item.identifiers import (
    Identifier,
    IdentifierKind,
    find_identifiers,
    guess_identifier,
    identifiers_of,
    parse_identifier,
)
from citekit.item.item import Item
from tests.tables import CASES, read_lines, read_table

TEXTS = sorted((CASES / "item" / "running_text").glob("*.txt"))

SAMPLES = st.sampled_from(
    [
        "10.1000/xyz123",
        "https://example.org/a_(b)",
        "978-0-306-40615-7",
        "arXiv:2101.00001v2",
        "PMC1234567",
        "PMID: 31452104",
        "ISSN 2049-3630",
        "G00799999",
        "COM(2020) 66 final",
        "0000-0002-1825-0097",
    ]
)


def test_there_are_texts() -> None:
    """The cases are where the next test looks for them."""
    assert len(TEXTS) >= 5


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_identifiers_are_found_in_running_text(path: Path) -> None:
    """Each is found once, in order, without what stands around it; what is none is left alone."""
    text, _, expected = path.read_text("utf-8").partition("---\n")

    assert [f"{found.kind}: {found.value}" for found in find_identifiers(text)] == expected.splitlines()


@given(st.lists(SAMPLES, max_size=6), st.sampled_from([", ", "; ", " ", ".\n", " (and) ", "\n\n"]))
def test_identifiers_side_by_side_are_all_found(samples: list[str], separator: str) -> None:
    """None hides another, however often each stands there."""
    found = find_identifiers(separator.join(samples))

    assert [identifier.key for identifier in found] == [_guessed(sample).key for sample in samples]


@given(
    SAMPLES,
    st.sampled_from(["", "(", "[", "“", "<", "«", "see "]),
    st.sampled_from(["", ".", ",", ");", "]", "”", "!", "…"]),
)
def test_punctuation_around_an_identifier_is_none_of_it(sample: str, before: str, after: str) -> None:
    """Brackets, quotation marks and full stops stay outside."""
    assert find_identifiers(before + sample + after) == find_identifiers(sample)


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    """Nothing is raised, and what is found is in its normal form."""
    for found in find_identifiers(text):
        assert parse_identifier(found.kind, found.value) == found


def _guessed(text: str) -> Identifier:
    identifier = guess_identifier(text)
    assert identifier is not None, text
    return identifier


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("doi:10.1/x", IdentifierKind.DOI, "10.1/x"),
        ("https://doi.org/10.1000/XYZ", IdentifierKind.DOI, "10.1000/XYZ"),
        ("10.1000/xyz", IdentifierKind.DOI, "10.1000/xyz"),
        ("10/ggd754", IdentifierKind.DOI, "10/ggd754"),
        ("978-0-306-40615-7", IdentifierKind.ISBN, "9780306406157"),
        ("0306406152", IdentifierKind.ISBN, "0306406152"),
        ("ISBN 0-306-40615-2", IdentifierKind.ISBN, "0306406152"),
        ("2049-3630", IdentifierKind.ISSN, "2049-3630"),
        ("issn 20493630", IdentifierKind.ISSN, "2049-3630"),
        ("arXiv:2101.00001v2", IdentifierKind.ARXIV, "2101.00001v2"),
        ("2101.00001", IdentifierKind.ARXIV, "2101.00001"),
        ("hep-th/9901001", IdentifierKind.ARXIV, "hep-th/9901001"),
        ("https://arxiv.org/pdf/2101.00001v2", IdentifierKind.ARXIV, "2101.00001v2"),
        ("PMID: 1", IdentifierKind.PMID, "1"),
        ("pmid31452104", IdentifierKind.PMID, "31452104"),
        ("PMC1234567", IdentifierKind.PMCID, "PMC1234567"),
        ("0000-0002-1825-0097", IdentifierKind.ORCID, "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", IdentifierKind.ORCID, "0000-0002-1825-0097"),
        ("https://example.org/x.", IdentifierKind.URL, "https://example.org/x"),
        ("<https://example.org/x>", IdentifierKind.URL, "https://example.org/x"),
        ("www.example.org", IdentifierKind.URL, "https://www.example.org"),
        ("G00799999", IdentifierKind.REPORT_NUMBER, "G00799999"),
        ("g00799999", IdentifierKind.REPORT_NUMBER, "g00799999"),
        ("ID: G00799999", IdentifierKind.REPORT_NUMBER, "G00799999"),
        ("Report No. 814123", IdentifierKind.REPORT_NUMBER, "814123"),
        ("00712345", IdentifierKind.REPORT_NUMBER, "00712345"),
        ("w12345", IdentifierKind.REPORT_NUMBER, "w12345"),
        ("12345", IdentifierKind.REPORT_NUMBER, "12345"),
    ],
)
def test_what_is_typed_is_known_by_its_form(typed: str, kind: IdentifierKind, value: str) -> None:
    """A label or the form alone tells what it is."""
    assert guess_identifier(typed) == Identifier(kind, value)


@pytest.mark.parametrize("number", [number for number, _ in read_table("item/report_numbers.txt")])
def test_a_report_number_is_found_by_any_of_its_spellings(number: str) -> None:
    """Every form of the table is guessed, and has the key of the number in the record."""
    expected = parse_identifier(IdentifierKind.REPORT_NUMBER, number).key

    assert _guessed(number).kind is IdentifierKind.REPORT_NUMBER
    assert _guessed(number).key == expected


@pytest.mark.parametrize(
    "text", [*read_lines("item/no_report_numbers.txt"), "", " ", "978-0-306-40615-8", "x" * 5000]
)
def test_what_is_no_identifier_is_not_guessed(text: str) -> None:
    """Keys, words, dates and mistyped numbers are None."""
    assert guess_identifier(text) is None


@given(st.text(max_size=40))
def test_any_text_can_be_guessed_at(text: str) -> None:
    """Nothing is raised, and a guess is in its normal form."""
    guess = guess_identifier(text)

    assert guess is None or parse_identifier(guess.kind, guess.value) == guess


def test_an_item_carries_its_identifiers_each_once() -> None:
    """The variables of an item give the identifiers, several ISBNs are told apart, mistyped ones left out."""
    item = Item(
        id="x",
        type="report",
        text={
            "DOI": "https://doi.org/10.48550/arXiv.2101.00001",
            "ISBN": "978-0-306-40615-7 0-306-40615-2 0-89745-071-X",
            "ISSN": "2049-3631",
            "PMID": "31452104",
            "PMCID": "PMC1234567",
            "URL": "https://arxiv.org/abs/2101.00001v1",
        },
        number={"number": "G00799999"},
    )

    assert [f"{found.kind}: {found.value}" for found in identifiers_of(item)] == [
        "DOI: 10.48550/arXiv.2101.00001",
        "ISBN: 9780306406157",
        "ISBN: 089745071X",
        "PMID: 31452104",
        "PMCID: PMC1234567",
        "arXiv: 2101.00001",
        "URL: https://arxiv.org/abs/2101.00001v1",
        "report number: G00799999",
    ]


def test_an_address_that_resolves_a_doi_is_that_doi() -> None:
    """A record without DOI is found by the DOI in its URL."""
    item = Item(id="x", type="webpage", text={"URL": "https://doi.org/10.1000/xyz"})

    assert Identifier(IdentifierKind.DOI, "10.1000/xyz") in identifiers_of(item)


def test_several_addresses_in_one_field_are_told_apart() -> None:
    """Other programs put two addresses into URL; both are found."""
    item = Item(id="x", type="webpage", text={"URL": "https://a.example.org/1 https://b.example.org/2"})

    assert [found.value for found in identifiers_of(item)] == [
        "https://a.example.org/1",
        "https://b.example.org/2",
    ]


@pytest.mark.parametrize("type_", ["article-journal", "broadcast", "legal_case", "song"])
def test_other_numbers_are_no_identifiers(type_: str) -> None:
    """The number of an episode or a docket is not taken for a report number."""
    assert identifiers_of(Item(id="x", type=type_, number={"number": "1234"})) == ()


@pytest.mark.parametrize("number", ["12345", "w12345", "NBER w12345"])
@pytest.mark.parametrize("asked", ["12345", "w12345", "NBER w12345", "NBER Working Paper No. 12345"])
def test_a_number_of_a_series_is_found_short_and_in_full(number: str, asked: str) -> None:
    """Who knows that NBER publishes a paper finds it whether the record's number says so or not."""
    item = Item(
        id="x",
        type="report",
        text={"publisher": "National Bureau of Economic Research"},
        number={"number": number},
    )

    keys = {found.key for found in identifiers_of(item)}
    assert _guessed(asked).key in keys or (number, asked) == ("NBER w12345", "12345")


def test_a_preprint_is_found_by_its_number() -> None:
    """An arXiv number in ``number`` is the arXiv identifier."""
    item = Item(id="x", type="article", number={"number": "arXiv:2101.00001v2"})

    assert Identifier(IdentifierKind.ARXIV, "2101.00001v2") in identifiers_of(item)
