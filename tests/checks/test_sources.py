"""Quotations held against the files of their works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import typst
import yaml

from citekit.checks.checked import check_one
from citekit.checks.finding import Finding
from citekit.checks.paper import Paper
from citekit.checks.source_files import SourceFiles
from citekit.checks.source_text import SourceText
from citekit.checks.sources import quotation_differs, quotation_not_found, quoted_page
from citekit.checks.understand import understand
from citekit.checks.verbatim import look_up
from citekit.documents.all_documents import read_document
from citekit.documents.source_pages import SourcePage, read_source_pages
from citekit.errors import CitekitError, UnreadableFile
from citekit.library.schema import read_record
from tests.checks.papers import style_called
from tests.tables import CASES

FOLDER: Final = CASES / "checks" / "sources"
CHECKS: Final = (quotation_differs.CHECK, quotation_not_found.CHECK, quoted_page.CHECK)


def cases() -> Iterator[Any]:
    """Yield each case: `says` what must hold, `text` a paper, `style`, and `told`: checks and words of it."""
    for number, case in enumerate(yaml.safe_load((FOLDER / "cases.yaml").read_text("utf-8")), 1):
        yield pytest.param(case, id=f"{number}: {case['says']}")


def files(asked: list[str] | None = None) -> SourceFiles:
    """Return the files of the cases' library; ``asked`` notes each that is read."""

    def read(name: str) -> SourceText:
        if asked is not None:
            asked.append(name)
        path = FOLDER / name
        if not path.is_file():
            raise UnreadableFile(name, "no such file or folder")
        return SourceText(name, read_source_pages(path.read_bytes(), name=name))

    return SourceFiles(lambda key: read_record_of(key).files, read)


def read_record_of(key: str) -> Any:
    """Return a record of the cases' library."""
    path = FOLDER / "entries" / f"{key}.yaml"
    return read_record(path.read_bytes(), path=path, key=key)


def paper_of(text: str, style: str = "", sources: SourceFiles | None = None) -> Paper:
    """Return the paper that ``text`` is, beside the cases' library."""
    keys = sorted(path.stem for path in (FOLDER / "entries").iterdir())
    return understand(
        read_document(text.encode(), name="paper.md"),
        today=dt.date(2026, 3, 2),
        items={key: read_record_of(key).item for key in keys},
        style=style_called(style) if style else None,
        style_name=style,
        sources=sources or files(),
    )


def findings(text: str, style: str = "") -> tuple[Finding, ...]:
    """Return what the checks of sources find."""
    return check_one(paper_of(text, style), CHECKS, name="paper.md").findings


@pytest.mark.parametrize("case", tuple(cases()))
def test_a_quotation_is_held_against_its_source(case: dict[str, Any]) -> None:
    """What is told is told by its check, in those words; nothing else is."""
    found = findings(case["text"] + case.get("list", ""), case.get("style", ""))

    assert [finding.check for finding in found] == [told["check"] for told in case.get("told", ())]
    for finding, told in zip(found, case.get("told", ()), strict=True):
        assert told.get("message", "") in finding.message
        assert told.get("expected", finding.expected) == finding.expected


def test_a_file_is_read_only_when_it_is_quoted() -> None:
    """A work that is cited and not quoted costs nothing."""
    asked: list[str] = []
    text = "“Every lamp along the quay was lit” [@ferry1998], “the keeper never went ashore” [@ferry1998].\n"

    check_one(paper_of(f"{text}\nSee also [@gone2001].\n", sources=files(asked)), CHECKS, name="paper.md")

    assert set(asked) == {"papers/ferry.txt"}


def test_what_cannot_be_read_is_told_once() -> None:
    """Two quotations of a work whose file is gone make one line of what could not be checked."""
    text = (
        "“Nobody could have seen the light” [@gone2001].\n\n“And nobody could have heard it” [@gone2001].\n"
    )

    checked = check_one(paper_of(text), CHECKS, name="paper.md")

    assert checked.findings == ()
    assert checked.gaps[-1] == "quotations were not looked up in papers/gone.pdf: no such file or folder"


