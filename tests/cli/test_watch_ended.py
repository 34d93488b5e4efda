"""``citekit render --watch`` as a process that Ctrl-C ends."""

from __future__ import annotations

import signal
import subprocess

import pytest

from tests.conftest import Citekit

FINISHED = "So (Kuhn, 1962/2012).\n"


@pytest.mark.parametrize("said", [("watching paper.md; Ctrl-C ends it",), ("watching", "wrote")])
def test_ctrl_c_ends_it_with_the_paper_whole(sample: Citekit, said: tuple[str, ...]) -> None:
    """While it works or waits, with status 130: the old file or the finished one, and nothing beside it."""
    (sample.cwd / "paper.md").write_text("So [@kuhn2012structure].\n")
    (sample.cwd / "done.md").write_text("old\n")
    before = set(sample.cwd.iterdir())
    with subprocess.Popen(
        sample.command("render", "paper.md", "--watch", "-o", "done.md", "--no-bibliography", "--style=apa"),
        stderr=subprocess.PIPE,
        text=True,
        cwd=sample.cwd,
        env=sample.environment(),
        # the processes that share out the tests ignore Ctrl-C, and what they start would do so too
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  no threads
    ) as process:
        assert process.stderr is not None
        for line in said:
            assert process.stderr.readline().startswith(line)
        process.send_signal(signal.SIGINT)
        err = process.stderr.read()

    assert process.returncode == 130
    assert "Traceback" not in err
    assert set(sample.cwd.iterdir()) == before
    assert (sample.cwd / "done.md").read_text() in ((FINISHED,) if "wrote" in said else ("old\n", FINISHED))
