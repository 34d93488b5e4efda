"""What is wrong with a paper of a test bed, as a person who knows wrote it down: an answer file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from citekit.documents.document import Document
from citekit.documents.places import Span, Unit

__all__ = ["FORM", "Answers", "Planted", "Trap", "find_words", "read_answers"]

FORM: Final = """\
An answer file is YAML:

style: apa                  # the style that the paper is held to; left out: the checks must tell
bibliography: refs.bib      # a file or folder of records beside the answers; left out: no records
errors:                     # everything that is wrong with the paper
  - words: "Smyth (2019)"   # as they stand in the file; "" for what is about the paper as a whole
    checks: [name-differs]  # ids of checks that name it rightly; any one of them will do
    line: 14                # needed where the words stand more than once: the line of those meant,
                            # for Word documents and PDFs the paragraph
    also: ["Smith, J. (2019)"]   # other words at which it may be told: the other end of a contradiction
    note: "the list has Smith"   # for people
traps:                      # what looks wrong and is right
  - words: "(WHO, 2019)"
    note: "an acronym"
record_errors:              # for a library's folder in the place of a paper: what is wrong with its records
  - key: smith2019          # the record's key
    field: page             # left out: the record as a whole
    checks: [descending-pages]

A finding is right if it names a planted error: its check is among those of the error, and its place, or
its other end, touches the error's words. Every other finding is a false alarm, also one that stands at an
error and calls it something else. "could-not-check" is no finding.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An error of the paper (``words``) or of a record (``key``, ``field``), and who may name it."""

    checks: frozenset[str]
    words: str = ""
    line: int = 0
    also: tuple[str, ...] = ()
    note: str = ""
    key: str = ""
    field: str = ""

    def __str__(self) -> str:
        shown = " ".join((self.words or f"{self.key} {self.field}").split())
        return f"{shown[:70]}…" if len(shown) > _SHOWN else shown or "the paper as a whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Words that are right and tempt."""

    words: str
    line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """An answer file; ``folder`` is where it stands."""

    folder: Path
    style: str = ""
    bibliography: str = ""
    errors: tuple[Planted, ...] = ()
    traps: tuple[Trap, ...] = ()


_SHOWN: Final = 71


def read_answers(path: Path) -> Answers:
    """Return the answers in ``path``.

    Raises:
        ValueError: the file is not of the form; says where.
    """
    data = yaml.safe_load(path.read_text("utf-8")) or {}
    if not isinstance(data, dict):
        raise ValueError(f"{path}: not a mapping; see --help for the form")  # noqa: TRY004 (the file is at fault)
    unknown = sorted(data.keys() - {"style", "bibliography", "errors", "traps", "record_errors", "about"})
    if unknown:
        raise ValueError(f"{path}: unknown entry {unknown[0]!r}; see --help for the form")
    errors = [_planted(path, row, "words") for row in data.get("errors") or ()]
    errors += [_planted(path, row, "key") for row in data.get("record_errors") or ()]
    return Answers(
        folder=path.parent,
        style=data.get("style") or "",
        bibliography=data.get("bibliography") or "",
        errors=tuple(errors),
        traps=tuple(
            Trap(words=row["words"], line=row.get("line", 0), note=row.get("note", ""))
            for row in data.get("traps") or ()
        ),
    )


def _planted(path: Path, row: Any, named: str) -> Planted:
    if not isinstance(row, dict) or named not in row or not row.get("checks"):
        raise ValueError(f"{path}: an error needs {named} and checks: {row!r}")
    checks = row["checks"]
    return Planted(
        words=str(row.get("words", "")),
        checks=frozenset([checks] if isinstance(checks, str) else checks),
        line=row.get("line", 0),
        also=tuple(row.get("also", ())),
        note=row.get("note", ""),
        key=row.get("key", ""),
        field=row.get("field", ""),
    )


def find_words(document: Document, words: str, line: int = 0) -> tuple[Span, ...]:
    """Return where ``words`` stand, whatever the spaces; with ``line`` those that begin nearest to it."""
    pattern = re.compile(r"\s+".join([re.escape(word) for word in words.split()]))
    spans = [
        Span(match.start(), match.end(), number)
        for number, part in enumerate(document.parts)
        for match in pattern.finditer(part.text)
    ]
    if line and spans:
        nearest = min(abs(_line(document, span) - line) for span in spans)
        spans = [span for span in spans if abs(_line(document, span) - line) == nearest]
    return tuple(spans)


def _line(document: Document, span: Span) -> int:
    """Return the line where ``span`` begins; of a PDF, whose lines are those of its pages, the paragraph."""
    if document.parts[span.part].unit is not Unit.PAGE:
        return document.place(span).line
    return sum(block.span.part == span.part and block.span.start <= span.start for block in document.blocks)
