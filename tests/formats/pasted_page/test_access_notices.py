"""Notices of who may read."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.access_notices import read_access
from tests.tables import read_table


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/access_notices.txt"))
def test_reads_notices(text: str, expected: str) -> None:
    """A notice gives the access and whose readers it names; other talk of subscribers gives nothing."""
    notice = read_access(text)
    shown = f"{notice.access} | {notice.readers_of}" if notice else "-"

    assert shown.strip() == expected
