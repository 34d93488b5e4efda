"""Papers of every format, finished: each ``tests/cases/rendering/STYLE/NAME.EXT`` has ``NAME.finished.EXT``.

What is told of unknown keys stands in ``NAME.told.txt``, which a paper without such has not.
`python -m tests.rendering.test_cases` writes the finished papers anew, to be read before they are committed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from citekit import csl
from citekit.csl.model.style import Style
from citekit.documents.all_documents import read_document
from citekit.formats import csl_yaml
from citekit.item.item import Item
from citekit.rendering.cited import Options
from citekit.rendering.finish import Finished, finish
from tests.csl.differential import styles_folder
from tests.csl.suite import locale_text

CASES = Path(__file__).parent.parent / "cases" / "rendering"
APART = ("commands", "filter")
PAPERS = sorted(
    path
    for path in CASES.glob("*/*.*")
    if not {".finished", ".told", ".docx"} & set(path.suffixes) and path.parent.name not in APART
)
ITEMS: dict[str, Item] = {
    item.id: item for item in csl_yaml.read((CASES / "works.yaml").read_bytes(), name="works.yaml").items
}


@cache
def style_called(name: str) -> Style:
    """Return a style of the package."""
    text = (styles_folder() / f"{name}.csl").read_text(encoding="utf-8")
    return csl.read_style(text, locales=locale_text, name=name)


def finished_of(paper: Path) -> Finished:
    """Return what becomes of a case's paper."""
    document = read_document(paper.read_bytes(), name=paper.name)
    return finish(document, style_called(paper.parent.name), ITEMS, Options())


def finished_path(paper: Path) -> Path:
    """Return where the finished paper of a case stands."""
    return paper.with_suffix(f".finished{paper.suffix}")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_paper_is_finished(paper: Path) -> None:
    """It is the finished one, byte for byte, and what is told is told, of unknown keys alone."""
    done = finished_of(paper)
    told = paper.with_suffix(".told.txt")

    assert done.data.decode() == finished_path(paper).read_bytes().decode()
    sentences = "".join(f"{problem}\n" for problem in done.cited.missing)
    assert sentences == (told.read_text("utf-8") if told.is_file() else "")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_finished_paper_has_no_keys(paper: Path) -> None:
    """Nothing that was printed is taken for a citation by key."""
    document = read_document(finished_path(paper).read_bytes(), name=paper.name)

    assert document.citations == ()


if __name__ == "__main__":
    for each in PAPERS:
        made = finished_of(each)
        finished_path(each).write_bytes(made.data)
        if made.cited.missing:
            sentences = "".join(f"{problem}\n" for problem in made.cited.missing)
            each.with_suffix(".told.txt").write_text(sentences, "utf-8")
