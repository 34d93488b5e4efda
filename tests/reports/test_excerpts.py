"""Edits as a reader wants to see them."""

from __future__ import annotations

from citekit.documents.all_documents import read_document
from citekit.documents.document import Document, Edit
from citekit.documents.places import Span
from citekit.reports.excerpts import write_edits

LONG = (
    "It has been said more than once that sleep matters (Smith and Doe, 2019), and so it is said here, too."
)


def _edit(document: Document, old: str, new: str) -> Edit:
    start = document.parts[0].text.index(old)
    return Edit(Span(start, start + len(old)), new)


def test_a_few_words_around_an_edit() -> None:
    """Whole words of its line, and where it is."""
    document = read_document(f"# Title\n\n{LONG}\n".encode(), name="a.md")

    assert write_edits(document, [_edit(document, " and ", " & ")]) == (
        "@@ a.md:3:58 @@\n"
        "-…than once that sleep matters (Smith and Doe, 2019), and so it is said here,…\n"
        "+…than once that sleep matters (Smith & Doe, 2019), and so it is said here,…\n"
    )


def test_edits_close_together_are_one_excerpt() -> None:
    """The words are shown once, with both made."""
    document = read_document(b"(Smith and Doe 2019).\n", name="a.md")
    edits = [_edit(document, "and", "&"), _edit(document, " 2019", ", 2019")]

    assert write_edits(document, edits) == ("@@ a.md:1:8 @@\n-(Smith and Doe 2019).\n+(Smith & Doe, 2019).\n")


def test_nothing_to_show() -> None:
    """No edits, no text."""
    assert write_edits(read_document(b"x", name="a.md"), []) == ""
