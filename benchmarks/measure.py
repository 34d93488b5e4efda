"""Time whole processes, turn by turn, so that a machine that drifts drifts for all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Measured", "measure"]


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall seconds of each run, those of the processor, and the greatest memory of any in megabytes.

    The processor's are its seconds in user mode, which say more on a machine that others use too.
    """

    seconds: tuple[float, ...]
    megabytes: float
    processor_seconds: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.seconds)

    @property
    def processor(self) -> float:
        """The processor's seconds of the middle run."""
        return statistics.median(self.processor_seconds)


def measure(
    commands: Mapping[str, Sequence[str]], *, runs: int, env: Mapping[str, str] | None = None
) -> dict[str, Measured]:
    """Run the commands in turn, A B C A B C …, once uncounted and ``runs`` times counted.

    Python keeps the bytecode that the uncounted run compiles, as it is kept of an installed program.

    Raises:
        RuntimeError: a command failed, so that its time would mean nothing.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    processor: dict[str, list[float]] = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0.0)
    around = os.environ | dict(env or {})
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    for turn in range(runs + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            with subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=around,
            ) as process:
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            taken = time.perf_counter() - started
            if process.returncode:
                raise RuntimeError(f"{name} ended with status {process.returncode}: {' '.join(command)}")
            if turn:
                seconds[name].append(taken)
                processor[name].append(usage.ru_utime)
            memory[name] = max(memory[name], usage.ru_maxrss / 1024)
    return {name: Measured(tuple(seconds[name]), memory[name], tuple(processor[name])) for name in commands}
