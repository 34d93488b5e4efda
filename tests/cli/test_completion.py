"""`citekit completion`, and what the shells are told."""

from __future__ import annotations

import subprocess

import pytest

from tests.conftest import Citekit


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(citekit: Citekit, shell: str) -> None:
    """The script names the command and asks it for completions."""
    script = citekit.ok("completion", shell)

    assert "_CITEKIT_COMPLETE" in script
    assert "citekit" in script


def test_bash_takes_the_script(citekit: Citekit) -> None:
    """Bash reads it without complaint."""
    script = citekit.ok("completion", "bash")

    done = subprocess.run(["/bin/bash", "-n"], input=script.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def _completions(citekit: Citekit, line: str) -> list[str]:
    env = {
        "_CITEKIT_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split(" ")) - 1),
    }
    out = citekit(env=env).out
    return [one.partition(",")[2] for one in out.split()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("citekit sho", "show"),
        ("citekit show gao", "gao2023high"),
        ("citekit set gao2023high issu", "issued="),
        ("citekit set gao2023high type=rep", "type=report"),
        ("citekit cite kuhn2012structure --style ie", "ieee"),
        ("citekit list --fo", "--"),
    ],
)
def test_commands_keys_fields_and_styles_are_completed(sample: Citekit, line: str, offered: str) -> None:
    """What is begun is completed from the library, the vocabulary and the styles."""
    found = _completions(sample, line)

    if offered == "--":
        assert found == []
    else:
        assert offered in found


def test_completion_outside_a_library_is_silent(citekit: Citekit) -> None:
    """Where there is no library no key is offered, and nothing is said."""
    env = {"_CITEKIT_COMPLETE": "bash_complete", "COMP_WORDS": "citekit show a", "COMP_CWORD": "2"}

    ended = citekit(cwd=citekit.home, env=env)

    assert ended.out.strip() == ""
    assert ended.err == ""
