"""`citekit merge`."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Citekit

KEEP = "# mine\ntype: book\ntitle: HARBOURS OF THE NORTH   # keep\nissued: 2010\ntags: [a]\n"
OTHER = "type: book\ntitle: Harbours of the north\nissued: 2010-05\nDOI: 10.1000/x\ntags: [b]\n"


@pytest.fixture
def two(citekit: Citekit) -> Citekit:
    """A library with a work twice."""
    (citekit.entries / "keep.yaml").write_text(KEEP)
    (citekit.entries / "other.yaml").write_text(OTHER)
    return citekit


def test_two_records_become_one(two: Citekit) -> None:
    """What is better is taken, with reasons; the rest of the file stays; the other's key goes on."""
    ended = two("merge", "keep", "other", "--yes")

    assert ended.status == 0
    assert (two.entries / "keep.yaml").read_text() == (
        "# mine\ntype: book\ntitle: Harbours of the north   # keep\nissued: 2010-05\nDOI: 10.1000/x\n"
        "tags: [a, b]\naliases: [other]\n"
    )
    assert not (two.entries / "other.yaml").exists()
    assert "other: is not in capitals" in ended.err
    assert "keep has 2010" in ended.err
    assert json.loads(two.ok("show", "other", "--json"))[0]["id"] == "keep"


def test_it_is_one_change(two: Citekit) -> None:
    """Undone as one."""
    two.ok("merge", "keep", "other", "--yes")
    two.ok("undo")

    assert (two.entries / "keep.yaml").read_text() == KEEP
    assert (two.entries / "other.yaml").read_text() == OTHER


def test_without_a_terminal_nobody_is_asked(two: Citekit) -> None:
    """The records are named, and undo is there."""
    assert two("merge", "keep", "other").status == 0


def test_dry_run_is_a_preview(two: Citekit) -> None:
    """The fields, and the diff; nothing is written."""
    out = two.ok("merge", "keep", "other", "--dry-run")

    assert "+issued: 2010-05" in out
    assert "+++ /dev/null" in out
    assert (two.entries / "keep.yaml").read_text() == KEEP
    assert (two.entries / "other.yaml").exists()


def test_a_field_can_be_chosen(two: Citekit) -> None:
    """From any of the records."""
    two.ok("merge", "keep", "other", "--field", "title=keep", "--field", "issued=keep")

    assert (
        (two.entries / "keep.yaml")
        .read_text()
        .startswith("# mine\ntype: book\ntitle: HARBOURS OF THE NORTH   # keep\nissued: 2010\n")
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["keep"], 2),
        (["keep", "keep"], 1),
        (["keep", "nosuch"], 1),
        (["keep", "other", "--field", "title"], 2),
        (["keep", "other", "--field", "DOI=keep"], 1),
        (["keep", "other", "--field", "title=nosuch"], 1),
        (["keep", "bad"], 1),
    ],
)
def test_bad_calls_change_nothing(two: Citekit, arguments: list[str], status: int) -> None:
    """One sentence."""
    (two.entries / "bad.yaml").write_text("type: book\nissued: 2020-13\n")

    ended = two("merge", *arguments)

    assert ended.status == status
    assert "Traceback" not in ended.err
    assert (two.entries / "keep.yaml").read_text() == KEEP
    assert (two.entries / "other.yaml").read_text() == OTHER


def test_identifiers_name_the_records_too(two: Citekit) -> None:
    """As everywhere."""
    assert two("merge", "keep", "10.1000/x").status == 0
    assert not (two.entries / "other.yaml").exists()
