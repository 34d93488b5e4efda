"""Findings that somebody accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks import suppressions as module
from citekit.checks.finding import Finding, Level, Where
from citekit.checks.suppressions import file_of, read_suppressions, suppress
from citekit.documents.places import Place, Span, Unit
from citekit.errors import UnreadableText


@pytest.fixture(autouse=True)
def _table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECKS", {"year-differs": None, "uncited-reference": None})


def _finding(quote: str, check: str = "year-differs", line: int = 3, key: str = "") -> Finding:
    where = Where(place=Place("a.md", Unit.LINE, line, 1), span=Span(0, 1), key=key)
    return Finding(check=check, level=Level.ERROR, where=where, message="m", quote=quote)


DOE = _finding("(Doe, 2019)")
ROE = _finding("(O’Roe,  2019)", line=9)
UNCITED = _finding("Doe, J. (2019). Title.", check="uncited-reference", key="doe2019")


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("- {check: year-differs, quote: 'Doe, 2019', reason: x}", [DOE]),
        ('- {check: year-differs, quote: "(o\'roe, 2019)", reason: x}', [ROE]),
        ("- {check: year-differs, reason: x}", [DOE, ROE]),
        ("- {check: year-differs, line: 9, reason: x}", [ROE]),
        ("- {check: year-differs, line: 9, quote: 'Doe, 2019', reason: x}", []),
        ("- {check: uncited-reference, key: doe2019, reason: x}", [UNCITED]),
        ("- {check: uncited-reference, key: doe, reason: x}", []),
        ("", []),
        ("[]", []),
    ],
)
def test_what_is_named_is_accepted(text: str, accepted: list[Finding]) -> None:
    """By words of the quotation, however they are typed, by line, by key; all that is given must fit."""
    known = read_suppressions(text.encode(), name="a.yaml")
    done = suppress([DOE, ROE, UNCITED], known, ran=frozenset(["year-differs", "uncited-reference"]))

    assert [finding for finding, _ in done.accepted] == accepted
    assert list(done.findings) == [each for each in (DOE, ROE, UNCITED) if each not in accepted]
    assert len(done.idle) == (0 if accepted else len(known))


def test_what_is_accepted_in_vain_is_told() -> None:
    """With its line; not where its check was not run."""
    known = read_suppressions(b"# mine\n- check: year-differs\n  quote: Poe\n  reason: x\n", name="a.yaml")

    assert suppress([DOE], known, ran=frozenset(["year-differs"])).idle[0].where == "a.yaml:2"
    assert suppress([DOE], known, ran=frozenset()).idle == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("check: year-differs", "a.yaml:1: holds no list"),
        ("- year-differs", "a.yaml:1: is no finding to accept"),
        ("\n- {check: yeer-differs, reason: x}", 'a.yaml:2: no check "yeer-differs"'),
        ("- {check: year-differs}", "a.yaml:1: year-differs has no reason"),
        ("- {check: year-differs, reason: ' '}", "a.yaml:1: year-differs has no reason"),
        ("- {check: year-differs, qoute: x, reason: x}", 'a.yaml:1: no field "qoute"'),
        ("- {check: year-differs, quote: [x], reason: x}", "a.yaml:1: quote wants one text"),
        ("- {check: year-differs, line: 0, reason: x}", 'a.yaml:1: line "0" is no number'),
    ],
)
def test_what_cannot_be_read_is_told(text: str, told: str) -> None:
    """One sentence with the line: a slip must not accept what nobody meant."""
    with pytest.raises(UnreadableText) as refused:
        read_suppressions(text.encode(), name="a.yaml")

    assert str(refused.value) == told


def test_the_file_stands_beside_the_paper() -> None:
    """One file for a text in whatever format."""
    assert file_of(Path("x/essay.docx")) == file_of(Path("x/essay.md")) == Path("x/essay.citekit-check.yaml")
