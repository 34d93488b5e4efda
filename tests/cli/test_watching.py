"""A watched file is noticed when it is saved, with clock and disk made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from citekit.cli.watching import State, state_of, watch

PAPER, BOOKS = Path("paper.md"), Path("books.bib")


class _Ended(Exception):
    """The made-up user has had enough."""


class Disk:
    """Files whose states change as a script says: at each pause, what is saved then."""

    def __init__(self, *saves: Sequence[Path]) -> None:
        self.saved: dict[Path, int] = {}
        self._script: Iterator[Sequence[Path]] = iter(saves)

    def look(self, path: Path) -> State | None:
        """Return the state of a file: how often it was saved."""
        return State(self.saved[path], 0, 0) if path in self.saved else None

    def save(self, path: Path) -> None:
        """Save a file."""
        self.saved[path] = self.saved.get(path, 0) + 1

    def pause(self) -> None:
        """Let a moment pass."""
        for path in next(self._script, [None]):
            if path is None:
                raise _Ended
            self.save(path)


def rounds(disk: Disk, *, reads: Sequence[Path] = (PAPER,)) -> int:
    """Return how often the work was done until the script ended."""
    done = 0

    def redo() -> Sequence[Path]:
        nonlocal done
        done += 1
        return reads

    with pytest.raises(_Ended):
        watch(redo, [PAPER], look=disk.look, pause=disk.pause)
    return done


def test_work_is_done_once_where_nothing_is_saved() -> None:
    """However long it waits."""
    assert rounds(Disk([], [], [])) == 1


def test_a_save_makes_it_work_again() -> None:
    """Once for each, when the next look sees the same."""
    assert rounds(Disk([PAPER], [], [], [PAPER], [], [])) == 3


def test_saves_in_a_row_are_one() -> None:
    """An editor that writes a file in three steps causes one round."""
    assert rounds(Disk([PAPER], [PAPER], [PAPER], [], [])) == 2


def test_every_file_that_was_read_counts() -> None:
    """And no other; one that appears is a change too."""
    assert rounds(Disk([BOOKS], [], []), reads=[PAPER, BOOKS]) == 2
    assert rounds(Disk([BOOKS], [], [])) == 1


def test_a_save_during_the_work_is_not_lost() -> None:
    """What was saved while it worked makes it work again."""
    disk = Disk([], [])
    done = 0

    def redo() -> Sequence[Path]:
        nonlocal done
        done += 1
        if done == 1:
            disk.save(PAPER)
        return [PAPER]

    with pytest.raises(_Ended):
        watch(redo, [PAPER], look=disk.look, pause=disk.pause)
    assert done == 2


def test_the_state_of_a_file_changes_with_it(tmp_path: Path) -> None:
    """Size and time tell, and nothing has no state."""
    path = tmp_path / "x"
    assert state_of(path) is None

    path.write_text("a")
    before = state_of(path)
    path.write_text("ab")

    assert before is not None
    assert state_of(path) != before
