"""`citekit check`."""

from __future__ import annotations

import json

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

    assert ended.out.splitlines()[0] == "paper.md: 3 references; 2 citations; checked offline"
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
