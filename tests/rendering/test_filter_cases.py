"""Papers that pandoc hands over: each ``tests/cases/rendering/filter/NAME.md`` has ``NAME.finished.md``.

Pandoc reads the paper, `citekit-filter` does its citations, and pandoc writes Markdown again, in which
everything that it lays out by can be seen. What is told on stderr stands in ``NAME.told.txt``.
``python -m tests.rendering.test_filter_cases`` writes the expected files anew, to be read before they are
committed.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.cli.test_filter import pandoc
from tests.conftest import Citekit, Ended
from tests.rendering.test_cases import CASES

PAPERS = sorted(path for path in (CASES / "filter").glob("*.md") if ".finished" not in path.suffixes)
_WRITTEN = ("--to=markdown-citations-smart", "--standalone")


def finished_of(paper: Path, citekit: Citekit) -> Ended:
    """Return what pandoc writes and tells of a case's paper, beside the works that the cases cite."""
    shutil.copy(CASES / "works.yaml", citekit.cwd)
    return pandoc(citekit, paper.read_text("utf-8"), *_WRITTEN)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_a_paper_of_pandocs_is_finished(paper: Path, citekit: Citekit) -> None:
    """It is the finished one, what is told is told, and pandoc goes on whatever is unknown."""
    told = paper.with_suffix(".told.txt")

    ended = finished_of(paper, citekit)

    assert ended.out == paper.with_suffix(".finished.md").read_text("utf-8")
    assert ended.err == (told.read_text("utf-8") if told.is_file() else "")
    assert ended.status == 0


if __name__ == "__main__":
    for each in PAPERS:
        with TemporaryDirectory() as name:
            made = finished_of(each, Citekit(Path(name), Path(name)))
        each.with_suffix(".finished.md").write_text(made.out, "utf-8")
        if made.err:
            each.with_suffix(".told.txt").write_text(made.err, "utf-8")
