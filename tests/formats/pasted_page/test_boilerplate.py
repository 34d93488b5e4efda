"""Furniture of a site."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.boilerplate import ends_work, is_boilerplate, is_share_button
from tests.tables import read_table


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/boilerplate.txt"))
def test_tells_furniture(text: str, expected: str) -> None:
    """Menus, banners and share bars are furniture; headlines that use the same words are not."""
    assert is_boilerplate(text) is (expected == "furniture")


@pytest.mark.parametrize(
    "text", ["References", "Related articles", "Comments (12)", "5. Literatur", "More from Acme"]
)
def test_tells_headings_that_end_the_work(text: str) -> None:
    """After these headings a page speaks of other works."""
    assert ends_work(text)


@pytest.mark.parametrize("text", ["Introduction", "References to the Sea in Old Songs", "Harbours", ""])
def test_leaves_other_headings_alone(text: str) -> None:
    """A heading within the work does not end it."""
    assert not ends_work(text)


def test_tells_share_buttons() -> None:
    """Share buttons stand around a headline, menus above it."""
    assert is_share_button("Share on Facebook")
    assert not is_share_button("Press Center")
