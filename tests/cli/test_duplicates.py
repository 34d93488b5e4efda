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
