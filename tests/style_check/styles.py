"""Styles for the tests: the good ones of tests/cases/styles, and small ones made of a few lines."""

from __future__ import annotations

from pathlib import Path

from citekit.errors import Problem
from citekit.style_check.check import check_style
from citekit.style_check.csl_data import SCHEMA

__all__ = ["GOOD", "check", "sentences", "style"]

GOOD = sorted((Path(__file__).parent.parent / "cases" / "styles" / "good").glob("*.csl"))

_INFO = """<info><title>A case</title><id>case</id><category citation-format="author-date"/>\
<updated>2024-05-31T12:00:00Z</updated></info>"""


def style(
    *, citation: str = '<text variable="title"/>', options: str = "", before: str = "", after: str = ""
) -> str:
    """Return a style whose citation prints ``citation``, on a line of its own, and is otherwise right.

    ``options`` are attributes of ``cs:citation``; ``before`` and ``after`` stand around it.
    """
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        f"{_INFO}{before}<citation {options}><layout>\n{citation}\n</layout></citation>{after}</style>"
    )


def check(text: str | bytes) -> tuple[Problem, ...]:
    """Return the problems of a style."""
    data = text.encode() if isinstance(text, str) else text
    return check_style(data, path=Path("case.csl"), schema=SCHEMA)


def sentences(text: str | bytes) -> list[str]:
    """Return what the problems of a style say is wrong."""
    return [problem.message for problem in check(text)]
