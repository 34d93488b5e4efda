"""Plain text as it is typed into papers."""

from __future__ import annotations

import pytest

from citekit.documents.all_documents import DOCUMENTS
from citekit.documents.as_typed import as_typed


@pytest.mark.parametrize("text", ["Born & Bush", "100 %", r"a_b \ {c} #1 $2 ^3 ~4"])
def test_latex_shows_what_was_typed(text: str) -> None:
    """Signs that LaTeX takes for its own are typed as its commands, and read as themselves again."""
    document = DOCUMENTS["latex"].read(b"x", name="paper.tex")

    again = DOCUMENTS["latex"].read(as_typed(text, document).encode(), name="paper.tex")

    assert again.blocks[0].text == text


def test_markdown_is_typed_as_it_is() -> None:
    """A text of another format is left alone."""
    document = DOCUMENTS["markdown"].read(b"x", name="paper.md")

    assert as_typed("Born & Bush", document) == "Born & Bush"
