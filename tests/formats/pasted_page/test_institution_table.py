"""The table of institutions."""

from __future__ import annotations

from pathlib import Path

import pytest

import citekit.formats.pasted_page.institution_table as table
from citekit.formats.pasted_page.institution_table import (
    InstitutionKind,
    find_by_acronym,
    find_by_domain,
    find_by_name,
    is_shaped_like_an_institution,
)
from tests.tables import read_table


def test_the_table_can_be_read() -> None:
    """Every row has a name, a known kind, and no name stands twice."""
    text = (Path(table.__file__).parent / "institutions.tsv").read_text(encoding="utf-8")
    rows = [row.split("\t") for row in text.splitlines() if not row.startswith("#")]

    assert len(rows) > 150
    assert len({name for name, *_ in rows}) == len(rows)
    for name, acronyms, kind, domains in rows:
        assert name == name.strip()
        assert InstitutionKind(kind)
        assert find_by_name(name)
        assert " " not in acronyms + domains


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("MEMRI", "Middle East Media Research Institute"),
        ("GAO", "U.S. Government Accountability Office"),
        ("NBER", "National Bureau of Economic Research"),
        ("OECD", "Organisation for Economic Co-operation and Development"),
        ("memri", None),
        ("Who", None),
        ("IEA", None),
        ("CEPR", None),
        ("", None),
    ],
)
def test_writes_acronyms_out(acronym: str, name: str | None) -> None:
    """An acronym in its own case is written out, but not one that two institutions have."""
    known = find_by_acronym(acronym)

    assert (known.name if known else None) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Brookings Institution", "Brookings Institution"),
        ("UNITED STATES GOVERNMENT ACCOUNTABILITY OFFICE", "U.S. Government Accountability Office"),
        ("rand corporation", "RAND Corporation"),
        ("Harbour Watch Network", None),
    ],
)
def test_finds_full_names(written: str, name: str | None) -> None:
    """A full name is found whatever its case and article."""
    known = find_by_name(written)

    assert (known.name if known else None) == name


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.gao.gov", "U.S. Government Accountability Office"),
        ("files.gao.gov", "U.S. Government Accountability Office"),
        ("notgao.gov", None),
        ("gov", None),
        ("", None),
    ],
)
def test_finds_by_domain(host: str, name: str | None) -> None:
    """A site's own hosts are found, and no others."""
    known = find_by_domain(host)

    assert (known.name if known else None) == name


@pytest.mark.parametrize(("text", "expected"), read_table("page_lines/institutions.txt"))
def test_tells_the_shape_of_a_name(text: str, expected: str) -> None:
    """A name of an institution's shape is told from a headline and from a person."""
    assert is_shaped_like_an_institution(text) is (expected == "yes")
