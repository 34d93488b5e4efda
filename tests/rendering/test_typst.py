"""Finished Typst papers, set by Typst itself."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import typst

from citekit.documents.typst import typst as reader
from citekit.rendering.cited import Options
from citekit.rendering.finish import Finished, finish
from tests.rendering.test_cases import CASES, ITEMS, finished_path, style_called

PAPERS = sorted(path for path in CASES.glob("*/*.typ") if ".finished" not in path.suffixes)


def finished(text: str, style: str, options: Options) -> Finished:
    """Return a Typst text, finished."""
    document = reader.read(text.encode(), name="paper.typ")
    return finish(document, style_called(style), ITEMS, options)


def plainly(text: str, style: str = "apa") -> str:
    """Return ``text`` finished without links and bibliography."""
    done = finished(text, style, Options(links=False, bibliography=False))
    return done.data.decode()


def page_of(path: Path) -> str:
    """Return the words that Typst sets of a paper, without the space between them."""
    page = typst.compile(path, format="html").decode()
    body = re.sub(r"<head>.*</head>|<[^>]*>", "", page, flags=re.DOTALL)
    return re.sub(r"\s", "", html.unescape(body)).replace("\u00a0", "")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_finished_paper_is_set(paper: Path) -> None:
    """Typst takes it, every link leads somewhere, and each work of the list is on the page."""
    page = page_of(finished_path(paper))

    assert "Firstbook" in page or "FirstBook" in page
    assert "Secondwork" in page or "SecondWork" in page
    assert "ref-doe" not in page


def test_what_is_set_is_what_was_meant(tmp_path: Path) -> None:
    """Signs of titles are text, prose forms stand in the sentence, the heading is Typst's own."""
    text = (
        '#set text(lang: "fr")\n#cite(<doe>, form: "prose") and @roe[p. 12] @lee.\n#bibliography("w.bib")\n'
    )
    (tmp_path / "paper.typ").write_bytes(finished(text, "apa", Options()).data)

    assert page_of(tmp_path / "paper.typ") == (
        "Doe(2005)and(Lee&Poe,2007;Roe&vanDyke,2006,p.12).BibliographieDoe,J.(2005).Firstbook.CUP."
        "Lee,A.,&Poe,T.(2007).Secondwork.Journal,4,10–20."
        "Roe,J.,&vanDyke,T.(2006).Ona_b,*stars*and<tags>[sic].Journal,4,10–20.https://doi.org/10.1000/x_y"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("So @doe[p. 3].", "So (Doe, 2005, p. 3)."),
        ("So @doe; @lee.", "So (Doe, 2005); (Lee & Poe, 2007)."),
        ("So #cite(<doe>); @lee.", "So (Doe, 2005; Lee & Poe, 2007)."),
        ('*#cite(<doe>, form: "author")*', "*#[];Doe#[];*"),
        ('#cite(<doe>, form: "year"). Then', "\\2005. Then"),
        ("#f(cite(<doe>), [@lee])", "#f([(Doe, 2005)], [(Lee & Poe, 2007)])"),
        ("@nope", "(#strong[nope?];)"),
        ("a\n#cite(<doe>, form: none)\nb", "a\nb"),
        ("a #cite(<doe>, form: none) b", "a  b"),
        ("@sec:a // @doe\n= A <sec:a>", "@sec:a // @doe\n= A <sec:a>"),
    ],
)
def test_citations_stand_where_their_keys_stood(typed: str, printed: str) -> None:
    """Nothing else moves, and what is printed is only text."""
    assert plainly(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("So @lee.", "So.#footnote[Lee and Poe, “Second Work.”];"),
        ("So @lee, and", "So,#footnote[Lee and Poe, “Second Work.”]; and"),
        ("#f(cite(<lee>), 1)", "#f([#footnote[Lee and Poe, “Second Work.”];], 1)"),
        ("A#footnote[@lee]", "A#footnote[Lee and Poe, “Second Work.”]"),
        ("A#footnote[So @doe, 1.]", "A#footnote[So (Doe, #emph[First Book];), 1.]"),
        ('#cite(<lee>, form: "prose") says', "Lee and Poe#footnote[Lee and Poe, “Second Work.”]; says"),
    ],
)
def test_a_note_style_makes_footnotes(typed: str, printed: str) -> None:
    """Marks stand after the punctuation in text, and leave the signs of code alone."""
    assert plainly(typed, "chicago-shortened-notes-bibliography") == printed


def test_a_paper_of_several_files_is_one() -> None:
    """Each file stands where it was included, as a content of its own, cited in the order of the page."""
    files = {"a.typ": b"= One\n@roe\n", "b.typ": b"@lee"}
    text = '@doe\n#include "a.typ"\n#block({\n  include "b.typ"\n})\n#bibliography("w.bib")\n'
    document = reader.read(text.encode(), name="paper.typ", open_file=files.__getitem__)

    done = finish(document, style_called("ieee"), ITEMS, Options(links=False, bibliography=False))

    assert done.data.decode() == (
        '\\[1\\]\n#[\n= One\n\\[2\\]\n\n]\n#block({\n  [\n\\[3\\]\n]\n})\n#bibliography("w.bib")\n'
    )


def test_the_list_goes_under_a_heading_that_waits_for_it() -> None:
    """Where the paper has no call that asks for it; else to the end."""
    listed = "#block(above: 1.95em, below: 1.95em, inset: (left: 0em))[#par(leading: 1.95em,"

    text = "@doe\n\n= References\n\n= After\n"
    waiting = finished(text, "apa", Options(links=False)).data.decode()
    ending = finished("@doe", "apa", Options(links=False, title="Works")).data.decode()

    assert waiting.startswith(f"(Doe, 2005)\n\n= References\n\n{listed}")
    assert waiting.endswith("\n\n= After\n")
    assert ending.startswith(f"(Doe, 2005)\n\n#heading(numbering: none)[Works]\n{listed}")
