"""`citekit check`."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest

from tests.conftest import Citekit

PAPER = """\
# Sleep

Sleep matters (Becker, 2015), says Walker (2017).

# References

Becker, S. P. (2015). Sleep in youth. *Journal of Sleep*, *3*(2), 1–9.

Walker, M. (2017). *Why we sleep*. Scribner.

Young, A. (2019). *Nights*. Penguin.
"""


def test_the_first_line_says_what_was_read(citekit: Citekit) -> None:
    """References, citations, and that nothing was looked up."""
    (citekit.cwd / "paper.md").write_text(PAPER)

    ended = citekit("check", "paper.md", "--only", "records")

    assert ended.out.splitlines()[0] == (
        "paper.md: 3 references; 2 citations; the list is in APA 7; checked offline"
    )
    assert (ended.status, ended.err) == (0, "")


def test_papers_come_from_stdin(citekit: Citekit) -> None:
    """- is stdin; a library is not needed."""
    ended = citekit("check", "-", "--only", "records", stdin=PAPER, cwd=citekit.home)

    assert ended.out.startswith("<stdin>: 3 references")


def test_a_paper_that_is_not_there(citekit: Citekit) -> None:
    """One sentence on stderr, status 1; in a report for programs it is the paper's failure."""
    ended = citekit("check", "nope.md")
    report = citekit("check", "nope.md", "--format", "json")

    assert (ended.status, ended.out) == (1, "")
    assert "nope.md: no such file or folder" in ended.err
    assert report.status == 1
    assert json.loads(report.out)["papers"][0]["failure"] == "no such file or folder"


def test_no_paper(citekit: Citekit) -> None:
    """A wrong call."""
    assert citekit("check").status == 2


def test_an_unknown_check(citekit: Citekit) -> None:
    """It is named, with what there is."""
    ended = citekit("check", "paper.md", "--only", "recordz")

    assert ended.status == 1
    assert 'no check "recordz"' in ended.err
    assert "did you mean records?" in ended.err
    assert citekit("check", "--explain", "nothing-of-the-kind").status == 1


WRONG = PAPER.replace("(Becker, 2015)", "(Becker, 2014; Young & Old, 2019)").replace(
    "Young, A. (2019)", "Young, A., & Old, B. (2019)"
)
HABIT = """\
# Sleep

It matters (Young and Old, 2019), and much (Becker 2015; Walker, 2017).

# References

Becker, S. P. (2015). Sleep in youth. *Journal of Sleep*, *3*(2), 1–9.

Walker, M. (2017). *Why we sleep*. Scribner.

Young, A., & Old, B. (2019). *Nights*. Penguin.
"""
MENDED = HABIT.replace("Young and Old, 2019", "Young & Old, 2019").replace("Becker 2015", "Becker, 2015")
ONLY = ("--style", "apa", "--only", "citations")


def test_findings_end_with_status_1(citekit: Citekit) -> None:
    """The author's words, what the list has, and where."""
    (citekit.cwd / "paper.md").write_text(WRONG)

    ended = citekit("check", "paper.md", *ONLY)

    assert ended.status == 1
    assert "paper.md:3:16: error: year-differs" in ended.out
    assert "Becker, 2014" in ended.out


def test_levels_and_checks_are_chosen(citekit: Citekit) -> None:
    """--level leaves out what is less sure, --skip a check."""
    (citekit.cwd / "paper.md").write_text(HABIT)

    assert citekit("check", "paper.md", *ONLY).status == 1
    assert (
        citekit.ok("check", "paper.md", *ONLY, "--level", "error")
        .splitlines()[-1]
        .startswith("nothing found by")
    )
    skipped = citekit("check", "paper.md", *ONLY, "--skip", "and-or-ampersand", "--skip", "comma-before-year")
    assert skipped.status == 0


