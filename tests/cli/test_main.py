"""The command line as a whole: exit statuses, where things are printed, and the boundary of errors."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from citekit import __version__
from tests.conftest import Citekit


def test_version_is_printed(citekit: Citekit) -> None:
    """`--version` prints name and version and ends well."""
    assert citekit.ok("--version") == f"citekit {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["lisst"], "did you mean list?"),
        (["show", "--jsno", "a"], "--json"),
        (["styles", "serch", "a"], "did you mean search?"),
        (["list", "--sort", "colour"], "colour"),
        (["list", "--limit", "0"], "0"),
        (["show"], "KEY"),
    ],
)
def test_wrong_usage_is_status_2_and_names_the_nearest(
    citekit: Citekit, arguments: list[str], says: str
) -> None:
    """A wrong word, flag or value ends with status 2 and one message on stderr that helps."""
    ended = citekit(*arguments)

    assert ended.status == 2
    assert ended.out == ""
    assert says in ended.err
    assert "Traceback" not in ended.err


def test_no_library_is_one_sentence(tmp_path: Path, citekit: Citekit) -> None:
    """Outside a library a command says so, says what to do, and ends with 1."""
    outside = tmp_path / "elsewhere"
    outside.mkdir()

    ended = citekit("list", cwd=outside)

    assert ended.status == 1
    assert "no citekit library" in ended.err
    assert "citekit init" in ended.err


def test_the_library_is_found_from_below(sample: Citekit) -> None:
    """A command in a folder below the library works on it."""
    below = sample.cwd / "papers" / "one"
    below.mkdir(parents=True)

    assert "kuhn2012structure" in sample.ok("list", cwd=below)


@pytest.mark.parametrize("place", ["before", "after", "environment"])
def test_the_library_can_be_named(sample: Citekit, tmp_path: Path, place: str) -> None:
    """`--library` before or after the command and CITEKIT_LIBRARY all name it."""
    named = ["--library", str(sample.cwd)]
    arguments = {"before": [*named, "list"], "after": ["list", *named], "environment": ["list"]}[place]
    env = {"CITEKIT_LIBRARY": str(sample.cwd)} if place == "environment" else {}

    assert "kuhn2012structure" in sample.ok(*arguments, cwd=tmp_path, env=env)


def test_a_folder_that_is_no_library_is_refused(sample: Citekit, tmp_path: Path) -> None:
    """A named folder without entries/ is an error, even inside another library."""
    ended = sample("--library", str(tmp_path), "list")

    assert ended.status == 1
    assert str(tmp_path) in ended.err


def test_a_closed_pipe_is_silent(sample: Citekit) -> None:
    """`citekit list | head -1` prints one line and nothing on stderr."""
    command = f"{sys.executable} -m citekit list | head -n 1"
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=sample.cwd,
        env=sample.environment(),
        capture_output=True,
        check=True,
    )

    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_a_reader_that_is_gone_is_no_bug(sample: Citekit) -> None:
    """Output to a pipe nobody reads ends quietly with the status of SIGPIPE."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run(
            sample.command("bibliography", "--style", "citekit-report"),
            cwd=sample.cwd,
            env=sample.environment(),
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 141
    assert done.stderr == b""


def test_a_full_output_is_a_sentence(sample: Citekit) -> None:
    """Output to a full device ends with 1 and says so."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            sample.command("list"),
            cwd=sample.cwd,
            env=sample.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert done.returncode == 1
    assert b"could not be written" in done.stderr
    assert b"Traceback" not in done.stderr


def test_ctrl_c_is_status_130(sample: Citekit, tmp_path: Path) -> None:
    """An interrupt while a command waits for its input ends with 130 and no traceback."""
    slow = tmp_path / "slow"
    os.mkfifo(slow)
    with subprocess.Popen(
        sample.command("add", "--text", str(slow)),
        cwd=sample.cwd,
        env=sample.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell in the background has its children ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  no threads
    ) as process:
        # Opening the pipe for writing returns when the command has opened it for reading.
        with slow.open("wb"):
            # Python misses an interrupt that comes just before it waits.
            while process.poll() is None:
                process.send_signal(signal.SIGINT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=5)
        assert process.stderr is not None
        err = process.stderr.read()

    assert process.returncode == 130
    assert b"Traceback" not in err


def test_a_bug_leaves_a_report(sample: Citekit) -> None:
    """An unexpected failure ends with 3, one sentence, and a file to send."""
    broken = "import sys, citekit.cli.commands.schema as s\ns.json_schema = lambda: 1 / 0\n"
    run = "from citekit.cli.main import main\nsys.argv = ['citekit', 'schema']\nmain()\n"
    done = subprocess.run(
        [sys.executable, "-c", broken + run],
        cwd=sample.cwd,
        env=sample.environment(),
        capture_output=True,
        check=False,
    )

    report = sample.home / ".cache" / "citekit" / "bug-report.txt"
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert str(report).encode() in done.stderr
    assert "ZeroDivisionError" in report.read_text("utf-8")


def test_stdin_that_is_closed_is_a_sentence(sample: Citekit) -> None:
    """Reading from a closed standard input ends with 1 and says so."""
    ended = subprocess.run(
        ["/bin/bash", "-c", f"{sys.executable} -m citekit add --text - <&-"],
        cwd=sample.cwd,
        env=sample.environment(),
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 1
    assert b"Traceback" not in ended.stderr
    assert ended.stderr.count(b"error:") == 1
