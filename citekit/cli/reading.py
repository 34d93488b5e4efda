"""Files of other programs, as commands name them: found, read, and what is wrong with them told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citekit.cli.app import App
from citekit.errors import RecordNotFound, UnreadableFile
from citekit.files import reason_of
from citekit.formats.all_formats import FORMATS, get_format, get_reader, guess_format, read_extensions
from citekit.formats.base import Format, ReadResult
from citekit.item.item import Item
from citekit.language.fold import nearest
from citekit.library.folder import FOLDER

__all__ = ["Found", "Source", "find_files", "items_of_file", "read_source", "shown_name"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name as given, its format, and what it held."""

    name: str
    format: Format
    result: ReadResult


@dataclass(frozen=True, slots=True)
class Found:
    """The files that were named or found in folders, and how many others of each ending were passed over."""

    files: tuple[str, ...]
    passed_over: Counter[str]


def shown_name(source: str) -> str:
    """Return what a file is called in messages."""
    return "<stdin>" if source == "-" else source


def read_source(app: App, source: str, format_name: str | None) -> Source:
    """Read a file, ``-`` for stdin, in the format that is named, else in the one it looks like.

    Raises:
        UnreadableFile, UnreadableText: it cannot be read at all.
        UnknownFormat: there is no such format, or it is not read.
    """
    named = get_format(format_name) if format_name else None
    if named:
        get_reader(named)
    name = shown_name(source)
    data = app.read_input(source)
    format_ = named or guess_format(name, data)
    return Source(name, format_, get_reader(format_)(data, name=name))


def items_of_file(
    app: App, source: str, references: Sequence[str], from_format: str | None
) -> tuple[tuple[Item, ...], int]:
    """Return the items of a file that are asked for, or all, and 1 if some could not be read, else 0.

    Raises:
        UnreadableFile, UnreadableText, UnknownFormat: it cannot be read at all.
        RecordNotFound: it has no item of that key.
    """
    read = read_source(app, source, from_format)
    found = read.result
    status = app.report(found.problems)
    if not references:
        return found.items, status
    by_id = {item.id: item for item in found.items}
    by_id |= {
        alias: by_id[id_]
        for id_, known in found.sources.items()
        for alias in known.aliases
        if id_ in by_id and alias not in by_id
    }
    for reference in references:
        if reference not in by_id:
            raise RecordNotFound(reference, read.name, nearest(reference, by_id))
    return tuple(by_id[reference] for reference in references), status


def find_files(app: App, sources: Sequence[str]) -> Found:
    """Return the files that ``sources`` name, those of known formats in the folders among them, sorted.

    Hidden files and the records of libraries are passed by, and what has an ending that other files have too
    and does not look like a bibliography.

    Raises:
        UnreadableFile: a folder may not be read.
    """
    endings = read_extensions()
    files: dict[str, None] = {}
    passed_over: Counter[str] = Counter()
    for source in sources:
        if source == "-" or not (app.cwd / source).is_dir():
            files[source] = None
            continue
        for path in _walk(app.cwd / source):
            ending = path.suffix.lower()
            if ending in endings and (ending not in _SHARED or _is_recognised(path, ending)):
                files[os.path.join(source, path.relative_to(app.cwd / source))] = None  # noqa: PTH118  as typed
            else:
                passed_over[ending or "no ending"] += 1
    return Found(tuple(files), passed_over)


_SHARED: Final = frozenset(
    (".csv", ".htm", ".html", ".json", ".tab", ".text", ".tsv", ".txt", ".xhtml", ".xml", ".yaml", ".yml")
)
"""Endings of other files too: in a folder, what looks like no bibliography is none."""
_HEAD: Final = 8000


def _is_recognised(path: Path, ending: str) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise UnreadableFile(path, reason_of(error)) from error
    return any(FORMATS[name].recognise(head) for name in read_extensions()[ending])


def _walk(root: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableFile(Path(error.filename or root), reason_of(error)) from error

    for folder, folders, names in os.walk(root, onerror=refuse):
        here = Path(folder)
        is_library = (here / "citekit.yaml").is_file() or (here / ".citekit").is_dir()
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not (is_library and name == FOLDER)
        )
        for name in sorted(names):
            if not name.startswith(".") and not (is_library and name == "citekit.yaml"):
                yield here / name
