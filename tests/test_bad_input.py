"""Bad input gets one clear sentence, loses nothing, and never ends with status 0."""

from __future__ import annotations

import codecs
import importlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from citekit.cli.main import COMMANDS, cli
from tests.children import in_child, without_rights
from tests.conftest import Citekit

GOOD = "type: book\ntitle: Good\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)

BAD = {
    "empty": (b"", "is empty"),
    "comments alone": (b"# nothing here\n", "is empty"),
    "a list": (b"- type: book\n- title: x\n", "list"),
    "a word": (b"hello\n", "fields belong"),
    "tabs": (b"type: book\nauthor:\n\t- family: Doe\n", ":3"),
    "a key twice": (b"type: book\ntitle: a\ntitle: b\n", ":3"),
    "an unknown type": (b"type: boook\ntitle: a\n", "did you mean book"),
    "month 13": (b"type: book\nissued: 2020-13\n", "month 13"),
    "an alias bomb": (BOMB.encode(), "alias"),
    "invalid UTF-8": (b"type: book\ntitle: \xff\xfe\n", ":2"),
    "UTF-16": ("type: book\n".encode("utf-16"), "UTF"),
    "a NUL": (b"type: book\ntitle: a\0b\n", ":2"),
    "a second document": (b"type: book\n---\ntype: book\n", ":2"),
    "an open quote": (b'type: book\ntitle: "a\nauthor: b\n', "bad.yaml:2"),
    "a Python object": (b"type: !!python/object:os.system x\n", "!"),
    "deep nesting": (b"type: " + b"[" * 5000 + b"\n", "deep"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence_and_spoils_only_itself(citekit: Citekit, name: str) -> None:
    """It is reported with its path and place, the good record is listed, and the file stays as it is."""
    data, says = BAD[name]
    (citekit.entries / "good.yaml").write_text(GOOD, "utf-8")
    bad = citekit.entries / "bad.yaml"
    bad.write_bytes(data)

    for command in ("list", "bibliography"):
        ended = citekit(command)

        assert ended.status == 1
        assert "Good" in ended.out
        assert ended.err.count("error:") == 1, ended.err
        assert "bad.yaml" in ended.err
        assert says in ended.err
        assert "Traceback" not in ended.err
    assert bad.read_bytes() == data


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_not_changed_by_a_command(citekit: Citekit, name: str) -> None:
    """A command that would have to write a file it cannot understand leaves it byte for byte."""
    data, _ = BAD[name]
    bad = citekit.entries / "bad.yaml"
    bad.write_bytes(data)

    ended = citekit("set", "bad", "note=x")

    assert "Traceback" not in ended.err
    if ended.status:
        assert bad.read_bytes() == data
    else:
        assert b"note: x" in bad.read_bytes()


def test_fifty_megabytes_are_refused(citekit: Citekit) -> None:
    """A huge file is named and skipped."""
    (citekit.entries / "good.yaml").write_text(GOOD, "utf-8")
    with (citekit.entries / "bad.yaml").open("wb") as file:
        file.write(b"type: book\nabstract: ")
        for _ in range(50):
            file.write(b"word " * 200_000)

    ended = citekit("list")

    assert ended.status == 1
    assert "MB" in ended.err
    assert "Good" in ended.out


def test_a_record_that_vanishes_while_it_is_listed(citekit: Citekit) -> None:
    """A dangling link, like a file that goes between listing and reading, stops nothing."""
    (citekit.entries / "good.yaml").write_text(GOOD, "utf-8")
    (citekit.entries / "gone.yaml").symlink_to(citekit.entries / "nowhere.yaml")

    ended = citekit("list")

    assert "Good" in ended.out
    assert "Traceback" not in ended.err


def test_files_that_are_no_records_are_left_alone(citekit: Citekit) -> None:
    """Backups, folders and other files in entries/ are no records and no faults of records."""
    (citekit.entries / "good.yaml").write_text(GOOD, "utf-8")
    (citekit.entries / "good.yaml~").write_text("rubbish: [", "utf-8")
    (citekit.entries / ".hidden.yaml").write_text("rubbish: [", "utf-8")
    (citekit.entries / "README.md").write_text("# read me", "utf-8")

    assert citekit.ok("list", "--fields", "key") == "good\n"


@pytest.fixture
def foreign() -> Iterator[Path]:
    """A library that everybody can read and nobody but its owner can write."""
    with tempfile.TemporaryDirectory() as folder:
        entries = Path(folder) / "entries"
        entries.mkdir()
        (entries / "good.yaml").write_text(GOOD, "utf-8")
        (entries / "twin.yaml").write_text(GOOD, "utf-8")
        (Path(folder) / "refs.json").write_text('[{"id": "new", "type": "book", "title": "New"}]', "utf-8")
        for path in (Path(folder), entries):
            path.chmod(0o555)
        yield Path(folder)
        for path in (Path(folder), entries):
            path.chmod(0o755)


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "good", "note=x"],
        ["add", "--set", "type=book", "--set", "title=New"],
        ["remove", "good", "--yes"],
        ["rename", "good", "better"],
        ["tag", "good", "--add", "x"],
        ["merge", "good", "twin", "--yes"],
        ["import", "{folder}/refs.json"],
        ["undo"],
    ],
)
def test_a_read_only_library_says_so(foreign: Path, arguments: list[str]) -> None:
    """Every command that would write ends with one sentence, and everything stays."""
    for name in COMMANDS:
        importlib.import_module(
            f"citekit.cli.commands.{f'{name}_' if name in ('import', 'list', 'set') else name}"
        )

    # Without rights, Python cannot read its own library later.
    codecs.lookup("utf-8-sig")

    def run() -> object:
        os.environ |= {"HOME": str(foreign), "XDG_CACHE_HOME": str(foreign / "cache")}
        return cli.main(
            ["--library", str(foreign), *(word.format(folder=foreign) for word in arguments)],
            standalone_mode=False,
        )

    failure = in_child(run, before=without_rights)

    assert failure.startswith("CannotWrite: "), failure
    assert {path.name for path in (foreign / "entries").iterdir()} == {"good.yaml", "twin.yaml"}
    assert (foreign / "entries" / "good.yaml").read_text("utf-8") == GOOD


def test_a_read_only_library_can_be_read(foreign: Path) -> None:
    """Lists and references need no writing, not even for the index."""
    importlib.import_module("citekit.cli.commands.list_")

    def run() -> object:
        os.environ |= {"HOME": str(foreign), "XDG_CACHE_HOME": str(foreign / "cache")}
        return cli.main(["--library", str(foreign), "list"], standalone_mode=False)

    assert in_child(run, before=without_rights) == "0"
