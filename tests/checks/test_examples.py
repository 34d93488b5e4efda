"""Every check does what its page says."""

from __future__ import annotations

import pytest

from citekit.checks.all_checks import CHECKS, PAPER_CHECKS, RECORD_CHECKS
from citekit.checks.check import Check
from citekit.checks.finding import Level
from tests.checks.examples import run_example

_ALL = [pytest.param(check, id=check.id) for check in CHECKS.values()]
_ORDER = tuple(Level)


@pytest.mark.parametrize("check", _ALL)
def test_wrong_is_found(check: Check) -> None:
    """The wrong example yields the check itself, no surer than its level, in a sentence."""
    found = run_example(check, check.example.wrong)

    assert {finding.check for finding in found} == {check.id}
    for finding in found:
        assert _ORDER.index(finding.level) >= _ORDER.index(check.level)
        assert finding.message.rstrip("”\"')").endswith((".", "?")), finding.message


@pytest.mark.parametrize("check", _ALL)
def test_right_is_left_alone(check: Check) -> None:
    """The right example yields nothing."""
    assert run_example(check, check.example.right) == ()


@pytest.mark.parametrize("check", _ALL)
def test_a_check_says_what_it_is_for(check: Check) -> None:
    """Its id is in small letters and hyphens; title, reason and remedy are there."""
    assert check.id == check.id.lower().replace("_", "-").replace(" ", "-")
    assert check.title
    assert check.reason
    assert check.remedy


def test_ids_are_unique() -> None:
    """No check takes the place of another in the table."""
    assert len(CHECKS) == len(RECORD_CHECKS) + len(PAPER_CHECKS)
