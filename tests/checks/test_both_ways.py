"""What a check tells, and what is like it and is left alone: each case is a wrong paper and a right one."""

from __future__ import annotations

from typing import Any, Final

import pytest
import yaml

from citekit.checks.all_checks import CHECKS
from citekit.checks.check import PaperCheck
from citekit.checks.coverage import needs_met
from citekit.checks.run import check_paper
from tests.checks.papers import paper_of
from tests.tables import CASES

_FILES: Final = sorted((CASES / "checks" / "both_ways").glob("*.yaml"))
_CASES: Final = tuple(
    pytest.param(case, id=f"{path.stem}: {case['says']}")
    for path in _FILES
    for case in yaml.safe_load(path.read_text("utf-8"))
)


def _quotes(case: dict[str, Any], text: str) -> list[str]:
    check = CHECKS[case["check"]]
    assert isinstance(check, PaperCheck)
    paper = paper_of(text.replace("LIST", case.get("list", "")), case["style"], name="paper.md")
    return [finding.quote for finding in check_paper(paper, [check], needs_met(paper)).findings]


@pytest.mark.parametrize("case", _CASES)
def test_the_wrong_is_told_and_the_right_left_alone(case: dict[str, Any]) -> None:
    """Each wrong text has one finding of the check, and none of the right ones has any."""
    assert [len(_quotes(case, text)) for text in case.get("wrong", ())] == [1] * len(case.get("wrong", ()))
    assert [_quotes(case, text) for text in case["right"]] == [[] for _ in case["right"]]
