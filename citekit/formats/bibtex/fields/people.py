"""Authors, editors and everyone else whom an entry names."""

from __future__ import annotations

from typing import Final

from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.name_reading import read_names

__all__ = ["PEOPLE", "ROLES", "read_people"]

PEOPLE: Final = {"author": "author", "bookauthor": "container-author", "translator": "translator"}
ROLES: Final = {
    "": "editor", "editor": "editor", "director": "director", "compiler": "compiler",
    "organizer": "organizer", "producer": "producer", "executiveproducer": "executive-producer",
    "illustrator": "illustrator", "narrator": "narrator", "host": "host", "guest": "guest",
    "scriptwriter": "script-writer", "interviewer": "interviewer", "curator": "curator",
    "performer": "performer", "translator": "translator", "chair": "chair", "composer": "composer",
}  # fmt: skip
"""What ``editortype`` says the editors are."""


def read_people(draft: Draft) -> None:
    """Read everyone, each editor in the role that ``editortype`` gives."""
    for name, variable in PEOPLE.items():
        _add_names(draft, variable, draft.take(name))
    for suffix in ("", "a", "b", "c"):
        value = draft.take(f"editor{suffix}")
        if not value:
            continue
        role = draft.take(f"editor{suffix}type").strip().lower()
        if role not in ROLES:
            draft.custom[f"editor{suffix}type"] = role
        if role in ROLES or not suffix:
            _add_names(draft, ROLES.get(role, "editor"), value)
        else:
            # a redactor or continuator beside the editors: CSL has no such role
            draft.custom[f"editor{suffix}"] = draft.decoder.plain(value)


def _add_names(draft: Draft, variable: str, value: str) -> None:
    if not value:
        return
    names = read_names(
        value,
        draft.decoder,
        use_prefix=draft.options.get("useprefix") == "true",
        comma_suffix=draft.options.get("juniorcomma") == "true",
    )
    if names:
        draft.names[variable] = (*draft.names.get(variable, ()), *names)
