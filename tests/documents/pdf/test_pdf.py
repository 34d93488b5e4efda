"""Papers in PDF: put together again as they were set, by whatever program."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.documents.all_documents import read_document
from citekit.documents.document import Document, Edit
from citekit.documents.pdf import pdf
from citekit.documents.places import Span
from citekit.documents.reference_list import find_reference_lists
from citekit.errors import CannotEdit, CitekitError, UnreadableText
from tests.checks.bed.word_paper import word_paper
from tests.documents.pdf.made_pdf import Words, made_pdf
from tests.documents.pdf.shown import shown

CASES = Path(__file__).parents[2] / "cases" / "documents" / "pdf"
LOCKED = "/Encrypt 6 0 R /ID [<00> <00>]"
LOCK = f"<< /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >>"


def read(data: bytes) -> Document:
    """Return the document in a PDF."""
    return read_document(data, name="paper.pdf")


PAPERS = sorted([*CASES.glob("*.typ"), *CASES.glob("*.pdf")])


def printed(case: Path) -> bytes:
    """Return the PDF of a case: typst sets it, or the program did that its source is for."""
    return case.read_bytes() if case.suffix == ".pdf" else typst.compile(case.read_bytes())


@pytest.mark.parametrize("case", PAPERS, ids=lambda path: path.stem)
def test_what_was_set_is_read(case: Path) -> None:
    """The paragraphs, notes and references of a paper come back as they were before it was set."""
    document = read(printed(case))

    assert shown(document) == case.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("case", PAPERS, ids=lambda path: path.stem)
def test_spans_and_pages_hold(case: Path) -> None:
    """Every run is the text of its span, and places count pages and lines in their order."""
    document = read(printed(case))

    for block in document.blocks:
        for run in block.runs:
            assert not run.text or document.source(run.span) == run.text
    for part in document.parts:
        places = [part.place(start) for start in part.line_starts]
        assert places == sorted(places, key=lambda place: (place.page, place.line))
        assert all(place.line >= 1 for place in places)


SOURCE = """\
# Sleep

Carskadon (2012) has measured it, and nobody has *yet* doubted what she found (Dewald et al., 2010, p. 3).[^1]

## References

Carskadon, M. A. (2012). Sleep in adolescents: The perfect storm and what a school can do about it in the \
morning. *Pediatric Clinics of North America*, *58*(3), 637–647. https://doi.org/10.1016/j.pcl.2011.03.003

Dewald, J. F., Meijer, A. M., & Oort, F. J. (2010). The influence of sleep. *Sleep Medicine Reviews*, \
*14*(3), 179–189.

