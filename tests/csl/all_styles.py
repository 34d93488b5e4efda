"""Render the recorded items in every independent style: ``python -m tests.csl.all_styles DIR``.

DIR is a folder as for `tests.csl.differential`. Prints each style that fails, and ends with their number.
``--every N`` takes one style in N.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from citekit.csl.citation import Citation
from citekit.csl.processor import process
from citekit.csl.read.style import read_style
from citekit.item.item import Item
from tests.csl.differential import read_citations, styles_folder
from tests.csl.fixture_items import read_item
from tests.csl.reference_html import write_html
from tests.csl.suite import locale_text

__all__ = ["main", "render_style"]


@cache
def _material(folder: Path) -> tuple[list[Item], list[Citation]]:
    records = json.loads((folder / "records.json").read_text(encoding="utf-8"))
    return [read_item(data) for data in records], read_citations(folder / "citations.json")


def render_style(path: Path, folder: Path) -> str:
    """Render everything in the style at ``path``; return what went wrong, empty if nothing did."""
    items, citations = _material(folder)
    try:
        style = read_style(path.read_text(encoding="utf-8"), locales=locale_text, name=path.stem)
        result = process(style, items, citations)
        for citation in result.citations:
            write_html(citation.markup)
        for entry in result.bibliography or ():
            write_html(entry.markup)
    except Exception:  # noqa: BLE001  any exception is what this looks for
        return traceback.format_exc()
    return ""


def _run(pair: tuple[Path, Path]) -> tuple[str, str]:
    return pair[0].stem, render_style(*pair)


def main(arguments: Sequence[str] | None = None) -> int:
    """Render all styles and print those that fail."""
    parser = argparse.ArgumentParser(prog="python -m tests.csl.all_styles", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args(arguments)
    paths = sorted(styles_folder().glob("*.csl"))[:: options.every]
    with multiprocessing.Pool(options.jobs) as pool:
        outcomes = pool.map(_run, [(path, options.folder) for path in paths], chunksize=8)
    failed = [(name, fault) for name, fault in outcomes if fault]
    for name, fault in failed:
        sys.stdout.write(f"{name}: {fault}\n")
    sys.stdout.write(f"{len(outcomes)} styles rendered, {len(failed)} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
