"""Build the papers of the bed, their clean twins and their answers from the sources.

python -m tests.checks.bed.build            writes those that are text into papers/
python -m tests.checks.bed.build FOLDER     writes all of them, Word and PDF too, into FOLDER

Those that only LibreOffice or LaTeX can print are kept in printed/, see `printed`.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import yaml

from tests.checks.bed.html_paper import html_paper, html_words
from tests.checks.bed.latex_paper import has_numbers, latex_paper, latex_words
from tests.checks.bed.pdf_paper import pdf_paper
from tests.checks.bed.source import Piece, Source, read_source
from tests.checks.bed.word_paper import plain_words, word_paper

__all__ = ["PAPERS", "PRINTED", "Built", "build", "built", "printed_papers", "sources"]

_HERE: Final = Path(__file__).parent
PAPERS: Final = _HERE / "papers"
PRINTED: Final = _HERE / "printed"
_SOURCES: Final = _HERE / "sources"
_RECORDS: Final = "records"
_RECORD: Final = re.compile(r"^# entries/(\S+)\.yaml\n", re.MULTILINE)
_FIELD: Final = re.compile(r"^([\w-]+):", re.MULTILINE)
_TEXT: Final = frozenset({"md", "txt", "tex", "own.tex"})
"""The formats that are text; "own.tex" is that of a source that is written in LaTeX itself."""


class _Kind(NamedTuple):
    """How a source becomes a file, or a folder, and how its words read there."""

    write: Callable[[Path, str], object]
    words: Callable[[str, str], str]
    """Words of a source as the file has them, and the whole source's text."""


def _file(make: Callable[[str], bytes]) -> Callable[[Path, str], object]:
    return lambda path, text: path.write_bytes(make(text))


def _library(path: Path, text: str) -> None:
    _, *records = _RECORD.split(text)
    (path / "entries").mkdir(parents=True, exist_ok=True)
    for key, record in zip(records[::2], records[1::2], strict=True):
        (path / "entries" / f"{key}.yaml").write_text(f"{record.strip()}\n", "utf-8")


def _kept(path: Path, _: str) -> None:
    path.write_bytes((PRINTED / path.name).read_bytes())


def _as_it_is(words: str, _: str) -> str:
    return words


def _plainly(words: str, _: str) -> str:
    return plain_words(words)


def _in_latex(words: str, paper: str) -> str:
    return latex_words(words, numbered=has_numbers(paper))


_KINDS: Final[Mapping[str, _Kind]] = MappingProxyType(
    {
        "md": _Kind(_file(str.encode), _as_it_is),
        "txt": _Kind(_file(str.encode), _as_it_is),
        "tex": _Kind(_file(latex_paper), _in_latex),
        "own.tex": _Kind(_file(str.encode), _as_it_is),
        "pdf": _Kind(_file(pdf_paper), _plainly),
        "word.pdf": _Kind(_kept, _plainly),
        "latex.pdf": _Kind(_kept, _plainly),
        "docx": _Kind(_file(word_paper), _plainly),
        "html": _Kind(_file(html_paper), lambda words, _: html_words(words)),
        _RECORDS: _Kind(_library, _as_it_is),
    }
)


class Built(NamedTuple):
    """One paper in one format: the file, its clean twin and its answer file."""

    paper: Path
    twin: Path
    answers: Path

    @property
    def name(self) -> str:
        """The paper's name, with what tells its format."""
        return self.paper.name


def sources() -> Iterator[tuple[str, Source]]:
    """Yield each source with its name."""
    for path in sorted(_SOURCES.iterdir()):
        yield path.stem, read_source(path.read_text("utf-8"))


def built(folder: Path, *, only_text: bool = False) -> Iterator[Built]:
    """Yield the papers that `build` writes into ``folder``."""
    for name, source in sources():
        for extension in source.head["build"]:
            if extension in _TEXT or not only_text:
                yield _paths(folder, name, extension)


