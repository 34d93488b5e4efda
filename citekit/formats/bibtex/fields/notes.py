"""Notes, and the fields that people put into them line by line."""

from __future__ import annotations

import re
from typing import Final

from citekit.formats.bibtex.dates import read_year
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.fields.joining import join_sentences
from citekit.formats.bibtex.fields.own import OWN_PREFIX, VARIABLES
from citekit.formats.bibtex.verbatim import find_url

__all__ = ["is_plain_note", "read_notes"]

_NOTE_LABEL: Final = re.compile(r"\{?(tex\.[\w-]+|[A-Za-z][A-Za-z -]{0,30})\}?\s*[:=]\s*(\S.*)")
_NOTE_LABELS: Final = {
    "pmid": "PMID",
    "pmcid": "PMCID",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "original-date": "original-date",
    "original date": "original-date",
}
_ACCESSED: Final = re.compile(
    r"\[?(?:online[;,.]?\s*)?(?:last\s+)?(?:accessed|visited|retrieved|checked)(?:\s+on)?:?\s*([^\[\]]{8,30}?)\]?\.?",
    re.IGNORECASE,
)


def read_notes(draft: Draft) -> None:
    """Read the note, and the fields that Zotero's users and others put into it line by line."""
    rest = []
    for name in ("note", "extra"):
        value = draft.take(name)
        if not value:
            continue
        lines = value.split("\n") if ":" in value or "=" in value else [value]
        kept = [line for line in lines if not _read_note_line(draft, line, anything=name == "extra")]
        note = draft.decoder.text("\n".join(kept))
        url = find_url(note) if "http" in note else ""
        accessed = _access_date(note)
        if url and "url" not in draft.left:
            draft.left["url"] = url
        elif accessed and "urldate" not in draft.left:
            draft.left["urldate"] = accessed
        elif note:
            rest.append(note)
    draft.set("note", join_sentences(*rest))


def is_plain_note(note: str) -> bool:
    """Whether a note says nothing that reading would take for another field."""
    return not (_NOTE_LABEL.fullmatch(note) or find_url(note) or _access_date(note))


def _read_note_line(draft: Draft, line: str, *, anything: bool) -> bool:
    match = _NOTE_LABEL.fullmatch(line.strip())
    if not match or match[2].count("{") != match[2].count("}"):
        return False
    label = match[1].strip().lower()
    if label.startswith("tex."):
        draft.left.setdefault(label.removeprefix("tex."), match[2])
        return True
    variable = _NOTE_LABELS.get(label) or (VARIABLES.get(label.replace(" ", "-")) if anything else None)
    if variable is None or (not anything and " " in match[2].strip()):
        return False
    draft.left.setdefault(f"{OWN_PREFIX}{variable.lower()}", match[2])
    return True


def _access_date(note: str) -> str:
    """Return the day on which a note says, and says nothing else, that the work was looked at; or ""."""
    match = _ACCESSED.fullmatch(note)
    date = read_year(match[1]) if match else None
    return date.edtf() if date and date.start and date.start.day else ""
