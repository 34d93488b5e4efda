"""`citekit rename`."""

from __future__ import annotations

from tests.conftest import Citekit


def test_the_old_key_goes_on_resolving(sample: Citekit) -> None:
    """The record has the new key, and the old one as an alias."""
    sample.ok("rename", "brown1954", "brown1954board")

    assert not (sample.entries / "brown1954.yaml").exists()
    assert sample.ok("show", "brown1954", "--path").strip().endswith("brown1954board.yaml")
    assert sample.ok("show", "brown1954") == sample.ok("show", "brown1954board")


def test_a_taken_key_is_refused(sample: Citekit) -> None:
    """Renaming onto another record changes neither."""
    before = {path.name: path.read_bytes() for path in sample.entries.iterdir()}

    ended = sample("rename", "brown1954", "kuhn2012structure")

    assert ended.status == 1
    assert {path.name: path.read_bytes() for path in sample.entries.iterdir()} == before


def test_documents_are_changed_with_it(sample: Citekit) -> None:
    """Given documents cite the new key; longer keys in them stay."""
    paper = sample.cwd / "paper.md"
    paper.write_text("As [@brown1954, p. 3] and @brown1954b say.\n", "utf-8")

    sample.ok("rename", "brown1954", "brown", "--in", "paper.md")

    assert paper.read_text("utf-8") == "As [@brown, p. 3] and @brown1954b say.\n"


def test_dry_run_changes_neither_record_nor_document(sample: Citekit) -> None:
    """--dry-run shows all of it and does none."""
    paper = sample.cwd / "paper.md"
    paper.write_text("@brown1954\n", "utf-8")

    out = sample.ok("rename", "brown1954", "brown", "--in", "paper.md", "--dry-run")

    assert "+@brown" in out
    assert "aliases" in out
    assert paper.read_text("utf-8") == "@brown1954\n"
    assert (sample.entries / "brown1954.yaml").exists()


def test_a_document_that_is_not_there_stops_all(sample: Citekit) -> None:
    """With a wrong document name nothing is renamed."""
    ended = sample("rename", "brown1954", "brown", "--in", "nothing.md")

    assert ended.status == 1
    assert (sample.entries / "brown1954.yaml").exists()
