"""Bylines."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.bylines import read_byline
from tests.tables import read_table


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/bylines.txt"))
def test_reads_bylines(text: str, expected: str) -> None:
    """People or an agency behind "By" and its kin are named; lines that only begin so name nobody."""
    byline = read_byline(text)
    shown = "-"
    if byline:
        shown = "; ".join(person.name.inverted() for person in byline.people)
        shown = byline.institution.name if byline.institution else shown

    assert shown == expected
