"""The index says what the files say, whatever happened to it or to them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from citekit.library.entries import Entries, Listing
from citekit.library.index import Index
from citekit.library.search_sql import condition_of
from citekit.library.view import View
from tests.children import in_child, limit_file_size
from tests.conftest import CHECKOUT

LATER = 4_000_000_000_000_000_000
"""A time, in nanoseconds, at which every file is old."""


def record(title: str) -> str:
    """The text of a record."""
    return f"type: report\ntitle: {title}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with three records."""
    path = tmp_path / "library"
    (path / "entries").mkdir(parents=True)
    for key in ("a", "b", "c"):
        (path / "entries" / f"{key}.yaml").write_text(record(f"Title {key}"))
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Where the index is kept."""
    return tmp_path / "cache" / "index"


def titles_in(view: View) -> dict[str, str]:
    """The title of each record."""
    return {row.key: row.title for row in view.summaries(condition_of(None), sort="key")}


def titles(root: Path, cache: Path | None, *, clock: Callable[[], int] = lambda: LATER) -> dict[str, str]:
    """Ask a new index, as another command would."""
    return Index(Entries(root), folder=cache, clock=clock).ask(titles_in)


def reads(root: Path, cache: Path, *, clock: Callable[[], int] = lambda: LATER) -> int:
    """Return how many files a new index reads to answer, as it tells of its progress."""
    totals = [0]
    index = Index(Entries(root), folder=cache, clock=clock, on_progress=lambda _, total: totals.append(total))
    index.ask(titles_in)
    return totals[-1]


EXPECTED = {"a": "Title a", "b": "Title b", "c": "Title c"}


def test_files_are_read_once(root: Path, cache: Path) -> None:
    """What did not change is not read again."""
    assert (reads(root, cache), reads(root, cache)) == (3, 0)
    assert titles(root, cache) == EXPECTED


@pytest.mark.parametrize("kept", ["on disk", "in memory"])
def test_every_hand_edit_is_seen(root: Path, cache: Path, kept: str) -> None:
    """A new file, a changed one and one that is gone, by the next question of the same index or another."""
    index = Index(Entries(root), folder=cache if kept == "on disk" else None, clock=lambda: LATER)
    assert index.ask(titles_in) == EXPECTED

    (root / "entries" / "a.yaml").write_text(record("Another"))
    (root / "entries" / "b.yaml").unlink()
    (root / "entries" / "d.yml").write_text(record("New"))

    changed = {"a": "Another", "c": "Title c", "d": "New"}
    assert index.ask(titles_in) == changed
    assert titles(root, cache) == changed
    assert index.ask(titles_in) == changed


def test_a_file_that_goes_away_as_soon_as_it_came_is_forgotten(root: Path, cache: Path) -> None:
    """Although it was too new to be told from another of its time, and nothing else changed."""

    def now() -> int:
        return max(path.stat().st_mtime_ns for path in root.rglob("*.yaml"))

    for path in (root / "entries").iterdir():
        os.utime(path, (0, 0))
    assert titles(root, cache, clock=now) == EXPECTED

    for path in (root / "entries").iterdir():
        path.unlink()

    assert titles(root, cache, clock=lambda: 0) == {}


def test_a_record_that_changes_its_ending_stays(root: Path, cache: Path) -> None:
    """Its path is the new one."""
    titles(root, cache)
    (root / "entries" / "a.yaml").rename(root / "entries" / "a.yml")

    index = Index(Entries(root), folder=cache, clock=lambda: LATER)

    assert [record.path.name for record in index.ask(lambda view: view.records_of(["a"]))] == ["a.yml"]


class Coarse(Entries):
    """A disk whose times and sizes never change: every edit falls within one step of its clock."""

    def scan(self) -> Listing:
        """List the files as of one moment."""
        listing = super().scan()
        same = tuple(entry._replace(signature="same", touched=1_000) for entry in listing.entries)
        return Listing(same, listing.problems)


def test_an_edit_that_shows_neither_in_time_nor_in_size_is_seen(root: Path, cache: Path) -> None:
    """As long as the file was touched so shortly before it was read, it is read again."""

    def ask(now: int) -> dict[str, str]:
        return Index(Coarse(root), folder=cache, clock=lambda: now).ask(titles_in)

    ask(1_000)
    (root / "entries" / "a.yaml").write_text(record("Title x"))
    assert ask(2_000)["a"] == "Title x"
    (root / "entries" / "a.yaml").write_text(record("Title y"))
    assert ask(2_000_001_000)["a"] == "Title y"
    (root / "entries" / "a.yaml").write_text(record("Title z"))
    assert ask(9_000_000_000)["a"] == "Title z"


def test_a_file_from_the_future_is_read_every_time(root: Path, cache: Path) -> None:
    """A clock that was set back hides no edit."""
    assert [reads(root, cache, clock=lambda: 1) for _ in range(3)] == [3, 3, 3]


def test_files_settle(root: Path, cache: Path) -> None:
    """Read once more when their time is past, and then no more."""
    times = [path.stat().st_ctime_ns for path in (root / "entries").iterdir()]
    assert reads(root, cache, clock=lambda: max(times)) == 3
    assert reads(root, cache) == 3
    assert reads(root, cache) == 0


def test_touching_a_file_changes_nothing(root: Path, cache: Path) -> None:
    """It is read, found the same, and settles again."""
    titles(root, cache)
    os.utime(root / "entries" / "a.yaml", ns=(1, 1))

    assert (reads(root, cache), reads(root, cache)) == (1, 0)
    assert titles(root, cache) == EXPECTED


class Vanishing(Entries):
    """A folder from which a file goes away after it was listed."""

    def scan(self) -> Listing:
        """List the files, and then remove one."""
        listing = super().scan()
        (self.folder / "b.yaml").unlink(missing_ok=True)
        return listing


@pytest.mark.parametrize("known", [True, False])
def test_a_record_that_vanishes_while_it_is_listed_is_left_out(
    root: Path, cache: Path, *, known: bool
) -> None:
    """The others are listed."""
    if known:
        titles(root, cache)
        (root / "entries" / "b.yaml").write_text(record("About to go"))

    assert Index(Vanishing(root), folder=cache, clock=lambda: LATER).ask(titles_in) == {
        "a": "Title a",
        "c": "Title c",
    }


def _overwrite(content: bytes) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.write_bytes(content)

    return damage


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _zero(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(path.stat().st_size - 4096))


def _execute(statement: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.execute(statement)
        connection.commit()
        connection.close()

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_overwrite(b""), id="empty"),
        pytest.param(_overwrite(b"no database\n" * 1000), id="text"),
        pytest.param(_cut, id="cut in half"),
        pytest.param(_zero, id="zeros"),
        pytest.param(_execute("UPDATE form SET form = 'citekit 0'"), id="another version"),
        pytest.param(_execute("DELETE FROM form"), id="no version"),
        pytest.param(_execute("DROP TABLE record"), id="a table missing"),
        pytest.param(_execute("DROP TABLE form"), id="the first table missing"),
        pytest.param(_execute("ALTER TABLE record DROP COLUMN title"), id="a column missing"),
        pytest.param(_execute("UPDATE record SET title = CAST(x'ff' AS TEXT)"), id="no text"),
    ],
)
def test_a_damaged_index_is_built_anew(root: Path, cache: Path, damage: Callable[[Path], None]) -> None:
    """Without a word, and it is whole afterwards."""
    titles(root, cache)
    (path,) = cache.iterdir()
    damage(path)

    assert titles(root, cache) == EXPECTED
    assert reads(root, cache) == 0


def test_an_index_that_cannot_be_kept_is_built_in_memory(root: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_text("in the way")

    assert titles(root, tmp_path / "cache" / "index") == EXPECTED


def test_an_index_in_the_way_is_no_obstacle(root: Path, cache: Path) -> None:
    """A folder stands where the file should be."""
    titles(root, cache)
    (path,) = cache.iterdir()
    path.unlink()
    path.mkdir()

    assert titles(root, cache) == EXPECTED


def test_a_full_disk_is_no_obstacle(root: Path, cache: Path) -> None:
    """The index is built in memory, again and again."""
    for size in (0, 4096, 20_000):
        answer = in_child(lambda: titles(root, cache), before=limit_file_size(size))
        assert answer == str(EXPECTED)

    assert titles(root, cache) == EXPECTED


def test_an_index_that_another_process_holds_is_no_obstacle(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waited long enough reads the files."""
    monkeypatch.setattr("citekit.library.index._BUSY_SECONDS", 0)
    titles(root, cache)
    (path,) = cache.iterdir()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    (root / "entries" / "a.yaml").write_text(record("Another"))

    assert titles(root, cache) == EXPECTED | {"a": "Another"}
    connection.close()


