"""Files are read whole and written so that nothing is ever half there."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from citekit import files
from citekit.errors import CannotWrite, LibraryLocked, StaleRecord, UnreadableFile
from citekit.files import (
    create_file,
    is_left_over,
    lock,
    read_file,
    rename_file,
    replace_file,
    stamp,
    write_file,
)

from .children import in_child, killed_at_every_line, limit_file_size, without_rights

MODULE = Path(files.__file__)
OLD = b"type: report\ntitle: Old\n"
NEW = b"type: report\ntitle: New\n" * 4000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that holds `OLD`."""
    path = tmp_path / "doe2020.yaml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def foreign() -> Iterator[Path]:
    """A folder of somebody else's, which everybody can get to; pytest's own folders are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "doe2020.yaml").write_bytes(OLD)
        yield folder
        folder.chmod(0o755)


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_stamp_is_the_sha256_of_the_bytes() -> None:
    """Other programs can make the same stamp."""
    assert stamp(OLD) == hashlib.sha256(OLD).hexdigest()


def test_a_file_that_is_not_there_is_named_with_the_reason(tmp_path: Path) -> None:
    """The sentence says which file and why."""
    with pytest.raises(UnreadableFile, match=r"none\.yaml: no such file or folder$"):
        read_file(tmp_path / "none.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Reading a folder is an error in words."""
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_file(tmp_path)


def test_create_makes_a_file_with_the_usual_mode(tmp_path: Path) -> None:
    """The new file is readable as the user's umask allows, not as a temporary file is."""
    ordinary = tmp_path / "ordinary"
    ordinary.touch()

    create_file(tmp_path / "new", NEW)

    assert (tmp_path / "new").read_bytes() == NEW
    assert (tmp_path / "new").stat().st_mode == ordinary.stat().st_mode
    assert names(tmp_path) == ["new", "ordinary"]


def test_create_never_overwrites(file: Path) -> None:
    """A file that is there stays, and so does a symbolic link that points nowhere."""
    link = file.with_name("link")
    link.symlink_to("nowhere")

    for path in (file, link):
        with pytest.raises(FileExistsError):
            create_file(path, NEW)

    assert file.read_bytes() == OLD
    assert names(file.parent) == ["doe2020.yaml", "link"]


def test_of_many_that_create_one_file_one_succeeds(tmp_path: Path) -> None:
    """Whoever comes second is told so, and the first one's content is there."""
    path, start, refused = tmp_path / "new", threading.Barrier(8), []

    def create(number: int) -> None:
        start.wait()
        try:
            create_file(path, b"%d" % number)
        except FileExistsError:
            refused.append(number)

    threads = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {int(path.read_bytes()), *refused} == set(range(8))
    assert len(refused) == 7


def test_create_works_where_there_are_no_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On FAT a new file is made too, and an old one is not overwritten."""

    def refuse(*_args: object, **_options: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)

    create_file(tmp_path / "new", NEW)
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "new", OLD)

    assert (tmp_path / "new").read_bytes() == NEW
    assert names(tmp_path) == ["new"]


def test_replace_changes_the_content_and_keeps_the_mode(file: Path) -> None:
    """Permissions that somebody set stay; nothing else is left in the folder."""
    file.chmod(0o640)

    replace_file(file, NEW, expected=stamp(OLD))

    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(file.parent) == [file.name]


def test_replace_follows_a_symbolic_link(file: Path) -> None:
    """The link stays a link, and what it points to has the new content."""
    link = file.with_name("link.yaml")
    link.symlink_to(file.name)

    replace_file(link, NEW, expected=stamp(OLD))

    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_replace_refuses_what_changed_since_it_was_read(file: Path) -> None:
    """The other program's content is kept."""
    file.write_bytes(b"theirs")

    with pytest.raises(StaleRecord, match="changed on disk since it was read"):
        replace_file(file, NEW, expected=stamp(OLD))

    assert file.read_bytes() == b"theirs"
    assert names(file.parent) == [file.name]


