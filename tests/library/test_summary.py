"""A record's line says who, when and what."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.library.record import Access
from citekit.library.schema import read_record
from citekit.library.summary import Summary, summarise


def line(yaml: str) -> Summary:
    """Return the line of a record that holds ``yaml``."""
    return summarise(read_record(yaml.encode(), path=Path("entries/x.yaml"), key="x"))


def test_a_line_has_what_a_list_shows() -> None:
    """Names are family names, the title has no markup."""
    yaml = (
        "type: report\ntitle: The <i>Title</i>\nauthor: ['van Doe, Jane', 'Gartner, Inc.']\n"
        "issued: 2020-05\ntags: [a, b]\naccess: open\n"
    )

    assert line(yaml) == Summary(
        "x", "report", "Doe, Gartner, Inc.", "2020", "The Title", ("a", "b"), Access.OPEN, usable=True
    )


def test_what_is_absent_is_empty() -> None:
    """An unusable record has a line too."""
    assert line("") == Summary("x", "", "", "", "", (), None, usable=False)


@pytest.mark.parametrize(
    ("yaml", "authors"),
    [
        ("author: ['A, B', 'C, D', 'E, F']", "A, C, E"),
        ("author: ['A, B', 'C, D', 'E, F', 'G, H']", "A et al."),
        ("editor: ['A, B']\ntranslator: ['C, D']", "A"),
        ("director: ['A, B']", "A"),
    ],
)
def test_the_names_are_those_the_work_is_filed_under(yaml: str, authors: str) -> None:
    """Authors, else editors, else others; many are shortened."""
    assert line(yaml).authors == authors


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ("2020/2022", "2020"),
        ("../2019", "2019"),
        ("2019/..", "2019"),
        ("1455~", "1455"),
        ("'-0043'", "44 BC"),
        ("{literal: forthcoming}", "forthcoming"),
    ],
)
def test_the_year_is_that_of_publication(issued: str, year: str) -> None:
    """The first known year, or the words."""
    assert line(f"issued: {issued}").year == year


def test_a_work_without_a_title_shows_what_it_is_in() -> None:
    """Or what kind of work it is."""
    assert line("container-title: Nature\ngenre: Letter").title == "Nature"
    assert line("genre: Letter").title == "Letter"
