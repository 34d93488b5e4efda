"""Check digits: worked out as the standards do, so that a mistyped digit shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.item.check_digits import isbn10_digit, isbn13_digit, issn_digit, orcid_digit


def digits(count: int) -> st.SearchStrategy[str]:
    """Return a strategy for ``count`` digits."""
    return st.text("0123456789", min_size=count, max_size=count)


@pytest.mark.parametrize("isbn", ["0306406152", "089745071X", "3540468595", "0691151687"])
def test_isbn_10(isbn: str) -> None:
    """Real ISBNs of ten characters end in the digit worked out."""
    assert isbn10_digit(isbn[:9]) == isbn[9]


@pytest.mark.parametrize("isbn", ["9780306406157", "9781849463249", "9783540468592", "9791034304608"])
def test_isbn_13(isbn: str) -> None:
    """Real ISBNs of thirteen digits end in the digit worked out."""
    assert isbn13_digit(isbn[:12]) == isbn[12]


@pytest.mark.parametrize("issn", ["20493630", "0307904X", "00219614", "10502947"])
def test_issn(issn: str) -> None:
    """Real ISSNs end in the character worked out."""
    assert issn_digit(issn[:7]) == issn[7]


@pytest.mark.parametrize("orcid", ["0000000218250097", "000000021694233X", "0000000151093700"])
def test_orcid(orcid: str) -> None:
    """Real ORCID iDs end in the character worked out."""
    assert orcid_digit(orcid[:15]) == orcid[15]


@given(digits(9), st.integers(0, 8), st.integers(1, 9))
def test_isbn_10_shows_one_wrong_digit(nine: str, place: int, shift: int) -> None:
    """Changing one digit changes the check digit."""
    wrong = nine[:place] + str((int(nine[place]) + shift) % 10) + nine[place + 1 :]

    assert isbn10_digit(wrong) != isbn10_digit(nine)


@given(digits(12), st.integers(0, 11), st.integers(1, 9))
def test_isbn_13_shows_one_wrong_digit(twelve: str, place: int, shift: int) -> None:
    """Changing one digit changes the check digit."""
    wrong = twelve[:place] + str((int(twelve[place]) + shift) % 10) + twelve[place + 1 :]

    assert isbn13_digit(wrong) != isbn13_digit(twelve)


@given(digits(15), st.integers(0, 13))
def test_orcid_shows_two_digits_swapped(fifteen: str, place: int) -> None:
    """Swapping two different digits changes the check digit."""
    swapped = fifteen[:place] + fifteen[place + 1] + fifteen[place] + fifteen[place + 2 :]

    assert (orcid_digit(swapped) == orcid_digit(fifteen)) == (swapped == fifteen)


@given(digits(7), st.integers(0, 5))
def test_issn_shows_two_digits_swapped(seven: str, place: int) -> None:
    """Swapping two different digits changes the check digit."""
    swapped = seven[:place] + seven[place + 1] + seven[place] + seven[place + 2 :]

    assert (issn_digit(swapped) == issn_digit(seven)) == (swapped == seven)
