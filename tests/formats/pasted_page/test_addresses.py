"""The work's own address and numbers."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.addresses import find_addresses
from tests.formats.pasted_page.finders import BODY, page_of, shown

TITLE = "A Title of Several Words\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a/b\n\n" + TITLE + BODY, {"URL": "https://example.org/a/b"}),
        (TITLE + "URL: https://example.org/a" + BODY, {"URL": "https://example.org/a"}),
        (TITLE + BODY + "https://example.org/a", {"URL": "https://example.org/a"}),
        (TITLE + "https://doi.org/10.1000/ice.2019" + BODY, {"DOI": "10.1000/ice.2019"}),
        (TITLE + BODY + "DOI: 10.1000/ice.2019", {"DOI": "10.1000/ice.2019"}),
        (TITLE + "ISBN 978-3-16-148410-0" + BODY, {"ISBN": "9783161484100"}),
        (TITLE + "ISSN 1234-5679" + BODY, {"ISSN": "1234-5679"}),
        (TITLE + "arXiv:2103.01234v2" + BODY, {"number": "arXiv:2103.01234v2"}),
    ],
)
def test_finds_the_works_own(text: str, expected: dict[str, str]) -> None:
    """Addresses and numbers that stand apart are the work's."""
    page, _ = page_of(text)

    assert shown(find_addresses(page)) == expected


@pytest.mark.parametrize(
    "text",
    [
        TITLE + "The crane is described at https://example.org/a and in doi:10.1000/old. Nobody reads it.",
        TITLE + BODY + "https://www.facebook.com/sharer/sharer.php?u=x",
        TITLE + BODY + "References\n\nDOI: 10.1000/ice.2019\n\nThe end",
        TITLE + "ISBN 978-3-16-148410-1" + BODY,
    ],
)
def test_leaves_others_alone(text: str) -> None:
    """Links in the text, share buttons, references and wrong check digits are not taken."""
    page, _ = page_of(text)

    assert shown(find_addresses(page)) == {}


def test_the_front_page_of_a_site_is_not_the_works_address() -> None:
    """The address of a whole site scores too little to be taken."""
    page, _ = page_of(TITLE + "https://example.org" + BODY)

    assert all(one.score < 35 for one in find_addresses(page))
