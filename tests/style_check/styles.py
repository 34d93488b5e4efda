"""Styles for the tests: the good ones of tests/cases/styles, and small ones made of a few lines."""

from __future__ import annotations

from pathlib import Path

from citekit.errors import Problem
from citekit.style_check.check import check_style
from citekit.style_check.csl_data import SCHEMA

__all__ = ["CASES", "GOOD", "check", "sentences", "style"]

CASES = Path(__file__).parent.parent / "cases" / "styles"
GOOD = sorted((CASES / "good").glob("*.csl"))

_INFO = (
    '<info><title>A case</title><id>case</id><category citation-format="{kind}"/>'
    "<updated>2024-05-31T12:00:00Z</updated></info>"
)


def style(
    *,
    citation: str = '<text variable="title"/>',
    options: str = "",
    before: str = "",
    after: str = "",
    kind: str = "author-date",
    class_: str = "in-text",
) -> str:
    """Return a style whose citation prints ``citation``, from line 2 on, and that else is right.

    ``options`` are attributes of ``cs:citation``; ``before`` and ``after`` stand around it.
    """
    layout = f"<layout>\n{citation}\n</layout>"
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{class_}">'
        f"{_INFO.format(kind=kind)}{before}<citation {options}>{layout}</citation>{after}</style>"
    )


def check(text: str | bytes) -> tuple[Problem, ...]:
    """Return the problems of a style."""
    data = text.encode() if isinstance(text, str) else text
    return check_style(data, path=Path("case.csl"), schema=SCHEMA)


def sentences(text: str | bytes) -> list[str]:
    """Return what the problems of a style say is wrong."""
    return [problem.message for problem in check(text)]