def test_a_pdf_gives_its_printed_pages() -> None:
    """Running heads are left out, the numbers are those that are printed, broken words are whole."""
    made = typst.compile((FOLDER / "ferry.typ").read_bytes())
    source = SourceText("ferry.pdf", pages := read_source_pages(made, name="ferry.pdf"))

    assert [page.names[0] for page in pages] == ["101", "102", "103", "104"]
    assert not any("The Ferry" in page.text or "Lindqvist" in page.text for page in pages)
    passage = look_up("the harbourmaster wrote down every crossing in a book", source)
    assert passage is not None
    assert (passage.differences, [page.names[0] for page in passage.pages]) == ((), ["102"])


def test_an_extra_that_is_missing_is_told_with_how_to_get_it() -> None:
    """Whoever keeps PDFs and cannot read them learns what to install."""

    def read(name: str) -> SourceText:
        raise CitekitError(f"{name}: PDFs are read with an extra that is not installed", "run: pip install x")

    sources = SourceFiles(lambda _: ("ferry.pdf",), read)
    text = "He said that “every lamp along the quay was lit” [@ferry1998].\n"

    assert check_one(paper_of(text, sources=sources), CHECKS, name="paper.md").gaps[-1] == (
        "quotations were not looked up in ferry.pdf: PDFs are read with an extra that is not installed; "
        "run: pip install x"
    )


def test_a_scan_without_text_says_nothing_of_quotations() -> None:
    """Where many pages are pictures, what is not found may be on them."""
    pages = (SourcePage(1, (), "Only the title page of it has text."), SourcePage(2, (), ""))
    sources = SourceFiles(lambda _: ("scan.pdf",), lambda name: SourceText(name, pages))

    checked = check_one(
        paper_of("He said that “every lamp along the quay was lit” [@ferry1998].\n", sources=sources),
        CHECKS,
        name="paper.md",
    )

    assert checked.findings == ()
    assert checked.gaps[-1] == (
        "quotations were not looked up in scan.pdf: many of its pages are pictures without text"
    )


def test_what_is_printed_twice_may_be_quoted_from_either_page() -> None:
    """Of words that are nearly those of two pages both are known."""
    pages = tuple(
        SourcePage(n, (str(n + 40),), f"Page {n}. Macro expansion takes place inside the argument.")
        for n in (1, 2)
    )

    passage = look_up("macro expansion took place inside the argument", SourceText("manual.pdf", pages))

    assert passage is not None
    assert [page.names for page in passage.pages] == [("41",), ("42",)]


def test_accents_that_stand_before_their_letters_are_those_of_the_letters() -> None:
    """LaTeX's older fonts print an accent and a letter, and a PDF has them apart."""
    page = SourcePage(
        0, (), "It plays the r\N{MODIFIER LETTER CIRCUMFLEX ACCENT}ole of M\N{DIAERESIS}uller here."
    )

    passage = look_up("plays the rôle of Müller here", SourceText("old.pdf", (page,)))

    assert passage is not None
    assert passage.differences == ()


def test_a_long_source_takes_no_longer_for_each_quotation() -> None:
    """Words that are nearly those of a long text are found by an index of it."""
    filler = " ".join(f"word{number % 977} of the text" for number in range(40_000))
    text = f"{filler} the lamp on the quay was lit by the keeper before the ferry came {filler}"
    source = SourceText("long.txt", (SourcePage(0, (), text),))

    passage = look_up("the lamp on the quay was lit by a keeper before the ferry came", source)

    assert passage is not None
    assert [(one.quoted, one.source) for one in passage.differences] == [("a", "the")]


def test_paths_of_the_cases_are_there() -> None:
    """Each record of the cases names a file that is there, but for the one that is gone."""
    for path in sorted((FOLDER / "entries").iterdir()):
        for name in read_record_of(path.stem).files:
            assert (FOLDER / name).is_file() == (path.stem != "gone2001"), Path(name)
