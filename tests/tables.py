"""Cases that stand in a text file, one a line, as ``given => expected``."""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).parent / "cases"


def read_table(name: str) -> list[tuple[str, str]]:
    """Return the pairs in ``tests/cases/NAME``. Lines with # in front and empty lines are for readers."""
    pairs = []
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            given, arrow, expected = line.partition(" => ")
            assert arrow, f"{name}: no arrow in {line!r}"
            pairs.append((given.strip(), expected.strip()))
    assert pairs, f"{name} holds no case"
    return pairs


def read_lines(name: str) -> list[str]:
    """Return the lines in ``tests/cases/NAME`` that are neither empty nor begin with #."""
    lines = (CASES / name).read_text("utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    assert kept, f"{name} holds no case"
    return kept
