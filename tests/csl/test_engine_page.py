"""The page about the engine: its examples run."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "engine.md"


def test_the_examples_run() -> None:
    """The code of the page does what the page says, one piece after the other."""
    examples = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)

    assert len(examples) == 2
    exec(compile("\n".join(examples), str(PAGE), "exec"), {})  # noqa: S102  our own page
