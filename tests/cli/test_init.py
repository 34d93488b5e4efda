"""`citekit init`."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import Citekit


def test_init_makes_a_library_that_works(citekit: Citekit, tmp_path: Path) -> None:
    """In a new folder, init asks nothing, and the next command finds a library."""
    out = citekit.ok("init", "thesis", cwd=tmp_path)

    folder = tmp_path / "thesis"
    assert (folder / "entries").is_dir()
    assert (folder / "styles").is_dir()
    assert (folder / "citekit.yaml").is_file()
    assert "citekit.yaml" in out
    assert citekit.ok("list", cwd=folder) == ""


def test_init_twice_changes_nothing(sample: Citekit) -> None:
    """A library that is there already stays as it is."""
    sample.ok("init")
    (sample.cwd / "citekit.yaml").write_text("style: mla\n", "utf-8")

    assert sample.ok("init") == ""
    assert (sample.cwd / "citekit.yaml").read_text("utf-8") == "style: mla\n"
    assert len(sample.ok("list").splitlines()) == len(list(sample.entries.iterdir()))


def test_init_in_a_folder_that_cannot_be_written_is_a_sentence(citekit: Citekit) -> None:
    """Where nothing can be made, init says so and ends with 1."""
    ended = citekit("init", "/proc/nothing")

    assert ended.status == 1
    assert "Traceback" not in ended.err
    assert "/proc/nothing" in ended.err
