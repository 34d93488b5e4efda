"""A library in a temporary folder, the command as a process of its own, and no network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parent.parent

# Whether a test passes must not hang on how busy the machine is, nor on chance: every run has the same
# examples and no clock; speed is measured in benchmarks/. `make explore` looks for other examples.
settings.register_profile(
    "citekit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "explore", settings.get_profile("citekit"), derandomize=False, max_examples=1_000, print_blob=True
)
settings.load_profile("citekit")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        pytest.fail("a test tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Citekit:
    """The citekit command, run in ``cwd`` with settings and caches of its own below ``home``."""

    cwd: Path
    home: Path
    env: Mapping[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> Path:
        """Where the records are."""
        return self.cwd / "entries"

    def environment(self) -> dict[str, str]:
        """The environment of the command: nothing of the user's own that it reads."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CITEKIT", "XDG"))}
        # Without compiled modules every start of the command would compile them again.
        for name in ("EDITOR", "VISUAL", "NO_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE"):
            kept.pop(name, None)
        return kept | {"HOME": str(self.home), "PYTHONPATH": str(CHECKOUT), **self.env}

    def command(self, *arguments: str) -> list[str]:
        """The argument vector."""
        return [sys.executable, "-m", "citekit", *arguments]

    def __call__(
        self,
        *arguments: str,
        stdin: str | bytes = b"",
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> Ended:
        """Run ``citekit`` with ``arguments``; ``before`` runs in the child first."""
        done = subprocess.run(
            self.command(*arguments),
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=cwd or self.cwd,
            env=self.environment() | dict(env or {}),
            check=False,
            timeout=120,
            preexec_fn=before,
        )
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ok(self, *arguments: str, **options: Any) -> str:
        """Run ``citekit``, which must end well, and return what it printed."""
        ended = self(*arguments, **options)
        assert ended.status == 0, ended
        return ended.out


@pytest.fixture
def citekit(tmp_path: Path) -> Citekit:
    """The command in an empty library."""
    folder, home = tmp_path / "library", tmp_path / "home"
    (folder / "entries").mkdir(parents=True)
    home.mkdir()
    return Citekit(folder, home)


@pytest.fixture
def sample(citekit: Citekit) -> Citekit:
    """The command in a copy of the project's own library."""
    shutil.copytree(CHECKOUT / "entries", citekit.entries, dirs_exist_ok=True)
    shutil.copytree(CHECKOUT / "styles", citekit.cwd / "styles")
    return citekit
