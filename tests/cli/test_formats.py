"""`citekit formats`."""

from __future__ import annotations

import json

import pytest

from citekit.formats.all_formats import FORMATS
from tests.conftest import Citekit


def test_every_format_is_a_line(citekit: Citekit) -> None:
    """With its name, title, direction, extensions and description, tab-separated when piped."""
    rows = [line.split("\t") for line in citekit.ok("formats").splitlines()]

    assert [row[0] for row in rows] == list(FORMATS)
    assert rows[0][:4] == ["csl-json", "CSL-JSON", "in, out", ".json"]


def test_as_json(citekit: Citekit) -> None:
    """The list for programs, and what one format holds."""
    rows = json.loads(citekit.ok("formats", "--json"))
    one = json.loads(citekit.ok("formats", "ris", "--json"))

    assert {row["name"] for row in rows} == set(FORMATS)
    assert (one["name"], one["written"], one["variables"]["chair"]) == ("ris", True, "no")


@pytest.mark.parametrize("name", FORMATS)
def test_one_format_says_what_it_holds(citekit: Citekit, name: str) -> None:
    """Dates, names, markup and the rest, if it is written."""
    out = citekit.ok("formats", name)

    assert FORMATS[name].title in out
    assert ("\ndates:" in out) == (FORMATS[name].fidelity is not None)


def test_an_unknown_format_names_the_nearest(citekit: Citekit) -> None:
    """It is an expected failure."""
    ended = citekit("formats", "csl-jsn")

    assert (ended.status, "did you mean csl-json" in ended.err) == (1, True)
