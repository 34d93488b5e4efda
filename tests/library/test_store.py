"""Records are written so that nothing is ever lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from citekit import files
from citekit.errors import (
    CannotWrite,
    InvalidKey,
    InvalidRecord,
    KeyTaken,
    LibraryLocked,
    RecordNotFound,
    StaleRecord,
    UnreadableText,
)
from citekit.files import lock, stamp
from citekit.library import file_edits, journal
from citekit.library import store as store_module
from citekit.library.entries import Entries
from citekit.library.store import Plan, Store
from tests.children import (
    in_child,
    interrupted_at_every_line,
    killed_at_every_line,
    limit_file_size,
)
from tests.conftest import CHECKOUT

TEXT = "# by hand\ntype: report\ntitle: Old   # keep\n"
NEW = TEXT.replace("Old", "New")


def to_new(text: str) -> str:
    """An edit: the title is New."""
    return text.replace("Old", "New")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a library with one record."""
    path = tmp_path / "entries"
    path.mkdir()
    (path / "doe2020.yaml").write_text(TEXT)
    return path


@pytest.fixture
def store(folder: Path) -> Store:
    """That library, which waits for nobody."""
    return Store(Entries(folder.parent), patience=0)


def text(folder: Path, name: str = "doe2020.yaml") -> str:
    """Return what a file holds."""
    return (folder / name).read_bytes().decode()


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_record_is_added(folder: Path, store: Store) -> None:
    """The file holds the text, and the change says so."""
    change = store.add("roe2021", TEXT)

    assert text(folder, "roe2021.yaml") == TEXT
    assert (change.path, change.before, change.after) == (folder / "roe2021.yaml", None, TEXT)


@pytest.mark.parametrize("key", ["doe2020", "Doe2020"])
def test_a_taken_key_is_refused(folder: Path, store: Store, key: str) -> None:
    """In another case too, since macOS and Windows cannot keep both; the record stays."""
    with pytest.raises(KeyTaken) as caught:
        store.add(key, NEW)

    assert caught.value.path == folder / "doe2020.yaml"
    assert names(folder) == ["doe2020.yaml"]
    assert text(folder) == TEXT


@pytest.mark.parametrize("key", ["../doe", "a/b", "", "a\x1bb", "-x"])
def test_a_key_that_is_no_file_name_is_refused(folder: Path, store: Store, key: str) -> None:
    """Nothing is written, inside the folder or out of it."""
    with pytest.raises(InvalidKey):
        store.add(key, TEXT)
    with pytest.raises(InvalidKey):
        store.rename("doe2020", key, to_new)

    assert names(folder) == ["doe2020.yaml"]
    assert names(folder.parent) == ["entries"]


@pytest.mark.parametrize(
    "faulty", ["", "- a\n", "title: No type\n", "type: report\nissued: 2020-13\n", "a: [\n"]
)
def test_a_text_that_is_no_record_is_not_added(folder: Path, store: Store, faulty: str) -> None:
    """The error holds what is wrong with it."""
    with pytest.raises(InvalidRecord) as caught:
        store.add("roe2021", faulty)

    assert caught.value.problems
    assert names(folder) == ["doe2020.yaml"]


def test_a_change_writes_what_the_edit_makes(folder: Path, store: Store) -> None:
    """The edit is given the text as it stands, byte for byte."""
    change = store.change("doe2020", to_new)

    assert text(folder) == NEW
    assert (change.before, change.after) == (TEXT, NEW)


def test_byte_order_mark_and_line_ends_stay(folder: Path, store: Store) -> None:
    """What Windows programs leave in a file is not tidied away."""
    (folder / "doe2020.yaml").write_bytes(b"\xef\xbb\xbftype: report\r\ntitle: Old")

    store.change("doe2020", to_new)

    assert (folder / "doe2020.yaml").read_bytes() == b"\xef\xbb\xbftype: report\r\ntitle: New"


