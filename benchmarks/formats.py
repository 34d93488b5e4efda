"""``python -m benchmarks.formats --records FILE``: how long bibliographies of 10,000 entries take to convert.

Prints the table of docs/performance.md: medians of whole processes, citekit and pandoc in turn on the same
files, which are made of the CSL-JSON in FILE, repeated under other keys until there are enough.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import pypandoc

from benchmarks.measure import Measured, measure
from citekit.formats import csl_json
from citekit.formats.all_formats import get_format, get_writer
from citekit.formats.base import WriteOptions
from citekit.item.item import Item

_DIALECTS = ("biblatex", "bibtex")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=Path, required=True, help="real records, as CSL-JSON")
    parser.add_argument("--count", type=int, default=10_000, help="entries in the file")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    options = parser.parse_args()
    records = csl_json.read(options.records.read_bytes(), name=options.records).items
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _write_files(folder, list(islice(_repeated(records), options.count)))
        print(f"{options.count} entries, medians of {options.runs} whole processes, stdout to /dev/null\n")
        _table(measure(_commands(folder), runs=options.runs))


def _repeated(records: tuple[Item, ...]) -> islice[Item]:
    """Return the records again and again, each time under other keys."""
    return islice(
        (
            replace(record, id=f"{record.id}-{turn}") if turn else record
            for turn in count()
            for record in records
        ),
        None,
    )


def _write_files(folder: Path, records: list[Item]) -> None:
    for name in (*_DIALECTS, "csl-json"):
        (folder / name).write_text(get_writer(get_format(name))(records, WriteOptions()), "utf-8")


def _commands(folder: Path) -> dict[str, list[str]]:
    citekit = [sys.executable, "-m", "benchmarks.convert"]
    pandoc = [pypandoc.get_pandoc_path()]
    commands = {}
    for dialect in _DIALECTS:
        read = [str(folder / dialect)]
        commands[f"citekit: {dialect} to CSL-JSON"] = [*citekit, dialect, "csl-json", *read]
        commands[f"pandoc: {dialect} to CSL-JSON"] = [*pandoc, "-f", dialect, "-t", "csljson", *read]
        written = [str(folder / "csl-json")]
        commands[f"citekit: CSL-JSON to {dialect}"] = [*citekit, "csl-json", dialect, *written]
        commands[f"pandoc: CSL-JSON to {dialect}"] = [*pandoc, "-f", "csljson", "-t", dialect, *written]
    return commands


def _table(measured: dict[str, Measured]) -> None:
    print("| conversion | citekit | pandoc | ratio | peak MB |")
    print("|---|---|---|---|---|")
    for name, ours in measured.items():
        program, _, what = name.partition(": ")
        if program == "citekit":
            theirs = measured[f"pandoc: {what}"]
            ratio = theirs.median / ours.median
            print(
                f"| {what} | {_seconds(ours)} | {_seconds(theirs)} | {ratio:.1f} "
                f"| {ours.megabytes:.0f}, {theirs.megabytes:.0f} |"
            )


def _seconds(measured: Measured) -> str:
    return f"{measured.median:.2f} s ({min(measured.seconds):.2f}–{max(measured.seconds):.2f})"


if __name__ == "__main__":
    main()
