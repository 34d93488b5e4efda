"""`citekit show`."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Citekit


@pytest.mark.parametrize(
    "reference",
    [
        "gao2023high",
        "GAO-23-106203",
        "gao-23-106203",
        "https://www.gao.gov/products/gao-23-106203",
    ],
)
def test_a_report_answers_to_its_number(sample: Citekit, reference: str) -> None:
    """A report is found by key, by its number in any case, and by its URL."""
    assert "High-risk series" in sample.ok("show", reference)


def test_the_number_of_the_issue_works(citekit: Citekit) -> None:
    """`citekit show G00799999` finds the report that has this number."""
    fields = ("--set", "type=report", "--set", "title=Trends", "--set", "number=G00799999")
    citekit.ok("add", *fields, "--key", "g1")

    assert citekit.ok("show", "G00799999").startswith("key:")


@pytest.mark.parametrize(
    "reference",
    [
        "10.1038/171737a0",
        "https://doi.org/10.1038/171737A0",
        "doi:10.1038/171737a0",
    ],
)
def test_a_doi_is_found_however_written(sample: Citekit, reference: str) -> None:
    """DOIs are compared without case and without the resolver's address."""
    assert "watson1953molecular" in sample.ok("show", reference)


@pytest.mark.parametrize(
    "reference", ["9780226458120", "978-0-226-45812-0", "arXiv:1706.03762", "ipcc-ar6-wg1"]
)
def test_other_identifiers_and_former_keys_resolve(sample: Citekit, reference: str) -> None:
    """ISBN, arXiv number and alias find their record."""
    sample.ok("show", reference)


def test_an_unknown_key_names_the_nearest(sample: Citekit) -> None:
    """A slip in a key ends with 1 and names the key that was meant."""
    ended = sample("show", "khun2012structure")

    assert ended.status == 1
    assert "kuhn2012structure" in ended.err


def test_keys_are_matched_whole(citekit: Citekit) -> None:
    """`g1` is not found inside `g10`."""
    citekit.ok("add", "--set", "type=book", "--set", "title=T", "--key", "g10")

    assert citekit("show", "g1").status == 1


def test_show_prints_every_field(sample: Citekit) -> None:
    """Names stand one a line, dates as EDTF, citekit's own fields last."""
    out = sample.ok("show", "autor2012china")

    assert out.splitlines()[:2] == ["key:              autor2012china", "type:             report"]
    assert "Autor, David H.\n                  Dorn, David\n" in out
    assert "issued:           2012-05\n" in out
    assert "access:           subscription\n" in out


def test_show_as_json(sample: Citekit) -> None:
    """`--json` gives a list in the order asked for."""
    items = json.loads(sample.ok("show", "kuhn2012structure", "brown1954", "--json"))

    assert [item["id"] for item in items] == ["kuhn2012structure", "brown1954"]


def test_show_of_a_bad_record_says_all_its_faults(sample: Citekit) -> None:
    """Every fault comes at once, with line and column, and the status is 1."""
    (sample.entries / "bad.yaml").write_text(
        "type: reprot\ntitle: x\nissued: 2020-13\naccessed: soon\ntitel: y\n", "utf-8"
    )

    ended = sample("show", "bad")

    assert ended.status == 1
    places = ("bad.yaml:1:7", "bad.yaml:3:9", "bad.yaml:4:11", "bad.yaml:5:1")
    for words in (*places, "report", "month 13", "title"):
        assert words in ended.err, words


def test_an_identifier_of_two_records_is_asked_about(sample: Citekit) -> None:
    """A DOI that two records carry names both and chooses neither."""
    text = (sample.entries / "watson1953molecular.yaml").read_text("utf-8")
    (sample.entries / "copy.yaml").write_text(text, "utf-8")

    ended = sample("show", "10.1038/171737a0")

    assert ended.status == 1
    assert "copy" in ended.err
    assert "watson1953molecular" in ended.err
