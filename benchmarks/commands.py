"""``python -m benchmarks.commands``: how long commands take on a library of 10,000 records.

Prints the table of docs/performance.md: medians of whole processes, measured turn by turn with
``python -c "import click"``, and with ``--peers`` with papis and cobib on the same records.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Measured, measure
from benchmarks.peers import find_peers


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="records in the library")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command")
    parser.add_argument("--peers", action="store_true", help="papis and cobib too; installs them once")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        _run(Path(temporary), options.count, options.runs, peers=options.peers)


def _run(folder: Path, count: int, runs: int, *, peers: bool) -> None:
    library = folder / "library"
    # Other processes make the libraries: what is measured is forked from this one, whose size would count
    # as theirs.
    _python("benchmarks.make_library", str(library), "--count", str(count))
    cache = folder / "cache"
    env = {"XDG_CACHE_HOME": str(cache), "XDG_CONFIG_HOME": str(folder / "config")}
    citekit = [str(Path(sys.executable).parent / "citekit"), "--library", str(library)]
    key = sorted(path.stem for path in (library / "entries").iterdir())[count // 2]
    number = _a_report_number(library)
    paper = folder / "paper.md"
    _python("benchmarks.make_paper", str(library), str(paper))
    commands = {
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "citekit --version": [*citekit[:1], "--version"],
        "citekit show KEY": [*citekit, "show", key],
        "citekit show REPORT-NUMBER": [*citekit, "show", number],
        "citekit list": [*citekit, "list"],
        "citekit search title:erosion": [*citekit, "search", "title:erosion"],
        "citekit search author:smith year:2010..2020": [*citekit, "search", "author:smith year:2010..2020"],
        "citekit check, 60 pages with 300 citations": _check(citekit, paper),
        "citekit export --format csl-json": [*citekit, "export", "--format", "csl-json"],
        "citekit export --format ris": [*citekit, "export", "--format", "ris"],
    }
    if peers:
        _python("benchmarks.peers", str(library), str(folder / "peers"))
        for peer in find_peers(folder / "peers"):
            commands[f"{peer.name} --version"] = peer.version
            commands[f"{peer.name} list"] = peer.list_all
    print(f"{count} records, medians of {runs} whole processes, stdout to /dev/null\n")
    _table(measure(commands, runs=runs, env=env))
    print(_cold_row(citekit, cache, env, runs))
    for name, command in _changing(citekit[0], folder, library).items():
        print(_row(name, measure({name: command}, runs=runs, env=env)[name], None))


def _check(citekit: list[str], paper: Path) -> list[str]:
    # A paper with findings ends with status 1, which is no failure here.
    return ["/bin/sh", "-c", '"$@" || test $? -eq 1', "sh", *citekit, "check", str(paper), "--style", "apa"]


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", *arguments], check=True, stdout=subprocess.DEVNULL)


def _cold_row(citekit: list[str], cache: Path, env: dict[str, str], runs: int) -> str:
    # The cache folder is the benchmark's own temporary one.
    command = ["/bin/sh", "-c", 'rm -rf "$0"; exec "$@"', str(cache), *citekit, "list"]
    measured = measure({"cold": command}, runs=runs, env=env)["cold"]
    return _row("citekit list, no index yet", measured, None)


def _changing(program: str, folder: Path, library: Path) -> dict[str, list[str]]:
    """Return the commands that write ten thousand records, each with what puts the library back before it."""
    records = folder / "records.json"
    with records.open("wb") as file:
        exported = [program, "--library", str(library), "export", "--format", "csl-json"]
        subprocess.run(exported, check=True, stdout=file)
    # The folder is the benchmark's own temporary one. Duplicates among the invented records come in too.
    made = 'rm -rf "$0"; mkdir -p "$0/entries"; '
    run = f'{made}"$1" --library "$0" import "$2" --on-duplicate keep'
    target = str(folder / "imported")
    arguments = [target, program, str(records)]
    found = '"$1" --library "$0" duplicates || test $? = 1'
    return {
        "citekit import FILE, all into an empty library": ["/bin/sh", "-c", run, *arguments],
        "the same, and citekit undo": ["/bin/sh", "-c", f'{run}; "$1" --library "$0" undo', *arguments],
        "citekit duplicates": ["/bin/sh", "-c", found, str(library), program],
    }


def _a_report_number(library: Path) -> str:
    for path in sorted((library / "entries").iterdir()):
        text = path.read_text("utf-8")
        number = re.search(r'^number: "?([^"\n]+)"?$', text, re.MULTILINE)
        if number and "type: report" in text:
            return number[1]
    raise SystemExit("the library has no report with a number")


def _table(measured: dict[str, Measured]) -> None:
    first = next(iter(measured.values()))
    print("| command | seconds | of `import click` | peak MB |\n|---|---|---|---|")
    for name, one in measured.items():
        print(_row(name, one, first))


def _row(name: str, measured: Measured, beside: Measured | None) -> str:
    ratio = f"{measured.median / beside.median:.1f}" if beside else ""
    low, high = min(measured.seconds), max(measured.seconds)
    times = f"{measured.median:.3f} ({low:.3f}–{high:.3f})"
    return f"| {name} | {times} | {ratio} | {measured.megabytes:.0f} |"


if __name__ == "__main__":
    main()
