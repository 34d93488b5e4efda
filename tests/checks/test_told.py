"""What single checks tell of small papers, and what they leave alone there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from citekit.checks.all_checks import CHECKS
from citekit.checks.check import PaperCheck
from tests.checks.papers import quotes
from tests.tables import CASES

FILES = sorted((CASES / "checks" / "told").glob("*.yaml"))


def cases() -> Iterator[Any]:
    """Yield each case with its check: `text` a paper, `style`, and `told` the words quoted of it."""
    for path in FILES:
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield pytest.param(path, case, id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("path", "case"), tuple(cases()))
def test_a_check_tells_what_is_wrong_and_nothing_else(path: Path, case: dict[str, Any]) -> None:
    """The file is named for its check; what it quotes of each paper is what stands there as told."""
    check = CHECKS[path.stem]
    assert isinstance(check, PaperCheck)

    assert quotes(check, case["text"], case.get("style", "apa")) == case["told"], case["why"]
