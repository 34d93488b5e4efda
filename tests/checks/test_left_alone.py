"""What the checks of citations and list leave alone: right papers, full of what looks wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.all_checks import PAPER_CHECKS
from citekit.checks.check import Group
from citekit.checks.coverage import needs_met
from citekit.checks.run import check_paper
from tests.checks.papers import paper_of
from tests.tables import CASES

PAPERS = sorted((CASES / "checks" / "left_alone").glob("*.md"))
CHECKS = [check for check in PAPER_CHECKS if check.group in (Group.CITATIONS, Group.LIST)]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_paper_that_is_right_yields_nothing(path: Path) -> None:
    """The file's name begins with its style; nothing in it is a finding of any check of the two groups."""
    paper = paper_of(path.read_text("utf-8"), path.stem.split("_")[0], name=path.name)

    findings = check_paper(paper, CHECKS, needs_met(paper)).findings

    assert [(finding.check, finding.quote, finding.message) for finding in findings] == []


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_so_it_does_without_a_style(path: Path) -> None:
    """What is right in its style is right where no style is known."""
    paper = paper_of(path.read_text("utf-8"), name=path.name)

    findings = check_paper(paper, CHECKS, needs_met(paper)).findings

    assert [(finding.check, finding.quote, finding.message) for finding in findings] == []