[^1]: See Doe (2019), who differs.
"""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_sets_a_paper(tmp_path: Path) -> None:
    """A Word paper that was saved as a PDF says what the Word paper says."""
    (tmp_path / "paper.docx").write_bytes(word_paper(SOURCE))
    office = ("soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to")
    subprocess.run(
        (*office, "pdf", "--outdir", str(tmp_path), str(tmp_path / "paper.docx")),
        check=True,
        capture_output=True,
        timeout=120,
    )

    document = read((tmp_path / "paper.pdf").read_bytes())

    _assert_is_source(document)
    assert [note.number for note in document.notes] == [1]


HTML = """\
<style>p.list {padding-left: 36pt; text-indent: -36pt} body {font: 12pt serif}</style>
<h1>Sleep</h1><p>Carskadon (2012) has measured it, and nobody has <i>yet</i> doubted what she found (Dewald
et al., 2010, p. 3).<h2>References</h2><p class=list>Carskadon, M. A. (2012). Sleep in adolescents: The
perfect storm and what a school can do about it in the morning. <i>Pediatric Clinics of North America</i>,
<i>58</i>(3), 637–647. https://doi.org/10.1016/j.pcl.2011.03.003<p class=list>Dewald, J. F., Meijer, A. M.,
&amp; Oort, F. J. (2010). The influence of sleep. <i>Sleep Medicine Reviews</i>, <i>14</i>(3), 179–189.
"""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_chromium_prints_a_paper(tmp_path: Path) -> None:
    """A page that a browser printed says what the page says."""
    (tmp_path / "paper.html").write_text(f"<meta charset=utf-8>{HTML}", "utf-8")
    subprocess.run(
        (
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            *(f"--user-data-dir={tmp_path}/profile", f"--print-to-pdf={tmp_path}/paper.pdf"),
            str(tmp_path / "paper.html"),
        ),
        check=True,
        capture_output=True,
        timeout=120,
    )

    _assert_is_source(read((tmp_path / "paper.pdf").read_bytes()))


def _assert_is_source(document: Document) -> None:
    """Hold a document to what `SOURCE` says."""
    [references] = [one.references for one in find_reference_lists(document)]
    assert [" ".join(one.text.split()) for one in references] == [
        block.replace("*", "") for block in SOURCE.split("\n\n")[3:5]
    ]
    assert "doubted what she found (Dewald et al., 2010, p. 3)." in document.parts[0].text
    italic = {run.text for run in references[0].runs if run.formats}
    assert italic == {"Pediatric Clinics of North America", "58"}
    assert document.shows_italics


LINES = (
    "Smith (2020) has shown that the efﬁciency of self-".replace("ﬁ", "fi"),
    "regulation is a well-known cause of fatigue. Self-regulation",
    "is what M", "uller (2019) calls it, in https://doi.org/10.1000/",
    "abc.def for those who look.",
)  # fmt: skip


def test_words_without_spaces_between_them_are_parted() -> None:
    """A program that sets each word in its place and no spaces still set words."""
    placed = [
        Words(text, x, 700) for text, x in (("Smith", 72), ("(2020)", 101), ("is", 135), ("right.", 145))
    ]

    document = read(made_pdf([placed]))

    assert document.blocks[0].text == "Smith (2020) is right."


def test_lines_are_joined_as_they_were_before() -> None:
    """A hyphen of the author's stays, an address goes on, an accent set over a letter belongs to it."""
    first, second, third, fourth, fifth = LINES
    words = [
        Words(first, 72, 700),
        Words(second, 72, 686),
        Words(third, 72, 672),
        Words("¨", 111.5, 672),
        Words(fourth, 111.0, 672),
        Words(fifth, 72, 658),
    ]

    document = read(made_pdf([words]))

    assert document.blocks[0].text == (
        "Smith (2020) has shown that the efficiency of self-regulation is a well-known cause of fatigue. "
        "Self-regulation is what Müller (2019) calls it, in https://doi.org/10.1000/abc.def for those who "
        "look."
    )
    assert document.notices == ()


def test_raised_figures_are_superscripts() -> None:
    """A number that stands smaller above the line is no part of the word before it."""
    document = read(
        made_pdf([[Words("It is so", 72, 700), Words("12", 101.5, 704, size=7), Words("or not.", 112, 700)]])
    )

    assert shown(document) == "1| It is so^12^ or not.\n"


def test_small_capitals_are_one_word() -> None:
    """Capitals of two sizes on one line are a name, neither parted nor raised."""
    words = [
        Words("As ", 72, 700),
        Words("D", 90, 700),
        Words("EWALD", 98, 700, size=8.8),
        Words("(2010) says.", 136, 700),
    ]

    assert shown(read(made_pdf([words]))) == "1| As DEWALD (2010) says.\n"


def numbered(numbers: list[int], x: float) -> list[Words]:
    """Return a page of lines, the first of them with numbers at ``x``."""
    lines = [
        Words(f"Line {'abcdefghijklmnopqrstuvwx'[index]} of it,", 72, 700 - 14 * index) for index in range(24)
    ]
    return [*lines, *(Words(str(number), x, 700 - 14 * index) for index, number in enumerate(numbers))]


@pytest.mark.parametrize("x", [50, 540])
def test_numbers_of_lines_are_no_text(x: float) -> None:
    """What counts every line in the margin is left out, on either side."""
    text = read(made_pdf([numbered(list(range(31, 55)), x)])).parts[0].text

    assert not any(char.isdigit() for char in text)


