"""From a paper with keys to the finished paper."""

from __future__ import annotations

import pytest

from citekit import csl
from citekit.documents.markdown import markdown
from citekit.item.item import Item
from citekit.rendering import markdown as target
from citekit.rendering.cited import Options
from citekit.rendering.render import Rendering, render
from tests.csl.differential import styles_folder
from tests.csl.small_style import item, person, year
from tests.csl.suite import locale_text

ITEMS = {
    one.id: one
    for one in (
        item("doe", title="First Book", author=(person("Doe, John"),), issued=year(2005), publisher="CUP"),
        item("roe", title="Second Book", author=(person("Roe, Jane"),), issued=year(2006)),
    )
}


def finished(text: str, style: str, options: Options, items: dict[str, Item]) -> tuple[str, Rendering]:
    """Return ``text`` finished in a style of the package, and what finished it."""
    path = styles_folder() / f"{style}.csl"
    read = csl.read_style(path.read_text(encoding="utf-8"), locales=locale_text, name=style)
    document = markdown.read(text.encode(), name="paper.md")
    rendering = render(document, read, items, target, options)
    changed = markdown.edit(document, rendering.edits)
    return changed.get("paper.md", text.encode()).decode(), rendering


def plainly(text: str, style: str) -> str:
    """Return ``text`` finished without links and bibliography."""
    return finished(text, style, Options(links=False, bibliography=False), ITEMS)[0].rstrip("\n")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("So it is [@doe, p. 3].", "So it is (Doe, 2005, p. 3)."),
        ("@roe says so.", "Roe (2006) says so."),
        ("Both [see @roe; @doe].", "Both (see Roe, 2006; Doe, 2005)."),
        ("Roe -@roe says.", "Roe (2006) says."),
        ("me@x.org, `[@doe]`, \\@doe", "me@x.org, `[@doe]`, \\@doe"),
    ],
)
def test_citations_stand_where_their_keys_stood(typed: str, printed: str) -> None:
    """In an author-date style a citation replaces its key, and nothing else moves."""
    assert plainly(typed, "apa") == printed


@pytest.mark.parametrize(
    ("language", "printed"), [("de-DE", "(Doe, 2005, S. 3)"), ("en-US", "(Doe, 2005, S. 3)")]
)
def test_a_locator_is_read_by_the_words_of_the_language(language: str, printed: str) -> None:
    """An "S." is a page in German, and nothing that English knows."""
    text = (styles_folder() / "apa.csl").read_text(encoding="utf-8")
    style = csl.read_style(text, locales=locale_text, locale=language, name="apa")
    document = markdown.read(b"[@doe, S. 3]", name="paper.md")

    rendering = render(document, style, ITEMS, target, Options(links=False, bibliography=False))

    assert rendering.edits[0].new == printed


@pytest.mark.parametrize(
    ("typed", "sentence", "notes"),
    [
        ("So it is [@doe, 3].", "So it is.[^cite-1]", ["Doe, *First Book*, 3."]),
        ('He said "yes" [@doe], and', 'He said "yes,"[^cite-1] and', ["Doe, *First Book*."]),
        ("It is so. [@doe]", "It is so.[^cite-1]", ["Doe, *First Book*."]),
        ("It is so\n[@doe].", "It is so.[^cite-1]", ["Doe, *First Book*."]),
        ("@roe says so.", "Roe[^cite-1] says so.", ["Roe, *Second Book*."]),
    ],
)
def test_a_note_style_makes_notes(typed: str, sentence: str, notes: list[str]) -> None:
    """The mark stands after the punctuation, and the note below the text."""
    printed = plainly(typed, "chicago-shortened-notes-bibliography")

    assert printed.split("\n\n")[0] == sentence
    assert [line.split(": ", 1)[1] for line in printed.splitlines() if line.startswith("[^cite-")] == notes


def test_a_citation_within_a_note_stays_in_it() -> None:
    """In a note that the author typed a citation is a sentence, or stands in brackets within one."""
    printed = plainly("A.^[@doe] B.^[So [@doe, 5] too.]", "chicago-shortened-notes-bibliography")

    assert printed == "A.^[Doe, *First Book*.] B.^[So (Doe, *First Book*, 5) too.]"


def test_links_lead_to_entries_in_the_paper() -> None:
    """Each citation leads to a place that the bibliography has."""
    printed, _ = finished("So [@doe].", "apa", Options(), ITEMS)

    assert "#ref-doe" in printed.split("\n\n")[0]
    assert "{#ref-doe .csl-entry}" in printed


def test_the_bibliography_goes_where_the_paper_asks_for_it() -> None:
    """It fills the div of that name, and what stands after the div stays there."""
    text = "So [@doe].\n\n::: {#refs}\n:::\n\n# Appendix\n"

    printed, _ = finished(text, "apa", Options(links=False), ITEMS)

    assert printed == (
        "So (Doe, 2005).\n\n::: {#refs}\nDoe, J. (2005). *First Book*. CUP.\n:::\n\n# Appendix\n"
    )


def test_an_unknown_key_is_shown_and_told() -> None:
    """It prints in bold with a question mark, and the nearest key is named with the place."""
    printed, rendering = finished("Line one.\n\nSo [@deo].\n", "apa", Options(), ITEMS)

    assert "(**deo?**)" in printed
    assert [str(problem) for problem in rendering.cited.missing] == [
        'paper.md:3:6: no record has the key "deo"; did you mean doe?'
    ]


def test_a_paper_without_citations_stays_as_it_is() -> None:
    """Nothing is added to it."""
    text = "No keys here.\r\n\r\n  Trailing  \r\n"

    assert finished(text, "apa", Options(), ITEMS)[0] == text
