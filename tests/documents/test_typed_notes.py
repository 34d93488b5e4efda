"""Notes that somebody typed under a heading are read as notes, and nothing else is."""

from __future__ import annotations

import pytest

from citekit.documents.all_documents import read_document
from citekit.documents.blocks import RunKind
from citekit.documents.document import Document
from citekit.documents.typed_notes import with_typed_notes

NOTES = """

Notes

1. Calvin Tomkins, Duchamp: A Biography (New York: Henry Holt, 1996), 181.

2. Ibid., 185.

3. Arthur Danto, The Artworld (Boston: Beacon, 1964), 580. The rest of the argument is well known.

It fills a paragraph of its own.

Bibliography

Danto, Arthur. The Artworld. Boston: Beacon, 1964.

Tomkins, Calvin. Duchamp: A Biography. New York: Henry Holt, 1996.
"""


def _read(text: str, name: str = "paper.txt") -> Document:
    return with_typed_notes(read_document(text.encode(), name=name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("One.[1] Two.[2]\n\nThree.[3]", "paper.txt"),
        ("One.¹ Two.² Three.³", "paper.txt"),
        ("One.1 Two, perhaps.2 Three.3 In 1917 nothing was shown.", "paper.txt"),
        ("One.^1^ Two.^2^ Three.^3^", "paper.md"),
    ],
)
def test_numbers_in_the_text_are_marks_of_the_notes_below(text: str, name: str) -> None:
    """The notes have their numbers and no longer begin with them; the text has marks in their place."""
    below = (
        NOTES if name.endswith("txt") else NOTES.replace("\nNotes", "\n# Notes").replace("\nBib", "\n# Bib")
    )
    document = _read(text + below, name)

    notes = [(block.note, " ".join(block.text.split())[:12]) for block in document.blocks if block.note]
    marks = [run for block in document.blocks for run in block.runs if run.kind is RunKind.NOTE]
    assert notes == [(1, "Calvin Tomki"), (2, "Ibid., 185."), (3, "Arthur Danto"), (3, "It fills a p")]
    assert [document.source(mark.span).strip("[]^") for mark in marks] in (["1", "2", "3"], ["¹", "²", "³"])
    assert [note.number for note in document.notes] == [1, 2, 3]


NUMBERED_LIST = """
References

[1] J. Smith, Nets. Boston: Beacon, 2015.

[2] B. Lee, Learning. Boston: Beacon, 2016.

[3] A. Stone, Listening. Boston: Beacon, 2017.
"""


@pytest.mark.parametrize(
    "text",
    [
        "One [1]. Two [2]. Three [3].\n\nNotes\n\n1. In euros.\n\n2. Weighted.\n\n3. Rounded.\n"
        + NUMBERED_LIST,
        "One. Two. Three.\n\nNotes\n\n1. In euros.\n\n2. Weighted.\n\n3. Rounded.\n",
        "One.[1] Two.[2] Three.[3]\n\nNotes\n\n1. In euros.\n\n7. Weighted.\n\n3. Rounded.\n",
        "One.[1] Two.[2] Three.[3]\n\nNotes are not needed here.\n\n1. Sums.\n\n2. Weights.\n\n3. Rounds.\n",
    ],
    ids=["numbered list", "nothing points to them", "they do not count up", "no heading"],
)
def test_other_numbers_stay_what_they_are(text: str) -> None:
    """A numbered list of references, and notes that nothing points to, leave the document as it is."""
    document = read_document(text.encode(), name="paper.txt")

    assert with_typed_notes(document) is document


def test_notes_of_the_format_stay_alone() -> None:
    """Where the format has notes, a heading of that name changes nothing."""
    text = "One.[^1] Two [2].\n\n# Notes\n\n1. One.\n\n2. Two.\n\n3. Three.\n\n[^1]: A note.\n"
    document = read_document(text.encode(), name="paper.md")

    assert with_typed_notes(document) is document
