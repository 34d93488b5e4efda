"""The page about the engine: its example runs."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "engine.md"


def test_the_example_runs() -> None:
    """The code of the page does what the page says."""
    (example,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)

    exec(compile(example, str(PAGE), "exec"), {})  # noqa: S102  our own page