@pytest.mark.parametrize(
    "numbers", [list(range(1, 10)), [3, 5, 7, 2, 9, 1, 4, 8] * 3, [1990 + 7 * index for index in range(24)]]
)
def test_numbers_that_count_no_lines_are_text(numbers: list[int]) -> None:
    """The numbers of a list, of a table and of years stay, though they stand in the margin."""
    text = read(made_pdf([numbered(numbers, 50)])).parts[0].text

    assert all(str(number) in text for number in numbers)


def test_an_address_ends_before_the_sentence_goes_on() -> None:
    """A slash at the end of a line is the end of the address where a word of the sentence follows."""
    lines = [
        "It is registered at https://osf.io/abc12/",
        "and at https://www.who.int/",
        "news/item and nowhere.",
    ]

    document = read(made_pdf([[Words(line, 72, 700 - 14 * index) for index, line in enumerate(lines)]]))

    assert document.blocks[0].text == (
        "It is registered at https://osf.io/abc12/ and at https://www.who.int/news/item and nowhere."
    )


def test_an_exponent_is_no_mark_of_a_note() -> None:
    """Of two raised figures the note is that of the one which stands after words."""
    words = [
        Words("It covers an area of 12 km", 72, 700),
        Words("1", 187, 704, size=7),
        Words("in all.", 194, 700),
        Words("Nobody has seen it.", 72, 686),
        Words("1", 159, 690, size=7),
        Words("And it is not known whether anybody will in the years to come.", 72, 672),
        Words("1", 72, 84, size=6),
        Words("Smith (2020) has not.", 77, 80, size=8),
    ]

    assert shown(read(made_pdf([words]))) == (
        "1| It covers an area of 12 km^1^ in all.\n\n1| Nobody has seen it.[^1] And it is not known whether "
        "anybody will in the years to come.\n\n1| [^1]: Smith (2020) has not.\n"
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("A, 5(1):1–2, doi: 10.1/a. B, 58(3):", "637–647."), "A, 5(1):1–2, doi: 10.1/a. B, 58(3):637–647."),
        (("A 5 (1): 1–2, doi:10.1/a. B 58 (3):", "637–647."), "A 5 (1): 1–2, doi:10.1/a. B 58 (3): 637–647."),
        (("A, doi: 10.1000/a. B, doi:", "10.1000/b."), "A, doi: 10.1000/a. B, doi: 10.1000/b."),
        (("A, doi:10.1000/a. B, doi:", "10.1000/b."), "A, doi:10.1000/a. B, doi:10.1000/b."),
    ],
)
def test_colons_at_the_end_of_lines_are_set_as_elsewhere(lines: tuple[str, ...], text: str) -> None:
    """Whether a space follows is what the rest of the paper says."""
    document = read(made_pdf([[Words(line, 72, 700 - 14 * index) for index, line in enumerate(lines)]]))

    assert document.blocks[0].text == text


def sideways(turn: int) -> list[Words]:
    """Return two lines that are read with the page turned, its number and its stamp not."""
    lines = ("Smith (2020) is right about", "everything, and says so.")
    starts = {0: (100, 700, 0, -14), 90: (100, 100, 14, 0), 180: (500, 100, 0, 14), 270: (400, 700, -14, 0)}
    x, y, across, up = starts[turn]
    return [
        *(Words(line, x + number * across, y + number * up, turn=turn) for number, line in enumerate(lines)),
        Words("31", 300, 40, turn=turn - 90),
        Words("DRAFT", 200, 300, size=60, turn=turn + 45),
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("stored", [0, 90])
def test_a_page_is_turned_to_be_read(turn: int, stored: int) -> None:
    """A page is read in the direction of its lines, however it is stored; what runs across them is none."""
    document = read(made_pdf([sideways(turn)], page=f"/Rotate {stored}"))

    assert shown(document) == "1| Smith (2020) is right about everything, and says so.\n"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is damaged: it is no PDF that can be opened"),
        (b"%PDF-1.7\nnothing", "is damaged: it is no PDF that can be opened"),
        (
            made_pdf([[Words("Hello world, this is text.", 72, 700)]])[:400],
            "is damaged: it is no PDF that can be opened",
        ),
        (made_pdf([[]]), "has no text"),
        (made_pdf([[], []], picture=True), "has no text, only pictures of its pages"),
        (
            made_pdf([[Words("Hello world, this is text.", 72, 700)]], trailer=LOCKED, objects=[LOCK]),
            "is locked by a password",
        ),
    ],
    ids=["empty", "no pdf", "truncated", "blank", "scanned", "locked"],
)
def test_a_pdf_that_cannot_be_read_gets_a_sentence(data: bytes, sentence: str) -> None:
    """It says what is the matter, and what to do where something can be done."""
    with pytest.raises(UnreadableText) as caught:
        pdf.read(data, name="paper.pdf")

    assert str(caught.value) == f"paper.pdf: {sentence}"