def test_an_edit_that_changes_nothing_writes_nothing(folder: Path, store: Store) -> None:
    """The file keeps its inode and times."""
    before = (folder / "doe2020.yaml").stat()

    change = store.change("doe2020", lambda same: same)

    assert change.before == change.after == TEXT
    assert (folder / "doe2020.yaml").stat() == before


def test_dry_runs_write_nothing(folder: Path, store: Store) -> None:
    """They say what would be written, and leave neither a file nor a lock."""
    assert store.change("doe2020", to_new, dry_run=True).after == NEW
    assert store.add("roe2021", TEXT, dry_run=True).after == TEXT
    assert store.remove("doe2020", dry_run=True).before == TEXT
    assert [change.after for change in store.rename("doe2020", "roe2021", to_new, dry_run=True)] == [
        None,
        NEW,
    ]

    assert names(folder.parent) == ["entries"]
    assert names(folder) == ["doe2020.yaml"]
    assert text(folder) == TEXT


def test_dry_runs_refuse_what_would_be_refused(store: Store) -> None:
    """A dry run that says yes is followed by a run that says yes."""
    with pytest.raises(KeyTaken):
        store.add("doe2020", TEXT, dry_run=True)
    with pytest.raises(InvalidRecord):
        store.change("doe2020", lambda _: "type: nonsense\n", dry_run=True)


def test_an_edit_that_spoils_the_record_is_refused(folder: Path, store: Store) -> None:
    """The file stays as it is, and the error names the fault."""
    with pytest.raises(InvalidRecord, match="2020-13"):
        store.change("doe2020", lambda old: f"{old}issued: 2020-13\n")

    assert text(folder) == TEXT


def test_a_faulty_record_can_be_mended_step_by_step(folder: Path, store: Store) -> None:
    """An edit that leaves old faults and makes no new one is written."""
    (folder / "doe2020.yaml").write_text("type: repotr\nissued: 2020-13\n")

    store.change("doe2020", lambda old: old.replace("repotr", "report"))

    assert text(folder) == "type: report\nissued: 2020-13\n"
    with pytest.raises(InvalidRecord):
        store.change("doe2020", lambda old: old.replace("2020-13", "2020-14"))


def test_an_edit_that_raises_changes_nothing(folder: Path, store: Store) -> None:
    """Its error reaches the caller, and the lock is free again."""

    def fail(_: str) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.change("doe2020", fail)
    store.change("doe2020", to_new)

    assert text(folder) == NEW


def test_a_file_in_another_encoding_is_left_alone(folder: Path, store: Store) -> None:
    """It is not guessed at."""
    (folder / "doe2020.yaml").write_bytes(b"title: M\xfcller\n")

    with pytest.raises(UnreadableText):
        store.change("doe2020", to_new)

    assert (folder / "doe2020.yaml").read_bytes() == b"title: M\xfcller\n"


def test_characters_that_no_file_can_hold_are_refused(folder: Path, store: Store) -> None:
    """A broken argument of the command line does not reach the disk."""
    with pytest.raises(InvalidRecord):
        store.change("doe2020", lambda old: old.replace("Old", "\udc80"))

    assert text(folder) == TEXT


def test_an_editors_save_during_a_change_is_kept(folder: Path, store: Store) -> None:
    """The change is refused and nothing of either is lost without a word."""

    def edit(old: str) -> str:
        (folder / "doe2020.yaml").write_text("type: book\n")
        return to_new(old)

    with pytest.raises(StaleRecord):
        store.change("doe2020", edit)

    assert text(folder) == "type: book\n"


def test_replace_writes_over_what_was_read_alone(folder: Path, store: Store) -> None:
    """Another content is not overwritten."""
    assert store.replace("doe2020", NEW, expected=stamp(TEXT.encode())).after == NEW
    with pytest.raises(StaleRecord):
        store.replace("doe2020", "type: book\n", expected=stamp(TEXT.encode()))

    assert text(folder) == NEW


