"""Copyright lines."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.rights_notices import read_rights
from tests.tables import read_table


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/rights_notices.txt"))
def test_reads_the_owner(text: str, expected: str) -> None:
    """A copyright line gives its owner, with the legal form's dot; talk of copyright gives nothing."""
    assert (read_rights(text) or "-") == expected
