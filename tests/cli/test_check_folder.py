"""`citekit check FOLDER`: a class of papers in one run, for their teacher."""

from __future__ import annotations

import csv
import re

from tests.checks.student_papers import SHAPES
from tests.conftest import Citekit

CONTRADICTORY = """\
# Sleep

Sleep matters (Born, 2010; Walker, 2019; Ekirch, 2005).

# References

Born, J. (2010). Memory in sleep. *Nature*, *11*(2), 114–126. https://doi.org/10.1038/nrn2762

Ekirch, A. R. (2099). *At day's close*. Norton. https://doi.org/10.1038/nrn2762

Walker, M. (2017). Sleep. *Nature*, *12*(1), 140–121.
"""


def _class(citekit: Citekit) -> None:
    folder = citekit.cwd / "class"
    folder.mkdir()
    (folder / "ada.docx").write_bytes(SHAPES["cut anywhere"]())
    (folder / "bob.md").write_text(CONTRADICTORY, "utf-8")
    (folder / "eve.docx").write_bytes(SHAPES["cut anywhere"]()[:500])
    (folder / "~$ada.docx").write_bytes(b"Ann")
    (folder / "marks.xlsx").write_bytes(b"PK")


def test_counts_for_each_paper_and_kind(citekit: Citekit) -> None:
    """A row for each paper, a column for each kind; a broken one has its reason and spoils no other."""
    _class(citekit)

    ended = citekit("check", "class", "--style", "apa", "--format", "csv")

    rows = {row["paper"]: row for row in csv.DictReader(ended.out.splitlines())}
    assert list(rows) == ["class/ada.docx", "class/bob.md", "class/eve.docx"]
    assert [rows["class/ada.docx"][kind] for kind in ("findings", "error", "warning")] == ["4", "2", "2"]
    assert [rows["class/ada.docx"][kind] for kind in ("year-differs", "not-in-list")] == ["1", "1"]
    assert "breaks off" in rows["class/eve.docx"]["failure"]
    assert ended.status == 1


def test_a_page_of_contradictions(citekit: Citekit) -> None:
    """It holds what the papers prove against themselves, of all papers, and nothing that is less sure."""
    _class(citekit)

    citekit("check", "class", "--style", "apa", "--level", "error", "-o", "page.html")
    told = citekit("check", "class", "--style", "apa", "--level", "error", "--format", "json").out

    page = (citekit.cwd / "page.html").read_text("utf-8")
    for check in (
        "future-year",
        "pages-backwards",
        "one-doi-two-works",
        "year-differs",
    ):
        assert check in page
        assert f'"{check}"' in told
    assert "and-or-ampersand" not in page
    assert '"level": "warning"' not in told
    assert '"level": "look"' not in told
    assert "breaks off" in page


def test_a_paper_without_a_list_is_told_from_a_clean_one(citekit: Citekit) -> None:
    """In the table of a class."""
    folder = citekit.cwd / "hand-ins"
    folder.mkdir()
    (folder / "ada.md").write_text("I cite nothing at all.\n")
    (folder / "bob.md").write_text("I cite (Doe, 2020) without a list.\n")

    out = citekit("check", "hand-ins", "--skip", "not-in-list").out

    assert re.search(r"^\S+ada\.md +no reference list and no citations$", out, re.MULTILINE)
    assert re.search(r"^\S+bob\.md +no reference list$", out, re.MULTILINE)