def test_a_record_is_removed(folder: Path, store: Store) -> None:
    """The change has its text, so that it can be brought back."""
    assert store.remove("doe2020").before == TEXT
    assert names(folder) == []


@pytest.mark.parametrize("action", ["change", "replace", "remove", "rename"])
def test_what_is_not_there_cannot_be_changed(store: Store, action: str) -> None:
    """Every verb says which key is near."""
    actions: dict[str, Callable[[], object]] = {
        "change": lambda: store.change("deo2020", to_new),
        "replace": lambda: store.replace("deo2020", NEW, expected=stamp(b"")),
        "remove": lambda: store.remove("deo2020"),
        "rename": lambda: store.rename("deo2020", "roe2021", to_new),
    }
    with pytest.raises(RecordNotFound) as caught:
        actions[action]()

    assert caught.value.similar == ("doe2020",)


def test_rename_gives_the_new_name_and_the_new_text(folder: Path, store: Store) -> None:
    """The old file is gone; the ending stays."""
    (folder / "doe2020.yaml").rename(folder / "doe2020.yml")

    changes = store.rename("doe2020", "roe2021", to_new)

    assert names(folder) == ["roe2021.yml"]
    assert text(folder, "roe2021.yml") == NEW
    assert [(change.path.name, change.before, change.after) for change in changes] == [
        ("doe2020.yml", TEXT, None),
        ("roe2021.yml", None, NEW),
    ]


def test_rename_refuses_a_taken_key(folder: Path, store: Store) -> None:
    """Both records stay."""
    store.add("roe2021", "type: book\n")

    for key in ("roe2021", "ROE2021"):
        with pytest.raises(KeyTaken):
            store.rename("doe2020", key, to_new)

    assert (text(folder), text(folder, "roe2021.yaml")) == (TEXT, "type: book\n")


def test_rename_can_change_the_case_alone(folder: Path, store: Store) -> None:
    """A key is no obstacle to itself."""
    store.rename("doe2020", "Doe2020", to_new)

    assert names(folder) == ["Doe2020.yaml"]


def test_rename_to_the_same_key_changes_nothing(folder: Path, store: Store) -> None:
    """Not even the text."""
    assert store.rename("doe2020", "doe2020", to_new) == ()
    assert text(folder) == TEXT


