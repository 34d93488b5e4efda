"""One identifier: read, checked, normalised, compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import InvalidValue
from citekit.item.check_digits import isbn13_digit
from citekit.item.identifier import (
    Identifier,
    IdentifierKind,
    parse_identifier,
    parse_identifiers,
    try_identifier,
)
from tests.tables import read_table


def split_kind(given_: str) -> tuple[IdentifierKind, str]:
    """Return the kind that a case begins with, and the rest of it."""
    kind, _, text = given_.partition(":")
    return IdentifierKind(kind), text


@pytest.mark.parametrize(("case", "value"), read_table("item/identifiers.txt"))
def test_what_people_write_becomes_the_normal_form(case: str, value: str) -> None:
    """Labels, resolvers, brackets, odd hyphens and invisible characters go; the identifier stays as it is."""
    kind, text = split_kind(case)

    assert parse_identifier(kind, text) == Identifier(kind, value)
    assert try_identifier(kind, text) == Identifier(kind, value)


@pytest.mark.parametrize(("case", "value"), read_table("item/identifiers.txt"))
def test_the_normal_form_stays(case: str, value: str) -> None:
    """Normalising twice changes nothing more."""
    kind, _ = split_kind(case)

    assert parse_identifier(kind, value).value == value


@pytest.mark.parametrize(("case", "expected"), read_table("item/identifier_faults.txt"))
def test_the_sentence_says_what_is_wrong_and_what_to_do(case: str, expected: str) -> None:
    """Each fault has its own reason and remedy, and names the field that the value belongs to."""
    kind, text = split_kind(case)

    with pytest.raises(InvalidValue) as raised:
        parse_identifier(kind, text)

    assert f"{raised.value.reason} | {raised.value.hint}" == expected
    assert try_identifier(kind, text) is None


@pytest.mark.parametrize(
    ("kind", "text", "remedy"),
    [
        (IdentifierKind.DOI, "10.1016/j. x", "10.1016/j.x"),
        (IdentifierKind.ISBN, "306406152", "0306406152"),
        (IdentifierKind.URL, "www.example.org", "https://www.example.org"),
    ],
)
def test_a_proposed_value_is_valid(kind: IdentifierKind, text: str, remedy: str) -> None:
    """What the remedy says to write is accepted."""
    with pytest.raises(InvalidValue) as raised:
        parse_identifier(kind, text)

    assert raised.value.hint == f"write {remedy}"
    assert parse_identifier(kind, remedy).value == remedy


def test_a_control_character_in_an_address_is_refused() -> None:
    """An address never carries an escape sequence to a terminal."""
    with pytest.raises(InvalidValue, match="has a control character"):
        parse_identifier(IdentifierKind.URL, "https://example.org/\x1b[31m")


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    [
        (IdentifierKind.ISBN, "978-3-642-13189-9 978-3-642-13190-5", ["9783642131899", "9783642131905"]),
        (IdentifierKind.ISBN, "87-7838-569-5, 978-87-7838-569-7", ["8778385695", "9788778385697"]),
        (
            IdentifierKind.ISBN,
            "978-3-642-13189-9 (print); 978-3-642-13190-5 (e-book)",
            ["9783642131899", "9783642131905"],
        ),
        (IdentifierKind.ISBN, "978-3-642-13189-9", ["9783642131899"]),
        (IdentifierKind.ISSN, "1050-2947, 1094-1622", ["1050-2947", "1094-1622"]),
        (IdentifierKind.DOI, "10.1000/xyz", ["10.1000/xyz"]),
    ],
)
def test_a_field_may_hold_several(kind: IdentifierKind, text: str, values: list[str]) -> None:
    """The numbers of print and electronic issue in one field are told apart."""
    assert [identifier.value for identifier in parse_identifiers(kind, text)] == values


@pytest.mark.parametrize(
    "text", ["978-3-642-13189-9 978-3-642-13190-6", "978-3-642-13189-9 and 12", "0774803274; 08470502"]
)
def test_one_wrong_among_several_is_refused(text: str) -> None:
    """A field is right only if all of it is."""
    with pytest.raises(InvalidValue):
        parse_identifiers(IdentifierKind.ISBN, text)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (IdentifierKind.DOI, "10.1000/XYZ", "10.1000/xyz"),
        (IdentifierKind.ISBN, "0306406152", "978-0-306-40615-7"),
        (IdentifierKind.ISBN, "089745071X", "9780897450713"),
        (IdentifierKind.ARXIV, "2101.00001v1", "2101.00001v12"),
        (IdentifierKind.ARXIV, "math.GT/0309136v1", "math/0309136"),
        (IdentifierKind.PMCID, "PMC1234567.2", "PMC1234567"),
        (IdentifierKind.URL, "http://www.example.org/a/", "https://example.org/a#top"),
        (IdentifierKind.URL, "https://EXAMPLE.org", "http://example.org/"),
        (IdentifierKind.REPORT_NUMBER, "G00799999", "g00 799 999"),
        (IdentifierKind.REPORT_NUMBER, "WP/20/13", "wp-20-13"),
    ],
)
def test_spellings_of_one_identifier_share_a_key(kind: IdentifierKind, one: str, other: str) -> None:
    """Case of a DOI, length of an ISBN, version of a preprint, scheme of an address do not count."""
    assert parse_identifier(kind, one).key == parse_identifier(kind, other).key


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (IdentifierKind.URL, "https://example.org/A", "https://example.org/a"),
        (IdentifierKind.URL, "https://example.org/?a=1", "https://example.org/?a=2"),
        (IdentifierKind.ARXIV, "2101.00001", "2101.00002"),
        (IdentifierKind.DOI, "10.1000/x-1", "10.1000/x1"),
        (IdentifierKind.REPORT_NUMBER, "ISO 8601-1:2019", "ISO 8601-2:2019"),
        (IdentifierKind.REPORT_NUMBER, "00712345", "712345"),
    ],
)
def test_different_identifiers_have_different_keys(kind: IdentifierKind, one: str, other: str) -> None:
    """What tells two works apart stays in the key."""
    assert parse_identifier(kind, one).key != parse_identifier(kind, other).key


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["978", "979"]), st.data())
def test_any_isbn_is_read_however_it_is_hyphenated(nine: str, prefix: str, data: st.DataObject) -> None:
    """Hyphens and spaces may stand anywhere between the digits."""
    twelve = prefix + nine
    isbn = twelve + isbn13_digit(twelve)
    separators = data.draw(st.lists(st.sampled_from(["", "-", " ", "–"]), min_size=12, max_size=12))
    typed = isbn[0] + "".join(
        separator + digit for separator, digit in zip(separators, isbn[1:], strict=True)
    )

    assert parse_identifier(IdentifierKind.ISBN, typed).value == isbn


@given(
    st.sampled_from(list(IdentifierKind)), st.one_of(st.text(max_size=40), st.from_regex(r"[0-9X./ -]{0,20}"))
)
def test_any_text_is_an_identifier_or_refused(kind: IdentifierKind, text: str) -> None:
    """Nothing but InvalidValue is ever raised; what is accepted is its own normal form and has a key."""
    try:
        identifier = parse_identifier(kind, text)
    except InvalidValue:
        return

    assert parse_identifier(kind, identifier.value) == identifier
    assert isinstance(identifier.key, str)
