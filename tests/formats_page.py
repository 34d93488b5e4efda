"""The page docs/formats.md, made from what the formats declare.

``python -m tests.formats_page > docs/formats.md`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.formats.all_formats import FORMATS
from citekit.formats.base import Format
from citekit.formats.fidelity import Fidelity
from citekit.formats.holdings import direction, holdings, variable_mark
from citekit.item.variables import RECORD_VARIABLES

__all__ = ["page"]

_HEAD = """\
# Formats

What citekit reads and writes of other programs' files, and what each format can hold.
This page is made by `python -m tests.formats_page` from the declarations by which the round trips \
are tested; `citekit formats NAME` prints the same.

## In

```sh
citekit import refs.bib zotero.json papers/
```

takes files and folders of any format below that is read, and `--from FILE` of `cite`, \
`bibliography`, `explain` and `export` takes one in place of the library.
The format is told by name and content, or named with `--format`.

- **Nothing half.** An import is one change: it happens as a whole or not at all, and `citekit undo` \
takes it back.
- **Nothing silent.** What cannot be read is named with file and line, and nothing is imported then, \
unless `--keep-going` says to import the rest; `--rejects FILE` keeps its text. `--dry-run` shows \
all of it.
- **Nothing twice.** A work that is there already is shown field by field, and `--on-duplicate` says \
what to do: `ask`, `skip`, `merge`, `keep` both or `replace`. It is the same work if it has the same \
DOI, ISBN, arXiv number, PMID or PMCID, the same report number of the same institution, or the same \
title, first author and year, and nothing speaks against it, as another DOI, edition, volume or part \
does.
- **Keys stay.** A key that no record can have, with a slash in it for instance, becomes an alias; \
one that another work has gets a letter, and you are told.
- **Where it came from stays.** `provenance` says file, format, line and date.

## Out

```sh
citekit export --query tag:thesis --format csl-json -o refs.json
citekit export --from refs.ris -o refs.yaml
```

Records come sorted by key, the same bytes each time; what the format could not hold is told, and \
with `--strict` nothing is written then.
Tags, files, former keys, access and archived copies go along in formats that hold fields of any \
name; elsewhere tags go among the keywords.
"""


def page() -> str:
    """Return the page."""
    written = [format_ for format_ in FORMATS.values() if format_.fidelity]
    parts = [_HEAD, "## All formats\n", *_formats(), "", *_tables(written), *_details(written)]
    return "\n".join(parts).rstrip() + "\n"


def _formats() -> Iterator[str]:
    yield from _table_head(("format", "`--format`", "", "extensions", "what it is"))
    for format_ in FORMATS.values():
        extensions = " ".join(f"`{extension}`" for extension in format_.extensions)
        yield _row((format_.title, f"`{format_.name}`", direction(format_), extensions, format_.description))


def _tables(written: Sequence[Format]) -> Iterator[str]:
    yield "## Which fields each format holds\n"
    yield "● comes back as it was, ◐ in part or for some types, – is left out."
    yield "Formats that hold all fields have no column.\n"
    marks = {"yes": "●", "part": "◐", "no": "–"}
    shown = [format_ for format_ in written if any(mark != "yes" for mark in _marks(format_).values())]
    yield from _table_head(("field", *(format_.title for format_ in shown)))
    for name in RECORD_VARIABLES:
        row = [marks[_marks(format_)[name]] for format_ in shown]
        if set(row) != {"●"}:
            yield _row((name, *row))
    yield ""
    yield f"All others come back from all: {', '.join(_always(shown))}.\n"


def _marks(format_: Format) -> dict[str, str]:
    fidelity = format_.fidelity or Fidelity()
    return {name: variable_mark(fidelity, name) for name in RECORD_VARIABLES}


def _always(shown: Sequence[Format]) -> list[str]:
    return [
        name for name in RECORD_VARIABLES if all(_marks(format_)[name] == "yes" for format_ in shown)
    ] or ["none"]


def _details(written: Sequence[Format]) -> Iterator[str]:
    yield "## What each format loses\n"
    for format_ in written:
        assert format_.fidelity
        yield f"### {format_.title}\n"
        for what, answer in holdings(format_.fidelity):
            if what != "fields left out":
                yield f"- **{what}**: {answer}"
        yield ""


def _table_head(cells: Sequence[str]) -> Iterator[str]:
    yield _row(cells)
    yield "|" + "---|" * len(cells)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


if __name__ == "__main__":
    print(page(), end="")
