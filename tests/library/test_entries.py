"""The folder of records is listed and read, and what is no record is told."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from citekit.errors import NoLibrary, RecordNotFound
from citekit.library.entries import LARGEST_FILE, Entries
from tests.children import in_child, without_rights

RECORD = b"type: report\ntitle: A\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a library with one record."""
    path = tmp_path / "entries"
    path.mkdir()
    (path / "doe2020.yaml").write_bytes(RECORD)
    return path


@pytest.fixture
def entries(folder: Path) -> Entries:
    """That library's records."""
    return Entries(folder.parent)


def test_keys_come_sorted_from_both_endings(folder: Path, entries: Entries) -> None:
    """.yaml and .yml are records; hidden files, backups and notes are not, and are no problem."""
    for name in ("b.yml", "a.yaml", "README.md", "doe2020.yaml~", ".b.yaml", ".citekit-1.tmp"):
        (folder / name).write_bytes(RECORD)

    assert entries.keys() == ("a", "b", "doe2020")
    assert [entry.key for entry in entries.scan().entries] == ["a", "b", "doe2020"]
    assert entries.scan().problems == ()


def test_a_missing_folder_is_no_library(tmp_path: Path) -> None:
    """Listing says so in words."""
    for list_ in (Entries(tmp_path).keys, Entries(tmp_path).scan):
        with pytest.raises(NoLibrary):
            list_()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("name", "make", "message", "fatal"),
    [
        ("old", Path.mkdir, "is a folder; what is in it is not read", False),
        ("old.yaml", Path.mkdir, "is a folder; what is in it is not read", False),
        ("link.yaml", lambda path: path.symlink_to("nowhere"), "points to a file that is not there", True),
        ("pipe.yaml", _fifo, "is no ordinary file and is not read", True),
        ("Roe.YAML", Path.touch, "is not read: its name cannot be a key", True),
        ("a\nb.yaml", Path.touch, "is not read: its name cannot be a key", True),
        ("doe2020.yml", Path.touch, "is not read: doe2020.yaml is the record doe2020 already", True),
    ],
)
def test_what_is_no_record_is_told(
    folder: Path, entries: Entries, name: str, make: Callable[[Path], None], message: str, *, fatal: bool
) -> None:
    """It is named with what to do, and the records are listed all the same."""
    make(folder / name)

    listing = entries.scan()

    assert [entry.name for entry in listing.entries] == ["doe2020.yaml"]
    assert [(problem.message, problem.fatal) for problem in listing.problems] == [(message, fatal)]
    assert listing.problems[0].remedy
    assert str(listing.problems[0]).isprintable()


def test_a_link_to_a_file_is_a_record(folder: Path, entries: Entries) -> None:
    """Where the file is does not matter."""
    (folder / "roe2021.yaml").symlink_to("doe2020.yaml")

    assert entries.read("roe2021").item.text["title"] == "A"


def test_every_change_changes_the_signature(folder: Path, entries: Entries) -> None:
    """Even one that keeps size and time of modification, as `rsync -t` and `touch -r` leave them."""
    path = folder / "doe2020.yaml"
    before, times = entries.scan().entries[0], path.stat()

    path.write_bytes(RECORD.replace(b"A", b"B"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    while path.stat().st_ctime_ns == times.st_ctime_ns:
        path.touch()
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert entries.scan().entries[0].signature != before.signature


def test_a_file_left_alone_keeps_its_signature(folder: Path, entries: Entries) -> None:
    """Reading is no change."""
    before = entries.scan()
    (folder / "doe2020.yaml").read_bytes()

    assert entries.scan() == before


def test_a_record_is_found_by_its_exact_key(entries: Entries) -> None:
    """Neither a part of it, nor more than it, nor a way to it."""
    assert entries.find("doe2020") == entries.folder / "doe2020.yaml"
    for other in ("doe202", "doe20200", "", ".", "..", "doe2020.yaml", "../entries/doe2020", "x" * 5000):
        assert entries.find(other) is None
    for other in ("doe2020\n", "doe2020\0", "./doe2020", "DOE2020"):
        assert entries.find(other) is None


def test_a_key_with_accents_is_found_however_the_disk_spells_it(folder: Path, entries: Entries) -> None:
    """MacOS writes letters and accents apart."""
    apart = unicodedata.normalize("NFD", "müller2020")
    (folder / f"{apart}.yaml").write_bytes(RECORD)

    assert entries.read("müller2020").key == entries.read(apart).key == "müller2020"


def test_a_miss_names_the_nearest_keys(folder: Path, entries: Entries) -> None:
    """A slip of the finger is put right, and `g1` does not pass for `g10`."""
    (folder / "g10.yaml").write_bytes(RECORD)

    with pytest.raises(RecordNotFound) as caught:
        entries.read("deo2020")
    assert caught.value.similar == ("doe2020",)
    with pytest.raises(RecordNotFound) as caught:
        entries.read("g1")
    assert caught.value.hint == "did you mean g10?"


def test_a_file_that_may_not_be_read_is_a_record_with_a_problem(folder: Path, entries: Entries) -> None:
    """It spoils only itself."""
    for above in (folder.parent, *folder.parent.parents):
        if above.stat().st_mode & 0o005 != 0o005:
            above.chmod(0o755)
    (folder / "doe2020.yaml").chmod(0)

    read = in_child(lambda: entries.read("doe2020").problems[0], before=without_rights)

    assert read.endswith("doe2020.yaml: cannot be read: permission denied; make it readable, or move it away")


def test_a_file_too_large_to_be_a_record_is_not_read(folder: Path, entries: Entries) -> None:
    """A disk image that somebody named .yaml does not fill the memory."""
    with (folder / "doe2020.yaml").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)

    record = entries.read("doe2020")

    assert not record.usable
    assert record.problems[0].message == "is larger than 16 MB, no record is"
