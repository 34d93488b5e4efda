"""A file that the record links, and that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from citekit.checks.check import Example, Group, RecordCheck
from citekit.checks.finding import Finding, Level
from citekit.checks.shelf import Shelf

__all__ = ["CHECK"]


def _find(shelf: Shelf) -> Iterator[Finding]:
    for record in shelf.records:
        for name in record.files:
            if not shelf.is_file(Path(name)):
                yield Finding(
                    check="file-missing",
                    level=Level.WARNING,
                    where=shelf.where(record, "files"),
                    message=f"{record.key}: there is no file {name}.",
                    quote=name,
                )


CHECK = RecordCheck(
    id="file-missing",
    title="A linked file is not there",
    group=Group.RECORDS,
    level=Level.WARNING,
    reason="The link to a file that was moved or renamed leads nowhere.",
    remedy="Move the file back, or write its new path, from the library's folder, or take the link out.",
    example=Example(
        wrong="type: book\ntitle: Sleep\nfiles: [papers/absent.pdf]\n",
        right="type: book\ntitle: Sleep\n",
    ),
    find=_find,
)
