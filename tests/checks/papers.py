"""Papers for the tests of checks, understood as `citekit check` understands them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from citekit.checks.check import PaperCheck
from citekit.checks.coverage import needs_met
from citekit.checks.paper import Paper
from citekit.checks.run import check_paper
from citekit.checks.understand import understand
from citekit.csl.model.style import Style
from citekit.documents.all_documents import read_document
from citekit.styles import Styles

TODAY = dt.date(2026, 11, 26)


@cache
def style_called(name: str) -> Style:
    """Return a style, each read once."""
    return Styles().load(name)


def paper_of(text: str, style: str = "", *, name: str = "paper.md") -> Paper:
    """Return the paper that ``text`` is, held to a style if one is named."""
    document = read_document(text.encode(), name=name)
    return understand(document, today=TODAY, style=style_called(style) if style else None, style_name=style)


def paper_in(path: Path, style: str = "") -> Paper:
    """Return the paper in a file."""
    return paper_of(path.read_text("utf-8"), style, name=path.name)


def quotes(check: PaperCheck, text: str, style: str) -> list[str]:
    """Return the words that one check quotes of ``text``, if it can say anything."""
    paper = paper_of(text, style)
    return [finding.quote for finding in check_paper(paper, [check], needs_met(paper)).findings]
