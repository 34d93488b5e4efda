"""The pages of the checks."""

from __future__ import annotations

from tests.checks_pages import FOLDER, pages


def test_the_pages_are_complete_and_current() -> None:
    """docs/checks/ is what `python -m tests.checks_pages` writes."""
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}

    assert kept == pages(), "run `python -m tests.checks_pages`"
