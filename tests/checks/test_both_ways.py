"""What a check tells, and what is like it and is left alone: each case has wrong papers and right ones."""

from __future__ import annotations

from typing import Any, Final

import pytest
import yaml

from citekit.checks.all_checks import CHECKS
from citekit.checks.check import PaperCheck
from tests.checks.papers import quotes
from tests.tables import CASES

_FILES: Final = sorted((CASES / "checks" / "both_ways").glob("*.yaml"))
_CASES: Final = tuple(
    pytest.param(case, id=f"{path.stem}: {case['says']}")
    for path in _FILES
    for case in yaml.safe_load(path.read_text("utf-8"))
)


@pytest.mark.parametrize("case", _CASES)
def test_the_wrong_is_told_and_the_right_left_alone(case: dict[str, Any]) -> None:
    """Each wrong text has one finding of the check, on the words of `quotes`; no right one has any."""
    wrong = [_quotes(case, text) for text in case.get("wrong", ())]
    right = [_quotes(case, text) for text in case.get("right", ())]

    assert [len(quoted) for quoted in wrong] == [1] * len(wrong)
    assert [quoted for (quoted,) in wrong] == case.get("quotes", [quoted for (quoted,) in wrong])
    assert right == [[] for _ in right]
    assert wrong or right


def _quotes(case: dict[str, Any], text: str) -> list[str]:
    check = CHECKS[case["check"]]
    assert isinstance(check, PaperCheck)
    return quotes(check, text.replace("LIST", case.get("list", "")), case["style"])
