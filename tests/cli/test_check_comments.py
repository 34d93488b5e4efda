"""`citekit check --comments` and `--fix` on Word papers: a copy is handed back, the paper stays."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from tests.checks.bed.word_paper import word_paper
from tests.conftest import Citekit

PAPER = """\
# Sleep

Sleep matters for memory (Diekelmann and Born, 2010), and more than posters say (Walker, 2016).

# References

Diekelmann, S., & Born, J. (2010). The memory function of sleep. *Nature Reviews*, *11*(2), 114–126.

Walker, M. (2017). *Why we sleep: Unlocking the power of sleep and dreams*. Scribner.
"""
APA = ("--style", "apa", "--only", "citations")


def _written(citekit: Citekit, name: str = "essay.docx") -> bytes:
    data = word_paper(PAPER)
    (citekit.cwd / name).write_bytes(data)
    return data


def _part(data: bytes, part: str) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(part).decode() if part in archive.namelist() else ""


def test_findings_become_comments_in_a_copy(citekit: Citekit) -> None:
    """The copy stands beside the paper, which stays as it is, and says what the report says."""
    paper = _written(citekit)

    ended = citekit("check", "essay.docx", *APA, "--comments")

    assert ended.status == 1
    assert ended.err == "wrote essay.checked.docx with 2 comments\n"
    assert (citekit.cwd / "essay.docx").read_bytes() == paper
    comments = _part((citekit.cwd / "essay.checked.docx").read_bytes(), "word/comments.xml")
    assert comments.count("<w:comment ") == 2
    assert 'w:author="citekit"' in comments
    assert "Your list has Walker (2017), not 2016." in comments
    assert "(error: year-differs)" in comments
    assert "Write: (Diekelmann &amp; Born, 2010)" in comments


def test_a_copy_is_not_written_over(citekit: Citekit) -> None:
    """Somebody may have written into it; --yes says that it may go."""
    _written(citekit)
    (citekit.cwd / "essay.checked.docx").write_bytes(b"mine")

    refused = citekit("check", "essay.docx", *APA, "--comments")
    forced = citekit("check", "essay.docx", *APA, "--comments", "--yes")

    assert refused.status == 1
    assert "essay.checked.docx: is there already" in refused.err
    assert "wrote essay.checked.docx" in forced.err


def test_safe_fixes_become_tracked_changes(citekit: Citekit) -> None:
    """They are shown and agreed to; what is not fixed is a comment, where comments are asked for."""
    paper = _written(citekit)

    shown = citekit("check", "essay.docx", *APA, "--fix", "--dry-run")
    assert not (citekit.cwd / "essay.checked.docx").exists()
    made = citekit("check", "essay.docx", *APA, "--fix", "--comments", "--yes")

    assert "would make essay.checked.docx with 1 tracked change\n" in shown.err
    assert "+…matters for memory (Diekelmann & Born, 2010), and more" in shown.err
    assert "wrote essay.checked.docx with 1 tracked change and 1 comment\n" in made.err
    assert (citekit.cwd / "essay.docx").read_bytes() == paper
    copy = (citekit.cwd / "essay.checked.docx").read_bytes()
    assert "<w:delText" in _part(copy, "word/document.xml")
    assert "year-differs" in _part(copy, "word/comments.xml")
    assert "and-or-ampersand" not in citekit("check", "essay.checked.docx", *APA).out


def test_copies_are_no_papers_of_a_folder(citekit: Citekit) -> None:
    """A second run of a class checks the papers, not what was handed back."""
    (citekit.cwd / "class").mkdir()
    _written(citekit, "class/ada.docx")
    (citekit.cwd / "class" / "eve.md").write_text(PAPER, "utf-8")

    first = citekit("check", "class", *APA, "--comments")
    again = citekit("check", "class", *APA)

    assert "wrote class/ada.checked.docx with 2 comments" in first.err
    assert "class/eve.md: takes no comments; only Word papers do" in first.err
    assert "ada.checked" not in again.out


def test_a_paper_that_takes_no_comments_says_so(citekit: Citekit) -> None:
    """Markdown has no margin, and stdin no place for a copy."""
    (citekit.cwd / "essay.md").write_text(PAPER, "utf-8")

    ended = citekit("check", "essay.md", *APA, "--comments")

    assert ended.status == 1
    assert "essay.md: takes no comments; only Word papers do" in ended.err
    assert "Traceback" not in ended.err


def test_nothing_found_writes_no_copy(citekit: Citekit) -> None:
    """There is nothing to hand back."""
    clean = PAPER.replace("Diekelmann and Born", "Diekelmann & Born").replace("Walker, 2016", "Walker, 2017")
    (citekit.cwd / "essay.docx").write_bytes(word_paper(clean))

    ended = citekit("check", "essay.docx", *APA, "--comments")

    assert (ended.status, ended.err) == (0, "")
    assert not (citekit.cwd / "essay.checked.docx").exists()