def test_a_state_that_another_process_writes_late_is_not_answered_from(root: Path, cache: Path) -> None:
    """What was just compared with the files stays as it was until the answer is given."""
    titles(root, cache)
    (path,) = cache.iterdir()
    (root / "entries" / "a.yaml").write_text(record("Another"))
    other = sqlite3.connect(path, timeout=0, isolation_level=None)

    def question(view: View) -> dict[str, str]:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("UPDATE record SET title = 'stale'")
        return titles_in(view)

    index = Index(Entries(root), folder=cache, clock=lambda: LATER)
    assert index.ask(question)["a"] == "Another"
    other.close()


def test_problems_are_those_of_unusable_records_and_of_the_folder(root: Path, cache: Path) -> None:
    """They are kept with the records, and told every time."""
    (root / "entries" / "b.yaml").write_text("type: repotr\nxyz: 1\n")
    (root / "entries" / "old").mkdir()

    for _ in range(2):
        problems = Index(Entries(root), folder=cache, clock=lambda: LATER).ask(View.problems)
        assert [(problem.path and problem.path.name, problem.line) for problem in problems] == [
            ("old", None),
            ("b.yaml", 1),
        ]


def test_libraries_do_not_share_an_index(root: Path, cache: Path, tmp_path: Path) -> None:
    """Each has its own file in the cache, wherever it is opened from."""
    other = tmp_path / "other"
    (other / "entries").mkdir(parents=True)
    (tmp_path / "link").symlink_to(root)

    assert titles(other, cache) == {}
    assert titles(root, cache) == EXPECTED
    assert reads(tmp_path / "link", cache) == 0
    assert len(list(cache.iterdir())) == 2


