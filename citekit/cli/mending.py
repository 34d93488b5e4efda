"""Findings mended: the safe fixes shown as a diff, agreed to, and made, in papers and in records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from citekit.checks.checked import Checked, counted
from citekit.checks.mending import safe_edits, safe_fields
from citekit.cli.app import App
from citekit.documents.all_documents import DOCUMENTS
from citekit.documents.document import Document
from citekit.documents.places import Part
from citekit.errors import CitekitError
from citekit.files import read_file, replace_file, stamp
from citekit.library.schema import RECORD_ORDER, parse_field
from citekit.library.store import Plan
from citekit.reports.excerpts import write_edits
from citekit.yaml_text.editing import remove_field, set_field

__all__ = ["Consent", "mend_paper", "mend_records"]


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether fixes are made: unasked with ``yes``, never with ``dry_run``, else when a person says so."""

    yes: bool
    dry_run: bool

    def given(self, app: App, what: str) -> bool:
        """Return whether ``what`` (``3 edits in essay.md``) shall be made, asking where somebody can be."""
        if self.dry_run:
            app.console.note(f"would make {what}")
            return False
        if self.yes or app.console.confirm(f"make {what}?"):
            return True
        left = "nothing was changed" if app.console.interactive else "nothing was changed; --yes makes them"
        app.console.note(left)
        return False


def mend_paper(app: App, source: str, checked: Checked, consent: Consent) -> bool:
    """Make the safe fixes of what was found in the paper ``source``; return whether it was changed.

    Raises:
        CannotEdit: a fix cannot stand in the file.
        StaleRecord, CannotWrite: the file has changed since it was read, or cannot be written.
        CitekitError: the paper is not in a file of text.
    """
    document = checked.document
    edits = safe_edits(checked.findings)
    if document is None or not edits:
        return False
    parts = {document.parts[edit.span.part].name: document.parts[edit.span.part] for edit in edits}
    if source == "-" or not all(part.encoding for part in parts.values()):
        raise CitekitError(
            f"{document.name}: is mended in files of text alone",
            "leave out --fix, and mend what the report shows",
        )
    paths = {name: app.cwd / source if name == document.name else app.cwd / name for name in parts}
    before = {name: _unchanged(document, part, read_file(paths[name])) for name, part in parts.items()}
    after = DOCUMENTS[document.format].edit(document, edits)
    app.console.diff(write_edits(document, edits), to_err=True)
    if not consent.given(app, f"{counted(len(edits), 'edit')} in {document.name}"):
        return False
    for name in parts:
        replace_file(paths[name], after[name], expected=stamp(before[name]))
    app.console.note(f"made {counted(len(edits), 'edit')} in {document.name}")
    return True


def _unchanged(document: Document, part: Part, data: bytes) -> bytes:
    if data != part.mark + part.text.encode(part.encoding):
        raise CitekitError(f"{part.name}: changed while {document.name} was checked", "check it again")
    return data


def mend_records(app: App, checked: Checked, consent: Consent) -> bool:
    """Make the safe fixes of what was found in the library's records, as one change; return whether any was.

    Raises:
        What `Library.carry_out` raises.
    """
    fields = safe_fields(checked.findings)
    if not fields:
        return False
    plan = Plan(edited={key: _edit(values) for key, values in fields.items()})
    for change in app.library.carry_out(plan, dry_run=True):
        app.console.diff(change.diff(app.library.root), to_err=True)
    number = sum(len(values) for values in fields.values())
    if not consent.given(app, f"{counted(number, 'edit')} in {counted(len(fields), 'record')}"):
        return False
    app.library.carry_out(plan)
    app.console.note(
        f"made {counted(number, 'edit')} in {counted(len(fields), 'record')}; undo: citekit undo"
    )
    return True


def _edit(values: Mapping[str, str | None]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        for field, value in values.items():
            if value is None:
                text = remove_field(text, field)
            else:
                text = set_field(text, field, parse_field(field, value), order=RECORD_ORDER)
        return text

    return edit
