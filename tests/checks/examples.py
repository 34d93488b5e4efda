"""The examples of checks, run as the checks run on papers and libraries."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from citekit.checks.check import Check, PaperCheck, RecordCheck
from citekit.checks.coverage import needs_met
from citekit.checks.finding import Finding
from citekit.checks.paper import Paper
from citekit.checks.run import check_paper, check_records
from citekit.checks.shelf import Shelf
from citekit.checks.source_files import SourceFiles
from citekit.checks.source_text import SourceText
from citekit.checks.style_vote import FAMILIES
from citekit.checks.understand import understand
from citekit.csl.model.style import Style
from citekit.documents.all_documents import read_document
from citekit.documents.citations import ManagedCitation
from citekit.documents.document import Document
from citekit.documents.places import Span
from citekit.documents.source_pages import read_source_pages
from citekit.library.record import Record
from citekit.library.schema import read_record
from citekit.styles import Styles
from citekit.word.citations import EmbeddedCitation, Tool
from citekit.word.story import Story, StoryKind

__all__ = ["paper_of", "run_example"]

_TODAY: Final = dt.date(2026, 3, 2)


def run_example(check: Check, text: str) -> tuple[Finding, ...]:
    """Return what ``check`` finds in ``text``, its example's wrong or right one."""
    if isinstance(check, PaperCheck):
        paper = paper_of(check, text)
        report = check_paper(paper, (check,), needs_met(paper))
        assert not report.left_out, f"the example lacks {report.left_out[0][1].value}"
        return report.findings
    assert isinstance(check, RecordCheck)
    records = [_record("example", text), *(_record(key, one) for key, one in check.example.records.items())]
    shelf = Shelf(
        records=records, today=_TODAY, style=_style(check.example.style), is_file=lambda _path: False
    )
    return check_records(shelf, (check,)).findings


def paper_of(check: Check, text: str) -> Paper:
    """Return the paper that an example's Markdown is, beside the example's records and style."""
    records = {key: _record(key, one) for key, one in check.example.records.items()}
    items = {key: record.item for key, record in records.items()}

    def read(name: str) -> SourceText:
        return SourceText(name, read_source_pages(check.example.files[name].encode(), name=name))

    return understand(
        _as_in_word(read_document(text.encode(), name="example.md"), text),
        today=_TODAY,
        items=items,
        style=_style(check.example.style),
        style_name=check.example.style,
        style_is_given=bool(check.example.style),
        families=families,
        sources=SourceFiles(lambda key: records[key].files, read) if check.example.files else None,
    )


_NO_STORY: Final = Story(kind=StoryKind.BODY, part="", data=b"", paragraphs=(), fields=(), controls=())
_HANGS: Final = "<!-- hangs in Word -->"
_PUT: Final = re.compile(r"(?P<shown>\([^()]+\)).?<!-- (?P<tool>\w+) put there: (?P<plain>.+?) -->")


def _as_in_word(document: Document, text: str) -> Document:
    """Return ``document`` with what its comments say that Word shows: managed citations, indents."""
    managed = []
    for match in _PUT.finditer(text):
        start, end = match.span("shown")
        citation = EmbeddedCitation(
            tool=Tool(match["tool"]),
            story=_NO_STORY,
            field=None,
            control=None,
            shown=match["shown"],
            cites=(),
            plain=match["plain"],
        )
        managed.append(ManagedCitation(Span(start, end), 0, citation))
    blocks = [replace(block, hanging=_HANGS in document.source(block.span)) for block in document.blocks]
    return replace(document, managed=tuple(managed), blocks=tuple(blocks), shows_indents=_HANGS in text)


@cache
def families() -> dict[str, Style]:
    """Return the styles that a list is held against."""
    return {name: Styles().load(name) for name in FAMILIES}


def _record(key: str, text: str) -> Record:
    return read_record(text.encode(), path=Path(f"entries/{key}.yaml"), key=key)


@cache
def _style(name: str) -> Style | None:
    return Styles().load(name) if name else None