def test_fixes_are_shown_and_made(citekit: Citekit) -> None:
    """Nothing is changed with --dry-run or where nobody agrees; --yes changes the words and no other byte."""
    path = citekit.cwd / "paper.md"
    path.write_bytes(HABIT.replace("\n", "\r\n").encode())

    for flags in (["--dry-run"], ["--fix", "--dry-run"], ["--fix"]):
        shown = citekit("check", "paper.md", *ONLY, *flags)
        assert (shown.status, path.read_bytes()) == (1, HABIT.replace("\n", "\r\n").encode())
        assert "+It matters (Young & Old, 2019)" in shown.err
    assert "--yes makes them" in shown.err

    made = citekit("check", "paper.md", *ONLY, "--fix", "--yes")
    assert path.read_bytes() == MENDED.replace("\n", "\r\n").encode()
    assert (made.status, "made 2 edits in paper.md" in made.err) == (0, True)
    assert citekit("check", "-", *ONLY, "--fix", "--yes", stdin=HABIT).status == 1


def test_what_is_accepted_with_a_reason(citekit: Citekit) -> None:
    """It is told by number and is no finding; in vain it is told with its line; a slip is refused."""
    (citekit.cwd / "paper.md").write_text(HABIT)
    accepted = citekit.cwd / "paper.citekit-check.yaml"
    accepted.write_text(
        "- check: and-or-ampersand\n  quote: Young and Old\n  reason: a firm\n"
        "- check: comma-before-year\n  reason: my teacher\n"
        "- check: year-differs\n  quote: Nobody\n  reason: x\n"
    )

    ended = citekit("check", "paper.md", *ONLY)
    assert ended.status == 0
    assert "paper.citekit-check.yaml:6: accepts nothing" in ended.out
    assert "2 accepted with a reason" in ended.out

    accepted.write_text("- check: and-or-ampersand\n")
    assert citekit("check", "paper.md", *ONLY).status == 1


def test_a_folder_of_papers(citekit: Citekit) -> None:
    """Each paper, then a table; what is no paper is passed by; a broken paper spoils only itself."""
    folder = citekit.cwd / "class"
    folder.mkdir()
    (folder / "ada.md").write_text(HABIT)
    (folder / "bob.md").write_text(MENDED)
    (folder / "eve.md").write_bytes(b"\0\1\2")
    (folder / "eve.png").write_bytes(b"\x89PNG")
    (folder / "ada.citekit-check.yaml").write_text("")

    ended = citekit("check", "class", *ONLY)
    table = citekit("check", "class", *ONLY, "--format", "csv").out.splitlines()

    assert ended.status == 1
    assert "class/ada.md         2       0         2           0         0" in ended.out
    assert "class/eve.md  could not be read" in ended.out
    assert [line.split(",")[0] for line in table] == ["paper", "class/ada.md", "class/bob.md", "class/eve.md"]
    (citekit.cwd / "empty").mkdir()
    assert "empty: holds no paper" in citekit("check", "empty").err


def test_reports_go_to_files(citekit: Citekit) -> None:
    """The ending says the form."""
    (citekit.cwd / "paper.md").write_text(HABIT)

    assert citekit("check", "paper.md", *ONLY, "-o", "report.html").out == ""
    citekit("check", "paper.md", *ONLY, "-o", "report.sarif")

    assert (citekit.cwd / "report.html").read_text().startswith("<!doctype html>")
    assert json.loads((citekit.cwd / "report.sarif").read_text())["version"] == "2.1.0"


def test_the_paper_names_its_style_and_records(citekit: Citekit) -> None:
    """Files that it names are beside it, wherever the command runs; options win."""
    folder = citekit.cwd / "essay"
    folder.mkdir()
    (folder / "refs.ris").write_text("TY  - BOOK\nID  - doe2019\nTI  - Nights\nER  - \n")
    (folder / "paper.md").write_text(
        "---\ncsl: mla\nbibliography: refs.ris\n---\n\n[@doe2019] says so [@roe2020].\n"
    )

    report = json.loads(citekit("check", "essay/paper.md", "--format", "json").out)["papers"][0]
    other = json.loads(citekit("check", "essay/paper.md", "--style", "ieee", "--format", "json").out)[
        "papers"
    ][0]

    assert "style mla" in report["read"]
    assert "style ieee" in other["read"]


