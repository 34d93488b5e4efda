"""Citation labels."""

from __future__ import annotations

import pytest

from tests.csl.small_style import cite, item, person, read, year

STYLE = read('<layout delimiter=", "><text variable="citation-label"/></layout>')
LABELS = [
    (("Asthma, A",), "Asth00"),
    (("Brown, A", "Chen, B"), "BrCh00"),
    (("Roe, A", "Noe, B", "Poe, C"), "RoNP00"),
    (("Doe, A", "Eve, B", "Fay, C", "Gil, D", "Hal, E"), "DEFG00"),
]


@pytest.mark.parametrize(("names", "want"), LABELS)
def test_labels(names: tuple[str, ...], want: str) -> None:
    """A label is made of letters of the names and the year."""
    assert cite(STYLE, item(author=tuple(map(person, names)), issued=year(2000))) == want


def test_equal_labels() -> None:
    """Works of one label get letters if the style asks for year suffixes."""
    items = [item(key, author=(person("Doe, J"),), issued=year(1999), title=key) for key in "ab"]

    suffixed = read(
        '<layout delimiter=", "><text variable="citation-label"/></layout>',
        citation='disambiguate-add-year-suffix="true"',
    )
    assert cite(STYLE, *items) == "Doe99, Doe99"
    assert cite(suffixed, *items) == "Doe99a, Doe99b"


def test_a_label_that_was_made_is_none_of_the_item() -> None:
    """The condition asks for a label that the item brings, not for one that is made of its names."""
    style = read(
        '<choose><if variable="citation-label"><text variable="citation-label"/></if>'
        '<else><text variable="title"/></else></choose>'
    )

    assert cite(style, item(title="T", author=(person("Doe, J"),))) == "T"
    assert cite(style, item(title="T", citation_label="Own")) == "Own"
