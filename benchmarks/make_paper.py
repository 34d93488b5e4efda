"""Make a long paper that cites a library: ``python -m benchmarks.make_paper LIBRARY FILE``.

The paper is Markdown of sixty pages with typed citations and a typed list in APA, as an author would leave
them to be checked; the same library gives the same paper.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Final

from citekit import csl
from citekit.csl.citation import Citation, Cite
from citekit.library.library import Library
from citekit.output.all_writers import get_writer
from citekit.styles import Styles

_WORDS: Final = (
    "the", "evidence", "of", "earlier", "studies", "shows", "that", "markets", "and", "schools", "change",
    "slowly", "because", "people", "keep", "their", "habits", "in", "most", "of", "what", "they", "do",
)  # fmt: skip


def main() -> None:
    """Write the paper."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--works", type=int, default=120, help="works in the list")
    parser.add_argument("--citations", type=int, default=300)
    parser.add_argument("--words", type=int, default=18_000, help="of prose: 300 a page")
    options = parser.parse_args()
    text = make_paper(options.library, works=options.works, citations=options.citations, words=options.words)
    options.file.write_text(text, "utf-8")


def make_paper(library: Path, *, works: int, citations: int, words: int, seed: int = 1) -> str:
    """Return a paper of about ``words`` words that makes ``citations`` citations of ``works`` records."""
    chance = random.Random(seed)  # noqa: S311  the same paper every time is the point
    found = Library(library, cache=None).items().items
    items = chance.sample([item for item in found if item.names.get("author")], works)
    made = [
        Citation(id=str(number), cites=(Cite(id=items[number % works].id),)) for number in range(citations)
    ]
    result = csl.process(Styles().load("apa"), items, made)
    writer = get_writer("markdown")
    length = words // citations
    paragraphs = []
    for number, cited in enumerate(result.citations):
        if number % 40 == 0:
            paragraphs.append(f"## Part {number // 40 + 1}")
        prose = " ".join(chance.choice(_WORDS) for _ in range(length)).capitalize()
        paragraphs.append(f"{prose} {writer.write(cited.markup)}.")
    entries = [writer.write(entry.markup) for entry in result.bibliography or ()]
    return "\n\n".join(["# A long paper", *paragraphs, "## References", *entries]) + "\n"


if __name__ == "__main__":
    main()
