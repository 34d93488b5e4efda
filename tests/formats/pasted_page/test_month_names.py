"""Months by name."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.month_names import month_named


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("January", 1),
        ("Jan.", 1),
        ("mayo de", 5),
        ("Jänner", 1),
        ("كانون الثاني", 1),
        ("تشرين الأول", 10),
        ("בינואר", 1),
        ("ΑΥΓΟΥΣΤΟΥ", 8),
        ("दिसंबर", 12),
        ("Harbour", None),
        ("", None),
    ],
)
def test_knows_months(name: str, month: int | None) -> None:
    """A month is known in any case, with its dot or preposition; other words are none."""
    assert month_named(name) == month
