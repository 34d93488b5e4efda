"""PDFs as students print them: `python -m tests.checks.bed.printed` makes them anew in printed/.

It needs LibreOffice and LaTeX, so the PDFs are kept; `made_of.yaml` tells what each was made of.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final, NamedTuple

import yaml

from tests.checks.bed.build import PRINTED, printed_papers
from tests.checks.bed.odt_paper import odt_paper
from tests.checks.bed.two_column_paper import two_column_paper

__all__ = ["KINDS", "digest"]

_HEAD: Final = "# What each PDF was made of, by `python -m tests.checks.bed.printed`.\n"


class _Kind(NamedTuple):
    """How a text becomes a file that a program prints, and the program."""

    extension: str
    make: Callable[[str], bytes]
    command: tuple[str, ...]
    runs: int = 1


KINDS: Final[Mapping[str, _Kind]] = MappingProxyType(
    {
        "word.pdf": _Kind("fodt", odt_paper, ("soffice", "--headless", "--convert-to", "pdf")),
        "latex.pdf": _Kind("tex", two_column_paper, ("pdflatex", "-interaction=batchmode"), runs=2),
    }
)


def digest(extension: str, text: str) -> str:
    """Return what tells whether a PDF was made of ``text`` as it is."""
    return hashlib.sha256(KINDS[extension].make(text)).hexdigest()[:16]


def _print(extension: str, text: str, folder: Path) -> bytes:
    kind = KINDS[extension]
    source = folder / f"paper.{kind.extension}"
    source.write_bytes(kind.make(text))
    profile = (f"-env:UserInstallation=file://{folder}/profile",) if kind.extension == "fodt" else ()
    for _ in range(kind.runs):
        subprocess.run(
            (*kind.command, *profile, source.name), cwd=folder, check=True, capture_output=True, timeout=170
        )
    return (folder / "paper.pdf").read_bytes()


def main() -> None:
    """Print all of them."""
    PRINTED.mkdir(exist_ok=True)
    made_of = {}
    for name, extension, text in printed_papers():
        with TemporaryDirectory() as folder:
            (PRINTED / name).write_bytes(_print(extension, text, Path(folder)))
        made_of[name] = digest(extension, text)
    (PRINTED / "made_of.yaml").write_text(_HEAD + yaml.safe_dump(made_of), "utf-8")


if __name__ == "__main__":
    main()
