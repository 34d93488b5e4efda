"""Schemes: each reads any text into its normal form or says why not.

The cases of what people write are tested through `parse_identifier`, in ``test_identifier.py``.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.item.identifier_schemes import (
    Fault,
    read_arxiv,
    read_doi,
    read_isbn,
    read_issn,
    read_orcid,
    read_pmcid,
    read_pmid,
    read_report_number,
    read_url,
)

READERS: list[Callable[[str], str | Fault]] = [
    read_arxiv,
    read_doi,
    read_isbn,
    read_issn,
    read_orcid,
    read_pmcid,
    read_pmid,
    read_report_number,
    read_url,
]
PIECES = st.sampled_from(
    [
        "10.1000/",
        "doi:",
        "https://",
        "example.org",
        "978",
        "0306406152",
        "-",
        " ",
        "X",
        "PMC",
        "arXiv:",
        "2101.00001",
        "é",
    ]
)


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@given(text=st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=5).map("".join)))
def test_a_reader_gives_the_normal_form_or_a_fault(read: Callable[[str], str | Fault], text: str) -> None:
    """Nothing is raised; the normal form is its own; a fault has a reason, and proposes what is valid."""
    value = read(text)

    if isinstance(value, str):
        assert read(value) == value
        return
    assert value.reason
    assert value.remedy
    if value.remedy.startswith(("write 10.", "write 0", "write https://e")):
        assert isinstance(read(value.remedy.removeprefix("write ")), str)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_doi, "10.1000/Ab_c;(d)<e>"),
        (read_url, "https://example.org/%7Eé?q=1#x"),
        (read_report_number, "COM(2020) 66 final"),
        (read_arxiv, "math.GT/0309136v1"),
    ],
)
def test_what_is_normal_is_left_alone(read: Callable[[str], str | Fault], text: str) -> None:
    """Case, percent signs and punctuation that belong to the identifier stay."""
    assert read(text) == text