def test_replace_sees_a_change_that_comes_while_it_writes(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that saves while the new content is on its way to the disk is not overwritten."""
    sync = os.fsync

    def save_meanwhile(descriptor: int) -> None:
        sync(descriptor)
        file.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", save_meanwhile)

    with pytest.raises(StaleRecord):
        replace_file(file, NEW, expected=stamp(OLD))

    assert file.read_bytes() == b"theirs"


def test_replace_does_not_bring_back_what_is_gone(file: Path) -> None:
    """A file that somebody removed stays removed."""
    file.unlink()

    with pytest.raises(StaleRecord):
        replace_file(file, NEW, expected=stamp(OLD))

    assert names(file.parent) == []


def test_write_makes_or_replaces(tmp_path: Path) -> None:
    """What can be made again is written whatever was there."""
    path = tmp_path / "cache"
    write_file(path, OLD)
    write_file(path, NEW)

    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["cache"]


def test_rename_never_overwrites(file: Path) -> None:
    """Both files stay as they are."""
    other = file.with_name("other.yaml")
    other.write_bytes(NEW)

    with pytest.raises(FileExistsError):
        rename_file(file, other)

    assert (file.read_bytes(), other.read_bytes()) == (OLD, NEW)


def test_rename_completes_what_a_dead_process_began(file: Path) -> None:
    """One file under both names, as a process leaves it that died between the two steps, gets the new."""
    new = file.with_name("new.yaml")
    os.link(file, new)

    rename_file(file, new)

    assert names(file.parent) == ["new.yaml"]


def test_rename_of_a_symbolic_link_renames_the_link(file: Path) -> None:
    """The file it points to stays where it is."""
    link = file.with_name("link.yaml")
    link.symlink_to(file.name)

    rename_file(link, file.with_name("new.yaml"))

    assert file.with_name("new.yaml").is_symlink()
    assert names(file.parent) == ["doe2020.yaml", "new.yaml"]


@pytest.mark.parametrize("size", [0, 10, 4096, len(NEW) - 1])
def test_a_full_disk_leaves_the_old_file(file: Path, size: int) -> None:
    """However much of the new content could be written, the old is there, and nothing beside it."""
    failure = in_child(lambda: replace_file(file, NEW, expected=stamp(OLD)), before=limit_file_size(size))

    assert failure.startswith("CannotWrite: ")
    assert "nothing was changed" in failure
    assert file.read_bytes() == OLD
    assert names(file.parent) == [file.name]


def test_a_full_disk_leaves_no_half_of_a_new_file(tmp_path: Path) -> None:
    """Creating fails with a sentence, and there is no file."""
    failure = in_child(lambda: create_file(tmp_path / "new", NEW), before=limit_file_size(100))

    assert failure.startswith("CannotWrite: ")
    assert names(tmp_path) == []


def test_a_read_only_folder_is_told_and_left_alone(foreign: Path) -> None:
    """Replacing, creating and renaming fail in words."""
    foreign.chmod(0o555)
    file = foreign / "doe2020.yaml"
    actions = (
        lambda: create_file(foreign / "new", NEW),
        lambda: replace_file(file, NEW, expected=stamp(OLD)),
        lambda: rename_file(file, foreign / "new"),
    )

    for action in actions:
        failure = in_child(action, before=without_rights)
        assert failure.startswith("CannotWrite: "), failure
        assert "permission denied" in failure or "read-only" in failure

    assert names(foreign) == [file.name]
    assert file.read_bytes() == OLD


def test_a_read_only_file_is_not_replaced(foreign: Path) -> None:
    """The folder would allow it, but whoever made the file read-only meant it."""
    file = foreign / "doe2020.yaml"
    foreign.chmod(0o777)
    file.chmod(0o444)

    failure = in_child(lambda: replace_file(file, NEW, expected=stamp(OLD)), before=without_rights)

    assert "the file is read-only" in failure
    assert file.read_bytes() == OLD


def test_a_writer_killed_anywhere_leaves_old_or_new(file: Path) -> None:
    """At every line of its work the file is whole, and the next writer gets through."""
    seen = set()
    for _ in killed_at_every_line(lambda: replace_file(file, NEW, expected=stamp(OLD)), MODULE):
        content = file.read_bytes()
        assert content in {OLD, NEW}
        seen.add(content)
        assert all(is_left_over(name) for name in names(file.parent) if name != file.name)
        file.write_bytes(OLD)

    assert seen == {OLD, NEW}
    assert file.read_bytes() == NEW


def test_a_creator_killed_anywhere_leaves_nothing_or_all(tmp_path: Path) -> None:
    """There is never a file that holds half."""
    path = tmp_path / "new"
    for _ in killed_at_every_line(lambda: create_file(path, NEW), MODULE):
        assert not path.exists() or path.read_bytes() == NEW
        path.unlink(missing_ok=True)

    assert path.read_bytes() == NEW


def test_a_renamer_killed_anywhere_leaves_the_file_under_one_of_its_names(file: Path) -> None:
    """And the same call again completes the work."""
    new = file.with_name("new.yaml")
    for _ in killed_at_every_line(lambda: rename_file(file, new), MODULE):
        contents = {path.read_bytes() for path in (file, new) if path.exists()}
        assert contents == {OLD}
        if file.exists():
            rename_file(file, new)
        assert names(file.parent) == ["new.yaml"]
        new.rename(file)

    assert names(file.parent) == ["new.yaml"]


def test_a_lock_keeps_out_a_second_holder(tmp_path: Path) -> None:
    """In another process and in this one; afterwards it is free."""
    path = tmp_path / "lock"

    def hold() -> str:
        with lock(path, timeout=0):
            return "held"

    with lock(path, timeout=0):
        with pytest.raises(LibraryLocked, match="another citekit has been writing for more than 0 seconds"):
            hold()
        assert in_child(hold).startswith("LibraryLocked: ")

    assert hold() == in_child(hold) == "held"


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    """A killed process locks nobody out."""
    path = tmp_path / "lock"

    def hold_and_die() -> None:
        with lock(path, timeout=0):
            os._exit(1)

    in_child(hold_and_die)

    with lock(path, timeout=0):
        assert path.exists()


def test_a_lock_is_freed_by_an_error(tmp_path: Path) -> None:
    """What fails under the lock does not keep it."""
    path = tmp_path / "lock"
    with pytest.raises(ZeroDivisionError), lock(path, timeout=0):
        raise ZeroDivisionError

    with lock(path, timeout=0):
        pass


def test_a_lock_whose_file_was_removed_keeps_out_who_comes_later(tmp_path: Path) -> None:
    """Waiting on a file that is gone would let two in: the one who waited takes the new file's lock."""
    path = tmp_path / "lock"
    with lock(path, timeout=0):
        path.unlink()
        with lock(path, timeout=0), pytest.raises(LibraryLocked), lock(path, timeout=0):
            pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """The folder is missing."""
    with pytest.raises(CannotWrite, match="its folder is not there"), lock(tmp_path / "a" / "b", timeout=0):
        pass