def test_a_page_that_is_a_picture_is_told() -> None:
    """The pages with text are read, and the others are named."""
    text = [Words("Smith (2020) is right about everything.", 72, 700)]

    document = read(made_pdf([text, []], picture=True))

    assert [str(notice) for notice in document.notices] == [
        "paper.pdf: page 2: a picture without text, which was not read"
    ]


def test_a_line_at_the_foot_of_a_page_is_no_running_head() -> None:
    """What stands there at another height of another page, but for its numbers, is the paper's own."""
    pages = [
        [Words("It was so, in the year 1990.", 72, 700), Words("Roe, J. (1990). Work 1.", 72, 80)],
        [Words("It was not, by all accounts.", 72, 80), Words("Roe, J. (1991). Work 2.", 72, 66)],
    ]

    text = read(made_pdf(pages)).parts[0].text

    assert "Roe, J. (1990). Work 1." in text
    assert "Roe, J. (1991). Work 2." in text


def test_a_pdf_is_not_changed() -> None:
    """What is printed stays, and whoever wants it changed is told where."""
    document = read(made_pdf([[Words("Smith (2020) is right about everything.", 72, 700)]]))

    with pytest.raises(CannotEdit):
        pdf.edit(document, [Edit(Span(0, 5), "Jones")])


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed what PDFs are read with is told the command."""
    monkeypatch.delitem(sys.modules, "citekit.documents.pdf.reading", raising=False)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)

    with pytest.raises(CitekitError) as caught:
        pdf.read(b"%PDF-1.7", name="paper.pdf")

    assert str(caught.value) == "paper.pdf: PDFs are read with an extra that is not installed"
    assert caught.value.hint == "run: pip install 'citekit[pdf]'"


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(min_value=0, max_value=1400), junk=st.binary(max_size=40))
def test_a_damaged_file_is_read_or_refused(cut: int, junk: bytes) -> None:
    """Whatever happened to a file, it is a document or a sentence."""
    whole = made_pdf([[Words("Smith (2020) is right about everything.", 72, 700)]])
    with contextlib.suppress(UnreadableText):
        document = pdf.read(whole[:cut] + junk + whole[cut + len(junk) :], name="paper.pdf")
        assert document.parts[0].text


SCATTERED = st.builds(
    Words,
    text=st.one_of(
        st.sampled_from(
            [
                "1",
                "2",
                "12",
                "[1]",
                "1.",
                "References",
                "Notes",
                "Figure 1. A",
                "\xa8",
                "\xb4",
                "e",
                "(",
                "-",
                "*",
                " ",
            ]
        ),
        st.text(alphabet="abc DE.,-12()\xe9\xad", min_size=1, max_size=40),
    ),
    x=st.integers(min_value=0, max_value=560),
    y=st.integers(min_value=0, max_value=830),
    font=st.sampled_from(["F", "I", "B"]),
    size=st.sampled_from([6, 8, 11, 11, 11, 14]),
    turn=st.sampled_from([0, 0, 0, 0, 90, 45, 180]),
)


@settings(max_examples=60, deadline=None)
@given(pages=st.lists(st.lists(SCATTERED, max_size=40), min_size=1, max_size=3))
def test_whatever_stands_on_a_page_is_read(pages: list[list[Words]]) -> None:
    """Characters may stand anywhere: runs are the text of their spans, and nothing fails."""
    try:
        document = read(made_pdf(pages))
    except UnreadableText as refused:
        assert "has no text" in str(refused)  # noqa: PT017 (a page of spaces is none)
        return
    for block in document.blocks:
        for run in block.runs:
            assert not run.text or document.source(run.span) == run.text
