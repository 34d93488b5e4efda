"""Fields that are one variable each, and the lists of files, tags and former keys."""

from __future__ import annotations

from typing import Final

from citekit.formats.bibtex.bibliography_strings import resolve
from citekit.formats.bibtex.fields.draft import Draft
from citekit.formats.bibtex.fields.joining import join_sentences
from citekit.formats.bibtex.verbatim import read_files, read_verbatim

__all__ = ["TEXTS", "TITLES", "read_simple"]

TEXTS: Final = {
    "volumes": "number-of-volumes", "pagetotal": "number-of-pages", "edition": "edition",
    "version": "version", "chapter": "chapter-number", "venue": "event-place", "library": "call-number",
    "abstract": "abstract", "keywords": "keyword", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "shortjournal": "container-title-short",
}  # fmt: skip
TITLES: Final = {"eventtitle": "event-title", "origtitle": "original-title"}


def read_simple(draft: Draft) -> None:
    """Read the fields that are one variable each, and what a record has beside its item."""
    for name, variable in TEXTS.items():
        if name in draft.left:
            draft.set(variable, draft.text(name))
    for name, variable in TITLES.items():
        if name in draft.left:
            draft.set(variable, draft.title(name))
    draft.set("annote", draft.text("annotation", "annote"))
    draft.set("note", join_sentences(draft.values.get("note", ""), draft.text("addendum")))
    if "pubstate" in draft.left:
        draft.set("status", resolve(draft.text("pubstate")))
    draft.files = (
        read_files(read_verbatim(draft.take("file", "pdf"))) if {"file", "pdf"} & draft.left.keys() else ()
    )
    draft.aliases = tuple(one.strip() for one in draft.take("ids").split(",") if one.strip())
    draft.tags = tuple(one.strip() for one in draft.text("groups").split(",") if one.strip())
