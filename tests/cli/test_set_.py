"""`citekit set`."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Citekit

RECORD = """\
# my notes stay
type: report

title:   'A title'   # beside
author:
- Doe, Jane      # the first
# between
- literal: Gartner, Inc.
issued: "2020"

# the end
"""


@pytest.fixture
def record(citekit: Citekit) -> Citekit:
    """A library with one commented record, doe2020."""
    (citekit.entries / "doe2020.yaml").write_text(RECORD, "utf-8")
    return citekit


def _text(citekit: Citekit) -> str:
    return (citekit.entries / "doe2020.yaml").read_text("utf-8")


def test_only_the_named_field_changes(record: Citekit) -> None:
    """Comments, order, quoting and blank lines stay as they were."""
    record.ok("set", "doe2020", "issued=2021-05")

    assert _text(record) == RECORD.replace('"2020"', "2021-05") or _text(record) == RECORD.replace(
        '"2020"', '"2021-05"'
    )


def test_a_new_field_leaves_all_else(record: Citekit) -> None:
    """Taking out the new line gives the old file."""
    record.ok("set", "doe2020", "publisher=Gartner, Inc.")

    lines = _text(record).splitlines(keepends=True)
    assert "".join(line for line in lines if not line.startswith("publisher:")) == RECORD


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "No"), ("number", "00712345"), ("volume", "1.10"), ("page", "12:30"), ("title", "null")],
)
def test_values_survive_as_typed(record: Citekit, field: str, value: str) -> None:
    """`No`, `00712345`, `1.10` and `12:30` come back as they went in."""
    record.ok("set", "doe2020", f"{field}={value}")

    assert record.ok("list", "--fields", field) == f"{value}\n"


def test_names_are_shown_as_understood(record: Citekit) -> None:
    """Persons and institutions are told apart, and the person sees how."""
    ended = record("set", "doe2020", "author=Doe, Jane; Gartner, Inc.; World Health Organization")

    assert ended.status == 0
    assert "family Doe" in ended.err
    assert "institution Gartner, Inc." in ended.err
    assert record.ok("list", "--fields", "author") == "Doe, Jane; Gartner, Inc.; World Health Organization\n"


def test_unset_append_and_drop(record: Citekit) -> None:
    """A field goes, a name is added, another is taken out."""
    changes = ("--unset", "issued", "--append", "author=Roe, Richard", "--drop", "author=Doe, Jane")
    record.ok("set", "doe2020", *changes)

    assert "issued" not in _text(record)
    assert record.ok("list", "--fields", "author") == "Gartner, Inc.; Roe, Richard\n"
    assert "# between" in _text(record)


def test_dry_run_shows_a_diff_and_writes_nothing(record: Citekit) -> None:
    """`--dry-run` prints what would change and leaves the file alone."""
    out = record.ok("set", "doe2020", "issued=2021", "--dry-run")

    assert '-issued: "2020"' in out
    assert '+issued: "2021"' in out
    assert _text(record) == RECORD


@pytest.mark.parametrize(
    ("assignment", "says"),
    [
        ("issued=2020-13", "month 13"),
        ("titel=x", "did you mean title"),
        ("type=reprot", "did you mean report"),
        ("DOI=hello", "DOI"),
        ("access=free", "subscription"),
        ("citation-number=3", "citation-number"),
    ],
)
def test_a_value_that_cannot_be_is_refused(record: Citekit, assignment: str, says: str) -> None:
    """A wrong field or value ends with 1, says what would be right, and changes nothing."""
    ended = record("set", "doe2020", assignment)

    assert ended.status == 1
    assert says in ended.err
    assert _text(record) == RECORD


def test_a_query_chooses_the_records(sample: Citekit) -> None:
    """`--query` changes those that match and no other."""
    before = {path: path.read_bytes() for path in sample.entries.iterdir()}

    sample.ok("set", "--query", "type:thesis", "status=checked")

    changed = {path.stem for path, data in before.items() if path.read_bytes() != data}
    assert changed == {"fielding2000architectural", "vanderwaals1873continuiteit"}


def test_nothing_to_do_is_usage(record: Citekit) -> None:
    """A key alone, or a field alone, is a wrong call."""
    assert record("set", "doe2020").status == 2
    assert record("set", "issued=2020").status == 2


ARCHIVED = [
    ("https://perma.cc/ABCD-1234 2022-02-01", "https://perma.cc/ABCD-1234", "2022-02-01"),
    ("https://perma.cc/ABCD-1234", "https://perma.cc/ABCD-1234", None),
    ('{url: "https://perma.cc/ABCD-1234", date: "2022"}', "https://perma.cc/ABCD-1234", "2022"),
    (
        "https://web.archive.org/web/20200102030405/https://x.org",
        "https://web.archive.org/web/20200102030405/https://x.org",
        "2020-01-02",
    ),
]


@pytest.mark.parametrize(("typed", "url", "date"), ARCHIVED)
def test_an_archived_copy(record: Citekit, typed: str, url: str, date: str | None) -> None:
    """Its date stands behind its address, in a mapping as in files, or in the Wayback Machine's address."""
    record.ok("set", "doe2020", f"archived={typed}")

    [item] = json.loads(record.ok("show", "doe2020", "--json"))
    assert item["archived"] == {"url": url} | ({"date": date} if date else {})


def test_what_is_no_archived_copy_is_told_how_to_type_one(record: Citekit) -> None:
    """The message has both parts."""
    ended = record("set", "doe2020", "archived=nope 2020")

    assert ended.status == 1
    assert "after a space, the day of the copy" in ended.err
