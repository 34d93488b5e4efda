"""`citekit tag`."""

from __future__ import annotations

import json

from tests.conftest import Citekit


def test_tags_are_added_and_removed(sample: Citekit) -> None:
    """Both at once, in the records named, keeping the other tags."""
    sample.ok("tag", "gao2023high", "kuhn2012structure", "--add", "to-read", "--remove", "oversight")

    assert sample.ok("list", "tag:to-read", "--fields", "key,tags") == (
        "gao2023high\tgovernment, to-read\nkuhn2012structure\tto-read\n"
    )


def test_a_tag_is_not_added_twice(sample: Citekit) -> None:
    """Adding a tag that is there changes nothing."""
    before = (sample.entries / "gao2023high.yaml").read_bytes()

    ended = sample("tag", "gao2023high", "--add", "government")

    assert ended.status == 0
    assert "nothing to change" in ended.err
    assert (sample.entries / "gao2023high.yaml").read_bytes() == before


def test_without_options_tags_are_counted(sample: Citekit) -> None:
    """Every tag is a line with the number of its records."""
    counts = json.loads(sample.ok("tag", "--json"))

    assert counts["physics"] == 3
    assert "physics\t3\n" in sample.ok("tag")


def test_a_tag_where_a_key_belongs_is_told_how_to_be_given(sample: Citekit) -> None:
    """Whoever types `tag KEY TAG` reads the command that gives the tag."""
    ended = sample("tag", "gao2023high", "urgent")

    assert ended.status == 1
    assert "citekit tag gao2023high --add urgent" in ended.err
