"""Whose readers a notice names."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.page import read_lines
from citekit.formats.pasted_page.subscribers import initials, split_issuer

LINES = read_lines("A Title\n\nJihad and Terrorism Threat Monitor\n\nMaritime Watch and Alert")


@pytest.mark.parametrize(
    ("phrase", "name", "series"),
    [
        ("MEMRI Jihad and Terrorism Threat Monitor", "MEMRI", "Jihad and Terrorism Threat Monitor"),
        ("MEMRI JIHAD AND TERRORISM THREAT MONITOR", "MEMRI", "Jihad and Terrorism Threat Monitor"),
        ("MEMRI Cyber Crime Monitor", "MEMRI", "Cyber Crime Monitor"),
        ("NORTHWATCH Maritime Watch and Alert", "NORTHWATCH", "Maritime Watch and Alert"),
        ("JTTM", "", "Jihad and Terrorism Threat Monitor"),
        ("Gartner", "Gartner", ""),
        ("World Bank", "World Bank", ""),
        ("Harbour Watch Network", "Harbour Watch Network", ""),
    ],
)
def test_splits_institution_and_series(phrase: str, name: str, series: str) -> None:
    """The table or a line of the page shows where the institution ends and the series begins."""
    issuer = split_issuer(phrase, LINES)

    assert issuer is not None
    assert (issuer.name, issuer.series) == (name, series)


@pytest.mark.parametrize("phrase", ["", "Premium", "paid", "XYZ", "Quite Unknown Words"])
def test_leaves_the_rest_alone(phrase: str) -> None:
    """A tariff, an acronym of nothing and unknown words name nobody."""
    assert split_issuer(phrase, LINES) is None


def test_initials() -> None:
    """Small words give no letter."""
    assert initials("Jihad and Terrorism Threat Monitor") == "JTTM"
