"""Typed lists of references: found, and split."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents.all_documents import read_document
from citekit.documents.reference_headings import ends_references, is_reference_heading
from citekit.documents.reference_list import find_reference_lists
from citekit.markup.tree import Format
from tests.tables import CASES

FOLDER = CASES / "documents" / "reference_lists"
PAPERS = sorted(
    path for path in FOLDER.iterdir() if path.suffix in (".md", ".txt") and ".refs" not in path.name
)


def tell(path: Path) -> list[str]:
    """Return the lists of a paper as lines: headings, references with numbers, and what is doubtful."""
    document = read_document(path.read_bytes(), name=path.name)
    lines = []
    for list_ in find_reference_lists(document):
        lines.append(f"# {document.blocks[list_.heading].text}")
        for reference in list_.references:
            text = " ".join(reference.text.split())
            lines.append(
                f"{document.place(reference.span).line}: {reference.number and reference.number + ' '}{text}"
            )
        for doubt in list_.doubts:
            done = "split" if doubt.is_split else "not split"
            lines.append(f"? {done} at {document.place(doubt.span).line}")
    return lines


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_a_list_is_found_and_split(path: Path) -> None:
    """The last heading that says so begins it; each reference is whole, and doubts are told."""
    expected = path.with_name(f"{path.name}.refs").read_text("utf-8").splitlines()

    assert tell(path) == expected


def test_italics_of_a_reference_are_kept() -> None:
    """What is in italics in the list can be asked of each reference."""
    document = read_document((FOLDER / "two_headings.md").read_bytes(), name="two_headings.md")

    [list_] = find_reference_lists(document)
    first = list_.references[0]

    start = first.text.index("Screens")
    assert first.formats_of(start, start + len("Screens")) == {Format.ITALIC}
    assert first.formats_of(0, 5) == frozenset()
    assert document.source(first.span_of(start, start + len("Screens"))) == "Screens"


def test_two_lists_are_both_told() -> None:
    """A paper with two lists gives two."""
    entries = "\n\n".join(
        f"{name}, A. (201{n}). *T*. Sage." for n, name in enumerate(("Adams", "Brown", "Carr"))
    )
    document = read_document(
        f"# References\n\n{entries}\n\n# Bibliography\n\n{entries}\n".encode(), name="a.md"
    )

    assert [len(list_.references) for list_ in find_reference_lists(document)] == [3, 3]


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "References",
            "REFERENCES:",
            "7. References",
            "VII. Bibliography",
            "Works Cited",
            "Literaturverzeichnis",
        ),
        *(
            "Références",
            "Référence bibliographique",
            "Bibliografía",
            "Literatur- und Quellenverzeichnis",
            "参考文献",
        ),
        *(
            "Список литературы",
            "References & Notes",
            "Källor",
            "**References**",
            "6.References",
            r"${\textsf{\color{teal}REFERENCES}}$",
        ),
    ],
)
def test_headings_of_lists(heading: str) -> None:
    """Numbers, colons, case, accents and marks about the words do not matter."""
    assert is_reference_heading(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Reference groups",
        "A list of our references to law",
        "Literature review",
        "Discussion",
        "",
        "1.",
        "6.Method",
    ],
)
def test_headings_of_something_else(heading: str) -> None:
    """Words that go on are another heading."""
    assert not is_reference_heading(heading)


@pytest.mark.parametrize("heading", ["Appendix", "Appendix B: Items", "Figures", "Anhang", "Table 3. Means"])
def test_what_ends_a_list(heading: str) -> None:
    """Appendices, figures and tables come after the list."""
    assert ends_references(heading)


@given(
    st.lists(
        st.sampled_from(
            ("References", "Smith, J. (2010). T.", "", "  ", "[1] x", "van ", "Appendix", "\t", "https://x.y")
        )
    )
)
def test_the_finder_takes_anything(lines: list[str]) -> None:
    """No list makes it fail, and no reference is empty."""
    document = read_document(("x\n" + "\n".join(lines)).encode(), name="a.txt")

    for list_ in find_reference_lists(document):
        assert list_.references
        assert all(reference.text.strip() for reference in list_.references)
