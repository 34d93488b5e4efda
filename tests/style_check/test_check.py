"""`check_style` against the styles of tests/cases/styles, and against every style that is installed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import Problem
from citekit.style_check.check import check_style
from citekit.style_check.csl_data import SCHEMA, locale_tags
from tests.style_check.styles import GOOD, check, style

CASES = Path(__file__).parent.parent / "cases" / "styles"
FAULTY = sorted((CASES / "faulty").glob("*.csl"))


def told(problem: Problem) -> str:
    """Return a problem as a line of a case's expectation."""
    place = ":".join(str(number) for number in (problem.line, problem.column) if number is not None)
    remedy = f"; {problem.remedy}" if problem.remedy else ""
    return f"{place or '-'}: {'error' if problem.fatal else 'warning'}: {problem.message}{remedy}"


def check_case(path: Path) -> tuple[Problem, ...]:
    """Check a case as the command does, in a world where APA is the only style that is known."""
    return check_style(
        path.read_bytes(),
        path=path,
        schema=SCHEMA,
        is_known=lambda id_: id_ == "http://www.zotero.org/styles/apa",
        locales=locale_tags(),
    )


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_faulty_style_has_the_problems_beside_it(path: Path) -> None:
    """NAME.csl has exactly the problems of NAME.txt, one a line, in the order of the file."""
    assert [told(problem) for problem in check_case(path)] == path.with_suffix(".txt").read_text(
        "utf-8"
    ).splitlines()


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_style_has_no_problem(path: Path) -> None:
    """Not even a warning is raised about what CSL allows and an author may well mean."""
    assert check_case(path) == ()