def test_a_rename_that_fails_at_its_second_step_takes_back_the_first(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record has its old text under its old key alone, and nothing is left to recover."""

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "doe2020.yaml":
            raise PermissionError(13, "no")
        unlink(path, missing_ok=missing_ok)

    unlink = Path.unlink
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(CannotWrite):
            store.rename("doe2020", "roe2021", to_new)

    assert names(folder) == ["doe2020.yaml"]
    assert text(folder) == TEXT
    assert names(folder.parent / ".citekit" / "history") == []


MODULES = [Path(module.__file__ or "") for module in (store_module, journal, file_edits, files)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_renaming_process_killed_anywhere_loses_nothing(folder: Path, store: Store, module: Path) -> None:
    """The record is whole under one of its keys or both, and the same command completes the work."""
    old, new = folder / "doe2020.yaml", folder / "roe2021.yaml"
    for _ in killed_at_every_line(lambda: store.rename("doe2020", "roe2021", to_new), module):
        assert {path.read_text() for path in (old, new) if path.exists()} <= {TEXT, NEW}
        assert old.exists() or new.read_text() == NEW
        if old.exists():
            Store(Entries(folder.parent), patience=0).rename("doe2020", "roe2021", to_new)
        assert names(folder) == ["roe2021.yaml"]
        assert new.read_text() == NEW
        new.unlink()
        old.write_text(TEXT)
        shutil.rmtree(folder.parent / ".citekit", ignore_errors=True)


def test_a_changing_process_killed_anywhere_leaves_the_old_or_the_new_text(
    folder: Path, store: Store
) -> None:
    """The next command works, and clears away what the dead one left."""
    for _ in killed_at_every_line(lambda: store.change("doe2020", to_new), Path(files.__file__)):
        assert text(folder) in {TEXT, NEW}
        Store(Entries(folder.parent), patience=0).change("doe2020", to_new)
        assert text(folder) == NEW
        assert names(folder) == ["doe2020.yaml"]
        (folder / "doe2020.yaml").write_text(TEXT)
        shutil.rmtree(folder.parent / ".citekit", ignore_errors=True)


PLAN = Plan(added={"roe2021": TEXT, "roe2022": TEXT}, edited={"doe2020": to_new}, removed=("old1999",))


def _expect_all_or_none(folder: Path) -> None:
    """Expect what was there before `PLAN` or what is there after it, and put back what was before."""
    found = {name: text(folder, name) for name in names(folder) if name.endswith(".yaml")}
    assert found in (
        {"doe2020.yaml": TEXT, "old1999.yaml": TEXT},
        {"doe2020.yaml": NEW, "roe2021.yaml": TEXT, "roe2022.yaml": TEXT},
    )
    for name in names(folder):
        (folder / name).unlink()
    for key in ("doe2020", "old1999"):
        (folder / f"{key}.yaml").write_text(TEXT)
    shutil.rmtree(folder.parent / ".citekit", ignore_errors=True)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_a_process_killed_amid_many_changes_has_made_all_or_none(
    folder: Path, store: Store, module: Path
) -> None:
    """As soon as anybody looks again: reading recovers too."""
    removed = folder / "old1999.yaml"
    removed.write_text(TEXT)
    for _ in killed_at_every_line(lambda: store.carry_out(PLAN), module):
        Store(Entries(folder.parent), patience=0).recover()
        _expect_all_or_none(folder)


@pytest.mark.parametrize("module", MODULES[2:], ids=lambda module: module.stem)
def test_ctrl_c_amid_many_changes_leaves_all_or_none(folder: Path, store: Store, module: Path) -> None:
    """At once: the interrupted process itself takes back what it had changed."""
    removed = folder / "old1999.yaml"
    removed.write_text(TEXT)
    for _ in interrupted_at_every_line(lambda: store.carry_out(PLAN), module):
        _expect_all_or_none(folder)


@pytest.mark.parametrize("module", MODULES[1:3], ids=lambda module: module.stem)
def test_a_process_killed_amid_an_undo_has_undone_all_or_nothing(
    folder: Path, store: Store, module: Path
) -> None:
    """And a further undo, or redo, works from there."""
    (folder / "old1999.yaml").write_text(TEXT)
    before = {name: text(folder, name) for name in names(folder)}
    store.carry_out(PLAN)
    after = {name: text(folder, name) for name in names(folder)}
    for _ in killed_at_every_line(store.undo, module):
        again = Store(Entries(folder.parent), patience=0)
        again.recover()
        found = {name: text(folder, name) for name in names(folder) if name.endswith(".yaml")}
        assert found in (before, after)
        if found == after:
            again.undo()
        again.redo()
        assert {name: text(folder, name) for name in names(folder)} == after


def test_what_somebody_else_changed_after_a_death_stays(folder: Path, store: Store) -> None:
    """Recovery takes back the rest, and says which file it left alone."""

    def dies() -> None:
        store.carry_out(PLAN)

    (folder / "old1999.yaml").write_text(TEXT)
    for _ in killed_at_every_line(dies, Path(file_edits.__file__)):
        if (folder / "roe2021.yaml").exists() and (folder / "old1999.yaml").exists():
            break
    (folder / "roe2021.yaml").write_text("type: book\n")

    [interrupted] = Store(Entries(folder.parent), patience=0, command="other").recover()

    assert interrupted.command == "citekit"
    assert interrupted.foreign == (folder / "roe2021.yaml",)
    assert text(folder, "roe2021.yaml") == "type: book\n"
    assert text(folder) == TEXT
    assert not (folder / "roe2022.yaml").exists()


def test_a_full_disk_loses_nothing(folder: Path, store: Store) -> None:
    """The record is as it was, and the error says so; reading goes on."""
    for action in (
        lambda: store.change("doe2020", lambda old: f"{old}note: {'long ' * 4000}\n"),
        lambda: store.rename("doe2020", "roe2021", lambda old: f"{old}note: {'long ' * 4000}\n"),
        lambda: store.add("roe2021", f"{TEXT}note: {'long ' * 4000}\n"),
        lambda: store.carry_out(Plan(added={"a": TEXT, "b": f"{TEXT}note: {'long ' * 4000}\n"})),
    ):
        failure = in_child(action, before=limit_file_size(4096))
        assert failure.startswith("CannotWrite: "), failure

    assert names(folder) == ["doe2020.yaml"]
    assert text(folder) == TEXT


def test_a_library_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The sentence names the path; where a file stands in the way of the folder for the lock, too."""
    (tmp_path / "entries").mkdir()
    (tmp_path / ".citekit").write_text("in the way")

    with pytest.raises(CannotWrite):
        Store(Entries(tmp_path), patience=0).add("roe2021", TEXT)

    assert names(tmp_path / "entries") == []


def test_who_waits_too_long_is_told(folder: Path, store: Store) -> None:
    """Nothing is written by the one who gave up."""
    store.change("doe2020", lambda same: same)
    with lock(folder.parent / ".citekit" / "lock", timeout=0), pytest.raises(LibraryLocked):
        store.change("doe2020", to_new)

    assert text(folder) == TEXT


def test_the_folder_of_the_lock_is_kept_out_of_git(folder: Path, store: Store) -> None:
    """It ignores itself."""
    store.change("doe2020", to_new)

    assert (folder.parent / ".citekit" / ".gitignore").read_text() == "*\n"


EDITOR = """
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from citekit.library.entries import Entries
from citekit.library.store import Plan, Store
from citekit.yaml_text.editing import add_to_list, set_field

field, rounds = sys.argv[1], int(sys.argv[2])
store = Store(Entries(Path.cwd()))
print("ready", flush=True)
sys.stdin.read()
for number in range(rounds):
    store.change("doe2020", lambda text: set_field(text, field, f"value {number}"))
    store.change("doe2020", lambda text: add_to_list(text, "tags", f"{field} {number}"))
"""
FIELDS = ("title", "genre", "publisher", "number", "note", "source", "medium", "status")


def test_eight_processes_that_set_eight_fields_of_one_record_all_succeed(folder: Path) -> None:
    """Every field has its last value, every tag is there, and the comments too."""
    rounds = 5
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", EDITOR, field, str(rounds)],
            cwd=folder.parent,
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for field in FIELDS
    ]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.close()
    for worker in workers:
        assert worker.stderr
        assert worker.stderr.read() == ""
        assert worker.wait(60) == 0
        for pipe in (worker.stdout, worker.stderr):
            assert pipe
            pipe.close()

    record = Entries(folder.parent).read("doe2020")
    values = {field: record.item.get(field) for field in FIELDS}
    assert values == dict.fromkeys(FIELDS, f"value {rounds - 1}")
    assert set(record.tags) == {f"{field} {number}" for field in FIELDS for number in range(rounds)}
    assert text(folder).startswith("# by hand\n")
    assert "   # keep\n" in text(folder)
    assert names(folder) == ["doe2020.yaml"]


def test_of_many_that_add_one_key_one_succeeds(folder: Path) -> None:
    """The others are told that it is taken."""
    start, outcomes = threading.Barrier(8), []

    def add(number: int) -> None:
        store = Store(Entries(folder.parent))
        start.wait()
        try:
            store.add("roe2021", f"{TEXT}number: n{number}\n")
        except KeyTaken:
            outcomes.append("taken")
        else:
            outcomes.append(f"n{number}")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    written = Entries(folder.parent).read("roe2021").item.number["number"]
    assert sorted(outcomes) == sorted([written, *["taken"] * 7])
