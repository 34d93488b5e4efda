"""`citekit undo` and `citekit redo`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Citekit

BOOK = ("--set", "type=book", "--set", "title=A", "--yes")


def contents(folder: Path) -> dict[str, bytes]:
    """Return what every file of a folder holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


COMMANDS = {
    "add": ("add", *BOOK),
    "set": ("set", "gao2023high", "note=x"),
    "set over a query": ("set", "--query", "type:report", "note=x"),
    "tag": ("tag", "gao2023high", "kuhn2012structure", "--add", "to-read"),
    "edit": ("edit", "gao2023high"),
    "rename": ("rename", "gao2023high", "gao"),
    "remove": ("remove", "gao2023high", "kuhn2012structure", "--yes"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_undone_and_redone_as_a_whole(sample: Citekit, name: str) -> None:
    """Byte for byte, whatever number of records it changed."""
    before = contents(sample.entries)
    sample.ok(*COMMANDS[name], env={"EDITOR": "sed -i s/High/Low/"})
    after = contents(sample.entries)
    assert after != before

    undone = sample("undo")

    assert undone.status == 0
    assert undone.err.startswith(f"undone: citekit {COMMANDS[name][0]} ")
    assert contents(sample.entries) == before
    assert sample("redo").err.startswith(f"redone: citekit {COMMANDS[name][0]} ")
    assert contents(sample.entries) == after


def test_changes_are_undone_one_after_the_other(sample: Citekit) -> None:
    """The last first, until there is nothing left; redo goes the other way."""
    before = contents(sample.entries)
    for word in ("one", "two", "three"):
        sample.ok("tag", "gao2023high", "--add", word)

    for word in ("three", "two", "one"):
        assert word in sample("undo").err
    ended = sample("undo")

    assert (ended.status, "nothing to undo" in ended.err) == (1, True)
    assert contents(sample.entries) == before
    for word in ("one", "two", "three"):
        assert word in sample("redo").err
    assert sample("redo").status == 1


def test_a_new_change_ends_what_can_be_redone(sample: Citekit) -> None:
    """As in every editor."""
    sample.ok("tag", "gao2023high", "--add", "one")
    sample.ok("undo")
    sample.ok("tag", "gao2023high", "--add", "two")

    ended = sample("redo")

    assert (ended.status, "nothing to redo" in ended.err) == (1, True)


def test_dry_run_shows_and_changes_nothing(sample: Citekit) -> None:
    """The diff is that of the way back."""
    sample.ok("tag", "gao2023high", "--add", "to-read")
    after = contents(sample.entries)

    out = sample.ok("undo", "--dry-run")

    assert "-tags: [government, oversight, to-read]" in out
    assert contents(sample.entries) == after
    sample.ok("undo")
    assert "+tags: [government, oversight, to-read]" in sample.ok("redo", "-n")


def test_what_was_changed_since_is_not_undone(sample: Citekit) -> None:
    """Not even the other records of the same command; the sentence names the file."""
    sample.ok("tag", "gao2023high", "kuhn2012structure", "--add", "to-read")
    path = sample.entries / "kuhn2012structure.yaml"
    path.write_bytes(path.read_bytes() + b"# by hand\n")
    after = contents(sample.entries)

    for arguments in (["undo"], ["undo", "--dry-run"]):
        ended = sample(*arguments)

        assert ended.status == 1
        assert "kuhn2012structure.yaml: changed since `citekit tag" in ended.err
    assert contents(sample.entries) == after


def test_a_record_made_anew_by_hand_is_not_written_over(sample: Citekit) -> None:
    """Undoing a removal finds the name taken, and says so."""
    sample.ok("remove", "gao2023high", "--yes")
    (sample.entries / "gao2023high.yaml").write_text("type: book\n")

    assert "changed since" in sample("undo").err
    assert (sample.entries / "gao2023high.yaml").read_text() == "type: book\n"


def test_documents_are_renamed_back(sample: Citekit) -> None:
    """A rename with --in is one change of record and paper."""
    paper = sample.cwd / "paper.md"
    paper.write_text("See [@gao2023high].\n")
    sample.ok("rename", "gao2023high", "gao", "--in", "paper.md")
    assert paper.read_text() == "See [@gao].\n"

    sample.ok("undo")

    assert paper.read_text() == "See [@gao2023high].\n"
    assert (sample.entries / "gao2023high.yaml").exists()


def test_the_list_tells_what_there_is(sample: Citekit) -> None:
    """Newest first, with what was undone."""
    sample.ok("tag", "gao2023high", "--add", "one")
    sample.ok("tag", "--query", "tag:government", "--add", "two")
    sample.ok("undo")

    rows = json.loads(sample.ok("undo", "--list", "--json"))

    assert [(row["state"], row["command"]) for row in rows] == [
        ("undone", "citekit tag --query tag:government --add two"),
        ("done", "citekit tag gao2023high --add one"),
    ]
    assert [line.split("\t")[3] for line in sample.ok("undo", "--list").splitlines()] == ["undone", "done"]
    assert sample("undo", "--json").status == 2


def test_only_so_many_changes_are_kept(sample: Citekit) -> None:
    """The oldest go; a dry run and a change of nothing leave no trace."""
    for number in range(3):
        sample.ok("tag", "gao2023high", "--add", f"t{number}")
    sample.ok("tag", "gao2023high", "--add", "t1")
    sample.ok("tag", "gao2023high", "--add", "t9", "--dry-run")
    history = sample.cwd / ".citekit" / "history"
    [*_, last] = sorted(history.iterdir())
    for number in range(100, 200):
        shutil.copy(last, history / f"{number:06d}.done.json")

    sample.ok("tag", "gao2023high", "--add", "t3")

    assert len(list(history.iterdir())) == 100
    assert (history / "000200.done.json").exists()
    assert not (history / "000100.done.json").exists()


def test_an_empty_library_has_nothing_to_undo(citekit: Citekit) -> None:
    """Nor a list; nothing is made on the disk for asking."""
    assert citekit("undo").status == 1
    assert citekit("redo").status == 1
    assert citekit.ok("undo", "--list") == ""
    assert json.loads(citekit.ok("undo", "--list", "--json")) == []


@pytest.mark.parametrize("damage", [b"", b"{\n", b'{"form": 99}\n', b"\xff\n"])
def test_a_damaged_journal_is_told(sample: Citekit, damage: bytes) -> None:
    """With the file to remove; the records stay."""
    sample.ok("tag", "gao2023high", "--add", "one")
    after = contents(sample.entries)
    [path] = (sample.cwd / ".citekit" / "history").iterdir()
    path.write_bytes(damage)

    for arguments in (["undo"], ["undo", "--list"]):
        ended = sample(*arguments)

        assert ended.status == 1
        assert str(path) in ended.err
        assert "Traceback" not in ended.err
    assert contents(sample.entries) == after


def test_what_a_killed_command_left_is_taken_back_by_the_next(sample: Citekit) -> None:
    """By one that only reads, too, which says so; nothing is left of the change."""
    before = contents(sample.entries)
    sample.ok("remove", "gao2023high", "kuhn2012structure", "--yes")
    [made] = (sample.cwd / ".citekit" / "history").iterdir()
    made.rename(made.with_name("000001.changing.json"))
    (sample.entries / "kuhn2012structure.yaml").write_bytes(before["kuhn2012structure.yaml"])

    ended = sample("list")

    assert ended.status == 0
    assert "warning: `citekit remove gao2023high kuhn2012structure --yes` was interrupted" in ended.err
    assert "gao2023high" in ended.out
    assert contents(sample.entries) == before
    assert sample("list").err == ""
    assert sample("undo").status == 1


def test_a_history_that_cannot_be_written_cannot_be_undone(sample: Citekit) -> None:
    """A folder without room for it: it says so, and changes nothing."""
    sample.ok("tag", "gao2023high", "--add", "one")
    after = contents(sample.entries)
    (sample.cwd / ".citekit" / "lock").unlink()
    (sample.cwd / ".citekit" / "lock").mkdir()

    ended = sample("undo")

    assert ended.status == 1
    assert "cannot be written" in ended.err
    assert contents(sample.entries) == after
