"""`citekit duplicates`."""

from __future__ import annotations

import json

from tests.conftest import Citekit

ONE = "type: book\ntitle: Harbours of the north\nauthor: [{family: Doe}]\nissued: 2010\n"


def test_the_sample_library_has_none(sample: Citekit) -> None:
    """Nothing on stdout, status 0."""
    assert sample.ok("duplicates") == ""
    assert json.loads(sample.ok("duplicates", "--json")) == []


def test_duplicates_are_findings(citekit: Citekit) -> None:
    """Each pair a line with score and reasons; status 1."""
    (citekit.entries / "a.yaml").write_text(ONE)
    (citekit.entries / "b.yaml").write_text(ONE.replace("of the", "Of The") + "tags: [x]\n")

    ended = citekit("duplicates")
    found = json.loads(citekit("duplicates", "--json").out)

    assert (ended.status, ended.out) == (
        1,
        "a\tb\tduplicate\t0.95\tsame title; same first author; same year 2010\n",
    )
    assert found == [
        {
            "keys": ["a", "b"],
            "kinship": "duplicate",
            "score": 0.95,
            "reasons": ["same title", "same first author", "same year 2010"],
        }
    ]
    assert citekit("duplicates", "--query", "tag:x").status == 0


def test_versions_are_no_findings(citekit: Citekit) -> None:
    """They are told, and can be left out; status 0."""
    (citekit.entries / "a.yaml").write_text(ONE)
    (citekit.entries / "b.yaml").write_text(ONE.replace("book", "thesis").replace("2010", "2008"))

    assert citekit.ok("duplicates").startswith("a\tb\tversion\t")
    assert citekit.ok("duplicates", "--no-versions") == ""


def test_a_broken_record_is_told(citekit: Citekit) -> None:
    """Nobody knows what it would have matched."""
    (citekit.entries / "a.yaml").write_text("type: book\nissued: 2020-13\n")

    ended = citekit("duplicates")

    assert (ended.status, "a.yaml" in ended.err) == (1, True)


def _duplicates(citekit: Citekit) -> None:
    (citekit.entries / "a.yaml").write_text(ONE)
    (citekit.entries / "b.yaml").write_text(f"{ONE}publisher: Press\ntags: [x]\n")
    (citekit.entries / "c.yaml").write_text(f"{ONE}tags: [y]\n")
    (citekit.entries / "other.yaml").write_text(ONE.replace("north", "south"))
    (citekit.entries / "d.yaml").write_text("type: report\ntitle: Tides\nDOI: 10.1000/1\n")
    (citekit.entries / "e.yaml").write_text("type: book\ntitle: Tides\nDOI: 10.1000/1\n")


def test_sure_duplicates_become_one_at_once(citekit: Citekit) -> None:
    """The fullest record takes the others in, as one change; what differs in its type is left alone."""
    _duplicates(citekit)

    ended = citekit("duplicates", "--merge", "--yes")

    assert (ended.status, ended.out) == (0, "b\ta, c\t\n")
    assert "d, e: left as they are, for they differ in type" in ended.err
    assert "2 records went into 1 other" in ended.err
    assert sorted(path.stem for path in citekit.entries.iterdir()) == ["b", "d", "e", "other"]
    [merged] = json.loads(citekit.ok("show", "c", "--json"))
    assert (merged["id"], merged["tags"]) == ("b", ["x", "y"])

    citekit.ok("undo")
    assert len(list(citekit.entries.iterdir())) == 6


def test_nothing_is_merged_unasked(citekit: Citekit) -> None:
    """Without a terminal it takes --yes; --dry-run shows the diff; and both go with --merge alone."""
    _duplicates(citekit)

    asked = citekit("duplicates", "--merge")
    shown = citekit("duplicates", "--merge", "--dry-run")

    assert (asked.status, "say --yes" in asked.err) == (1, True)
    assert (shown.status, "+aliases: [a, c]" in shown.out) == (0, True)
    assert len(list(citekit.entries.iterdir())) == 6
    assert citekit("duplicates", "--yes").status == 2
    assert citekit("duplicates", "--merge", "--json").status == 2