def printed_papers() -> Iterator[tuple[str, str, str]]:
    """Yield the papers and twins that are kept in `PRINTED`: the file's name, its kind, and its text."""
    for name, source in sources():
        for extension in source.head["build"]:
            if _KINDS[extension].write is _kept:
                paths = _paths(PRINTED, name, extension)
                yield paths.paper.name, extension, source.paper()
                yield paths.twin.name, extension, source.twin()


def build(folder: Path, *, only_text: bool = False) -> None:
    """Write the papers into ``folder``; the libraries they are held against are copied beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    meanings = yaml.safe_load((_HERE / "meanings.yaml").read_text("utf-8"))
    for name, source in sources():
        library = source.head.get("bibliography")
        if library and folder != PAPERS:
            (folder / library).write_bytes((PAPERS / library).read_bytes())
            texts = Path(library).stem  # of the works that the library names files of
            if (PAPERS / texts).is_dir():
                shutil.copytree(PAPERS / texts, folder / texts)
        for extension in source.head["build"]:
            if extension in _TEXT or not only_text:
                paths, kind = _paths(folder, name, extension), _KINDS[extension]
                kind.write(paths.paper, source.paper())
                kind.write(paths.twin, source.twin())
                answers = (
                    _record_answers(source, meanings)
                    if extension == _RECORDS
                    else _answers(source, kind.words, meanings, by_line=extension in _TEXT)
                )
                head = f"# Made by `python -m tests.checks.bed.build` from sources/{name}; change it there.\n"
                shown = yaml.safe_dump(answers, allow_unicode=True, sort_keys=False, width=110)
                paths.answers.write_text(head + shown, "utf-8")


def _paths(folder: Path, name: str, extension: str) -> Built:
    return Built(
        folder / f"{name}.{extension}",
        folder / f"{name}.clean.{extension}",
        folder / f"{name}.{extension}.yaml",
    )


def _answers(
    source: Source, as_shown: Callable[[str, str], str], meanings: Mapping[str, list[str]], *, by_line: bool
) -> dict[str, Any]:
    paper = source.paper()

    def shown(words: str) -> str:
        return as_shown(words, paper)

    whole = " ".join(shown(paper).split())
    errors: list[dict[str, Any]] = []
    traps: list[dict[str, Any]] = []
    before = ""
    for piece in source.pieces:
        if piece.note:
            words = " ".join(shown(piece.wrong).split())
            row: dict[str, Any] = {"words": words}
            if whole.count(words) > 1:
                line = before + piece.wrong[: len(piece.wrong) - len(piece.wrong.lstrip())]
                row["line"] = line.count("\n") + 1 if by_line else len(re.findall(r"\n{2,}", line)) + 1
            if piece.codes:
                row["checks"] = list(dict.fromkeys(_ids(piece, meanings)))
            (errors if piece.codes else traps).append(row | {"note": piece.note})
        before += piece.wrong
    head = {key: value for key, value in source.head.items() if key in ("about", "style", "bibliography")}
    records = [
        {**row, "checks": [id_ for code in row["checks"] for id_ in meanings[code]]}
        for row in source.head.get("record_errors", ())
    ]
    return head | {"errors": errors} | ({"record_errors": records} if records else {}) | {"traps": traps}


def _record_answers(source: Source, meanings: Mapping[str, list[str]]) -> dict[str, Any]:
    errors = []
    before = ""
    for piece in source.pieces:
        if piece.codes:
            key = _RECORD.findall(before + piece.wrong)[-1]
            fields = _FIELD.findall(before + piece.wrong)
            row: dict[str, Any] = {"key": key}
            if not _RECORD.search(piece.wrong):
                row["field"] = fields[-1]
            errors.append(row | {"checks": list(dict.fromkeys(_ids(piece, meanings))), "note": piece.note})
        before += piece.wrong
    return {"about": source.head["about"], "record_errors": errors}


def _ids(piece: Piece, meanings: Mapping[str, list[str]]) -> Iterator[str]:
    for code in piece.codes:
        yield from meanings[code]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        build(Path(sys.argv[1]))
    else:
        build(PAPERS, only_text=True)
