"""The page of formats is what the formats declare."""

from __future__ import annotations

from citekit.formats.all_formats import FORMATS
from tests.conftest import CHECKOUT
from tests.formats_page import page


def test_the_page_of_formats_is_up_to_date() -> None:
    """docs/formats.md is what `python -m tests.formats_page` prints."""
    assert (CHECKOUT / "docs" / "formats.md").read_text("utf-8") == page()


def test_the_page_names_every_format() -> None:
    """With the name that --format takes."""
    for name in FORMATS:
        assert f"| `{name}` |" in page()
