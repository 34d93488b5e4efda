"""The checks on the bed's papers: what they find and what they leave alone, as a ratchet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from citekit.errors import UnreadableText
from citekit.formats.reference_text.parsers import best_parser, careful_parser
from citekit.formats.reference_text.parsing import parse_reference
from citekit.formats.reference_text.reference import ReferenceParser
from tests.checks.answers import read_answers
from tests.checks.bed.build import PAPERS, PRINTED, Built, build, built, printed_papers
from tests.checks.bed.printed import digest
from tests.checks.score import score_paper
from tests.checks.scoring import Score

_RATCHET: Final = Path(__file__).parent / "bed" / "ratchet.yaml"
_PAPERS: Final = tuple(built(Path()))
_PARSERS: Final = (
    pytest.param(parse_reference, id="without the extra"),
    pytest.param(
        careful_parser,
        id="with the extra",
        marks=pytest.mark.skipif(best_parser() is parse_reference, reason="the extra is not installed"),
    ),
)


@pytest.fixture(scope="session")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every paper of the bed."""
    folder = tmp_path_factory.mktemp("bed")
    build(folder)
    return folder


def test_what_is_kept_is_what_the_sources_make(bed: Path) -> None:
    """The papers in papers/ are those that the sources make, none more and none less."""
    made = {path.name: (bed / path.name).read_bytes() for path in _text_files(bed)}
    kept = {path.name: path.read_bytes() for path in PAPERS.iterdir() if path.is_file()}

    assert kept == made, "run `python -m tests.checks.bed.build`"


def test_what_is_printed_is_what_the_sources_say() -> None:
    """The PDFs that LibreOffice and LaTeX made were made of the sources as they are."""
    kept = yaml.safe_load((PRINTED / "made_of.yaml").read_text("utf-8"))

    made_of = {name: digest(extension, text) for name, extension, text in printed_papers()}

    assert kept == made_of, "run `python -m tests.checks.bed.printed`"
    assert {path.name for path in PRINTED.glob("*.pdf")} == set(kept)


@pytest.mark.parametrize("parser", _PARSERS)
@pytest.mark.parametrize("paper", _PAPERS, ids=lambda paper: paper.name)
def test_figures_are_those_recorded(bed: Path, paper: Built, parser: ReferenceParser) -> None:
    """As much is found and as few false alarms are given as is recorded, with the extra and without."""
    score = _score(bed / paper.paper, bed / paper.answers, parser)
    twin = _score(bed / paper.twin, bed / paper.answers, parser, twin=True)

    figures = {
        "planted": score.planted,
        "found": len(score.found),
        "false_alarms": len(score.false_alarms),
        "on_clean_twin": len(twin.false_alarms),
    }
    assert figures == _ratchet().get(paper.name), (
        "if this is better than recorded, record it: "
        "`python -m tests.checks.bed.ratchet`; if it is worse, mend the checks"
    )


def _score(paper: Path, answers: Path, parser: ReferenceParser, *, twin: bool = False) -> Score:
    try:
        return score_paper(paper, read_answers(answers), twin=twin, parser=parser)
    except UnreadableText as refused:
        pytest.skip(str(refused))


def _ratchet() -> dict[str, Any]:
    return yaml.safe_load(_RATCHET.read_text("utf-8")) or {}


def _text_files(folder: Path) -> Iterator[Path]:
    for paper in built(folder, only_text=True):
        yield from paper
    for path in PAPERS.iterdir():
        if path.suffix in (".bib", ".json"):
            yield path
