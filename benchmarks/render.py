"""``python -m benchmarks.render``: how long a thesis takes to finish, beside pandoc's citeproc.

Makes a library of invented records and a Markdown thesis that cites it, and prints the row of
docs/performance.md: medians of whole processes in turn, the processor's seconds in brackets. pandoc reads the
same records from a file of CSL JSON and writes Markdown too; it comes with the tests.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import pypandoc

from benchmarks.measure import measure
from citekit.library.library import Library
from tests.csl.differential import styles_folder

_WORDS: Final = (
    "the", "evidence", "of", "earlier", "studies", "shows", "that", "markets", "and", "schools", "change",
    "slowly", "because", "people", "keep", "their", "habits", "in", "most", "of", "what", "they", "do",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="records in the library")
    parser.add_argument("--citations", type=int, default=1_500)
    parser.add_argument("--works", type=int, default=600, help="records that the thesis cites")
    parser.add_argument("--style", default="apa")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each program")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        library = folder / "library"
        subprocess.run(
            [sys.executable, "-m", "benchmarks.make_library", str(library), "--count", str(options.count)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        thesis = folder / "thesis.md"
        thesis.write_text(make_thesis(library, works=options.works, citations=options.citations), "utf-8")
        _run(folder, library, thesis, options.style, options.runs)


def make_thesis(library: Path, *, works: int, citations: int, seed: int = 1) -> str:
    """Return a thesis that cites by key, a citation to 55 words, every third narrative."""
    chance = random.Random(seed)  # noqa: S311  the same thesis every time is the point
    keys = chance.sample(Library(library, cache=None).keys(), works)
    pieces = ["# A thesis"]
    for number in range(citations):
        if number % 40 == 0:
            pieces.append(f"## Part {number // 40 + 1}")
        prose = " ".join(chance.choice(_WORDS) for _ in range(50)).capitalize()
        one, other = chance.choice(keys), chance.choice(keys)
        page = number % 90 + 1
        forms = (f"[@{one}]", f"[see @{one}, pp. {page}-{page + 4}; @{other}]", f"as @{one} [p. {page}] says")
        pieces.append(f"{prose} {forms[number % 3]}.")
    return "\n\n".join([*pieces, "# References"]) + "\n"


def _run(folder: Path, library: Path, thesis: Path, style: str, runs: int) -> None:
    env = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
    citekit = [str(Path(sys.executable).parent / "citekit"), "--library", str(library)]
    records = folder / "records.json"
    with records.open("wb") as file:
        subprocess.run([*citekit, "export", "--format", "csl-json"], check=True, stdout=file)
    pandoc = [pypandoc.get_pandoc_path(), "--citeproc", f"--bibliography={records}", str(thesis)]
    commands = {
        "citekit render": [*citekit, "render", str(thesis), "--style", style],
        "pandoc --citeproc": [*pandoc, f"--csl={styles_folder() / style}.csl", "--to=markdown"],
    }
    measured = measure(commands, runs=runs, env=env)
    ours, theirs = measured.values()
    print(f"{thesis.stat().st_size // 1000} KB in {style}, medians of {runs} whole processes\n")
    print("| style | citekit | pandoc | factor, of the processor's seconds | peak MB, citekit and pandoc |")
    print("|---|---|---|---|---|")
    print(
        f"| {style} | {ours.median:.2f} s ({ours.processor:.2f} s) "
        f"| {theirs.median:.2f} s ({theirs.processor:.2f} s) | {theirs.processor / ours.processor:.1f} "
        f"| {ours.megabytes:.0f}, {theirs.megabytes:.0f} |"
    )


if __name__ == "__main__":
    main()
