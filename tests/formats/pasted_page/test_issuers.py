"""Who published, or where it appeared."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.issuers import find_issuers, issuer_of_address
from tests.formats.pasted_page.finders import BODY, page_of, shown

TITLE = "A Title of Several Words\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TITLE + BODY + "© 2022 Gartner, Inc. All rights reserved.", {"publisher": "Gartner, Inc."}),
        (TITLE + BODY + "© 2022 Harbour Watch Network", {"publisher": "Harbour Watch Network"}),
        (TITLE + "Published by: Harbour Watch" + BODY, {"publisher": "Harbour Watch"}),
        (TITLE + "From:\nDepartment for Cranes" + BODY, {"publisher": "Department for Cranes"}),
        (TITLE + BODY + "SOURCE Acme Corp.", {"publisher": "Acme Corp."}),
        ("World Bank\n\n" + TITLE + BODY, {"publisher": "World Bank"}),
        ("Harbour Watch Network\n\n" + TITLE + BODY, {"publisher": "Harbour Watch Network"}),
        (TITLE + "NBER Working Paper No. 12" + BODY, {"publisher": "National Bureau of Economic Research"}),
        (TITLE + "GAO-23-199999" + BODY, {"publisher": "U.S. Government Accountability Office"}),
        (TITLE + "By Jane Doe\nBBC News" + BODY, {"container-title": "BBC News"}),
        (
            TITLE + "LONDON, Jan 20 (Reuters) - The crane fell over. Nobody was hurt.",
            {"container-title": "Reuters"},
        ),
        ("A Title of Several Words | RAND Corporation" + BODY, {"publisher": "RAND Corporation"}),
        (
            TITLE + BODY + "This report is available to IMF clients.",
            {"publisher": "International Monetary Fund"},
        ),
    ],
)
def test_finds_issuers(text: str, expected: dict[str, str]) -> None:
    """Labels, notices, covers and numbers tell the institution; datelines and bylines the outlet."""
    assert shown(find_issuers(*page_of(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        TITLE + "The World Bank said on Monday that the crane fell over. The IMF did not say anything.",
        TITLE + BODY + "Source: World Bank",
        TITLE + BODY + "© 2022 Jane Doe",
        TITLE + BODY + "This report is available to paid subscribers.",
        TITLE + "From Harbours to Cranes" + BODY,
        "World Bank Raises Its Growth Forecast" + BODY,
    ],
)
def test_leaves_other_institutions_alone(text: str) -> None:
    """Whom the text speaks of, whose numbers it uses and whose blog it is did not publish it."""
    assert shown(find_issuers(*page_of(text))) == {}


def test_an_acronym_is_written_out_and_says_so() -> None:
    """The name comes from the table at medium confidence, and the reason names the table."""
    page, headline = page_of(TITLE + BODY + "This report is available to MEMRI subscribers.")
    (found,) = find_issuers(page, headline)

    assert found.value == "Middle East Media Research Institute"
    assert found.score < 80
    assert "table of institutions" in found.reason


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.rand.org/x.html", {"publisher": "RAND Corporation"}),
        ("https://www.nytimes.com/x", {"container-title": "The New York Times"}),
        ("https://jane.substack.com/p/x", {}),
        ("https://example.org/", {}),
    ],
)
def test_an_address_tells_whose_site_it_is(url: str, expected: dict[str, str]) -> None:
    """A known site names its institution; a host of blogs names nobody."""
    assert shown(issuer_of_address(url, 1)) == expected
