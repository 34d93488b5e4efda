"""Which checks are run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import starmap

import pytest

from citekit.checks import choose as module
from citekit.checks.check import Example, Group, PaperCheck
from citekit.checks.choose import choose, get_check
from citekit.checks.finding import Finding, Level
from citekit.checks.paper import Paper
from citekit.errors import UnknownCheck


def _find(_paper: Paper) -> Iterator[Finding]:
    yield from ()


def _check(id_: str, group: Group, off: bool = False) -> PaperCheck:
    return PaperCheck(
        id=id_,
        title="t",
        group=group,
        level=Level.ERROR,
        reason="r",
        remedy="m",
        example=Example(wrong="", right=""),
        off=off,
        find=_find,
    )


ALL = tuple(
    starmap(
        _check,
        [
            ("year", Group.CITATIONS),
            ("name", Group.CITATIONS),
            ("order", Group.LIST),
            ("rare", Group.LIST, True),
        ],
    )
)


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECKS", {check.id: check for check in ALL})


@pytest.mark.parametrize(
    ("only", "skip", "chosen"),
    [
        ([], [], "year name order"),
        (["citations"], [], "year name"),
        (["year", "list"], [], "year order"),
        ([], ["citations"], "order"),
        (["citations"], ["year"], "name"),
        (["rare"], [], "rare"),
        (["rare", "list"], [], "order rare"),
        (["year"], ["citations"], ""),
    ],
)
def test_names_and_groups_choose(only: list[str], skip: list[str], chosen: str) -> None:
    """--only takes ids and groups, --skip wins over it, and what is off is run when its own id is given."""
    assert " ".join(check.id for check in choose(ALL, only=only, skip=skip)) == chosen


@pytest.mark.parametrize("names", [{"only": ["yeer"]}, {"skip": ["yeer"]}])
def test_an_unknown_name_is_refused(names: dict[str, list[str]]) -> None:
    """With the nearest one that there is."""
    with pytest.raises(UnknownCheck) as refused:
        choose(ALL, **names)

    assert refused.value.similar == ("year",)
    with pytest.raises(UnknownCheck):
        get_check("citations")


def test_a_check_is_had_by_its_id() -> None:
    """A check that is off, too."""
    assert get_check("rare") == replace(ALL[3])