def test_strict(citekit: Citekit) -> None:
    """Status 3 where nothing is found and something could not be checked, 1 where something is."""
    # Of two references no style can be told.
    few = MENDED.replace("(Young & Old, 2019), and much ", "").partition("\nYoung")[0]
    (citekit.cwd / "good.md").write_text(few)
    (citekit.cwd / "bad.md").write_text(HABIT)

    assert citekit("check", "good.md", "--only", "citations").status == 0
    assert citekit("check", "good.md", "--only", "citations", "--strict").status == 3
    assert citekit("check", "bad.md", *ONLY, "--strict").status == 1


def test_a_check_explains_itself(citekit: Citekit) -> None:
    """Its page: why, what to do, an example; and the list of all."""
    page = citekit.ok("check", "--explain", "year-differs")
    rows = [line.split("\t") for line in citekit.ok("check", "--list").splitlines()]

    assert page.startswith("# year-differs\n")
    assert {"## Why", "## What to do"} <= set(page.splitlines())
    assert ["year-differs", "citations", "error"] in [row[:3] for row in rows]


def test_records(sample: Citekit) -> None:
    """--records reads the library; a file of another program with --from."""
    (sample.cwd / "refs.ris").write_text("TY  - BOOK\nID  - doe2019\nTI  - Nights\nER  - \n")

    assert f"{sample.cwd}: 27 records" in sample("check", "--records").out
    assert "refs.ris: 1 record" in sample("check", "--records", "--from", "refs.ris").out


def _word_file(text: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text)
    return held.getvalue()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("essay.docx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "is locked by a password"),
        ("essay.docx", lambda: _OLE, "is a file of an older Office program"),
        ("essay.docx", lambda: b"just text", "is no Word document"),
        ("essay.docx", lambda: b"%PDF-1.7\n", "is named .docx and is a PDF"),
        ("essay.docx", lambda: _word_file(b"<a/>" * 500)[:80], "breaks off"),
        ("essay.docx", lambda: _word_file(b" " * 300_000_000), "is a bomb"),
        ("essay.md", lambda: b"PK\x03\x04" + b"\0" * 100, "is named .md and is a zip archive"),
        ("essay.txt", lambda: b"text\0\1\2more", "holds the control character U+0000"),
        ("essay.md", lambda: b"a" * 50_000_000, "is 50 MB of text"),
    ],
    ids=[
        "password",
        "old-word",
        "text-as-docx",
        "pdf-as-docx",
        "cut",
        "bomb",
        "zip-as-md",
        "binary",
        "50-MB",
    ],
)
def test_broken_papers(citekit: Citekit, name: str, data: Callable[[], bytes], told: str) -> None:
    """One sentence on stderr, nothing on stdout, status 1."""
    (citekit.cwd / name).write_bytes(data())

    ended = citekit("check", name)

    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"error: {name}:"), ended.err
    assert told in ended.err.splitlines()[0]
    assert len(ended.err.splitlines()) <= 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nothing is cited here.\n", "no reference list; no citations"),
        ("It matters (Becker, 2015).\n", "no reference list; 1 citation;"),
        (f"{PAPER}\n# Works cited\n\n{PAPER.partition('# References')[2]}", "6 references; in 2 lists"),
    ],
    ids=["no-citations", "no-list", "two-lists"],
)
def test_odd_papers(citekit: Citekit, text: str, told: str) -> None:
    """The first line says what there is; that nothing was there to be checked is told, too."""
    (citekit.cwd / "paper.md").write_text(text)

    lines = citekit("check", "paper.md").out.splitlines()

    assert told in lines[0]
    if "no reference list" in told:
        assert lines[1].startswith("not checked: no ")
        assert citekit("check", "paper.md", "--strict").status == 3


def test_records_are_mended_as_one_change(citekit: Citekit) -> None:
    """A safe fix is shown, made with --yes, and taken back by undo."""
    path = citekit.entries / "doe2019.yaml"
    text = "type: book\ntitle: Nights\nauthor: [{family: Doe}]\nissued: 2019\n"
    text += "publisher: X\nDOI: https://doi.org/10.1000/xyz\n"
    path.write_text(text)

    shown = citekit("check", "--records", "--fix")
    assert path.read_text() == text
    assert "+DOI: 10.1000/xyz" in shown.err

    citekit("check", "--records", "--fix", "--yes")
    assert path.read_text() == text.replace("https://doi.org/", "")
    citekit.ok("undo")
    assert path.read_text() == text
