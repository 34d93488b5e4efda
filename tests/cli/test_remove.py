"""`citekit remove`."""

from __future__ import annotations

from tests.conftest import Citekit


def test_remove_wants_a_yes_where_nobody_can_be_asked(sample: Citekit) -> None:
    """Without a terminal and without --yes nothing is removed."""
    ended = sample("remove", "brown1954")

    assert ended.status == 1
    assert "--yes" in ended.err
    assert (sample.entries / "brown1954.yaml").exists()


def test_yes_removes_the_named_records_alone(sample: Citekit) -> None:
    """The named files go and the others stay."""
    count = len(list(sample.entries.iterdir()))

    sample.ok("remove", "brown1954", "lang1927metropolis", "--yes")

    assert len(list(sample.entries.iterdir())) == count - 2
    assert sample("show", "brown1954").status == 1


def test_dry_run_shows_what_would_go(sample: Citekit) -> None:
    """--dry-run prints the record as removed lines and leaves the file."""
    out = sample.ok("remove", "brown1954", "--dry-run")

    assert "-title: Brown v. Board of Education" in out
    assert (sample.entries / "brown1954.yaml").exists()


def test_one_wrong_key_removes_nothing(sample: Citekit) -> None:
    """All keys are looked up before the first record is removed."""
    assert sample("remove", "brown1954", "nobody", "--yes").status == 1
    assert (sample.entries / "brown1954.yaml").exists()


def test_one_record_is_one_record(sample: Citekit) -> None:
    """Without a terminal and without --yes nothing is removed, and the number agrees with its noun."""
    ended = sample("remove", "brown1954", stdin="")

    assert ended.status == 1
    assert "error: 1 record would be removed" in ended.err
