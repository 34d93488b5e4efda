"""The official CSL test suite, where a copy of it is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.csl.model.compatibility import PRESETS
from tests.csl.suite import read_exceptions, run_fixture

# the copy stands beside the project's folder
SUITE = Path(__file__).resolve().parents[3] / "shared" / "csl-suite"


@pytest.mark.parametrize("like", PRESETS)
def test_suite(like: str) -> None:
    """Every fixture passes but those that are excepted with a reason, and those do not pass.

    They are citeproc-js's own, but none of them tells its departures from the specification.
    """
    paths = sorted(SUITE.glob("*.txt"))
    if not paths:
        pytest.skip("the test data in ../shared is absent")
    exceptions = read_exceptions()
    outcomes = [run_fixture(path, PRESETS[like]) for path in paths]

    failed = {outcome.name for outcome in outcomes if not outcome.ok}

    present = {outcome.name for outcome in outcomes}
    assert failed == {name for name in exceptions if name in present}


def test_every_exception_has_a_reason() -> None:
    """An exception without a reason is only a failure that nobody looks at."""
    assert all(read_exceptions().values())


def test_a_broken_fixture_is_a_failure(tmp_path: Path) -> None:
    """A file that is no fixture fails with the fault as its output; nothing raises."""
    path = tmp_path / "broken_Fixture.txt"
    path.write_text(">>==== RESULT ====>>\nwanted\n<<==== RESULT ====<<\n", encoding="utf-8")

    outcome = run_fixture(path)

    assert not outcome.ok
    assert outcome.want == "wanted"
    assert "KeyError" in outcome.got


CASES = sorted((Path(__file__).resolve().parents[1] / "cases" / "csl").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_mode(path: Path) -> None:
    """Every mode and section of the format is run as citeproc-js runs it."""
    outcome = run_fixture(path)

    assert outcome.got == outcome.want


BROKEN = [b"", b"\xff\xfe", b">>===== MODE =====>>\nbibliography\n", b">>== RESULT ==>>\n\n<<== RESULT ==<<"]


@pytest.mark.parametrize("data", BROKEN)
def test_no_file_stops_the_run(tmp_path: Path, data: bytes) -> None:
    """Whatever a file holds, it has an outcome."""
    path = tmp_path / "broken.txt"
    path.write_bytes(data)

    assert not run_fixture(path).ok
