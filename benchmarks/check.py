"""``python -m benchmarks.check``: how long it takes to check a long paper beside a large library.

Makes a library of invented records and a paper of sixty pages with 300 typed citations of 120 of them, which
typst sets as a PDF, too, and prints the rows of docs/performance.md: medians of whole processes, in turn with
a loop of ten million additions, which says how quick the machine is.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import pypandoc
import typst

from benchmarks.make_paper import make_paper
from benchmarks.measure import measure

_LOOP: Final = "x = 0\nfor i in range(10_000_000):\n    x += 1"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="records in the library")
    parser.add_argument("--citations", type=int, default=300)
    parser.add_argument("--works", type=int, default=120, help="works in the paper's list")
    parser.add_argument("--words", type=int, default=18_000, help="of prose: 300 a page")
    parser.add_argument("--runs", type=int, default=5, help="counted runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        library, paper = folder / "library", folder / "paper.md"
        subprocess.run(
            [sys.executable, "-m", "benchmarks.make_library", str(library), "--count", str(options.count)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        text = make_paper(library, works=options.works, citations=options.citations, words=options.words)
        paper.write_text(text, "utf-8")
        source = pypandoc.convert_text(
            text, "typst", format="markdown-citations", extra_args=["--standalone"]
        )
        printed = folder / "paper.pdf"
        typst.compile(source.encode(), output=printed)
        _run(folder, library, paper, printed, options.runs)


def _run(folder: Path, library: Path, paper: Path, printed: Path, runs: int) -> None:
    env = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
    citekit = f"{sys.executable} -m citekit --library {library} check"
    # Findings, of which a paper of invented works has many, are exit status 1.
    commands = {
        "citekit check --style apa": ["sh", "-c", f"{citekit} {paper} --style apa; test $? -le 1"],
        "citekit check, the style told by the list": ["sh", "-c", f"{citekit} {paper}; test $? -le 1"],
        "citekit check --style apa, of the paper as a PDF": [
            "sh",
            "-c",
            f"{citekit} {printed} --style apa; test $? -le 1",
        ],
        "ten million additions": [sys.executable, "-c", _LOOP],
    }
    measured = measure(commands, runs=runs, env=env)
    loop = measured["ten million additions"].processor
    print("| command | seconds of the processor | of ten million additions | peak MB |")
    print("|---|---|---|---|")
    for name, one in measured.items():
        print(f"| {name} | {one.processor:.2f} | {one.processor / loop:.1f} | {one.megabytes:.0f} |")


if __name__ == "__main__":
    main()
