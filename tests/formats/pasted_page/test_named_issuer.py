"""An institution's name made a candidate."""

from __future__ import annotations

import pytest

from citekit.formats.pasted_page.named_issuer import named_issuer
from citekit.formats.pasted_page.page import Line
from tests.formats.pasted_page.finders import shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The World Bank", {"publisher": "World Bank"}),
        ("World Health Organization (WHO)", {"publisher": "World Health Organization"}),
        ("WHO", {"publisher": "World Health Organization"}),
        ("Reuters", {"container-title": "Reuters"}),
        ("Acme Corp", {"publisher": "Acme Corp."}),
        ("Medium", {}),
    ],
)
def test_names_the_institution(name: str, expected: dict[str, str]) -> None:
    """Names of the table stand as the table has them, others as written."""
    line = Line(1, f"by {name}. More", 1)

    assert shown(named_issuer(name, line, 90, "a reason", as_written=60)) == expected


def test_an_unknown_name_may_be_left_out() -> None:
    """Where only the table counts, an unknown name is none."""
    assert list(named_issuer("Harbour Watch", Line(1, "Harbour Watch", 1), 90, "a reason")) == []