ASK = """
import sys, time
from pathlib import Path
from citekit.library.library import Library
library = Library(Path(sys.argv[1]), cache=Path(sys.argv[2]))
print("ready", flush=True)
sys.stdin.read()
print(len(library.search().rows), len(library.items().items))
"""


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A library that takes a moment to read."""
    root = tmp_path / "many"
    (root / "entries").mkdir(parents=True)
    for number in range(300):
        (root / "entries" / f"r{number}.yaml").write_text(record(f"Number {number}"))
    return root


@pytest.mark.parametrize("workers", [1, 3])
def test_many_files_are_read_by_several_processes(
    many: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And give the same, down to the problems."""
    monkeypatch.setattr("citekit.library.spread._WORTHWHILE", 10)
    (many / "entries" / "r7.yaml").write_text("type: repotr\n")
    (many / "entries" / "r8.yaml").unlink()
    steps = []
    index = Index(
        Entries(many),
        folder=None,
        clock=lambda: LATER,
        workers=workers,
        on_progress=lambda done, total: steps.append((done, total)),
    )

    found = index.ask(titles_in)

    assert found == {f"r{n}": f"Number {n}" for n in range(300) if n != 8} | {"r7": ""}
    assert len(index.ask(View.problems)) == 1
    assert steps == [(100, 299), (200, 299), (299, 299)]


def test_processes_that_build_the_index_at_once_all_get_all(many: Path, cache: Path) -> None:
    """None fails, and none sees a part."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, str(many), str(cache)],
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(4)
    ]
    for worker in workers:
        assert worker.stdout
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.close()
    for worker in workers:
        assert worker.stdout
        with worker.stdout as out:
            assert out.read() == "300 300\n"
        assert worker.wait(60) == 0
