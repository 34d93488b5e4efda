"""A paper through all the checks, as `citekit check` runs them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Final

from citekit.checks.all_checks import PAPER_CHECKS, RECORD_CHECKS
from citekit.checks.checked import check_one, check_shelf
from citekit.checks.finding import Finding
from citekit.checks.shelf import Shelf
from citekit.checks.source_files import SourceFiles
from citekit.checks.source_text import SourceText
from citekit.checks.understand import understand
from citekit.documents.all_documents import read_document
from citekit.documents.document import Document
from citekit.documents.source_pages import read_source_pages
from citekit.formats.all_formats import get_reader, guess_format
from citekit.formats.base import ReadResult
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ReferenceParser
from citekit.library.library import Library
from citekit.styles import Styles
from tests.checks.answers import Answers
from tests.checks.examples import families

__all__ = ["TODAY", "run_checks"]

TODAY: Final = dt.date(2026, 3, 2)
"""The day of the test bed."""


def run_checks(
    path: Path, answers: Answers, parser: ReferenceParser = parse_reference
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the paper in ``path`` as read and what all checks say of it, held to the style of ``answers``.

    A folder is a library, and its records are checked.

    Raises:
        UnreadableText: papers of this kind are not read.
    """
    if path.is_dir():
        return None, _check_records(path)
    document = read_document(
        path.read_bytes(), name=path.name, open_file=lambda name: (path.parent / name).read_bytes()
    )
    library = _read_library(answers.folder / answers.bibliography) if answers.bibliography else ReadResult(())
    style = Styles().load(answers.style) if answers.style else None
    paper = understand(
        document,
        today=TODAY,
        items={item.id: item for item in library.items},
        sources=_sources(library, answers.folder),
        style=style,
        style_name=answers.style,
        style_is_given=style is not None,
        families=families,
        parser=parser,
    )
    return document, check_one(paper, PAPER_CHECKS, name=path.name).verdicts


def _check_records(path: Path) -> tuple[Finding, ...]:
    records = Library(path, cache=None).records()
    return check_shelf(Shelf(records=records, today=TODAY), RECORD_CHECKS, name=path.name).verdicts


def _read_library(path: Path) -> ReadResult:
    data = path.read_bytes()
    return get_reader(guess_format(path.name, data))(data, name=path.name)


def _sources(library: ReadResult, folder: Path) -> SourceFiles:
    def read(name: str) -> SourceText:
        return SourceText(name, read_source_pages((folder / name).read_bytes(), name=name))

    files = {key: source.files for key, source in library.sources.items()}
    return SourceFiles(lambda key: files.get(key, ()), cache(read))
