"""Work that is spread over child processes is all done, whatever becomes of them."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable

import pytest

from citekit.library import spread as module
from citekit.library.spread import spread

MANY = 1000
PARENT = os.getpid()

pytestmark = pytest.mark.skipif(not module._can_fork(), reason="this system or this test run cannot fork")


def double(number: int) -> int:
    """Some work."""
    return 2 * number


def spread_out(work: Callable[[int], object], count: int = MANY) -> dict[int, object]:
    """Return everything that spreading the work gives, each number once."""
    pairs = list(spread(count, work, workers=3))
    assert len(pairs) == count
    return dict(pairs)


def test_everything_is_worked_out_once() -> None:
    """Each number has its result."""
    assert spread_out(double) == {number: 2 * number for number in range(MANY)}


def test_children_do_the_work() -> None:
    """As many as there may be."""
    workers = set(spread_out(lambda _: os.getpid()).values())

    assert len(workers) == 3
    assert os.getpid() not in workers


@pytest.mark.parametrize(("count", "workers"), [(0, 3), (20, 3), (MANY, 1)])
def test_a_little_work_is_done_here(count: int, workers: int) -> None:
    """Starting a process would take longer."""
    assert {result for _, result in spread(count, lambda _: os.getpid(), workers=workers)} <= {os.getpid()}


@pytest.mark.parametrize("at", [0, 1, 31, 500, 999])
@pytest.mark.parametrize("fate", ["killed", "raised", "no plain value"])
def test_what_a_child_does_not_bring_is_done_here(at: int, fate: str) -> None:
    """A child that dies, or cannot hand over what it has, loses nothing."""
    parent = os.getpid()

    def work(number: int) -> object:
        if number == at and os.getpid() != parent:
            if fate == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if fate == "raised":
                raise MemoryError
            return object()
        return double(number)

    assert spread_out(work) == {number: 2 * number for number in range(MANY)}


def test_a_fault_in_the_work_itself_reaches_the_caller() -> None:
    """It is not hidden by the children."""

    def work(number: int) -> int:
        return 1 // (number - 700)

    with pytest.raises(ZeroDivisionError):
        spread_out(work)


def test_large_results_pass() -> None:
    """Larger than any pipe holds at once."""
    found = spread_out(lambda number: ("x" * 10_000, number, None, (1, b"y")), 600)

    assert found[599] == ("x" * 10_000, 599, None, (1, b"y"))


def test_who_stops_early_leaves_no_process_behind() -> None:
    """The children are ended and waited for."""
    with contextlib.closing(spread(MANY, double, workers=3)) as results:
        next(results)

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
