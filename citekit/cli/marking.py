"""A Word paper handed back: a copy beside it, with findings as comments and fixes as tracked changes."""

from __future__ import annotations

from typing import Final

from citekit.checks.checked import Checked, counted
from citekit.checks.finding import Finding
from citekit.checks.mending import safe_edits
from citekit.cli.app import App
from citekit.cli.copies import copy_of
from citekit.cli.mending import Consent
from citekit.documents.document import Edit
from citekit.documents.word import docx
from citekit.documents.word.marking import mark, trackable
from citekit.errors import CitekitError
from citekit.files import write_file
from citekit.reports.excerpts import write_edits
from citekit.reports.remarks import remarks_of

__all__ = ["is_markable", "mark_paper"]

_AUTHOR: Final = "citekit"
_INITIALS: Final = "ck"


def is_markable(checked: Checked) -> bool:
    """Whether comments can be put into the paper."""
    return checked.document is not None and checked.document.format == docx.NAME


def mark_paper(
    app: App, source: str, checked: Checked, *, fix: Consent | None, comments: bool, over: bool
) -> None:
    """Write a copy of a Word paper.

    With ``fix`` the safe fixes are tracked changes in it, if somebody agrees, with ``comments`` there is a
    comment at each finding that is not fixed. ``over`` writes over a copy that is there.

    Raises:
        CitekitError: the paper is on stdin, or there is a copy.
        CannotEdit, CannotWrite: the copy cannot be made.
    """
    document = checked.document
    if document is None:
        return
    if source == "-":
        raise CitekitError(
            f"{document.name}: a marked copy stands beside its paper", "name the file of the paper"
        )
    edits = trackable(document, safe_edits(checked.verdicts)) if fix else ()
    left = [finding for finding in checked.verdicts if not _is_mended(finding, edits)] if comments else []
    remarks = remarks_of(left)
    if not edits and not remarks:
        return
    data = mark(document, remarks, edits, author=_AUTHOR, initials=_INITIALS, date=app.today())
    target = copy_of(source)
    told = [counted(len(edits), "tracked change")] if edits else []
    told += [counted(len(remarks), "comment")] if remarks else []
    copy = f"{target} with {' and '.join(told)}"
    if fix:
        app.console.diff(write_edits(document, edits), to_err=True)
        if not fix.given(app, copy):
            return
    if not over and (app.cwd / target).exists():
        raise CitekitError(f"{target}: is there already", "move it away, or add --yes to write over it")
    write_file(app.cwd / target, data)
    app.console.note(f"wrote {copy}")


def _is_mended(finding: Finding, edits: tuple[Edit, ...]) -> bool:
    fix = finding.fix
    return fix is not None and fix.safe and bool(fix.edits) and all(edit in edits for edit in fix.edits)
