"""The checks of records, each on records that are wrong and on records that only look so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from citekit.checks.all_checks import CHECKS
from citekit.checks.check import RecordCheck
from citekit.checks.finding import Finding
from citekit.checks.run import check_records
from citekit.checks.shelf import Shelf
from citekit.library.record import Record
from citekit.library.schema import read_record
from citekit.styles import Styles
from citekit.yaml_text.reading import read_yaml
from citekit.yaml_text.values import plain_value
from tests.tables import CASES

FILES = sorted((CASES / "checks" / "records").glob("*.yaml"))
TODAY = dt.date(2026, 3, 2)


def _file(path: Path) -> Any:
    root = read_yaml(path.read_text("utf-8"), name=path).root
    assert root is not None
    return plain_value(root)


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in FILES
        for number, case in enumerate(_file(path).get(kind, ()))
    ]


def _record(key: str, fields: Any) -> Record:
    text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    return read_record(text.encode(), path=Path(f"entries/{key}.yaml"), key=key)


def run(check: str, case: Any) -> tuple[Finding, ...]:
    """Return what a check finds in the records of a case: one, called ``it``, or several by their keys."""
    several = case["records"] if "records" in case else {"it": case["record"]}
    shelf = Shelf(
        records=[_record(key, fields) for key, fields in several.items()],
        today=TODAY,
        style=Styles().load(case["style"]) if "style" in case else None,
        is_file=lambda path: path.name == "there.pdf",
    )
    rule = CHECKS[check]
    assert isinstance(rule, RecordCheck)
    return check_records(shelf, [rule]).findings


@pytest.mark.parametrize(("check", "case"), _cases("finds"))
def test_what_is_wrong_is_found(check: str, case: Any) -> None:
    """A case of ``finds`` yields one finding, of the field, level and words that it names."""
    found = run(check, case)

    assert len(found) == 1, [finding.message for finding in found]
    assert found[0].where.field == case.get("field", "")
    assert case["says"] in found[0].message
    if "level" in case:
        assert found[0].level.value == case["level"]
    if "fix" in case:
        assert found[0].fix is not None
        assert {name: value or "" for name, value in found[0].fix.fields} == case["fix"]
    if "safe" in case:
        assert found[0].fix is not None
        assert str(found[0].fix.safe).lower() == case["safe"]


@pytest.mark.parametrize(("check", "case"), _cases("leaves"))
def test_what_only_looks_wrong_is_left_alone(check: str, case: Any) -> None:
    """A case of ``leaves`` yields nothing."""
    assert [finding.message for finding in run(check, case)] == []


def test_every_check_of_records_has_cases_of_both_kinds() -> None:
    """Each rule is tried on what is wrong and on what is not."""
    for path in FILES:
        assert path.stem in CHECKS
        cases = _file(path)
        assert cases["finds"], path
        assert cases["leaves"], path
    assert {path.stem for path in FILES} == {c for c, one in CHECKS.items() if isinstance(one, RecordCheck)}
